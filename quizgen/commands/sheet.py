"""`quizgen sheet`: the quiz to print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from quizgen.commands.arguments import (
    deckfile_argument,
    editions_option,
    kinds_option,
    language_option,
    seed_option,
    theme_option,
)
from quizgen.commands.making import exported, quizzes_of, write
from quizgen.commands.telling import stop_if_wrong
from quizgen.model import Paper

if TYPE_CHECKING:
    from quizgen.exporters import File
    from quizgen.model import Quiz


@click.command("sheet")
@deckfile_argument
@click.option("-o", "--out", metavar="DIR", default=".", type=click.Path(path_type=Path), help="Where the files go.")
@click.option("--forms", metavar="N", type=click.IntRange(1, 26), help="How many versions: A, B, …")
@seed_option
@click.option("--questions", metavar="N", type=click.IntRange(min=1), help="How many questions on each form.")
@click.option("--topic", "topics", metavar="T", multiple=True, help="Only this topic; may be given again.")
@kinds_option
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
def command(deckfile: Path, out: Path, seed: str | None, *, pdf: bool, **changes: object) -> None:
    """Write the quiz of DECKFILE, to print.

    One HTML file a form and edition, and one answer key a form. The options go before what the deck file says.

    \b
    Examples:
        quizgen sheet decks/bridge.yaml
        quizgen sheet decks/bridge.yaml -o ~/school --forms 4 --questions 12
        quizgen sheet decks/bridge.yaml --kind choice --kind true_false --topic town
        quizgen sheet decks/bridge.yaml --edition standard --edition large-24
        quizgen sheet decks/bridge.yaml --article --answer-sheet --together
        quizgen sheet decks/bridge.yaml --language de
    """
    from quizgen.pipeline import with_sheet

    (quiz,) = quizzes_of([deckfile], seed)
    wanted = {name: value for name, value in changes.items() if value}
    if wanted:
        quiz, problems = with_sheet(quiz, **wanted)
        stop_if_wrong(problems)
    write(out, _with_pdf(quiz) if pdf else exported("sheet", quiz), [quiz])


def _with_pdf(quiz: Quiz) -> Iterator[File]:
    from quizgen.exporters.sheet.pdf import with_pdf

    return with_pdf(exported("sheet", quiz))
