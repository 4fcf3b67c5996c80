"""Areas of pictures, as authors write them."""

from __future__ import annotations

import pytest

from quizgen.marks import overlapping, parse
from quizgen.model import Mark

LETTER_C = "0.1,0.1 0.9,0.1 0.9,0.2 0.2,0.2 0.2,0.8 0.9,0.8 0.9,0.9 0.1,0.9"


def test_two_corners_are_a_rectangle() -> None:
    """Whichever of its corners they are."""
    mark = parse(" .1,0.25  0.3,1 ")
    assert mark == Mark(((0.1, 0.25), (0.3, 0.25), (0.3, 1.0), (0.1, 1.0)))
    assert (mark.left, mark.top, mark.height) == (0.1, 0.25, 0.75)
    assert mark.width == pytest.approx(0.2)
    other = parse("0.3,1 .1,0.25")
    assert set(other.corners) == set(mark.corners)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "write corners"),
        ("0.1,0.2", "write corners"),
        ("0.1 0.2 0.3 0.4", "write corners"),
        ("0.1,0.2 0.3;0.4", "write corners"),
        ("-0.1,0.2 0.3,0.4", "write corners"),
        ("10%,20% 30%,40%", "write corners"),
        ("0.1,nan 0.3,inf", "write corners"),
        ("0.1,0.2 0.3,1.01", "out of the picture"),
        ("120,80 300,200", "out of the picture"),
        ("0.1,0.2 0.105,0.9", "too small"),
        ("0.1,0.2 0.5,0.2 0.9,0.2", "too small"),
    ],
)
def test_what_is_no_area(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse(text)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("0,0 0.5,0.5", "0.5,0 1,0.5", False),  # a border in common
        ("0,0 0.5,0.5", "0.49,0 1,0.5", False),  # drawn by hand
        ("0,0 0.5,0.5", "0.4,0.4 1,1", False),  # a corner, no more than a twenty-fifth
        ("0,0 0.5,0.5", "0.3,0.3 1,1", True),
        ("0,0 1,1", "0.4,0.4 0.5,0.5", True),  # one within the other
        (LETTER_C, "0.3,0.3 0.8,0.7", False),  # in the mouth of the letter
        (LETTER_C, "0.15,0.3 0.8,0.7", True),
        ("0,0 0.6,0 0,0.6", "1,1 0.4,1 1,0.4", False),  # whose boxes overlap
    ],
)
def test_overlapping(one: str, other: str, overlap: bool) -> None:  # noqa: FBT001  # a parameter
    for marks in ({"a": parse(one), "b": parse(other)}, {"a": parse(other), "b": parse(one)}):
        assert list(overlapping(marks)) == ([("a", "b")] if overlap else [])
