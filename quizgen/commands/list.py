"""`quizgen list`: what a deck draws on and gives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.commands.arguments import deckfile_argument
from quizgen.commands.making import content_of, quizzes_of
from quizgen.commands.telling import print_for_programs

if TYPE_CHECKING:
    from quizgen.model import Item


@click.command("list")
@click.argument("what", type=click.Choice(["facts", "templates", "relations", "items"]))
@deckfile_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "text", "json", "csv"]),
    default="table",
    help="How to show it; items also as text, with their options, reasons and quotes.",
)
@click.option("--template", metavar="NAME", help="Only items of this template, or of a pattern such as people/*.")
def command(what: str, deckfile: Path, form: str, template: str | None) -> None:
    """List facts, templates, relations or items.

    The first three are what DECKFILE draws on, the items what it gives.

    \b
    Examples:
        quizgen list items decks/bridge.yaml
        quizgen list items decks/bridge.yaml --template town/designer --format text
        quizgen list facts decks/bridge.yaml --format csv > facts.csv
    """
    from quizgen import listing

    if what == "items":
        (quiz,) = quizzes_of([deckfile])
        items = _of_template(quiz.items, template)
        if form == "text":
            from quizgen.reports.items import report

            click.echo(report(items), nl=False)
            return
        rows = listing.items(items)
    elif template or form == "text":
        message = f"{'--template' if template else '--format text'} is for items only"
        raise click.UsageError(message)
    else:
        rows = listing.LISTS[what](content_of(deckfile))
    if form == "table":
        click.echo(listing.as_table(rows, listing.COLUMNS[what]))
    else:
        print_for_programs(listing.as_json(rows) if form == "json" else listing.as_csv(rows))


def _of_template(items: Sequence[Item], pattern: str | None) -> list[Item]:
    from fnmatch import fnmatchcase

    from quizgen.problems import did_you_mean

    chosen = [item for item in items if pattern is None or fnmatchcase(item.template, pattern)]
    if pattern is not None and not chosen:
        hint = did_you_mean(pattern, {item.template for item in items}) or "why: quizgen check --verbose"
        message = f"there is no question of a template {pattern!r}; {hint}"
        raise click.UsageError(message)
    return chosen
