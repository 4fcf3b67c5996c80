"""`quizgen list`: what a deck draws on and gives."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.commands.arguments import deckfile_argument
from quizgen.commands.making import content_of, quizzes_of
from quizgen.commands.telling import print_for_programs


@click.command("list")
@click.argument("what", type=click.Choice(["facts", "templates", "relations", "items"]))
@deckfile_argument
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="How to show it.")
def command(what: str, deckfile: Path, form: str) -> None:
    """List facts, templates, relations or items.

    The first three are what DECKFILE draws on, the items what it gives.

    \b
    Examples:
        quizgen list items decks/bridge.yaml
        quizgen list facts decks/bridge.yaml --format csv > facts.csv
    """
    from quizgen import listing

    if what == "items":
        (quiz,) = quizzes_of([deckfile])
        rows = listing.items(quiz)
    else:
        rows = listing.LISTS[what](content_of(deckfile))
    if form == "table":
        click.echo(listing.as_table(rows, listing.COLUMNS[what]))
    else:
        print_for_programs(listing.as_json(rows) if form == "json" else listing.as_csv(rows))
