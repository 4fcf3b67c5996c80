"""What people get wrong: each mistake has its message, at its place, and nothing is written or lost."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bad import shipped
from tests.bad.cases import BASE, Case, cases, no_curated_templates, prepare, run
from tests.bad.mutants import SECONDS, faults

CASES = cases()
FEW_MUTANTS = 60
WITHOUT_HINT = re.compile(r"^\S+:\d+:\d+: [a-z0-9-]+ .*\n(?:    .+\n    +\^+\n)?+(?!    hint: \S)", re.MULTILINE)


@pytest.fixture(autouse=True)
def only_their_own_templates() -> Iterator[None]:
    with no_curated_templates():
        yield


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the good project."""
    return shutil.copytree(BASE, tmp_path / "project")


def everything(folder: Path) -> dict[str, bytes]:
    """All files below a folder, hidden ones included."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_base_is_good(base: Path) -> None:
    """Else the cases would say nothing."""
    assert run(["check"], base) == (0, "decks/light.yaml: 3 items, 0 refused (why: --verbose)\nNo problems.\n")
    assert run(["build"], base).exit_code == 0
    assert (base / "build" / "light.apkg").is_file()


def test_there_are_enough_cases() -> None:
    """And each is about something of its own."""
    assert len(CASES) > 120
    assert len({case.steps[:-1] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_says(case: Case, tmp_path: Path) -> None:
    """Exactly what the case has at its end, soon; and a build then changes no file."""
    project = tmp_path / "project"
    prepare(case, project)
    before = everything(project)
    began = time.process_time()
    outcome = run(case.arguments, project)
    assert time.process_time() - began < SECONDS
    assert outcome == (1, case.says)
    assert WITHOUT_HINT.findall(case.says) == [], "how is this to be mended?"
    if case.arguments == ["check"]:
        assert run(["build"], project).exit_code == 1
    assert everything(project) == before


@pytest.mark.parametrize("part", range(5))
def test_bears_slips_of_the_hand(part: int) -> None:
    """Whatever happens to a file: no traceback, no long wait, a place for each problem."""
    assert list(faults(f"part {part}", FEW_MUTANTS)) == []


def test_bears_mutants_of_all_that_is_shipped() -> None:
    """A few of those that `python -m tests.bad.shipped` tries."""
    tally = shipped.tried(400)
    assert tally.count == 400
    assert tally.faults == []


# Too much


def test_an_enormous_file(base: Path) -> None:
    """It is not even read; a hole of 100 MB costs no disk."""
    with (base / "decks" / "light.yaml").open("r+b") as file:
        file.truncate(100 * 2**20)
    outcome = run(["check"], base)
    assert outcome.exit_code == 1
    assert outcome.text.startswith("decks/light.yaml:1:1: file-too-large 104,857,600 bytes, more than 67,108,864\n")


def test_a_long_article_and_many_lost_quotes(base: Path) -> None:
    """Looking for the nearest passages must not take long."""
    folder = base / "seeds" / "skarn-2022"
    (folder / "article.txt").write_text("The lamp of Mewstone was lit by nobody known, again and again. " * 5_000)
    began = time.process_time()
    outcome = run(["check"], base)
    assert outcome.text.count("quote-absent") == 6
    assert time.process_time() - began < 2 * SECONDS


def test_many_mistakes_of_one_kind(base: Path) -> None:
    """A thousand are told, and soon."""
    facts = base / "seeds" / "skarn-2022" / "facts.yaml"
    wrong = "".join(
        f"  wrong-{number}:\n    subject: nobody\n    relation: lit\n    quotes: [Jon Hale]\n" for number in range(1000)
    )
    facts.write_text(facts.read_text().replace("facts:\n", f"facts:\n{wrong}"))
    began = time.process_time()
    outcome = run(["check"], base)
    assert outcome.text.count(": unknown-entity there is no entity `nobody`") == 1000
    assert time.process_time() - began < 2 * SECONDS


# Nowhere to write


def quizgen(base: Path, *arguments: str, most_bytes: int = resource.RLIM_INFINITY) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, that cannot write more bytes into one file."""
    limits = (most_bytes, most_bytes)
    environment = {**os.environ, "PYTHONPATH": str(BASE.parents[2]), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", "quizgen", *arguments],
        cwd=base,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits),
    )


@pytest.mark.parametrize("command", [("sheet", "decks/light.yaml", "-o", "build"), ("build",)], ids=" ".join)
def test_a_full_disk(base: Path, command: tuple[str, ...]) -> None:
    """The old files are still there, whole; nothing half done is left; the message says what to do."""
    assert quizgen(base, "build").returncode == 0
    deck = base / "decks" / "light.yaml"
    deck.write_text(deck.read_text().replace("title: Two lighthouses", "title: Two lights"))
    before = everything(base)
    done = quizgen(base, *command, most_bytes=2_000)
    assert done.returncode == 1
    assert ":1:1: cannot-write " in done.stderr
    assert "Traceback" not in done.stderr
    assert everything(base) == before


def test_a_disk_that_is_full_from_the_start(base: Path) -> None:
    """Not even the folder stays that was made for the files."""
    done = quizgen(base, "build", most_bytes=0)
    assert (done.returncode, done.stdout) == (1, "")
    assert not (base / "build").exists()


@pytest.mark.parametrize("out", ["decks/light.yaml", "decks/light.yaml/deeper", "/proc/nowhere"])
def test_no_place_to_write(base: Path, out: str) -> None:
    """A file where a folder should be; a folder that takes nothing, even from root."""
    before = everything(base)
    outcome = run(["build", "--out", out], base)
    assert outcome.exit_code == 1
    assert f"\n{out}/light.apkg:1:1: cannot-write " in outcome.text
    assert everything(base) == before


# Wrong commands are not wrong content


@pytest.mark.parametrize(
    "arguments",
    [
        ["chekc"],
        ["check", "--colour"],
        ["check", "--format", "xml"],
        ["deck"],
        ["list", "things", "decks/light.yaml"],
        ["sheet", "decks/light.yaml", "--forms", "0"],
        ["sheet", "decks/light.yaml", "--forms", "many"],
        ["sheet", "decks/light.yaml", "--kind", "choise"],
        ["sheet", "decks/light.yaml", "--language", "tlh"],
        ["sheet", "decks/light.yaml", "--language", "de_AT"],
    ],
    ids=" ".join,
)
def test_wrong_usage(base: Path, arguments: list[str]) -> None:
    """Exit code 2, and the way to help."""
    outcome = run(arguments, base)
    assert outcome.exit_code == 2
    assert "Usage: quizgen" in outcome.text
    assert "Traceback" not in outcome.text
