"""`quizgen coverage`: what of its articles a deck asks, and why not the rest."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.commands.arguments import deckfile_argument
from quizgen.commands.making import content_of, watch
from quizgen.commands.telling import print_for_programs, print_written, stop_if_wrong


@click.command("coverage")
@deckfile_argument
@click.option("--format", "form", type=click.Choice(["table", "json", "html"]), default="table", help="How to show it.")
@click.option("-o", "--out", metavar="FILE", type=click.Path(path_type=Path), help="Write it into this file.")
def command(deckfile: Path, form: str, out: Path | None) -> None:
    """Show what of its articles DECKFILE asks.

    Which facts are asked by which templates, which by none and why; which templates ask nothing and why; which
    relations have no template. As html it is one page, with the text of the articles shaded by how often each
    passage is asked. That something is not asked is no error.

    \b
    Examples:
        quizgen coverage decks/bridge.yaml
        quizgen coverage decks/bridge.yaml --format html -o coverage.html
    """
    from quizgen.checks import check_items
    from quizgen.coverage import cover
    from quizgen.exporters import File
    from quizgen.pipeline import flaws, outcomes, without_sheet
    from quizgen.reports.coverage import REPORTS
    from quizgen.writing import write_all

    content = content_of(deckfile)
    tried = outcomes(content, watch("Making questions"))
    report = REPORTS[form](cover(content, tried))
    if out:
        print_written(write_all(out.parent, [File(out.name, report.encode(errors="backslashreplace"))]))
    elif form == "table":
        click.echo(report, nl=False)
    else:
        print_for_programs(report)
    # Told last: where a deck gives no item, this report is what says why.
    stop_if_wrong(check_items(without_sheet(content, tried), flaws(tried)))
