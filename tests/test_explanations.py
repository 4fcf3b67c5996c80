"""Each code has a page in one form, and `quizgen explain` prints it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen import cli
from quizgen.explanations import codes, page, why
from quizgen.problems import Code

LONGEST_WHY = 200


def test_each_code_has_a_page_and_each_page_a_code(root: Path) -> None:
    pages = {path.stem for path in (root / "docs/problems").glob("*.md")} - {"README"}
    assert pages == set(codes())


@pytest.mark.parametrize("code", codes())
def test_a_page_says_why_what_and_how(root: Path, code: Code) -> None:
    text = page(code)
    assert text.startswith(f"# {code}\n\n")
    assert 0 < len(why(code)) <= LONGEST_WHY
    assert text.index("\n## What is wrong\n") < text.index("\n## How to mend it\n")
    assert f"- [{code}]({code}.md): " in (root / "docs/problems/README.md").read_text()


def test_explain_prints_the_page() -> None:
    done = CliRunner().invoke(cli.main, ["explain", "vague-term"])
    assert (done.exit_code, done.output) == (0, page("vague-term"))


def test_explain_lists_all() -> None:
    lines = CliRunner().invoke(cli.main, ["explain"]).output.splitlines()
    assert [line.partition(":")[0] for line in lines] == codes()


def test_explain_names_near_codes() -> None:
    done = CliRunner().invoke(cli.main, ["explain", "vage-term"])
    assert done.exit_code == 2
    assert "did you mean vague-term" in done.output
