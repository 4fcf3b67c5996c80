"""`quizgen stress`: templates over all facts and over made-up ones, with many seeds."""

from __future__ import annotations

import json
from pathlib import Path

import click

from quizgen.commands import CONTENT_AT_FAULT
from quizgen.commands.telling import print_for_programs, stop_if_wrong


@click.command("stress")
@click.argument("template", required=False)
@click.option("--seeds", metavar="N", type=click.IntRange(1, 100_000), default=1000, help="How many seeds to try.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="For people or programs.")
@click.option("--timed", is_flag=True, help="Give the time in JSON too; it differs each time.")
def command(template: str | None, seeds: int, form: str, *, timed: bool) -> None:
    """Try a template on all its facts, and on facts made up to be difficult.

    TEMPLATE is its name or its file, in the project of the current folder; without it, all templates are tried. The
    exit code is 1 if one crashes, tells its answer, or asks the same with two answers.

    \b
    Examples:
        quizgen stress town/designer
        quizgen stress --seeds 10 --format json > stress.json
    """
    from quizgen.content import everything
    from quizgen.stress import as_data, as_text, stress

    base, readings, templates, problems = everything(Path(), [template] if template else ())
    stop_if_wrong(problems)
    results = []
    for prepared in templates:
        results.append(stress(prepared, base, readings, seeds))
        if form == "table":
            click.echo(as_text(results[-1]))
    if form == "json":
        data = [as_data(result, timed=timed) for result in results]
        print_for_programs(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    if any(result.is_wrong for result in results):
        raise click.exceptions.Exit(CONTENT_AT_FAULT)
