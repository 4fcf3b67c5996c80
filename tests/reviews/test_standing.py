"""What is warned of: as little as says all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from quizgen.inspection import check
from quizgen.model import Item, Place, Review, Verdict
from quizgen.reviews.record import as_bytes, path_of, read_record
from quizgen.reviews.seen import fingerprint
from quizgen.reviews.standing import standing, to_read, unsettled
from tests.samples import sample_quiz

QUIZ = sample_quiz()
ITEMS = sorted(QUIZ.items, key=lambda item: item.id)


def read(item: Item, verdict: Verdict = "accept", line: int = 1) -> Review:
    place = Place("light.reviews.csv", line)
    return Review(item.id, fingerprint(item), verdict, "Ada", "2026-11-25", "Who?", place)


ALL = {item.id: read(item) for item in ITEMS}


def told(record: dict[str, Review]) -> list[tuple[str, int, str]]:
    found = list(unsettled(QUIZ, record))
    assert all(problem.severity == "warning" and problem.hint for problem in found)
    return [(problem.code, problem.place.line, problem.message) for problem in found]


def test_what_is_accepted_is_not_warned_of() -> None:
    assert told(ALL) == []
    assert to_read(ITEMS, ALL) == []


def test_what_is_not_settled_is_warned_of_once_a_sort() -> None:
    """With a few of them by name, at the line of the first."""
    first, second, third, fourth, *rest = ITEMS
    assert rest
    record = {
        first.id: read(first, "revise", line=2),
        second.id: replace(read(second, line=3), fingerprint="other"),
        third.id: read(third, "reject", line=4),
        fourth.id: replace(read(fourth, "reject", line=5), fingerprint="other"),
    }
    count = len(ITEMS)
    names = ", ".join(item.id for item in rest[:3])
    assert told(record) == [
        ("review-missing", 1, f"{len(rest)} of {count} questions have never been read: {names} …"),
        ("review-stale", 3, f"2 of {count} questions have changed since they were read: {second.id}, {fourth.id}"),
        ("review-open", 2, f"2 of {count} questions were read and not accepted: {first.id}, {third.id}"),
    ]
    assert to_read(ITEMS, record) == [second, fourth, *rest]


def test_of_one_it_is_told_as_of_one() -> None:
    first, *_ = ITEMS
    assert told({**ALL, first.id: read(first, "reject", 7)}) == [
        ("review-open", 7, f"1 of {len(ITEMS)} questions was read and not accepted: {first.id}")
    ]
    assert standing(first, {}) == "unread"


def test_only_a_deck_with_a_record_is_warned_about(project: Path) -> None:
    """And only of what it gives: a review of what is gone is no harm."""
    before = check([project])
    ((deckfile, generated),) = before.decks
    assert generated.quiz
    path = path_of(deckfile)
    reviews = [read(item) for item in generated.quiz.items]
    path.write_bytes(as_bytes([*reviews, replace(reviews[0], id="gone/gone/gone/en")]))
    assert not read_record(path)[1]
    assert check([project]).problems == before.problems
    path.write_bytes(as_bytes(reviews[1:]))
    (found,) = set(check([project]).problems) - set(before.problems)
    assert (found.code, found.place.path) == ("review-missing", str(path))
