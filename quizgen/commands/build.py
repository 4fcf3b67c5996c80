"""`quizgen build`: all that deck files ask for."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import click

from quizgen.commands.making import decks_here, exported, quizzes_of, with_locks, write


@click.command("build")
@click.argument("deckfiles", metavar="[DECKFILE]...", nargs=-1, type=click.Path(readable=False, path_type=Path))
@click.option("--out", metavar="DIR", default="build", type=click.Path(path_type=Path), help="Where the files go.")
def command(deckfiles: tuple[Path, ...], out: Path) -> None:
    """Build all that the deck files ask for.

    This makes the Anki deck, the printable quiz and its keys. Without DECKFILE, all of decks/*.yaml. If
    anything is wrong in one of them, nothing is written.

    \b
    Examples:
        quizgen build
        quizgen build decks/bridge.yaml --out ~/school
    """
    from quizgen.exporters import EXPORTERS, FOR_AUTHORS

    quizzes = with_locks(quizzes_of(deckfiles or decks_here()))
    asked = [name for name in EXPORTERS if name not in FOR_AUTHORS]
    write(out, chain.from_iterable(exported(name, quiz) for quiz in quizzes for name in asked), quizzes)
