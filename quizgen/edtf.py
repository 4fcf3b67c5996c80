"""Dates as EDTF writes them: `2022`, `2022-05`, `2022-05-03?`, `2022-04~`, `2021/..`.

The part of Extended Date/Time Format (Library of Congress, ISO 8601-2) that
articles need: year, month and day, each approximate (~), uncertain (?) or both (%),
and intervals, also open ones. The tests hold it against the package `edtf`, which
takes longer to import than a whole build may last.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import field
from datetime import date
from functools import lru_cache
from typing import Literal

from quizgen.frozen import frozen

Precision = Literal["year", "month", "day", "interval"]

_POINT = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<mark>[~?%])?", re.ASCII)
_OPEN = ".."


@frozen
class Date:
    """A point or stretch of time, known to a precision.

    Equal dates are those written alike; `earliest` and `latest` are inclusive.
    """

    text: str
    earliest: date = field(compare=False)
    latest: date = field(compare=False)
    precision: Precision = field(compare=False)
    approximate: bool = field(default=False, compare=False)
    uncertain: bool = field(default=False, compare=False)

    def overlaps(self, other: Date) -> bool:
        """Whether the two share a day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def before(self, other: Date) -> bool:
        """Whether all of this lies before all of `other`, whatever their precision."""
        return self.latest < other.earliest

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)
def parse(text: str) -> Date:
    """Read an EDTF date. Raises ValueError with a sentence for people."""
    text = text.strip()
    if text.count("/") == 1:
        return _interval(text)
    match = _POINT.fullmatch(text)
    if not match:
        message = "a date is written 2022, 2022-05 or 2022-05-03, with ~ for about and ? for uncertain"
        raise ValueError(message)
    year, month, day = (int(match[name]) if match[name] else None for name in ("year", "month", "day"))
    earliest, latest, precision = _bounds(year or 0, month, day)
    mark = match["mark"] or ""
    return Date(text, earliest, latest, precision, mark in ("~", "%"), mark in ("?", "%"))


def _bounds(year: int, month: int | None, day: int | None) -> tuple[date, date, Precision]:
    if not 1 <= year:
        message = "years begin with 0001"
        raise ValueError(message)
    if month is None:
        return date(year, 1, 1), date(year, 12, 31), "year"
    if not 1 <= month <= 12:
        message = f"there is no month {month:02}"
        raise ValueError(message)
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last), "month"
    if not 1 <= day <= last:
        message = f"{year:04}-{month:02} has no day {day:02}"
        raise ValueError(message)
    return date(year, month, day), date(year, month, day), "day"


def _interval(text: str) -> Date:
    ends = text.split("/")
    if ends == [_OPEN, _OPEN]:
        message = "an interval is written 2021/2022, 2021/.. or ../2022"
        raise ValueError(message)
    start, end = (None if end == _OPEN else parse(end) for end in ends)
    earliest = start.earliest if start else date.min
    latest = end.latest if end else date.max
    if earliest > latest:
        message = "the interval ends before it begins"
        raise ValueError(message)
    known = [end for end in (start, end) if end]
    return Date(
        text,
        earliest,
        latest,
        "interval",
        any(end.approximate for end in known),
        any(end.uncertain for end in known),
    )
