"""What the commands say: what is wrong, what was done, what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.commands import CONTENT_AT_FAULT

if TYPE_CHECKING:
    from quizgen.model import Quiz
    from quizgen.problems import Problem


def stop_if_wrong(problems: Iterable[Problem], *, told: bool = False) -> None:
    from quizgen.problems import errors, in_order

    problems = in_order(problems)
    if problems and not told:
        tell(problems)
    if errors(problems):
        raise click.exceptions.Exit(CONTENT_AT_FAULT)


def tell(problems: Sequence[Problem]) -> None:
    """Every problem, and how many."""
    from quizgen.reports import text

    click.echo(text.problems(problems), nl=False, err=True)


def counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def print_counts(quiz: Quiz, *, printed: bool) -> None:
    from collections import Counter

    kinds = Counter(item.kind for item in quiz.items)
    click.secho(f"{quiz.deck.title}: {counted(len(quiz.items), 'item')}", bold=True)
    click.echo("  " + ", ".join(f"{count:,} {kind}" for kind, count in sorted(kinds.items())))
    if printed and quiz.forms:
        letters = ", ".join(form.letter for form in quiz.forms)
        click.echo(f"  {counted(len(quiz.forms[0].items), 'question')} on each form: {letters}")


def print_written(written: Iterable[Path]) -> None:
    from quizgen.listing import near

    click.echo("Wrote")
    for path in written:
        click.echo(f"  {near(str(path))}")


def print_next(written: Sequence[Path]) -> None:
    click.echo("Next")
    for path in written:
        if path.suffix == ".apkg":
            click.echo(f"  In Anki, choose File > Import and {path}")
    if any(path.suffix == ".html" for path in written):
        click.echo("  Open the form files in a browser and print them; the key files hold the answers")


def print_retired(quiz: Quiz) -> None:
    """The notes that leave the deck in this edition, and what finds them in Anki."""
    from quizgen.locks import gone

    leaving = [note for note in gone(quiz) if note.retired in (None, quiz.deck.edition.text)]
    if leaving:
        from quizgen.exporters.anki.decks import search_for_retired  # which needs genanki, as a sheet does not

        click.echo(f"{counted(len(leaving), 'note')} left {quiz.deck.title}. In Anki's Browse window this finds them:")
        click.echo(f"  {search_for_retired(quiz.deck, leaving)}")


def print_for_programs(text: str) -> None:
    # UTF-8 whatever the terminal speaks.
    click.echo(text.encode(errors="backslashreplace"), nl=False)
