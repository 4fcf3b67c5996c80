"""Problems: told once, in order, with a hint."""

from __future__ import annotations

from quizgen.model import Place
from quizgen.problems import ContentError, Problem, did_you_mean, errors, in_order

LATE = Problem(Place("b.yaml", 2, 1), "file-empty", "comes late")
EARLY = Problem(Place("a.yaml", 10, 3), "bad-text", "comes early", "mend it")
MILD = Problem(Place("a.yaml", 9, 1), "stem-end", "is odd", severity="warning")


def test_in_the_order_of_the_files_each_once() -> None:
    assert in_order([LATE, EARLY, MILD, EARLY]) == (MILD, EARLY, LATE)


def test_only_errors_stand_in_the_way() -> None:
    assert errors([MILD, LATE]) == (LATE,)


def test_as_a_line_with_a_hint() -> None:
    assert str(EARLY) == "a.yaml:10:3: bad-text comes early\n    hint: mend it"
    assert str(LATE) == "b.yaml:2:1: file-empty comes late"


def test_all_problems_at_once() -> None:
    assert str(ContentError([LATE, EARLY])) == f"{EARLY}\n{LATE}"


def test_near_words_are_named_else_all_if_few() -> None:
    assert did_you_mean("sbject", ["subject", "time"]) == "did you mean subject?"
    assert did_you_mean("xyz", ["b", "a"]) == "known: a, b"
    assert did_you_mean("xyz", map(str, range(99))).endswith(" …")
    assert not did_you_mean("xyz", [])
