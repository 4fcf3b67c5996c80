"""Rows as text: for people, for programs, for spreadsheets that would run what they read."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest

from quizgen.listing import Row, as_csv, as_json, as_table, items
from tests.samples import sample_quiz


def test_a_table_lines_up() -> None:
    """Also where letters are wide, combined or invisible."""
    rows: list[Row] = [{"a": "ab", "b": "x"}, {"a": "日本", "b": "y"}, {"a": "e\u0301", "b": "z"}, {"a": None, "b": ""}]
    assert as_table(rows, ["a", "b"]) == "a     b\nab    x\n日本  y\ne\u0301     z\n"


def test_a_table_without_rows_has_its_heading() -> None:
    """So that an empty list is told from a failure."""
    assert as_table([], ["a", "b"]) == "a  b"


def test_a_cell_is_one_line_and_controls_no_terminal() -> None:
    """Articles may hold anything."""
    assert as_table([{"a": "x\n y\t\x1b[31mz"}], ["a"]) == "a\nx y [31mz"


def test_lists_and_mappings_are_flat_in_csv() -> None:
    """A cell holds text only."""
    rows = [{"a": ["x", "y"], "b": {"k": ["v", "w"]}, "c": None, "d": 'say "hi", twice'}]
    assert list(csv.reader(io.StringIO(as_csv(rows), newline=""))) == [
        ["a", "b", "c", "d"],
        ["x; y", "k: v; w", "", 'say "hi", twice'],
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    """Spreadsheets run what begins so; an apostrophe makes it text."""
    (_, (read, harmless)) = csv.reader(io.StringIO(as_csv([{"a": cell, "b": "a=1"}]), newline=""))
    assert (read, harmless) == (f"'{cell}", "a=1")


def test_json_keeps_letters_and_numbers() -> None:
    """Decimals come as text, so that none is rounded."""
    assert as_json({"ï": Decimal("0.10")}) == '{\n  "ï": "0.10"\n}\n'


def test_items_have_all_that_exporters_know() -> None:
    """These keys are a promise."""
    rows = json.loads(as_json(items(sample_quiz().items)))
    assert len(rows) == len(sample_quiz().items)
    assert [*rows[0]] == [
        *("id", "kind", "level", "difficulty", "topics", "language", "template", "facts"),
        *("stem", "answer", "form", "response", "rationale", "quotes", "images", "answer_images"),
    ]
