"""The report as GitHub's workflow commands: each problem is shown at its line of a pull request.

The form and its escapes: "Workflow commands for GitHub Actions" in GitHub's documentation.
"""

from __future__ import annotations

from quizgen.inspection import Checked
from quizgen.listing import near
from quizgen.problems import Problem

_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = _ESCAPES | str.maketrans({":": "%3A", ",": "%2C"})


def report(checked: Checked, _verbose: bool) -> str:  # noqa: FBT001  # as all reports
    """One command a problem."""
    return "".join(f"{_command(problem)}\n" for problem in checked.problems)


def _command(problem: Problem) -> str:
    place = problem.place
    properties = {"file": near(place.path), "line": place.line, "col": place.column, "title": problem.code}
    written = ",".join(f"{name}={str(value).translate(_IN_PROPERTIES)}" for name, value in properties.items())
    message = "\n".join(filter(None, (problem.message, problem.hint)))
    return f"::{problem.severity} {written}::{message.translate(_ESCAPES)}"
