"""Words that differ are marked."""

from __future__ import annotations

import click
import pytest

from quizgen.reports.words import differences


@pytest.mark.parametrize(
    ("expected", "produced", "old", "new"),
    [
        ("Who planned it?", "Who designed it?", "Who [-planned-] it?", "Who {+designed+} it?"),
        ("Who did it?", "Who did?", "Who did [-it-]?", "Who did?"),
        ("Who did?", "Who did it?", "Who did?", "Who did {+it+}?"),
        ("May 2021", "May 2022", "May [-2021-]", "May {+2022+}"),
    ],
)
def test_whole_words_are_marked(expected: str, produced: str, old: str, new: str) -> None:
    assert tuple(map(click.unstyle, differences(expected, produced))) == (old, new)
