"""`quizgen deck`: the Anki deck."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.commands.arguments import deckfile_argument
from quizgen.commands.making import exported, quizzes_of, with_locks, write


@click.command("deck")
@deckfile_argument
@click.option(
    "-o", "--out", metavar="FILE", type=click.Path(path_type=Path), help="[default: the deck file's name, with .apkg]"
)
def command(deckfile: Path, out: Path | None) -> None:
    """Write the Anki deck of DECKFILE.

    It is a package for Anki's File > Import. Beside DECKFILE a lock file keeps when each note changed last, so that
    a later build updates what has changed and leaves the rest in peace: keep it under version control.

    \b
    Examples:
        quizgen deck decks/bridge.yaml
        quizgen deck decks/bridge.yaml -o ~/bridge.apkg
    """
    from dataclasses import replace

    quizzes = with_locks(quizzes_of([deckfile]))
    package, *lock = (file for quiz in quizzes for file in exported("anki", quiz))
    if out:
        package = replace(package, name=out.name)
    write(out.parent if out else Path(), [package, *lock], quizzes)
