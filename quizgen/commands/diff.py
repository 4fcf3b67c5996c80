"""`quizgen diff`: what is new in a deck, before learners get it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.commands import CONTENT_AT_FAULT
from quizgen.commands.arguments import deckfile_argument
from quizgen.commands.making import quizzes_of, with_locks
from quizgen.commands.telling import print_for_programs, tell

if TYPE_CHECKING:
    from quizgen.comparison import Comparison

DIFFERENT, TROUBLE = 1, 2
"""With --exit-code, as the program diff has it."""


@click.command("diff")
@deckfile_argument
@click.option(
    "--against",
    metavar="FILE",
    type=click.Path(readable=False, path_type=Path),
    help="Compare with this .apkg, as of a release or a learner. [default: the last build, as the lock file has it]",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if something differs, with 2 if that cannot be said.")
def command(deckfile: Path, against: Path | None, form: str, *, exit_code: bool) -> None:
    """Show what is new in DECKFILE since its last build, and what Anki will do with it.

    Every note that is added, changed or retired, with the old words marked [-so-] and the new ones {+so+}. Nothing is
    written: the lock file changes when the deck is built.

    \b
    Examples:
        quizgen diff decks/bridge.yaml
        quizgen deck decks/bridge.yaml && quizgen diff decks/bridge.yaml --against bridge.apkg
        quizgen diff decks/bridge.yaml --format json > changes.json
    """
    from quizgen.problems import ContentError
    from quizgen.reports import comparisons

    try:
        comparison = _compared(deckfile, against)
    except ContentError as error:
        tell(error.problems)
        raise click.exceptions.Exit(TROUBLE if exit_code else CONTENT_AT_FAULT) from None
    except click.exceptions.Exit as ended:
        raise click.exceptions.Exit(TROUBLE if exit_code else ended.exit_code) from None
    if form == "json":
        print_for_programs(json.dumps(comparisons.as_data(comparison), ensure_ascii=False, indent=2) + "\n")
    else:
        click.echo(comparisons.as_text(comparison), nl=False)
    if exit_code and comparison.notes:
        raise click.exceptions.Exit(DIFFERENT)


def _compared(deckfile: Path, against: Path | None) -> Comparison:
    from quizgen.comparison import compare, known_by, known_in

    package = None
    if against:
        from quizgen.packages import read_package

        package = read_package(against)
    (quiz,) = with_locks(quizzes_of([deckfile]))
    if quiz.lock is None:
        message = f"{deckfile} has no lock"
        raise AssertionError(message)
    return compare(quiz, quiz.lock, known_in(package) if package else known_by(quiz.lock))
