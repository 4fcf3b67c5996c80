"""An article as it is printed in front: in lines that are the same in every edition, so that a key can cite them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from quizgen.frozen import frozen
from quizgen.model import Article, Quote

MEASURE = 66
"""The letters of a line: as many as an eye goes along with ease, and as fit beside a number in letters of 13 points."""

_WORD = re.compile(r"\S+")


@frozen
class Line:
    """A line of an article, by its number from 1 and where it begins in the text, in characters."""

    number: int
    start: int
    text: str


@lru_cache(maxsize=8)
def paragraphs(text: str) -> tuple[tuple[Line, ...], ...]:
    """The lines of each paragraph, numbered through the whole text."""
    broken = [
        list(_broken(text, found.start(), found.end())) for found in re.finditer(r"[^\r\n]+", text) if found[0].strip()
    ]
    starts = iter(range(1, sum(map(len, broken)) + 1))
    return tuple(
        tuple(Line(next(starts), start, " ".join(text[start:end].split())) for start, end in lines) for lines in broken
    )


def _broken(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the lines of a paragraph begin and end; a word that is longer than a line has one of its own."""
    first = last = None
    for word in _WORD.finditer(text, start, end):
        if first is not None and last is not None and word.end() - first > MEASURE:
            yield first, last
            first = None
        first = word.start() if first is None else first
        last = word.end()
    if first is not None and last is not None:
        yield first, last


def lines_of(article: Article, quote: Quote) -> tuple[int, int]:
    """The numbers of the first and the last line in which a quote stands."""
    starts = _starts(article.text)
    return bisect_right(starts, quote.start), bisect_right(starts, max(quote.start, quote.end - 1))


@lru_cache(maxsize=8)
def _starts(text: str) -> Sequence[int]:
    return [line.start for lines in paragraphs(text) for line in lines]
