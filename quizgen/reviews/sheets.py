"""The sheets that readers fill in: a row an item, as CSV that spreadsheets open, and the way back into the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from quizgen.listing import one_line
from quizgen.model import Item, Review
from quizgen.problems import Problem
from quizgen.reviews.record import Record, verdict, wrong_verdict
from quizgen.reviews.rows import Row, as_csv, read_rows
from quizgen.reviews.seen import Seen, fingerprint, seen

_ASKED = ("id", "fingerprint", "verdict", "remark")
COLUMNS = ("verdict", "remark", *Seen._fields, "source", "before", "topic", "level", "kind", "id", "fingerprint")

_BOM = "\ufeff"
"""Without it, Excel takes UTF-8 for something else."""


class Taken(NamedTuple):
    """What a filled-in sheet says: its reviews, how many rows are still to be filled in or are left, what is wrong."""

    reviews: tuple[Review, ...]
    blank: int = 0
    left: int = 0
    problems: tuple[Problem, ...] = ()


def sheet(items: Iterable[Item], record: Record) -> bytes:
    """The items to be read, by id: so those of an article and of a fact stand together."""
    rows = (_row(item, record.get(item.id)) for item in sorted(items, key=lambda item: item.id))
    return (_BOM + as_csv([COLUMNS, *rows], quoted=True)).encode()


def part_of(items: Sequence[Item], part: int, parts: int) -> list[Item]:
    """One of so many shares, which do not depend on what has been read; all that is asked of a fact is in one."""
    facts = sorted({item.facts for item in items})
    share = {fact: index % parts for index, fact in enumerate(facts)}
    return [item for item in items if share[item.facts] == part - 1]


def take(path: Path, items: Sequence[Item], reader: str, date: str, *, leave: bool = False) -> Taken:
    """The reviews in a filled-in sheet of these items; if `leave`, without those of items that have changed or gone."""
    rows, problems = read_rows(path, _ASKED)
    known = {item.id: fingerprint(item) for item in items}
    filled = [row for row in rows if row.cells["verdict"] or row.cells["remark"]]
    used = [row for row in filled if not leave or known.get(row.cells["id"]) == row.cells["fingerprint"]]
    problems += _wrong(used, known)
    if problems:
        return Taken((), problems=tuple(problems))
    reviews = tuple(_review(row, reader, date) for row in used)
    return Taken(reviews, len(rows) - len(filled), len(filled) - len(used))


def _row(item: Item, review: Review | None) -> list[str]:
    before = f"{review.verdict} ({review.reader}, {review.date}) {review.remark}" if review else ""
    last = [_sources(item), before.strip(), ", ".join(item.topics), item.level, item.kind, item.id, fingerprint(item)]
    return ["", "", *seen(item), *last]


def _sources(item: Item) -> str:
    """The articles, with whose word they rest on."""
    told = []
    for evidence in item.evidence:
        publishers = "; ".join(dict.fromkeys(source.publisher for source in evidence.sources))
        told.append(f"{evidence.article.title}{f' ({publishers})' if publishers else ''}")
    return "\n".join(dict.fromkeys(told))


def _wrong(rows: Iterable[Row], known: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong with rows, held against the fingerprints of the items by id."""
    met: set[str] = set()
    for row in rows:
        name = row.cells["id"]
        if found := wrong_verdict(row):
            yield found
        if name in met:
            yield row.problem(f"{name or 'a row without an id'} is in two rows", "keep one of them")
        elif name not in known:
            hint = "look at its id; if it is gone, --leave-changed takes the others"
            yield row.problem(f"there is no question “{name}” any more", hint)
        elif row.cells["fingerprint"] != known[name]:
            message = f"{name} has changed since this table was written"
            hint = "--leave-changed takes the others; this one is in the next table"
            yield Problem(row.place, "review-stale", message, hint)
        met.add(name)


def _review(row: Row, reader: str, date: str) -> Review:
    cells = row.cells
    return Review(cells["id"], cells["fingerprint"], verdict(row), reader, date, one_line(cells["remark"]), row.place)
