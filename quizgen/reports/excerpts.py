"""The line that a problem is on, with the place marked below."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from quizgen.model import Place
from quizgen.yamlfile import MAX_BYTES

WIDEST = 100
"""Of a longer line the part around the place is shown, in so many characters."""
_BEFORE = 40
_WITHOUT_LINES = {".apkg"}
_TOKEN = re.compile(r"\"[^\"]*\"?|'[^']*'?|[\w.-]+|\S")


class Excerpt(NamedTuple):
    """A line, and another that marks a part of it."""

    line: str
    mark: str


def lines_of(path: str) -> Sequence[str]:
    """The lines of a file; none if it cannot be shown."""
    file = Path(path)
    try:
        if file.suffix in _WITHOUT_LINES or not file.is_file() or file.stat().st_size > MAX_BYTES:
            return ()
        text = file.read_bytes().decode("utf-8-sig", errors="replace")
    except (OSError, ValueError):
        return ()
    return re.split(r"\r\n|\r|\n", text)


def excerpt(lines: Sequence[str], place: Place) -> Excerpt | None:
    """What to show of a problem's line; None if nothing stands there."""
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if not line.strip():
        return None
    column = min(place.column - 1, len(line))
    end = end_of(line, column)
    first = 0 if len(line) <= WIDEST else max(0, min(column - _BEFORE, len(line) - WIDEST))
    last = first + WIDEST
    before, marked, after = line[first:column], line[column : min(end, last)], line[min(end, last) : last]
    opening, closing = "…" if first else "", "…" if last < len(line) else ""
    shown = f"{opening}{_shown(before + marked + after)}{closing}".rstrip()
    pad = " " * (len(opening) + _width(_shown(before)))
    indent = 0 if first else min(len(shown) - len(shown.lstrip()), len(pad))
    return Excerpt(shown[indent:], f"{pad}{'^' * max(1, _width(_shown(marked)))}"[indent:])


def end_of(line: str, column: int) -> int:
    """Where the word or sign that begins there ends."""
    token = _TOKEN.match(line, column)
    return token.end() if token else column + 1


def _shown(text: str) -> str:
    """A text that takes one line, with its tabs and control characters to be seen."""
    return "".join(letter if letter.isprintable() else "→" if letter == "\t" else "\ufffd" for letter in text)


def _width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
