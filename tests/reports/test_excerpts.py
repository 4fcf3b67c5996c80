"""The line of a problem: what is marked is what stands at the place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.model import Place
from quizgen.reports.excerpts import WIDEST, Excerpt, excerpt, lines_of


@pytest.mark.parametrize(
    ("line", "column", "shown", "mark"),
    [
        ("kind: choise", 7, "kind: choise", "      ^^^^^^"),
        ("    kind: choise", 11, "kind: choise", "      ^^^^^^"),
        ('stem: "Who {{ x }}?"', 12, 'stem: "Who {{ x }}?"', "           ^"),
        ("stem: 'Who?'", 7, "stem: 'Who?'", "      ^^^^^^"),
        ("kind:", 6, "kind:", "     ^"),
        ("\tkind: recall", 1, "→kind: recall", "^"),
        ("bell: \a", 7, "bell: \ufffd", "      ^"),
        ("名前: choise", 5, "名前: choise", "      ^^^^^^"),
        ("cafe\u0301: choise", 8, "cafe\u0301: choise", "      ^^^^^^"),
    ],
)
def test_marks_the_word_at_the_place(line: str, column: int, shown: str, mark: str) -> None:
    assert excerpt([line], Place("a.yaml", 1, column)) == Excerpt(shown, mark)


@pytest.mark.parametrize(("lines", "line"), [((), 1), (("kind: recall",), 2), (("  ",), 1), (("",), 1)])
def test_shows_nothing_where_nothing_stands(lines: tuple[str, ...], line: int) -> None:
    assert excerpt(lines, Place("a.yaml", line, 1)) is None


def test_shows_the_part_of_a_long_line_around_the_place() -> None:
    shown = excerpt([f"{'before ' * 50}wrong{' after' * 50}"], Place("a.yaml", 1, 351))
    assert shown is not None
    assert shown.line.startswith("…")
    assert shown.line.endswith("…")
    start = shown.mark.index("^")
    assert shown.line[start : start + shown.mark.count("^")] == "wrong"


@given(st.text(st.characters(codec="ascii", exclude_characters="\n\r"), min_size=1), st.integers(1, 300))
def test_marks_within_the_line_and_keeps_it_short(line: str, column: int) -> None:
    shown = excerpt([line * 5], Place("a.yaml", 1, column))
    if shown is None:
        assert not line.strip()
        return
    assert len(shown.line) <= WIDEST + 2
    assert shown.mark.strip(" ^") == ""
    assert shown.mark.endswith("^")


def test_reads_lines_as_yaml_counts_them(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n\xff")
    assert lines_of(str(path)) == ["one", "two", "three", "\ufffd"]


@pytest.mark.parametrize("name", ["", "nowhere.yaml", "\0"])
def test_has_no_lines_of_what_is_no_file(tmp_path: Path, name: str) -> None:
    assert lines_of(str(tmp_path / name)) == ()
