"""`quizgen studio`: see the questions while you write the template."""

from __future__ import annotations

import gc
import os
from importlib.util import find_spec
from pathlib import Path

import click

from quizgen.commands.making import decks_here

_NEEDS = ("starlette", "uvicorn", "watchfiles")


@click.command("studio")
@click.argument("deckfile", required=False, type=click.Path(readable=False, path_type=Path))
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=0, help="[default: one that is free]")
@click.option("--no-open", is_flag=True, help="Do not open a browser; the address is printed anyway.")
def command(deckfile: Path | None, port: int, *, no_open: bool) -> None:
    """Open a page on which you see the questions while you write the template.

    Of the project of DECKFILE, by default of the first deck file in decks/. The page is for this machine alone, under
    an address that cannot be guessed. It follows what other editors save. End it with Ctrl-C.

    \b
    Examples:
        quizgen studio
        quizgen studio decks/bridge.yaml
        quizgen studio decks/bridge.yaml --port 8765 --no-open
    """
    if not all(map(find_spec, _NEEDS)):
        from quizgen.model import Place
        from quizgen.problems import ContentError, Problem

        message = "the studio needs a web server, which is not installed"
        raise ContentError([Problem(Place("studio"), "studio-missing", message, "pip install 'quizgen[studio]'")])
    from quizgen.studio.serving import InUse, serve

    gc.enable()  # off elsewhere, as in cli.py: but this command does not end soon
    chosen = Path(os.path.realpath(deckfile or decks_here()[0]))
    if not chosen.is_file():
        from quizgen.commands.making import content_of

        content_of(chosen)  # which says what is wrong with it
    try:
        serve(chosen, port, tell=click.echo, browser=not no_open)
    except InUse:
        message = f"port {port} is in use; choose another, or leave --port away"
        raise click.UsageError(message) from None
