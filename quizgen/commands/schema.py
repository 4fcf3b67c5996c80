"""`quizgen schema`: what the files may hold, as editors understand it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.commands.telling import print_for_programs, print_written, stop_if_wrong

if TYPE_CHECKING:
    from quizgen.schemas.names import Known


@click.command("schema")
@click.argument(
    "of",
    metavar="[KIND]",
    type=click.Choice(["article", "facts", "relations", "template", "defaults", "deck"]),
    required=False,
)
@click.option(
    "--project",
    metavar="DIR",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="The project whose names it offers. [default: that of the current folder]",
)
@click.option("--write", is_flag=True, help="Write all schemas into the project, in .quizgen/schemas.")
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), help="With --write: into this folder instead.")
def command(of: str | None, project: Path | None, out: Path | None, *, write: bool) -> None:
    """Print the JSON Schema of a kind of file.

    KIND is article, facts, relations, template, defaults or deck. Editors use it to complete, explain and check while
    you write. In a project it names the project's relations, roles, types and units; without one it leaves them open.
    Write the schemas anew when your relations have changed.

    \b
    Examples:
        quizgen schema template
        quizgen schema --write
    """
    if (of is None) == (not write) or (out and not write):
        message = (
            "name a kind of file: article, facts, relations, template, defaults or deck; or write all with --write"
        )
        raise click.UsageError(message)
    from quizgen import schemas
    from quizgen.schemas.files import FOLDER, schema_files
    from quizgen.writing import write_all

    project, known = _known(project)
    if of is not None:
        print_for_programs(schemas.as_text(schemas.schema(of, known)))
    else:
        if out is None and known.vocabulary is None:
            message = "there is no project here; name it with --project DIR"
            raise click.UsageError(message)
        print_written(write_all(out or project / FOLDER, schema_files(known)))


def _known(given: Path | None) -> tuple[Path, Known]:
    """The project, and what it knows; nothing where there is none."""
    from quizgen.content import project_of
    from quizgen.schemas.names import Known, known_in

    project = given or project_of(Path())
    if not (project / "seeds").is_dir():
        return project, Known()
    known, problems = known_in(project.absolute())
    stop_if_wrong(problems)
    return project, known
