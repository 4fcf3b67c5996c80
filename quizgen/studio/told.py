"""Problems as the page is told of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from quizgen.listing import Row
from quizgen.model import Place
from quizgen.problems import Problem
from quizgen.reports.excerpts import end_of, lines_of
from quizgen.studio.files import Files

_BREAK = re.compile(r"\r\n|\r|\n")


TOO_MUCH = "a template must not make so much: simplify it, or ask about fewer facts"


def told(problems: Iterable[Problem], files: Files, texts: Mapping[str, str]) -> list[Row]:
    """A row a problem; where an editor holds another text than the file, it is one of the `texts`."""
    lines: dict[str, Sequence[str]] = {path: _BREAK.split(text) for path, text in texts.items()}
    rows: list[Row] = []
    for problem in problems:
        place = problem.place
        if place.path not in lines:
            lines[place.path] = lines_of(place.path)
        found = lines[place.path]
        rows.append(_row(problem, files.name(place.path), found[place.line - 1] if place.line <= len(found) else ""))
    return rows


def _row(problem: Problem, name: str, line: str) -> Row:
    place = problem.place
    return {
        "path": name,
        "line": place.line,
        "column": place.column,
        "end_line": place.line,
        "end_column": max(place.column, min(end_of(line, place.column - 1), len(line))) + 1,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "help": problem.hint,
    }


def stopped_preview(name: object, why: str) -> Row:
    """What is shown of a template that had to be stopped."""
    problem = Problem(Place(str(name)), "preview-stopped", f"this was stopped: {why}", TOO_MUCH)
    return nothing([_row(problem, str(name), "")])


def nothing(problems: Sequence[Row]) -> Row:
    """Problems, and no questions."""
    counts = {"questions": 0, "facts": 0, "none": 0}
    return {"problems": problems, "questions": [], "none": [], "counts": counts, "complete": True, "stopped": False}
