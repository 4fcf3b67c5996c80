"""`quizgen deck`: the Anki deck."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.commands.arguments import deckfile_argument, seed_option
from quizgen.commands.making import exported, quizzes_of, write


@click.command("deck")
@deckfile_argument
@click.option(
    "-o", "--out", metavar="FILE", type=click.Path(path_type=Path), help="[default: the deck file's name, with .apkg]"
)
@seed_option
def command(deckfile: Path, out: Path | None, seed: str | None) -> None:
    """Write the Anki deck of DECKFILE.

    It is a package for Anki's File > Import.

    \b
    Examples:
        quizgen deck decks/bridge.yaml
        quizgen deck decks/bridge.yaml -o ~/bridge.apkg
    """
    from dataclasses import replace

    quizzes = quizzes_of([deckfile], seed)
    files = (file for quiz in quizzes for file in exported("anki", quiz))
    if out:
        write(out.parent, (replace(file, name=out.name) for file in files), quizzes)
    else:
        write(Path(), files, quizzes)
