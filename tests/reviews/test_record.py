"""The record: read back as written, and merged by git. What damages it stands in tests/bad/reviews."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

from quizgen.model import NOWHERE, Review
from quizgen.reviews.record import as_bytes, path_of, read_record

FINE = Review("a/b/c/en", "abcdefghijkl", "accept", "Ada", "2026-11-25")
POOR = Review("a/b/d/en", "mnopabcdefgh", "revise", "Awa B.", "2026-11-26", 'Say "when", and = where; not “soon”')


def read(path: Path) -> list[Review]:
    record, problems = read_record(path)
    assert problems == []
    assert list(record) == [review.id for review in record.values()]
    return [replace(review, place=NOWHERE) for review in record.values()]


def test_it_is_read_back_as_written(tmp_path: Path) -> None:
    """A line an item, by id."""
    path = tmp_path / "x.reviews.csv"
    formula = replace(POOR, id="a/b/e/en", remark="=1+1")
    path.write_bytes(as_bytes([formula, POOR, FINE]))
    assert read(path) == [FINE, POOR, formula]
    assert path.read_bytes() == as_bytes([FINE, POOR, formula])
    assert path.read_text().splitlines()[1] == "a/b/c/en,abcdefghijkl,accept,Ada,2026-11-25,"
    assert len(path.read_text().splitlines()) == 4


def test_it_stands_beside_the_deck_file() -> None:
    assert path_of("decks/light.yaml") == Path("decks/light.reviews.csv")


def test_git_merges_what_two_readers_said(tmp_path: Path) -> None:
    """Of different items, with one between them."""
    middle = replace(FINE, id="a/b/cc/en")
    base, ours, theirs = (tmp_path / name for name in ("base", "ours", "theirs"))
    base.write_bytes(as_bytes([FINE, middle, POOR]))
    ours.write_bytes(as_bytes([replace(FINE, reader="Ben"), middle, POOR]))
    theirs.write_bytes(as_bytes([FINE, middle, replace(POOR, verdict="accept")]))
    subprocess.run(["git", "merge-file", ours, base, theirs], check=True)
    assert read(ours) == [replace(FINE, reader="Ben"), middle, replace(POOR, verdict="accept")]
