"""YAML as plain text data that knows its lines."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.model import Place
from quizgen.yamlfile import MAX_DEPTH, Document, parse, read, read_text, unsaved

FILE = "file.yaml"


def good(text: str) -> Document:
    """The document of a text without problems."""
    document, problems = parse(text, FILE)
    assert problems == []
    assert document
    return document


def codes(text: str) -> list[str]:
    """What is wrong with a text."""
    return [problem.code for problem in parse(text, FILE)[1]]


def position(place: Place) -> tuple[int, int]:
    return place.line, place.column


# Data


@pytest.mark.parametrize(
    "value", ["no", "yes", "2022-05", "2022-05-03", "1_000", "12:30", "1.10", "0x1f", "1e3", ".inf", "=", "TRUE"]
)
def test_values_stay_as_written(value: str) -> None:
    """YAML would make truth values, dates, numbers and times of them."""
    assert good(f"key: {value}").data == {"key": value}


@pytest.mark.parametrize("value", ["", "~", "null"])
def test_nothing_is_none(value: str) -> None:
    """Unless it stands between quotation marks."""
    assert good(f"key: {value}").data == {"key": None}
    assert good(f"key: '{value}'").data == {"key": value}


def test_all_ways_of_writing_text() -> None:
    """As YAML has them."""
    text = "a: one\nb: 'it''s'\nc: \"\\u00e9\\n\"\nd: |\n  one\n  two\ne: >-\n  one\n  two\nf: [x, {y: z}]\n"
    assert good(text).data == {
        "a": "one",
        "b": "it's",
        "c": "é\n",
        "d": "one\ntwo\n",
        "e": "one two",
        "f": ["x", {"y": "z"}],
    }


REFUSED = "\u2028\u2029\ufdd0\ufdd1\ufeff\ufffe\uffff"
plain = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=REFUSED))
data = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(plain, inner, max_size=3), max_leaves=12
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(plain, data, min_size=1, max_size=3))
def test_reads_what_others_write(written: dict[str, object]) -> None:
    """All text, whatever it looks like, quoted by another program."""
    assert good(yaml.safe_dump(written, allow_unicode=True, default_style='"')).data == written


# Places

PLACES = """\
# a comment
title: Two
facts:
  first:
    quotes:
      - one
      - "two"
  second: {subject: é, roles: [a, b]}
stem: |
  text
