"""What an option is, as far as its letters tell: a number with its unit, a date, a text."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from quizgen.flaws.asked import remembered, words
from quizgen.flaws.lexicon import Lexicon

_NUMBER = r"\d+(?:[,.\u00a0\u202f ]\d{3})*(?:[.,]\d+)?"
_YEAR = re.compile(r"(?:1\d{3}|20\d\d)(?:\s*(?:–|-|to|and|à)\s*(?:1\d{3}|20\d\d))?(?: (?:BC|AD|BCE|CE))?")
_MEASURE = re.compile(
    rf"(?P<sign>[-\u2212]?)[$€£]?(?P<low>{_NUMBER})(?:\s*(?:–|-|to|and|à|et)\s*[$€£]?(?P<high>{_NUMBER}))?\s*"
    r"(?P<scale>thousand|million|billion|millions|milliards|mille)?\s*(?P<unit>.*)"
)
_SCALES = {"thousand": 3, "mille": 3, "million": 6, "millions": 6, "billion": 9, "milliards": 9}
_GROUPS = re.compile(r"[,.\u00a0\u202f ](?=\d{3}(?!\d))")
_NO_UNIT = re.compile(r"[A-Z]\w*[a-z]|st|nd|rd|th|e\b")
_PER_CENT = re.compile(r"^(?:per cent|percent|pour cent)")
_PLURAL = re.compile(r"s\b")
_MOST_UNIT_WORDS = 4
_MOST_DATE_WORDS = 4
_UNJOINED = re.compile(r"(?<![\w-])\w+(?![\w-])")
_DIGIT = re.compile(r"\d")
INFINITE = Decimal("Infinity")
TIMES = frozenset({"century", "year", "month", "day"})
"""Units whose numbers rise with time, and are good for nothing else."""


class Measure(NamedTuple):
    """A number or a range of numbers, both ends included, of a unit; of years, the unit is "year"."""

    low: Decimal
    high: Decimal
    unit: str

    @property
    def middle(self) -> Decimal:
        """A number to compare by."""
        if self.high == INFINITE or self.low == -INFINITE:
            return self.low if self.high == INFINITE else self.high
        return (self.low + self.high) / 2


Family = Literal["number", "time", "text"]


@remembered
def measure(option: str, lexicon: Lexicon | None) -> Measure | None:
    """The number that an option is; None for a text."""
    if lexicon and not (_DIGIT.search(option) or _ends_in_number_or_month(option, lexicon)):
        return None  # as nearly all texts, of which no more needs to be looked at
    text = option.strip().rstrip(".")
    more = less = None
    if lexicon:
        more, less = lexicon.more.match(text), lexicon.less.match(text)
        about = more or less or lexicon.about.match(text)
        text = text[about.end() :] if about else text
    if lexicon and text.casefold() in lexicon.numbers:
        text = str(lexicon.numbers[text.casefold()])
    if _YEAR.fullmatch(text):
        years = sorted(Decimal(year) for year in re.findall(r"\d{4}", text))
        return _open(Measure(years[0], years[-1], "year"), more=bool(more), less=bool(less))
    if lexicon and (date := _date(text, lexicon)):
        return date
    found = _MEASURE.fullmatch(text)
    if not found or len(words(found["unit"])) > _MOST_UNIT_WORDS or _NO_UNIT.match(found["unit"]):
        return None
    scale = Decimal(10) ** _SCALES.get(found["scale"] or "", 0)
    low = _number(found["low"]) * scale * (-1 if found["sign"] else 1)
    high = _number(found["high"]) * scale if found["high"] else low
    return _open(Measure(min(low, high), max(low, high), _unit(text, found["unit"])), more=bool(more), less=bool(less))


def _ends_in_number_or_month(option: str, lexicon: Lexicon) -> bool:
    return any(word.casefold() in lexicon.numbers or _month(word, lexicon) for word in words(option)[-1:])


def family(found: Measure | None) -> Family:
    """Whether what an option is found to be is a number, a time, or neither."""
    if found is None:
        return "text"
    return "time" if found.unit in TIMES else "number"


def _date(text: str, lexicon: Lexicon) -> Measure | None:
    if century := lexicon.century.fullmatch(text):
        return Measure(Decimal(century[1]), Decimal(century[1]), "century")
    numbers = re.findall(r"\d+", text)
    if len(words(text)) > (_MOST_DATE_WORDS if numbers else 1):
        return None
    month = _month(text, lexicon)
    if not month:
        return None
    years = [number for number in numbers if len(number) == len("2022")]
    days = [number for number in numbers if len(number) <= len("31")]
    if len(years) > 1 or len(days) > 1 or len(years) + len(days) < len(numbers):
        return None
    when = Decimal((years or ["0"])[0]) * 10_000 + month * 100 + int((days or ["0"])[0])
    return Measure(when, when, "day" if days else "month")


def _month(text: str, lexicon: Lexicon) -> int:
    named = [lexicon.months[word] for word in _UNJOINED.findall(text.casefold()) if word in lexicon.months]
    return min(named, default=0)


def _open(measured: Measure, *, more: bool, less: bool) -> Measure:
    if more:
        return measured._replace(high=INFINITE)
    return measured._replace(low=-INFINITE) if less else measured


def _number(text: str) -> Decimal:
    return Decimal(_GROUPS.sub("", text).replace(",", "."))


def _unit(text: str, written: str) -> str:
    currency = next((sign for sign in "$€£" if sign in text), "")
    return currency + _PLURAL.sub("", _PER_CENT.sub("%", written.strip().casefold()))
