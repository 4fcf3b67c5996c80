"""What each code of a problem means: its page in docs/problems, which installed packages bring along."""

from __future__ import annotations

from typing import get_args

from quizgen import library
from quizgen.problems import Code


def codes() -> list[Code]:
    """All there are, by name."""
    return sorted(get_args(Code))


def page(code: Code) -> str:
    """The whole page, in Markdown. Raises ContentError if it was not installed."""
    return (library.problem_pages() / f"{code}.md").read_text(encoding="utf-8")


def why(code: Code) -> str:
    """Why it matters, in a sentence."""
    return page(code).split("\n\n")[1]
