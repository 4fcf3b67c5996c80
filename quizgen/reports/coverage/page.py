"""Coverage as one page of HTML: the articles, shaded by how often each passage is asked, and all that is behind it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import count, zip_longest
from pathlib import Path

from jinja2 import Environment

from quizgen import pages
from quizgen.coverage import Coverage, Passage
from quizgen.frozen import frozen
from quizgen.grammar import direction
from quizgen.model import Article
from quizgen.reports.coverage import saying
from quizgen.responses import key_text

SHADES = (0, 1, 3, 6, 10)
"""From how many items on a passage has the next shade."""

_HERE = Path(__file__).parent
_LINE = re.compile(r"[^\r\n]+")
_LETTER = re.compile(r"\w")
_MARKS = ' ,;:.“”"«»'
_LEMMA = 40
"""Of a longer passage a note repeats the beginning."""


@frozen
class Mark:
    """A passage as the page shows it, without white space around it. `number` is its own on the page."""

    number: int
    start: int
    end: int
    text: str
    passage: Passage

    @property
    def count(self) -> int:
        """How many items ask it."""
        return len(self.passage.items)

    @property
    def shade(self) -> int:
        """How dark it is, from 0 for what nothing asks."""
        return bisect_right(SHADES, self.count) - 1

    @property
    def words(self) -> str:
        """Its text on one line, without marks around it."""
        return " ".join(self.text.split()).strip(_MARKS)

    @property
    def lemma(self) -> str:
        """The words by which a note tells what it is about."""
        words = self.words
        return words if len(words) <= _LEMMA else f"{words[: _LEMMA - 8].rsplit(' ', 1)[0].rstrip(_MARKS)} …"


@frozen
class Piece:
    """What stands in one line of an article and in one passage, or in none; most passages are of one piece."""

    text: str
    mark: Mark | None = None
    is_first: bool = False
    is_last: bool = False


@frozen
class Shown:
    """An article, line by line."""

    article: Article
    direction: str
    marks: Sequence[Mark]
    lines: Sequence[Sequence[Piece]]


def report(coverage: Coverage) -> str:
    """The page; of the same coverage the same."""
    articles = list(_articles(coverage))
    places: dict[str, list[Mark]] = defaultdict(list)
    for mark in (mark for shown in articles for mark in shown.marks):
        for asked in mark.passage.facts:
            places[asked.fact.key].append(mark)
    content = {
        "coverage": coverage,
        "articles": articles,
        "places": places,
        "numbers": {asked.fact.key: number for number, asked in enumerate(coverage.facts, start=1)},
        "shades": [_shade(first, following) for first, following in zip_longest(SHADES, SHADES[1:])],
        "style": pages.style(_HERE / "page.css"),
    }
    return _environment().get_template("page.html.j2").render(content)


def _shade(first: int, following: int | None) -> str:
    """Of how many items a shade tells."""
    if following is None:
        return f"{first}× or more"
    return f"{first}×" if following == first + 1 else f"{first}–{following - 1}×"


def _articles(coverage: Coverage) -> Iterator[Shown]:
    number = count(1)
    for asked in coverage.articles:
        text = asked.article.text
        marks = [_mark(next(number), text, passage) for passage in asked.passages if _says_anything(text, passage)]
        yield Shown(asked.article, direction(asked.article.language), marks, list(_lines(text, marks)))


def _says_anything(text: str, passage: Passage) -> bool:
    # Where one quote ends with a full stop and another before it, nobody wants a number at the full stop.
    return _LETTER.search(text, passage.start, passage.end) is not None


def _mark(number: int, text: str, passage: Passage) -> Mark:
    inside = text[passage.start : passage.end]
    start = passage.end - len(inside.lstrip())
    return Mark(number, start, start + len(inside.strip()), inside.strip(), passage)


def _lines(text: str, marks: Sequence[Mark]) -> Iterator[Sequence[Piece]]:
    """The lines of a text that hold anything, each cut where a passage begins or ends."""
    starts, ends = [mark.start for mark in marks], [mark.end for mark in marks]
    for found in _LINE.finditer(text):
        start, end = found.span()
        inside = marks[bisect_right(ends, start) : bisect_left(starts, end)]
        if found.group().strip():
            yield list(_pieces(text, start, end, inside))


def _pieces(text: str, start: int, end: int, marks: Iterable[Mark]) -> Iterator[Piece]:
    at = start
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if at < first:
            yield Piece(text[at:first])
        yield Piece(text[first:last], mark, is_first=mark.start >= start, is_last=mark.end <= end)
        at = last
    if at < end:
        yield Piece(text[at:end])


@cache
def _environment() -> Environment:
    environment = pages.environment(_HERE)
    environment.filters.update(key=key_text, counted=saying.counted)
    environment.globals.update(saying=saying)
    return environment
