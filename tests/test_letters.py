"""What options and forms are called."""

from __future__ import annotations

from quizgen.letters import letter


def test_letters() -> None:
    """There are enough of them."""
    assert [letter(index) for index in (0, 1, 25, 26, 27, 701, 702)] == ["A", "B", "Z", "AA", "AB", "ZZ", "AAA"]
