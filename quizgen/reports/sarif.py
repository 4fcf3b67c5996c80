"""The report as SARIF 2.1.0, which editors and code hosts read (OASIS, March 2020)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from quizgen import __version__
from quizgen.inspection import Checked
from quizgen.listing import Row, as_json, near
from quizgen.problems import Problem


def report(checked: Checked, _verbose: bool) -> str:  # noqa: FBT001  # as all reports
    """One run with a result a problem."""
    codes = sorted({problem.code for problem in checked.problems})
    driver = {"name": "quizgen", "version": __version__, "rules": [{"id": code} for code in codes]}
    return as_json(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {"driver": driver},
                    "columnKind": "unicodeCodePoints",
                    "results": [_result(problem, codes.index(problem.code)) for problem in checked.problems],
                }
            ],
        }
    )


def _result(problem: Problem, rule: int) -> Row:
    place = problem.place
    region = {"startLine": place.line, "startColumn": place.column}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": "\n".join(filter(None, (problem.message, problem.hint)))},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(place.path)}, "region": region}}],
    }


def _uri(path: str) -> str:
    seen = Path(near(path))
    return seen.as_uri() if seen.is_absolute() else quote(seen.as_posix())
