"""Reads the cases beside this file, and runs them. See README.md.

`python -m tests.bad.cases` writes what quizgen says now into every case, for a person to judge.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from click.testing import CliRunner

from quizgen import cli, library

HERE = Path(__file__).parent
BASE = HERE / "base"
_SECTION = re.compile(r"^--- (change|write|escaped|delete|folder|run|says)(?: (.+))?$", re.MULTILINE)


class Step(NamedTuple):
    """One section of a case: what to do, to which file, and the lines below."""

    what: str
    path: str
    body: str


@dataclass(frozen=True)
class Case:
    """One bad project: how it differs from the base, and what `quizgen check` says of it."""

    file: Path
    title: str
    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        """Its path here, without the ending."""
        return self.file.relative_to(HERE).with_suffix("").as_posix()

    @property
    def says(self) -> str:
        """What quizgen is to say."""
        return self.steps[-1].body

    @property
    def arguments(self) -> list[str]:
        """What is checked: the project in the current folder, unless the case says otherwise."""
        return [argument for step in self.steps if step.what == "run" for argument in step.path.split()] or ["check"]


class Outcome(NamedTuple):
    """How a run ended, and all it printed."""

    exit_code: int
    text: str


def cases() -> list[Case]:
    """All of them, by name."""
    return [_read(file) for file in sorted(HERE.glob("*/*.txt"))]


def _read(file: Path) -> Case:
    text = file.read_text(encoding="utf-8")
    marks = list(_SECTION.finditer(text))
    assert marks, f"{file} has no section"
    assert marks[-1][1] == "says", f"{file} does not end with what quizgen says"
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    steps = tuple(
        Step(mark[1], mark[2] or "", text[mark.end() + 1 : end]) for mark, end in zip(marks, ends, strict=True)
    )
    return Case(file, text[: marks[0].start()].strip(), steps)


def prepare(case: Case, folder: Path) -> None:
    """Make the bad project in a new folder."""
    shutil.copytree(BASE, folder)
    for step in case.steps:
        path = folder / step.path
        match step.what:
            case "delete":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            case "folder":
                path.mkdir(parents=True)
            case "write" | "escaped":
                path.parent.mkdir(parents=True, exist_ok=True)
                content = step.body.encode()
                if step.what == "escaped":
                    content = content.rstrip(b"\n").decode("unicode_escape").encode("latin-1")
                path.write_bytes(content)
            case "change":
                path.write_bytes(_changed(path.read_bytes().decode(), step.body).encode())


def _changed(text: str, body: str) -> str:
    for hunk in re.split(r"^\.\.\.\n", body, flags=re.MULTILINE):
        lines = [line or " " for line in hunk.splitlines()]
        old = "".join(f"{line[1:]}\n" for line in lines if line[0] in " -")
        new = "".join(f"{line[1:]}\n" for line in lines if line[0] in " +")
        assert f"\n{text}".count(f"\n{old}") == 1, f"not once in the file: {old}"
        text = f"\n{text}".replace(f"\n{old}", f"\n{new}", 1)[1:]
    return text


@contextlib.contextmanager
def no_curated_templates() -> Iterator[None]:
    """Curated templates come and go; what quizgen says of these projects must not change with them."""
    with tempfile.TemporaryDirectory() as empty, patch.object(library, "templates", lambda: Path(empty)):
        yield


def run(arguments: list[str], folder: Path) -> Outcome:
    """Run quizgen in a folder, in this process."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        result = CliRunner().invoke(cli.main, arguments, prog_name="quizgen")
    finally:
        os.chdir(before)
    return Outcome(result.exit_code, result.output)


def _rewrite(case: Case) -> None:
    with tempfile.TemporaryDirectory() as parent, no_curated_templates():
        prepare(case, Path(parent) / "project")
        outcome = run(case.arguments, Path(parent) / "project")
    assert outcome.exit_code == 1, f"{case.name}: {outcome.text}"
    text = case.file.read_text(encoding="utf-8")
    case.file.write_text(text[: text.rindex("--- says")] + "--- says\n" + outcome.text, encoding="utf-8")


if __name__ == "__main__":
    for each in cases():
        _rewrite(each)
