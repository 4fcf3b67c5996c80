"""Dates, held against the package `edtf`, which reads the whole of the format."""

from __future__ import annotations

import re
import warnings
from datetime import date
from time import struct_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.edtf import Date, parse

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of its own, about what it imports
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException


some = settings(max_examples=60, deadline=None)  # the oracle is slow

MARKS = st.sampled_from(["", "~", "?", "%"])
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@st.composite
def points(draw: st.DrawFn) -> str:
    """Years, months and days, marked or not."""
    day = draw(DAYS)
    length = draw(st.sampled_from([4, 7, 10]))
    return day.isoformat()[:length] + draw(MARKS)


def _as_date(when: struct_time) -> date:
    return date(when.tm_year, when.tm_mon, when.tm_mday)


@some
@given(points())
def test_a_point_as_the_oracle_reads_it(text: str) -> None:
    """The same first and last day, the same doubts."""
    ours, theirs = parse(text), parse_edtf(text)
    assert ours.earliest == _as_date(theirs.lower_strict())
    assert ours.latest == _as_date(theirs.upper_strict())
    assert ours.approximate == bool(theirs.is_approximate or theirs.is_uncertain_and_approximate)
    assert ours.uncertain == bool(theirs.is_uncertain or theirs.is_uncertain_and_approximate)


@some
@given(points(), points())
def test_an_interval_as_the_oracle_reads_it(first: str, last: str) -> None:
    """From the first day of its start to the last of its end; backwards it is refused."""
    start, end = parse(first), parse(last)
    text = f"{first}/{last}"
    if start.earliest > end.latest:
        with pytest.raises(ValueError, match="ends before it begins"):
            parse(text)
        return
    ours, theirs = parse(text), parse_edtf(text)
    assert ours.precision == "interval"
    assert (ours.earliest, ours.latest) == (start.earliest, end.latest)
    assert ours.earliest == _as_date(theirs.lower.lower_strict())
    assert ours.latest == _as_date(theirs.upper.upper_strict())
    assert ours.approximate == (start.approximate or end.approximate)
    assert ours.uncertain == (start.uncertain or end.uncertain)


@some
@given(points())
def test_open_intervals(text: str) -> None:
    """Open ends reach as far as dates do."""
    point = parse(text)
    since, until = parse(f"{text}/.."), parse(f"../{text}")
    assert (since.earliest, since.latest) == (point.earliest, date.max)
    assert (until.earliest, until.latest) == (date.min, point.latest)
    assert parse_edtf(f"{text}/..")
    assert parse_edtf(f"../{text}")


@some
@given(st.text(alphabet="0123456789-/.~?% uXTZ", max_size=14))
def test_what_we_read_the_oracle_reads_too(text: str) -> None:
    """We know a part of the format; nothing that is not in it."""
    try:
        ours = parse(text)
    except ValueError:
        return
    try:
        assert parse_edtf(ours.text)
    except EDTFParseException:
        pytest.fail(f"“{text}” is no EDTF")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "a date is written 2022"),
        ("May 2022", "a date is written 2022"),
        ("2022-5", "a date is written 2022"),
        ("2022-05-03T12:00", "a date is written 2022"),
        ("11/23/2026", "a date is written 2022"),
        ("٢٠٢٢", "a date is written 2022"),
        ("0000", "years begin with 0001"),
        ("2022-00", "there is no month 00"),
        ("2022-13", "there is no month 13"),
        ("2022-02-30", "2022-02 has no day 30"),
        ("2023-02-29", "2023-02 has no day 29"),
        ("../..", "an interval is written"),
        ("2022/2021", "ends before it begins"),
        ("2022/", "a date is written 2022"),
        ("2022-13/..", "there is no month 13"),
    ],
)
def test_says_what_is_wrong(text: str, says: str) -> None:
    """In words for authors."""
    with pytest.raises(ValueError, match=re.escape(says)):
        parse(text)


def test_precision() -> None:
    """What is known of a date."""
    assert [parse(text).precision for text in ("2022", "2022-05", "2022-05-03", "2022/2023")] == [
        *("year", "month", "day", "interval"),
    ]


@some
@given(DAYS, DAYS)
def test_before_and_overlaps(one: date, other: date) -> None:
    """Of two days one is before the other, or they are the same."""
    first, second = parse(one.isoformat()), parse(other.isoformat())
    assert first.before(second) == (one < other)
    assert first.overlaps(second) == (one == other)
    assert first.before(second) + second.before(first) + first.overlaps(second) == 1


def test_before_and_overlaps_at_unequal_precision() -> None:
    """A year overlaps its months, and is before none of them."""
    year, month, next_year = parse("2022"), parse("2022-12"), parse("2023-01-01")
    assert year.overlaps(month)
    assert not year.before(month)
    assert month.before(next_year)
    assert year.before(next_year)
    assert parse("2021/..").overlaps(next_year)
    assert not parse("../2021").overlaps(month)


def test_equal_are_those_written_alike() -> None:
    """White space around them is no part of them; a doubt is."""
    assert parse(" 2022 ") == parse("2022")
    assert len({parse("2022"), parse("2022?"), parse("2022-01/2022-12")}) == 3
    assert isinstance(parse("2022"), Date)
    assert str(parse("2022-05?")) == "2022-05?"
