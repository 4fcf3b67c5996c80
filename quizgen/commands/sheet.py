"""`quizgen sheet`: the quiz to print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from quizgen.commands.arguments import (
    deckfile_argument,
    editions_option,
    kinds_option,
    language_option,
    seed_option,
    theme_option,
)
from quizgen.commands.asking import cells
from quizgen.commands.making import exported, quizzes_of, write
from quizgen.model import Difficulty, Level, Paper

if TYPE_CHECKING:
    from quizgen.exporters import File
    from quizgen.model import Quiz, SheetSettings

_OF_ALL = {
    "questions": "--questions", "topics": "--topic", "kinds": "--kind", "levels": "--level",
    "difficulties": "--difficulty",
}  # fmt: skip
"""What is asked of all questions alike, and with `--ask` of each cell apart."""


@click.command("sheet")
@deckfile_argument
@click.option("-o", "--out", metavar="DIR", default=".", type=click.Path(path_type=Path), help="Where the files go.")
@click.option("--forms", metavar="N", type=click.IntRange(1, 99), help="How many versions: A, B, …")
@click.option("--parallel", is_flag=True, help="Each form has other questions, alike and as difficult.")
@seed_option
@click.option("--questions", metavar="N", type=click.IntRange(min=1), help="How many questions on each form.")
@click.option("--topic", "topics", metavar="T", multiple=True, help="Only this topic; may be given again.")
@kinds_option
@click.option(
    "--level",
    "levels",
    multiple=True,
    type=click.Choice(get_args(Level)),
    help="Only this level; may be given again.",
)
@click.option(
    "--difficulty",
    "difficulties",
    multiple=True,
    type=click.Choice(get_args(Difficulty)),
    help="Only what is as difficult, as predicted; may be given again.",
)
@click.option(
    "--ask",
    "cells",
    metavar="TEXT",
    multiple=True,
    callback=cells,
    help="So many of these: '6 topic=missions kind=choice difficulty=easy'; may be given again.",
)
@click.option("--points", metavar="N", type=click.IntRange(1, 100), help="For each question.")
@click.option("--minutes", metavar="N", type=click.IntRange(1, 1000), help="How much time there is.")
@editions_option
@language_option
@theme_option
@click.option("--paper", metavar="SIZE", type=click.Choice(get_args(Paper)), help="A4, Letter or A3.")
@click.option("--article", is_flag=True, help="The text in front, with numbered lines, which the key then cites.")
@click.option("--answer-sheet", is_flag=True, help="Beside each form, a page to fill in, with a QR code.")
@click.option(
    "--together", is_flag=True, help="All forms in one file, each from the front of a leaf; all keys in another."
)
@click.option("--pdf", is_flag=True, help="Each page as PDF too; needs: pip install 'quizgen[pdf]'.")
def command(deckfile: Path, out: Path, seed: str | None, *, pdf: bool, **options: Any) -> None:
    """Write the quiz of DECKFILE, to print.

    One HTML file a form and edition, and one answer key a form. The options go before what the deck file says.

    \b
    Examples:
        quizgen sheet decks/bridge.yaml
        quizgen sheet decks/bridge.yaml -o ~/school --forms 4 --questions 12
        quizgen sheet decks/bridge.yaml --kind choice --kind true_false --topic town
        quizgen sheet decks/bridge.yaml --ask '3 topic=town difficulty=easy' --ask '2 kind=date' --minutes 20
        quizgen sheet decks/bridge.yaml --edition standard --edition large-24
        quizgen sheet decks/bridge.yaml --article --answer-sheet --together
        quizgen sheet decks/bridge.yaml --language de
    """
    wanted = {name: value for name, value in options.items() if value}
    beside = [option for name, option in _OF_ALL.items() if name in wanted]
    if "cells" in wanted and beside:
        message = f"{beside[0]} cannot stand beside --ask: say it in each --ask instead"
        raise click.UsageError(message)
    quizzes = quizzes_of([deckfile], seed, lambda sheet: _changed(sheet, wanted))
    write(out, _with_pdf(quizzes[0]) if pdf else exported("sheet", quizzes[0]), quizzes)


def _changed(sheet: SheetSettings, wanted: dict[str, Any]) -> SheetSettings:
    """The settings of the deck file, with what is wanted in place of what it says."""
    from dataclasses import replace

    from quizgen.model import Section

    points = wanted.get("points")
    sections = tuple(replace(section, points=points or section.points) for section in sheet.sections)
    if "cells" in wanted:
        sections = (Section(wanted["cells"], points=points or sheet.points),)
    elif any(name in wanted for name in _OF_ALL):
        sections = ()
    return replace(sheet, **{name: value for name, value in wanted.items() if name != "cells"}, sections=sections)


def _with_pdf(quiz: Quiz) -> Iterator[File]:
    from quizgen.exporters.sheet.pdf import with_pdf

    return with_pdf(exported("sheet", quiz))
