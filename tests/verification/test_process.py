"""The command as people and programs use it: on good packages, on hostile ones, and with nothing left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizgen import cli
from quizgen.exporters.anki import export
from quizgen.verification import process
from tests.packages import hostile
from tests.packages.made import NOTES, entries, package, zipped
from tests.samples import shipped_quiz

SOME_HOSTILE = ("text", "climbs", "zip bomb", "zip bomb in zstd", "torn SQLite", "trigger", "a field of 100 MB")


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files would be found if any stayed."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def verify(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.main, ["verify", *map(str, arguments)], prog_name="quizgen")


def test_the_shipped_deck_is_clean(tmp_path: Path) -> None:
    """Not even a warning."""
    quiz = shipped_quiz()
    [file] = export(quiz)
    path = tmp_path / file.name
    path.write_bytes(file.content)
    done = verify(path, "--over", path)
    assert done.exit_code == 0, done.output
    count = len(quiz.items)
    # One that is asked both ways has two cards.
    cards = count + sum(item.kind == "reversed" for item in quiz.items)
    assert f"{count} notes, {cards} cards, 0 media files\n" in done.output
    assert f"  untouched {count}\n" in done.output
    assert done.output.endswith("No problems.\n")


def test_for_programs(tmp_path: Path, own_temporary_folder: Path) -> None:
    """The keys are a promise."""
    old = package(tmp_path / "old.apkg", tags=["a"])
    new = package(tmp_path / "new.apkg", [*NOTES, ("Chad <b>", "x")], mod=1_760_000_000)
    done = verify(new, "--over", old, "--study", "1", "--format", "json")
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    assert [*found] == ["file", "notes", "cards", "media", "problems", "update"]
    assert (found["notes"], found["cards"], found["media"]) == (3, 3, 0)
    [problem] = found["problems"]
    assert [*problem] == ["file", "line", "column", "severity", "code", "message", "hint"]
    assert problem["code"] == "broken-html"
    assert found["update"]["studied"] == 1
    assert found["update"]["tags_lost"] == {"a": 2}
    assert len(found["update"]["updated"]) == 2
    assert list(own_temporary_folder.iterdir()) == []


def test_for_people(tmp_path: Path) -> None:
    """The problems, each with its hint and without the bytes of an archive; and what changed."""
    old = package(tmp_path / "old.apkg")
    new = package(tmp_path / "new.apkg", [("What is the capital of Mali?", "Bamako<i>"), NOTES[1]])
    done = verify(new, "--over", old)
    assert done.exit_code == 1
    note = "note `note-0` (“What is the capital of Mali?”)"
    assert (
        done.output
        == f"""\
{new}:1:1: broken-html {note}, field `Back`: `<i>` is not closed
    hint: close the tag, or write < as &lt; where none is meant
{new}:1:1: note-skipped {note} is not brought up to date: it is not dated later than the note that the learner has
    hint: see the page of this code for each reason: quizgen explain note-skipped
2 errors
{new}: 2 notes, 2 cards, 0 media files
Imported over the older package, with 2 cards studied:
  added 0
  updated 0
  untouched 2
  skipped 1: {note}
  in the new package no more 0: they stay as they are
  schedules changed 0
"""
    )


@pytest.mark.parametrize("name", SOME_HOSTILE)
def test_hostile(name: str, tmp_path: Path, own_temporary_folder: Path) -> None:
    """The message of the reader (see tests/packages), and nothing left behind; as new package and as old."""
    path, case = hostile.made(name, tmp_path)
    done = verify(path)
    assert done.exit_code == 1
    assert done.stderr.startswith(f"{path}:1:1: {case.code} {case.message}\n")
    good = package(tmp_path / "good.apkg")
    assert verify(good, "--over", path).stderr == done.stderr
    assert list(own_temporary_folder.iterdir()) == []


def test_what_anki_refuses(tmp_path: Path, own_temporary_folder: Path) -> None:
    """In its own words."""
    content = entries(package(tmp_path / "a.apkg", [('<img src="sea.png">', "b")]))
    path = zipped(tmp_path / "b.apkg", {**content, "media": b'{"0": "sea.png"}'})
    done = verify(path)
    assert done.exit_code == 1
    assert f"{path}:1:1: import-refused Anki does not import it: 0 missing from archive\n" in done.stderr
    assert list(own_temporary_folder.iterdir()) == []


def test_what_takes_too_long(tmp_path: Path, own_temporary_folder: Path) -> None:
    """It is ended, and nothing is left."""
    path = package(tmp_path / "a.apkg", [(f"Question {number}", "x" * 1000) for number in range(20_000)])
    done = verify(path, "--timeout", "1")
    assert done.exit_code == 1
    assert f"{path}:1:1: verify-stopped it takes more than 1 seconds\n" in done.stderr
    assert list(own_temporary_folder.iterdir()) == []


def test_being_terminated(tmp_path: Path, own_temporary_folder: Path, root: Path) -> None:
    """Nothing is left then either, and nobody goes on working."""
    path = package(tmp_path / "a.apkg", [(f"Question {number}", "x" * 1000) for number in range(20_000)])
    command = [sys.executable, "-m", "quizgen", "verify", str(path)]
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(root)}) as running:
        while not list(own_temporary_folder.glob("quizgen-*/*")):
            time.sleep(0.05)
        running.send_signal(signal.SIGTERM)
        assert running.wait() == process.TERMINATED
    assert list(own_temporary_folder.iterdir()) == []


def test_without_anki(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How to install it."""
    monkeypatch.setattr(process, "find_spec", lambda _: None)
    done = verify(package(tmp_path / "a.apkg"))
    assert done.exit_code == 1
    assert "verify-missing verifying needs Anki's own library, which is not installed" in done.stderr
    assert "pip install 'quizgen[verify]'" in done.stderr


def test_no_such_file(tmp_path: Path) -> None:
    done = verify(tmp_path / "none.apkg")
    assert done.exit_code == 1
    assert "file-missing there is no file none.apkg" in done.stderr
