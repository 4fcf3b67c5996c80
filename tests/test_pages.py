"""Pages that are compiled once, where that can be kept."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from quizgen.pages import environment


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With one page in it; modules may be kept compiled."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "page.j2").write_text("<p>{{ text }}</p>")
    return tmp_path


def _rendered(folder: Path) -> str:
    return environment(folder).get_template("page.j2").render(text="<&>")


def _kept(folder: Path) -> list[Path]:
    return [*folder.glob("__pycache__/*.jinja")]


def test_pages_are_kept_compiled_and_made_anew_when_they_change(folder: Path) -> None:
    """The second time, what was kept gives the same page; of a changed page it is not taken."""
    assert _rendered(folder) == "<p>&lt;&amp;&gt;</p>"
    (kept,) = _kept(folder)
    compiled = kept.read_bytes()
    assert _rendered(folder) == "<p>&lt;&amp;&gt;</p>"
    assert kept.read_bytes() == compiled
    (folder / "page.j2").write_text("<b>{{ text }}</b>")
    assert _rendered(folder) == "<b>&lt;&amp;&gt;</b>"
    assert [*map(Path.read_bytes, _kept(folder))] != [compiled]


def test_what_was_kept_may_be_damaged(folder: Path) -> None:
    """Then it is made anew."""
    _rendered(folder)
    (kept,) = _kept(folder)
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2])
    assert _rendered(folder) == "<p>&lt;&amp;&gt;</p>"
    assert kept.read_bytes() == whole


def test_nothing_is_kept_where_that_is_not_wanted_or_cannot_be(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Python itself has it for modules."""
    (folder / "__pycache__").write_text("in the way")
    assert _rendered(folder) == "<p>&lt;&amp;&gt;</p>"
    (folder / "__pycache__").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert _rendered(folder) == "<p>&lt;&amp;&gt;</p>"
    assert not _kept(folder)
