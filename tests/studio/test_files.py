"""Saving: whole or not at all, over nobody's changes, and with no other byte touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.studio.faults import Conflict, Fault
from quizgen.studio.files import Files, plain, version_of, written_over
from tests.studio.running import Running

NAME = "templates/town/designer.yaml"


def test_what_is_saved_is_there_and_has_the_version_told(project: Path) -> None:
    files = Files(project)
    opened = files.read(NAME)
    version = files.save(NAME, opened.text + "# more\n", opened.version)
    assert (project / NAME).read_text(encoding="utf-8") == opened.text + "# more\n"
    assert files.read(NAME).version == version


def test_another_ones_change_is_never_written_over(project: Path) -> None:
    """Nor a file that has come, or gone, meanwhile."""
    files = Files(project)
    opened = files.read(NAME)
    (project / NAME).write_text("another's", encoding="utf-8")
    with pytest.raises(Conflict) as told:
        files.save(NAME, "mine", opened.version)
    assert (told.value.text, told.value.version) == ("another's", version_of(b"another's"))
    with pytest.raises(Conflict):
        files.save(NAME, "mine", "")
    assert (project / NAME).read_text(encoding="utf-8") == "another's"
    (project / NAME).unlink()
    with pytest.raises(Conflict) as told:
        files.save(NAME, "mine", opened.version)
    assert (told.value.version, (project / NAME).exists()) == ("", False)
    assert files.save(NAME, "mine", "") == files.read(NAME).version


def test_the_page_is_told_of_a_conflict_with_both_texts(studio: Running) -> None:
    answer = studio.post("api/file", "PUT", path=NAME, text="mine", base="an older one")
    now = studio.get(f"api/file?path={NAME}").data
    assert (answer.status, answer.data["text"], answer.data["version"]) == (409, now["text"], now["version"])


def test_what_cannot_be_written_stays_as_it_was(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a full disk."""
    files = Files(project)
    opened = files.read(NAME)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Fault, match="No space left"):
        files.save(NAME, "mine", opened.version)
    assert files.read(NAME) == opened
    assert [path.name for path in (project / NAME).parent.iterdir()] == ["designer.yaml"]


def test_curated_templates_are_read_and_not_written(project: Path) -> None:
    files = Files(project)
    opened = files.read("quizgen:places/population.yaml")
    assert opened.readonly
    with pytest.raises(Fault, match="belongs to quizgen"):
        files.save("quizgen:places/population.yaml", "mine", opened.version)


def test_what_is_no_text_is_told(project: Path) -> None:
    (project / NAME).write_bytes(b"kind: \xff")
    with pytest.raises(Fault, match="not UTF-8: byte 7 is 0xff"):
        Files(project).read(NAME)


@pytest.mark.parametrize(
    ("old", "text", "new"),
    [
        ("a\r\nb\r\nc\r\n", "a\nB\nc\n", "a\r\nB\r\nc\r\n"),
        ("a\r\nb\nc\r\n", "a\nb\nnew\nc\n", "a\r\nb\nnew\nc\r\n"),
        ("a\nb\r\nc\r\n", "b\nc\n", "b\r\nc\r\n"),
        ("a\rb", "a\nb\nc", "a\rb\rc"),
        ("\ufeffa\n", "b\n", "\ufeffb\n"),
        ("a\n", "a", "a"),
        ("a", "a\n", "a\n"),
        ("", "a\nb\n", "a\nb\n"),
        ("a\ra\n", "a\n\n", "a\r\r"),
        ("a\ra\r\n", "a\n\n", "a\r\r\n"),
    ],
)
def test_lines_that_stay_keep_their_ends(old: str, text: str, new: str) -> None:
    assert written_over(old.encode(), text).decode() == new


_LINES = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["\n", "\r\n", "\r"])), max_size=6)


@given(_LINES, st.text("abc\n", max_size=8), st.sampled_from(["", "\ufeff"]))
def test_whatever_is_written_says_what_was_meant(lines: list[tuple[str, str]], text: str, mark: str) -> None:
    """And what is not edited is the same to the byte."""
    old = (mark + "".join(map("".join, lines))).encode()
    assert plain(written_over(old, text).decode()) == text
    assert written_over(old, plain(old.decode())) == old
