"""What exporters write down in a language: dates and digits."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from quizgen.edtf import Date, Precision, parse
from quizgen.exporters.words import words


@lru_cache(maxsize=1024)
def date_text(when: Date, language: str) -> str:
    """A date no more precisely than it is known: 2014; May 2021; probably May 3, 2022."""
    said = words(language)
    text = (
        _interval(when, language) if when.precision == "interval" else _point(when.earliest, when.precision, language)
    )
    if when.approximate:
        text = said.around.format(text)
    return said.probably.format(text) if when.uncertain else text


def _interval(when: Date, language: str) -> str:
    said = words(language)
    # The marks of the ends are said once, of the whole.
    start, end = (end.rstrip("~?%") for end in when.text.split("/"))
    if ".." in (start, end):
        pattern, known = (said.since, start) if end == ".." else (said.until, end)
        return pattern.format(date_text(parse(known), language))
    return said.between.format(date_text(parse(start), language), date_text(parse(end), language))


def _point(day: date, precision: Precision, language: str) -> str:
    from babel.dates import format_date, format_skeleton

    locale = _locale(language)
    if precision == "day":
        return str(format_date(day, "long", locale=locale))
    return str(format_skeleton("yMMMM" if precision == "month" else "y", day, locale=locale))


def digits(value: Decimal, language: str) -> str:
    """A number as one types it: no grouping, nothing rounded away."""
    if value == value.to_integral_value() and value >= 0:
        return str(int(value))
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_locale(language), group_separator=False, decimal_quantization=False)


def _locale(language: str) -> Any:
    """What CLDR knows of a language; of a region that it does not know, what is usual in the language."""
    # Babel takes a while to import, and not every quiz has a date.
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except UnknownLocaleError:
        return Locale.parse(language.split("-", maxsplit=1)[0])
