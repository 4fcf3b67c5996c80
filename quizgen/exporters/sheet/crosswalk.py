"""Which question of one form is which of another: by it, results of several forms can be put together."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from quizgen.frozen import frozen
from quizgen.model import Form, Item


@frozen
class Row:
    """One question: its numbers, and what is asked under each, by the forms' letters."""

    numbers: Mapping[str, int]
    items: Mapping[str, Item]

    @property
    def ids(self) -> tuple[str, ...]:
        """The item; on parallel forms, each of them."""
        return tuple(dict.fromkeys(item.id for item in self.items.values()))


def crosswalk(forms: Sequence[Form], *, parallel: bool) -> tuple[Row, ...]:
    """In the order of the first form. Forms have the same items; counterparts of parallel ones share a number."""
    rows: dict[object, tuple[dict[str, int], dict[str, Item]]] = {}
    for form in forms:
        for number, item in enumerate(form.items, start=1):
            numbers, items = rows.setdefault(number if parallel else item.id, ({}, {}))
            numbers[form.letter] = number
            items[form.letter] = item
    return tuple(Row(numbers, items) for numbers, items in rows.values())


def table(rows: Sequence[Row], marks: Mapping[str, str]) -> str:
    """As CSV, a line for each question of each form, with the form's fingerprint."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("row", "form", "version", "question", "item"))
    writer.writerows(_lines(rows, marks))
    return text.getvalue()


def _lines(rows: Sequence[Row], marks: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    for place, row in enumerate(rows, start=1):
        for form, number in row.numbers.items():
            yield place, form, marks[form], number, row.items[form].id
