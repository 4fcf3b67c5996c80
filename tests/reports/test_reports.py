"""Each report tells every problem, in the form that its readers expect."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quizgen.inspection import Checked
from quizgen.model import Place
from quizgen.problems import Problem
from quizgen.reports import REPORTS

WRONG = "kind: choise, 100%\n"


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checked:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a file, new.yaml"
    path.write_text(WRONG)
    error = Problem(Place(str(path), 1, 7), "unknown-kind", "no kind `choise`:\n100%", "did you mean choice?")
    warning = Problem(Place("/elsewhere/b.yaml", 3, 2), "stem-end", "ends in a comma", "", "warning")
    return Checked((error, warning), ())


def told(form: str, found: Checked) -> Any:
    text = REPORTS[form](found, False)  # noqa: FBT003  # as all reports
    return json.loads(text) if form in {"json", "sarif"} else text


def test_text_marks_the_place(found: Checked) -> None:
    assert told("text", found).split("\n")[2:5] == [
        "    kind: choise, 100%",
        "    \x1b[31m\x1b[1m      ^^^^^^\x1b[0m",
        "\x1b[2m    hint: did you mean choice?\x1b[0m",
    ]


def test_json_has_every_part(found: Checked) -> None:
    assert told("json", found)["problems"][0] == {
        "file": "a file, new.yaml",
        "line": 1,
        "column": 7,
        "severity": "error",
        "code": "unknown-kind",
        "message": "no kind `choise`:\n100%",
        "hint": "did you mean choice?",
    }


def test_github_is_escaped_as_its_documentation_says(found: Checked) -> None:
    """One line a problem; a comma or colon would end a property, a per cent sign would begin an escape."""
    error, warning = told("github", found).splitlines()
    place, message = error.rsplit("::", 1)
    assert place == "::error file=a file%2C new.yaml,line=1,col=7,title=unknown-kind"
    assert message == "no kind `choise`:%0A100%25%0Adid you mean choice?"
    assert warning == "::warning file=/elsewhere/b.yaml,line=3,col=2,title=stem-end::ends in a comma"


def test_sarif_names_a_rule_and_a_place_for_each(found: Checked) -> None:
    (run,) = told("sarif", found)["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["stem-end", "unknown-kind"]
    assert [(result["ruleId"], rules[result["ruleIndex"]]) for result in run["results"]] == [
        ("unknown-kind", "unknown-kind"),
        ("stem-end", "stem-end"),
    ]
    assert [result["level"] for result in run["results"]] == ["error", "warning"]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert places[0] == {
        "artifactLocation": {"uri": "a%20file%2C%20new.yaml"},
        "region": {"startLine": 1, "startColumn": 7},
    }
    assert places[1]["artifactLocation"]["uri"] == "file:///elsewhere/b.yaml"
