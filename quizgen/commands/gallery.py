"""`quizgen gallery`: all cards on one page."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.commands.arguments import deckfile_argument, seed_option
from quizgen.commands.making import exported, quizzes_of
from quizgen.commands.telling import print_counts, print_written


@click.command("gallery")
@deckfile_argument
@click.option("-o", "--out", metavar="DIR", default=".", type=click.Path(path_type=Path), help="Where the file goes.")
@seed_option
def command(deckfile: Path, out: Path, seed: str | None) -> None:
    """Write a page that shows all cards of DECKFILE.

    It shows front and back of each as Anki does, by day and by night, to be searched and chosen from. It
    is for whoever writes the questions: the answers stand in it.

    \b
    Examples:
        quizgen gallery decks/bridge.yaml
        quizgen gallery decks/bridge.yaml -o ~/school
    """
    from quizgen.writing import write_all

    (quiz,) = quizzes_of([deckfile], seed)
    written = write_all(out, exported("gallery", quiz))
    print_counts(quiz, printed=False)
    print_written(written)
    click.echo("Next")
    for path in written:
        click.echo(f"  Open {path} in a browser and look the cards over")
