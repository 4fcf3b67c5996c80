"""`quizgen new project`: a small project that works as it stands, to be changed into one's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quizgen.exporters import File
from quizgen.model import Place
from quizgen.problems import ContentError, Problem
from quizgen.schemas.files import FOLDER, schema_files
from quizgen.schemas.names import known_in
from quizgen.writing import told, write_all

EXAMPLE = Path(__file__).resolve().parent / "example_project"


def new_project(folder: Path) -> tuple[Path, ...]:
    """Copy the example into a new or empty folder; anything else is left alone."""
    with told(folder):
        taken = folder.is_dir() and any(folder.iterdir())
    if taken:
        hint = "name a folder that is empty or does not exist yet"
        raise ContentError([Problem(Place(str(folder)), "not-empty", "this folder holds files already", hint)])
    return write_all(folder, _files())


def _files() -> Iterator[File]:
    for path in sorted(EXAMPLE.rglob("*")):
        if path.is_file():
            yield File(path.relative_to(EXAMPLE).as_posix(), path.read_bytes())
    known, _ = known_in(EXAMPLE)
    yield from schema_files(known, FOLDER)
