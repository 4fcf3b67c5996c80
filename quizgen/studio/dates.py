"""The dates that a passage names, read against the day on which its article was published.

Only in English, and only where it is clear what is meant: the author confirms each, and writes the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from quizgen import edtf
from quizgen.edtf import Date

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_WEEKDAY = rf"(?P<weekday>{'|'.join(_DAYS)})"
_YEAR = r"(?P<year>1\d{3}|20\d\d)"
_NUMBER = r"(?P<day>[12]\d|3[01]|0?[1-9])"


class Found(NamedTuple):
    """A date in a text: where it stands, what it means, and whether that depends on the day of the article."""

    start: int
    end: int
    means: Date
    relative: bool


def dates_in(text: str, published: Date) -> Sequence[Found]:
    """The dates of a passage, in their order; where two overlap, the one that says more."""
    found: list[Found] = []
    for pattern, read in _WAYS.items():
        for match in re.finditer(rf"\b(?:{pattern})\b", text):
            if any(one.start < match.end() and match.start() < one.end for one in found):
                continue
            said = read(match, published)
            if said is not None and (means := _date(said)):
                found.append(Found(match.start(), match.end(), means, "year" not in match.re.groupindex))
    return sorted(found, key=lambda one: one.start)


def _date(text: str) -> Date | None:
    try:
        return edtf.parse(text)
    except ValueError:  # there is no February 30
        return None


Read = Callable[[re.Match[str], Date], str | None]
"""What a date means, as EDTF; None where the article's own date does not say enough."""


def _written(found: re.Match[str], _published: Date) -> str:
    named = found.groupdict()
    month = f"-{_MONTHS.index(named['month']) + 1:02}" if named.get("month") else ""
    day = f"-{int(named['day']):02}" if named.get("day") else ""
    return f"{named['year']}{month}{day}"


def _month_of_year(found: re.Match[str], published: Date) -> str:
    year = published.earliest.year - (found["which"] == "last")
    return f"{year:04}-{_MONTHS.index(found['month']) + 1:02}"


def _last_month_named(found: re.Match[str], published: Date) -> str | None:
    """“Last June” is the one before the month of the article."""
    month = _MONTHS.index(found["month"]) + 1
    if published.precision not in ("day", "month"):
        return None
    return f"{published.earliest.year - (month >= published.earliest.month):04}-{month:02}"


def _month(found: re.Match[str], published: Date) -> str | None:
    """“In February” is this year's, if it is not still to come."""
    month = _MONTHS.index(found["month"]) + 1
    if published.precision not in ("day", "month") or month > published.earliest.month:
        return None
    return f"{published.earliest.year:04}-{month:02}"


def _weekday(found: re.Match[str], published: Date) -> str | None:
    """“Monday” is the one before the article, or its own day; “last Monday” is before it."""
    if published.precision != "day":
        return None
    day = published.earliest
    back = (day.weekday() - _DAYS.index(found["weekday"])) % 7
    return (day - timedelta(back or (7 if found["last"] else 0))).isoformat()


def _near(found: re.Match[str], published: Date) -> str | None:
    off = {"yesterday": -1, "today": 0, "tomorrow": 1}[found[0].lower()]
    return (published.earliest + timedelta(off)).isoformat() if published.precision == "day" else None


def _whole(found: re.Match[str], published: Date) -> str | None:
    """“Last year”, “next month”."""
    off = {"last": -1, "this": 0, "next": 1}[found["which"].lower()]
    first = published.earliest
    if found["unit"] == "year":
        return f"{first.year + off:04}" if published.precision != "interval" else None
    months = first.year * 12 + first.month - 1 + off
    return f"{months // 12:04}-{months % 12 + 1:02}" if published.precision in ("day", "month") else None


_WAYS: Mapping[str, Read] = {
    rf"{_MONTH} {_NUMBER},? {_YEAR}": _written,
    rf"{_NUMBER} {_MONTH},? {_YEAR}": _written,
    rf"{_MONTH},? {_YEAR}": _written,
    rf"(?<=\b[Ii]n ){_YEAR}": _written,
    rf"(?<=\b[Ss]ince ){_YEAR}": _written,
    rf"{_MONTH} (?:of )?(?P<which>last|this) year": _month_of_year,
    rf"[Ll]ast {_MONTH}": _last_month_named,
    r"(?P<which>[Ll]ast|[Tt]his|[Nn]ext) (?P<unit>year|month)": _whole,
    rf"(?P<last>[Ll]ast )?(?<!\b[Nn]ext ){_WEEKDAY}": _weekday,
    r"[Yy]esterday|[Tt]oday|[Tt]omorrow": _near,
    rf"(?<=\b[Ii]n ){_MONTH}(?! \d)": _month,
}
"""Ways to name a date, those that say more before those that say less."""
