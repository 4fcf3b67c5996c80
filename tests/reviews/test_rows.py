"""CSV as people and their spreadsheets leave it. What they do wrong stands in tests/bad/reviews."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.reviews.rows import as_csv, read_rows

LINES = [["id", "remark"], ["a/b", 'he said "no", twice'], ["a/c", "one; two\nlines"]]


def read(path: Path, text: str) -> list[tuple[int, dict[str, str]]]:
    path.write_bytes(text.encode())
    rows, problems = read_rows(path, ["id", "remark"])
    assert problems == []
    return [(row.place.line, dict(row.cells)) for row in rows]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(("before", "end"), [("", "\n"), ("\ufeff", "\r\n")])
def test_it_reads_what_spreadsheets_save(tmp_path: Path, separator: str, before: str, end: str) -> None:
    """Each with its own separator and line ends; a row begins where its first line does."""
    path = tmp_path / "x.csv"
    with path.open("w", newline="") as file:
        csv.writer(file, delimiter=separator, lineterminator=end).writerows([*LINES, ["", ""], ["a/d ", " fine "]])
    assert read(path, before + path.read_bytes().decode()) == [
        (2, {"id": "a/b", "remark": 'he said "no", twice'}),
        (3, {"id": "a/c", "remark": "one; two\nlines"}),
        (6, {"id": "a/d", "remark": "fine"}),
    ]


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
    lambda text: text == text.strip() and not text.startswith("'")  # we cannot tell ours from theirs
)


@settings(max_examples=100, deadline=None)
@given(written=st.lists(st.tuples(cells, cells), max_size=4), quoted=st.booleans())
def test_it_reads_what_we_write(
    tmp_path_factory: pytest.TempPathFactory, written: list[tuple[str, str]], *, quoted: bool
) -> None:
    """To the letter, and nothing in it begins as a formula does."""
    text = as_csv([["id", "remark"], *written], quoted=quoted)
    path = tmp_path_factory.mktemp("rows") / "x.csv"
    known = [pair for pair in written if not any(cell.startswith(("<<<<<<<", ">>>>>>>")) for cell in pair)]
    assert known == [(row["id"], row["remark"]) for _, row in read(path, text)]
    assert not [cell for line in csv.reader(text.splitlines()) for cell in line if cell.startswith(tuple("=+-@"))]


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from(',;\t"\r\n\0<=> ab\ufeff')))
def test_whatever_stands_there_is_told_at_its_line(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """And nothing is lost in silence: each line with words is in a row or in what is wrong."""
    path = tmp_path_factory.mktemp("rows") / "x.csv"
    path.write_bytes(f"id,remark\n{text}".encode())
    rows, problems = read_rows(path, ["id", "remark"])
    lines = re.split(r"\r\n|\r|\n", path.read_bytes().decode())
    places = [row.place for row in rows] + [problem.place for problem in problems]
    assert all(2 <= place.line <= len(lines) for place in places)
    assert places or not any(line.strip(', "\t\ufeff') for line in lines[1:])


def test_no_formula_in_a_spreadsheet_that_parts_cells_elsewhere() -> None:
    """Where semicolons part cells, those within one are held together by the quotation marks."""
    assert as_csv([["a;=1+1", "=x"]], quoted=True) == '"a;=1+1","\'=x"\n'
