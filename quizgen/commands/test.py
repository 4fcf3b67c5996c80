"""`quizgen test`: the examples in templates, what they expect against what is produced."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.commands import CONTENT_AT_FAULT
from quizgen.commands.telling import counted, print_written, stop_if_wrong, tell

if TYPE_CHECKING:
    from quizgen.content import Everything
    from quizgen.examples import Tried


@click.command("test")
@click.argument("templates", metavar="[TEMPLATE]...", nargs=-1)
@click.option("--update", is_flag=True, help="After a look, write what is produced into the examples that differ.")
@click.option("--yes", is_flag=True, help="With --update: write without asking, as in a script.")
def command(templates: tuple[str, ...], *, update: bool, yes: bool) -> None:
    """Show what the examples in templates expect, and what is produced.

    TEMPLATE is a name or a file, in the project of the current folder; without one, all are tried. Words that differ
    are marked: [-expected-] and {+produced+}. An example is tried where its facts are in the project. The exit code
    is 1 if one differs, is refused or not asked.

    \b
    Examples:
        quizgen test
        quizgen test town/designer
        quizgen test town/designer --update --yes
    """
    if yes and not update:
        message = "--yes answers what --update asks; without --update nothing is asked"
        raise click.UsageError(message)
    if update and not yes and not sys.stdin.isatty():
        message = (
            "--update asks before it writes, and here is no terminal to ask in; to write without asking, add --yes"
        )
        raise click.UsageError(message)
    from quizgen.content import everything
    from quizgen.examples import try_examples
    from quizgen.reports import examples

    found = everything(Path(), templates)
    stop_if_wrong(found.problems)
    tried = list(try_examples(found.templates, found.base, found.readings))
    click.echo(examples.report(tried, _bare(found, templates), _elsewhere(found, tried)), nl=False)
    failed = [one for one in tried if not one.holds]
    left = _updated(failed, yes=yes) if update else failed
    if left:
        raise click.exceptions.Exit(CONTENT_AT_FAULT)


def _bare(found: Everything, wanted: tuple[str, ...]) -> list[str]:
    """The templates without examples: those asked for, else the project's own."""
    return [
        prepared.template.id
        for prepared in found.templates
        if not prepared.template.examples and (wanted or _is_ours(prepared.template.place.path))
    ]


def _elsewhere(found: Everything, tried: list[Tried]) -> int:
    """How many examples rest on facts that are not here."""
    return sum(len(prepared.template.examples) for prepared in found.templates) - len(tried)


def _is_ours(path: str) -> bool:
    from quizgen.content import project_of

    return Path(path).resolve().is_relative_to(project_of(Path()).resolve())


def _updated(failed: list[Tried], *, yes: bool) -> list[Tried]:
    """Write what is given into the files of the project; what is left to be mended by hand."""
    from quizgen.example_updates import can_update, updates
    from quizgen.writing import write_all

    differing = [one for one in failed if can_update(one)]
    ours = [one for one in differing if _is_ours(one.example.place.path)]
    for name in sorted({one.template for one in differing if one not in ours}):
        message = (
            f"{name} is not updated: it belongs to quizgen. Make templates/{name}.yaml in your project to change it."
        )
        click.echo(message, err=True)
    if not ours:
        click.echo("There is nothing to update.")
        return failed
    if not yes:
        files = len({one.example.place.path for one in ours})
        if not click.confirm(
            f"Write what is produced into {counted(len(ours), 'example')} of {counted(files, 'file')}?"
        ):
            return failed
    changed, problems = updates(ours)
    tell(problems)
    print_written(write_all(Path(), changed))
    return [one for one in failed if one not in ours] if not problems else failed
