"""The record of reviews beside a deck file: one line an item, by id, which git merges and any editor shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import cast, get_args

from quizgen.model import Review, Verdict
from quizgen.problems import Problem, did_you_mean
from quizgen.reviews.rows import Row, as_csv, read_rows

COLUMNS = ("id", "fingerprint", "verdict", "reader", "date", "remark")
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

Record = Mapping[str, Review]
"""The reviews of a deck's items, by id."""


def path_of(deckfile: str | Path) -> Path:
    """Where the record of a deck file stands."""
    return Path(deckfile).with_suffix(".reviews.csv")


def read_record(path: Path) -> tuple[dict[str, Review], list[Problem]]:
    """The reviews in a file, and what is wrong with it."""
    rows, problems = read_rows(path, COLUMNS)
    reviews: dict[str, Review] = {}
    for row in rows:
        name = row.cells["id"]
        if found := wrong_verdict(row) or _wrong(row):
            problems.append(found)
        elif name in reviews:
            problems.append(row.problem(f"{name} is on two lines", "keep the one with the later date"))
        else:
            cells = {column: row.cells[column] for column in COLUMNS if column != "verdict"}
            reviews[name] = Review(**cells, verdict=verdict(row), place=row.place)
    return reviews, problems


def as_bytes(reviews: Iterable[Review]) -> bytes:
    """The record of these reviews."""
    lines = ([getattr(review, column) for column in COLUMNS] for review in sorted(reviews, key=attrgetter("id")))
    return as_csv([COLUMNS, *lines]).encode()


def verdict(row: Row) -> Verdict:
    """What a row says that has nothing wrong in it."""
    return cast("Verdict", row.cells["verdict"].casefold())


def wrong_verdict(row: Row) -> Problem | None:
    """What is wrong with what a row says of an item, if anything is."""
    said = row.cells["verdict"]
    if said.casefold() not in VERDICTS:
        message = f"a verdict cannot be “{said}”" if said else "a review without a verdict"
        return row.problem(message, did_you_mean(said.casefold(), VERDICTS))
    if verdict(row) != "accept" and not row.cells["remark"]:
        return row.problem(f"{said} without a remark", "say in the remark what is wrong, and how to mend it")
    return None


def _wrong(row: Row) -> Problem | None:
    for column in ("id", "fingerprint", "reader"):
        if not row.cells[column]:
            return row.problem(f"a review without its {column}", "get the last good line back, or delete this one")
    try:
        date.fromisoformat(row.cells["date"])
    except ValueError:
        return row.problem(f"“{row.cells['date']}” is no day such as 2026-11-25", "write year, month and day so")
    return None
