"""Packages of every origin as plain data, and what is said of those that are not to be read."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from quizgen.packages import Card, read_package
from quizgen.problems import ContentError, Problem
from tests.packages import hostile
from tests.packages.made import NOTES, cloze, exported, note_type, package

MOST_MEMORY = 400 * 2**20


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files would be found if any stayed."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def refusal(path: Path) -> Problem:
    """The one thing that is wrong with a package."""
    with pytest.raises(ContentError) as caught:
        read_package(path)
    [problem] = caught.value.problems
    assert problem.place.path == str(path)
    return problem


@pytest.mark.parametrize("origin", ["genanki", "Anki, old format", "Anki, new format"])
def test_every_format(tmp_path: Path, origin: str) -> None:
    """The same notes, whoever wrote them down."""
    path = package(tmp_path / "a.apkg", tags=["africa", "sahel::west"], media={"sea.png": b"1" * 100}, deck="A::B")
    if origin != "genanki":
        path = exported(tmp_path / "b.apkg", path, legacy=origin == "Anki, old format")
    read = read_package(path)
    assert read.path == str(path)
    assert [tuple(note.fields.items()) for note in read.notes] == [
        (("Front", front), ("Back", back)) for front, back in NOTES
    ]
    first = read.notes[0]
    assert (first.guid, first.tags, first.mod) == ("note-0", ("africa", "sahel::west"), 1_700_000_000)
    assert first.cards == (Card(0, "A::B"),)
    assert first.note_type.name == "Fact"
    assert not first.note_type.is_cloze
    [template] = first.note_type.templates
    assert (template.name, template.front) == ("Card 1", "{{Front}}")


@pytest.mark.parametrize("legacy", [True, False])
def test_media(tmp_path: Path, legacy: bool) -> None:  # noqa: FBT001  # a parameter
    """What is packed, by its own name; of what is in the list only, nothing."""
    front = '<img src="sea view.png">'
    path = package(tmp_path / "a.apkg", [(front, "b")], media={"sea view.png": b"1" * 100})
    assert read_package(exported(tmp_path / "b.apkg", path, legacy=legacy)).media == ("sea view.png",)


def test_cloze_notes(tmp_path: Path) -> None:
    """A card a gap."""
    path = package(tmp_path / "a.apkg", [["{{c1::Mali}} and {{c3::Niger}}"]], cloze())
    [note] = read_package(path).notes
    assert note.note_type.is_cloze
    assert [card.ord for card in note.cards] == [0, 2]


def test_times_that_are_fractions(tmp_path: Path) -> None:
    """Genanki gives the note type the time of the clock, unless it is told another."""
    path = package(tmp_path / "a.apkg", mod=1_700_000_000.25)  # type: ignore[arg-type]  # as by genanki itself
    assert read_package(path).note_types[0].mod == 1_700_000_000


def test_nothing_stays_behind(tmp_path: Path, own_temporary_folder: Path) -> None:
    """No file in the folder for temporary ones."""
    read_package(package(tmp_path / "a.apkg"))
    assert list(own_temporary_folder.iterdir()) == []


@pytest.mark.parametrize("name", hostile.CASES)
def test_hostile(name: str, tmp_path: Path, own_temporary_folder: Path) -> None:
    """Exactly what is wrong, with a hint, and nothing left behind."""
    path, case = hostile.made(name, tmp_path)
    problem = refusal(path)
    assert (problem.code, problem.message) == (case.code, case.message)
    assert problem.hint
    assert list(own_temporary_folder.iterdir()) == []


@pytest.mark.parametrize("name", ["many entries", "zip bomb", "zip bomb in zstd", "a field of 100 MB"])
def test_in_little_memory(name: str, tmp_path: Path, root: Path) -> None:
    """Where there is no more to be had."""
    path, case = hostile.made(name, tmp_path)
    code = f"from pathlib import Path; from quizgen.packages import read_package; read_package(Path({str(path)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY)),
    )
    assert f"{case.code} {case.message}" in done.stderr


def test_no_file(tmp_path: Path) -> None:
    problem = refusal(tmp_path / "none.apkg")
    assert (problem.code, problem.message) == ("file-missing", "there is no file none.apkg")


def test_a_folder_or_pipe(tmp_path: Path) -> None:
    """Whoever waits for a pipe may wait for ever."""
    os.mkfifo(tmp_path / "pipe.apkg")
    assert refusal(tmp_path).message == f"{tmp_path.name} is a folder, not a package"
    assert refusal(tmp_path / "pipe.apkg").message == "pipe.apkg is no ordinary file, not a package"


def test_the_old_format_needs_no_anki(tmp_path: Path, root: Path) -> None:
    """And the new one says what it needs."""
    old = package(tmp_path / "old.apkg", kind=note_type())
    new = exported(tmp_path / "new.apkg", old, legacy=False)
    code = """
import sys
from pathlib import Path
sys.modules.update(dict.fromkeys(["anki", "zstandard", "google"]))
from quizgen.packages import read_package
print(len(read_package(Path(sys.argv[1])).notes))
"""
    run = [sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    assert subprocess.run([*run, old], env=environment, capture_output=True, check=True).stdout == b"2\n"
    done = subprocess.run([*run, new], env=environment, capture_output=True, text=True, check=False)
    assert "verify-missing this is Anki's new package format, and what reads it is not installed" in done.stderr