"""


@pytest.mark.parametrize(
    ("location", "value", "key"),
    [
        ((), (2, 1), (2, 1)),
        (("title",), (2, 8), (2, 1)),
        (("facts", "first"), (5, 5), (4, 3)),
        (("facts", "first", "quotes", 1), (7, 9), (7, 9)),
        (("facts", "second", "subject"), (8, 21), (8, 12)),
        (("facts", "second", "roles", 1), (8, 35), (8, 35)),
        (("stem",), (10, 1), (9, 1)),
        (("facts", "third"), (4, 3), (3, 1)),
        (("facts", "first", "quotes", 9), (6, 7), (5, 5)),
        (("title", "deeper"), (2, 8), (2, 1)),
    ],
)
def test_places(location: tuple[str | int, ...], value: tuple[int, int], key: tuple[int, int]) -> None:
    """Where a value and its key stand; of what is not there, the nearest that is."""
    document = good(PLACES)
    assert position(document.place(location)) == value
    assert position(document.place(location, key=True)) == key
    assert document.place(location).path == FILE


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("stem: >\n  one\n  two\n\n  three\n", "  one\n  two\n\n  three\n"),
        ("stem: one\n  two\n", "one\n  two"),
        ("stem: 'one''s\n  two'\n", "one's\n  two"),
        ('stem: "say \\"one\\"\n  two"\n', 'say "one"\n  two'),
        ("stem: |\n  one\n  two\n", "one\ntwo\n"),
        ("stem: one\n", "one"),
    ],
)
@pytest.mark.parametrize("before", ["", "\ufeff", "# é\n", "a: é\n"])
def test_folded_text_as_written(before: str, text: str, written: str) -> None:
    """With the line breaks of the file, so that the third line of a template is the third line."""
    document = good(before + text)
    assert document.wording(("stem",), document.data["stem"]).text == written


# What is refused


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\na: 2", "duplicate-key"),
        ("a: {b: 1, b: 2}", "duplicate-key"),
        ("a: &x 1\nb: *x", "yaml-alias"),
        ("a: *x", "yaml-alias"),
        ("a: &x [*x]", "yaml-alias"),
        ("a: !!int 1", "yaml-tag"),
        ("a: !mine 1", "yaml-tag"),
        ("{a: 1}: b", "yaml-key"),
        ("{{ a }}", "yaml-key"),
        ("? [a]\n: b", "yaml-key"),
        ("? \n: b", "yaml-key"),
        (": b", "yaml-syntax"),
        ("a: 1\n---\nb: 2", "yaml-documents"),
        ("", "file-empty"),
        ("# nothing\n", "file-empty"),
        ("a: " + "[" * 50_000, "yaml-depth"),
        ("a: " + "{b: " * 50_000, "yaml-depth"),
        ("- " * 50_000, "yaml-depth"),
        ("a: b: c", "yaml-syntax"),
        ("a: [", "yaml-syntax"),
        ("a: \x00", "bad-character"),
        ("a: \u2028", "bad-character"),
        ("a: b\ufeff", "bad-character"),
        ('a: "\\x07"', "bad-character"),
        ('a: "\\uFDD0"', "bad-character"),
        ('"\\0": b', "bad-character"),
    ],
)
def test_refuses(text: str, code: str) -> None:
    """Once each."""
    assert codes(text) == [code]


def test_nested_as_deep_as_allowed() -> None:
    """And not deeper."""
    assert codes("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert codes("[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2)) == ["yaml-depth"]


def test_duplicates_leave_the_rest_to_be_read() -> None:
    """The first stays, the second is told, and so is what else is wrong in the file."""
    document, problems = parse("a: 1\nb: 2\na: 3\n", FILE)
    assert document
    assert document.data == {"a": "1", "b": "2"}
    assert [position(problem.place) for problem in problems] == [(3, 1)]
    assert "line 1" in problems[0].hint


def test_what_lacks_data_is_not_read_further() -> None:
    """Where an alias stood there is no value: what a schema would say of that helps nobody."""
    for text in ("a: *x\nb: 2", "a: !!int 1", "a: 1\n---\nb: 2", "{a: 1}: 2"):
        assert parse(text, FILE)[0] is None


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab: -\n[]{}#&*!|>'\"%@`?,\t\\~{}é\x00\ufeff", max_size=40))
def test_never_a_crash_always_a_place(text: str) -> None:
    """Any text gives a document or a problem, and each problem a line of the text."""
    document, problems = parse(text, FILE)
    assert document or problems
    for problem in problems:
        assert 1 <= problem.place.line <= text.count("\n") + 1
        assert problem.place.column >= 1
        assert problem.message


# Files


def test_files(tmp_path: Path) -> None:
    """A byte order mark is no part of the text; line ends are those of the file."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    document, problems = read(path)
    assert (document and document.data, problems) == ({"a": "1", "b": "2"}, [])
    assert read_text(path) == ("\ufeffa: 1\r\nb: 2\r\n", [])


def test_missing_file(tmp_path: Path) -> None:
    """The nearest name that is there."""
    (tmp_path / "facts.yaml").touch()
    text, (problem,) = read_text(tmp_path / "fact.yaml")
    assert (text, problem.code, problem.hint) == (None, "file-missing", "did you mean facts.yaml?")


def test_missing_folder(tmp_path: Path) -> None:
    """Not even the folder is there."""
    _, (problem,) = read_text(tmp_path / "seeds" / "facts.yaml")
    assert (problem.code, problem.hint) == ("file-missing", "there is no folder seeds either")


def test_folder_for_file(tmp_path: Path) -> None:
    """What is in it."""
    (tmp_path / "b.yaml").touch()
    _, (problem,) = read_text(tmp_path)
    assert (problem.code, problem.hint) == ("not-a-file", "name a file in it: b.yaml")


@pytest.mark.parametrize("name", ["a" * 300, "nul\0"])
def test_impossible_names(tmp_path: Path, name: str) -> None:
    """The system's word for it."""
    text, (problem,) = read_text(tmp_path / name)
    assert text is None
    assert problem.code in ("file-unreadable", "file-missing")


def test_not_a_plain_file() -> None:
    """A device would be read for ever."""
    _, (problem,) = read_text(Path("/dev/zero"))
    assert problem.code == "not-a-file"


def test_not_utf_8(tmp_path: Path) -> None:
    """The place of the first byte that is not."""
    path = tmp_path / "a.yaml"
    path.write_bytes("é\nü ".encode() + b"\xe9\n")
    text, (problem,) = read_text(path)
    assert (text, problem.code, position(problem.place)) == (None, "not-utf-8", (2, 3))
    assert "0xe9" in problem.message


def test_what_an_editor_holds_is_read_in_place_of_the_file(tmp_path: Path) -> None:
    """Only meanwhile, and only of that file; the file itself need not be there yet."""
    path, other = tmp_path / FILE, tmp_path / "other.yaml"
    other.write_text("key: saved", encoding="utf-8")
    with unsaved({path: "key: held"}):
        held, _ = read(path)
        assert held
        assert (held.data, held.place().path) == ({"key": "held"}, str(path))
        assert read_text(other) == ("key: saved", [])
    assert [problem.code for problem in read_text(path)[1]] == ["file-missing"]
