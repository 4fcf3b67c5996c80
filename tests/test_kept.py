"""What is kept from one run to the next: found again while it is made of the same, and never a reason to fail."""

from __future__ import annotations

import os
from pathlib import Path
from time import time

import pytest
from platformdirs import user_cache_path

from quizgen import kept

ORIGIN, OTHER = kept.digest("one"), kept.digest("other")
MADE = {"a": (1, 2), "b": "é"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "a" / "kept"
    monkeypatch.setenv(kept.VARIABLE, str(path))
    return path


def test_it_is_found_again_by_what_it_is_made_of(folder: Path) -> None:
    assert kept.recall("name", ORIGIN) is None
    kept.keep("name", ORIGIN, MADE)
    assert kept.recall("name", ORIGIN) == MADE
    assert kept.recall("name", OTHER) is None
    assert kept.recall("other", ORIGIN) is None
    assert [path.name for path in folder.iterdir()] == ["name.kept"]


def test_the_last_one_is_found(folder: Path) -> None:
    kept.keep("name", ORIGIN, MADE)
    kept.keep("name", OTHER, "new")
    assert kept.recall("name", OTHER) == "new"
    assert kept.recall("name", ORIGIN) is None


@pytest.mark.parametrize("damage", [b"", b"not a pickle", b"\x80\x05.", b"\x80\x05cos\nnothing\n."])
def test_what_is_damaged_is_not_found(folder: Path, damage: bytes) -> None:
    kept.keep("name", ORIGIN, MADE)
    (folder / "name.kept").write_bytes(ORIGIN + damage)
    assert kept.recall("name", ORIGIN) is None


def test_what_cannot_be_written_down_leaves_what_there_was(folder: Path) -> None:
    kept.keep("name", ORIGIN, MADE)
    with pytest.raises((AttributeError, TypeError)):
        kept.keep("name", OTHER, lambda: None)
    assert kept.recall("name", ORIGIN) == MADE
    assert [path.name for path in folder.iterdir()] == ["name.kept"]


def test_nothing_is_kept_where_nothing_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    for said in ("", str(tmp_path / "file"), str(tmp_path / "file" / "below"), "a" * 300):
        monkeypatch.setenv(kept.VARIABLE, said)
        kept.keep("name", ORIGIN, MADE)
        assert kept.recall("name", ORIGIN) is None
        assert not kept.is_on()


def test_what_nobody_asks_for_goes_in_time(folder: Path) -> None:
    for name in ("asked", "forgotten"):
        kept.keep(name, ORIGIN, MADE)
    for name in ("asked", "forgotten"):
        os.utime(folder / f"{name}.kept", (time() - 61 * 86_400,) * 2)
    (folder / "theirs").touch()
    os.utime(folder / "theirs", (0, 0))
    assert kept.recall("asked", ORIGIN) == MADE
    kept.keep("new", ORIGIN, MADE)
    assert sorted(path.name for path in folder.iterdir()) == ["asked.kept", "new.kept", "theirs"]


def test_it_lies_in_the_user_s_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(kept.VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    kept.keep("name", ORIGIN, MADE)
    path = user_cache_path("quizgen", appauthor=False) / "name.kept"
    assert path.read_bytes().startswith(ORIGIN)
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_another_quizgen_makes_it_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.py").write_text("old")
    monkeypatch.setattr(kept, "_PACKAGE", tmp_path)
    before = kept.software()
    assert kept.software() == before
    (tmp_path / "model.py").write_text("changed")
    assert kept.software() != before


def test_other_packages_make_it_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = tmp_path / "site-packages"
    installed.mkdir()
    monkeypatch.syspath_prepend(str(installed))
    before = kept.software()
    assert kept.software() == before
    (installed / "jinja2-4.0.dist-info").mkdir()
    assert kept.software() != before


def test_what_was_made_before_an_update_is_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.begun()
    monkeypatch.setattr(kept, "software", lambda: OTHER)
    kept.keep("name", ORIGIN, MADE)
    assert not [*folder.iterdir()]
