"""`quizgen check`: every problem of a project."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.commands.telling import print_for_programs, stop_if_wrong


@click.command("check")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(readable=False, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    help="For people, programs, GitHub's pages or editors.",
)
@click.option("-v", "--verbose", is_flag=True, help="Also list the questions that were not made, and why.")
def command(paths: tuple[Path, ...], form: str, *, verbose: bool) -> None:
    """Find every problem, and say where it is.

    Of articles, facts, templates, deck files and of the questions they give. A PATH may be a deck file,
    an article's folder, a template or a project's folder; the default is the
    project in the current folder. The exit code is 1 if there is an error; warnings alone leave it 0.

    \b
    Examples:
        quizgen check
        quizgen check decks/bridge.yaml --verbose
        quizgen check --format json > problems.json
        quizgen check --format sarif > quizgen.sarif
    """
    from quizgen.inspection import check as check_all
    from quizgen.reports import REPORTS

    checked = check_all(paths or (Path(),))
    report = REPORTS[form](checked, verbose)
    if form == "text":
        click.echo(report, nl=False)
    else:
        print_for_programs(report)
    stop_if_wrong(checked.problems, told=True)
