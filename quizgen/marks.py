"""Areas of pictures, as authors write them: corners, in shares of width and height from the top left."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from quizgen.model import Mark

_CORNER = re.compile(r"(\d?\.?\d+),(\d?\.?\d+)", re.ASCII)
_SMALLEST = 0.01
_ROWS = 400
_TOLERANCE = 0.05
"""How much of the smaller of two areas may lie in the other: lines drawn by hand never quite meet."""


def parse(text: str) -> Mark:
    """Two opposite corners of a rectangle, or all of a polygon. Raises ValueError, saying why."""
    found = [_CORNER.fullmatch(part) for part in text.split()]
    corners = [(float(corner[1]), float(corner[2])) for corner in found if corner]
    if len(corners) < len(found) or len(corners) < 2:
        message = "write corners as shares of width and height from the top left: 0.1,0.25 0.3,0.5"
        raise ValueError(message)
    if any(share > 1 for corner in corners for share in corner):
        message = "it leads out of the picture, which goes from 0,0 at the top left to 1,1 at the bottom right"
        raise ValueError(message)
    if len(corners) == 2:
        (left, top), (right, bottom) = corners
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    mark = Mark(tuple(corners))
    if min(mark.width, mark.height) < _SMALLEST:
        message = "it is too small to be seen: less than a hundredth of the picture across"
        raise ValueError(message)
    return mark


def overlapping(marks: Mapping[str, Mark]) -> Iterator[tuple[str, str]]:
    """The pairs of areas that lie in one another, so that nobody could tell which is meant."""
    rows = {name: _rows(mark) for name, mark in marks.items()}
    areas = {name: sum(map(_length, own.values())) for name, own in rows.items()}
    for one, other in combinations(marks, 2):
        common = rows[one].keys() & rows[other].keys()
        shared = sum(_shared(rows[one][row], rows[other][row]) for row in common)
        if shared > _TOLERANCE * min(areas[one], areas[other]):
            yield one, other


Runs = Sequence[tuple[float, float]]
"""Where an area begins and ends along a line, from left to right."""


def _rows(mark: Mark) -> Mapping[int, Runs]:
    """The area as lines, of which a picture has `_ROWS`."""
    crossings: dict[int, list[float]] = defaultdict(list)
    for (left, top), (right, bottom) in pairwise((*mark.corners, mark.corners[0])):
        for row in range(int(min(top, bottom) * _ROWS), int(max(top, bottom) * _ROWS) + 1):
            height = (row + 0.5) / _ROWS
            if (top <= height) != (bottom <= height):
                crossings[row].append(left + (height - top) / (bottom - top) * (right - left))
    in_order = {row: sorted(crossings[row]) for row in sorted(crossings)}
    return {row: list(zip(found[::2], found[1::2], strict=True)) for row, found in in_order.items()}


def _length(runs: Runs) -> float:
    return sum(end - start for start, end in runs)


def _shared(first: Runs, second: Runs) -> float:
    return sum(max(0.0, min(one[1], other[1]) - max(one[0], other[0])) for one in first for other in second)
