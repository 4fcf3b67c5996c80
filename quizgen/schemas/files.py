"""The schemas of a project as files, and the first line by which an editor finds them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from quizgen.defaults import DEFAULTS_FILE
from quizgen.exporters import File
from quizgen.schemas import SCHEMAS, as_text, schema
from quizgen.schemas.names import Known

FOLDER = Path(".quizgen/schemas")
"""Where a project has its schemas."""


def schema_files(known: Known, folder: Path = Path()) -> Iterator[File]:
    """All schemas, as files of a folder."""
    for of in SCHEMAS:
        yield File((folder / f"{of}.json").as_posix(), as_text(schema(of, known)).encode())


def modeline(path: Path, project: Path, folder: Path = FOLDER) -> str:
    """The first line of a file of a project, for the YAML language server that editors run."""
    name = os.path.relpath(project / folder / f"{schema_of(path)}.json", path.parent)
    return f"# yaml-language-server: $schema={Path(name).as_posix()}"


def schema_of(path: Path) -> str:
    """Which schema is that of a file, by its name and where it lies."""
    if path.name in {"article.yaml", "entities.yaml", "facts.yaml", "relations.yaml", "theme.yaml"}:
        return path.stem
    if path.name == DEFAULTS_FILE:
        return "defaults"
    return "deck" if path.parent.name == "decks" else "template"
