"""`quizgen new`: begin something new."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.commands.telling import print_written


@click.group("new")
def command() -> None:
    """Begin something new.

    \b
    Example:
        quizgen new project lessons
    """


@command.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def project(folder: Path) -> None:
    """Make a small working project in DIR.

    It has an article, its facts, a template and a deck file. DIR is made if it is not there; if it is,
    it must be empty. Every file says how to go on with it.

    \b
    Example:
        quizgen new project lessons
    """
    import shlex

    from quizgen.scaffold import new_project

    written = new_project(folder)
    print_written(written)
    click.echo(f"Next\n  cd {shlex.quote(str(folder))}\n  quizgen build\nand read README.md there.")
