"""Lock files: read back as written, merged by git, and refused where something else has altered them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.locks import HEAD, as_bytes, path_of, read_lock
from quizgen.model import LockedNote

NOON = 1_795_435_200
"""Of 23 November 2026, in UTC."""


def note(name: str, text: str = "Who?", changed: int = NOON, retired: str | None = None) -> LockedNote:
    content = json.dumps({"type": "quizgen Choice", "fields": {"Question": text}, "tags": []}, ensure_ascii=False)
    return LockedNote(name, content.encode(), changed, retired)


def written(folder: Path, *notes: LockedNote) -> Path:
    path = folder / "deck.lock"
    path.write_bytes(as_bytes(notes))
    return path


def read(path: Path) -> dict[str, LockedNote]:
    lock, problems = read_lock(path, NOON)
    assert problems == [], "\n".join(map(str, problems))
    return dict(lock.notes)


def told(path: Path) -> list[str]:
    _, problems = read_lock(path, NOON)
    assert {problem.code for problem in problems} <= {"lock-damaged"}
    assert all(problem.hint for problem in problems)
    return [f"{problem.place.line}: {problem.message}" for problem in problems]


names = st.text(min_size=1).filter(lambda text: text.isprintable() and text == text.encode(errors="ignore").decode())


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(names, st.tuples(names, st.integers(0, 2**33), st.sampled_from([None, "2026-11-23"])), max_size=5)
)
def test_it_is_read_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, notes: dict[str, tuple[str, int, str]]
) -> None:
    """Whatever ids and texts hold; sorted, a line a note, the same to the byte."""
    locked = [note(name, *rest) for name, rest in notes.items()]
    path = written(tmp_path_factory.mktemp("lock"), *locked)
    assert read(path) == {one.id: one for one in locked}
    assert path.read_bytes() == as_bytes(locked[::-1])
    assert len(path.read_bytes().splitlines()) == 1 + len(notes)
    assert all(json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1])


def test_a_line_tells_what_it_holds(tmp_path: Path) -> None:
    head, line = written(tmp_path, note("a/b/c/en", retired="2026-11-24")).read_text().splitlines()
    assert head == HEAD
    assert line == (
        '{"id": "a/b/c/en", "hash": "4979c0567528cd1b", "changed": "2026-11-23T12:00:00Z", "retired": "2026-11-24", '
        '"note": {"type": "quizgen Choice", "fields": {"Question": "Who?"}, "tags": []}}'
    )


def test_it_stands_beside_the_deck_file() -> None:
    assert path_of("decks/bridge.yaml") == Path("decks/bridge.lock")


def test_a_missing_one_is_begun_with_a_warning(tmp_path: Path) -> None:
    lock, (problem,) = read_lock(tmp_path / "deck.lock", 7)
    assert (lock.notes, lock.moment) == ({}, 7)
    assert (problem.code, problem.severity) == ("lock-missing", "warning")


def git(folder: Path, *arguments: str) -> int:
    settings = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *settings, *arguments], cwd=folder, capture_output=True, check=False).returncode


def test_git_merges_changes_to_different_notes(tmp_path: Path) -> None:
    """A line a note, far enough apart; what it cannot merge is refused, with each mark at its line."""
    names = [f"a/{number:02}/c/en" for number in range(20)]
    git(tmp_path, "init")
    for branch, changes in (
        ("main", {}),
        ("spring", {2: "When?", 12: "What?"}),
        ("summer", {16: "Where?", 12: "Why?"}),
    ):
        git(tmp_path, "checkout", "-b", branch, "main")
        written(tmp_path, *(note(name, changes.get(number, "Who?")) for number, name in enumerate(names)))
        git(tmp_path, "add", "deck.lock")
        git(tmp_path, "commit", "-m", branch)
    assert git(tmp_path, "merge", "spring") != 0
    path = tmp_path / "deck.lock"
    assert told(path) == [
        "14: git has left this to be merged by hand",
    ]
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines[:13], *lines[14:15], *lines[18:], ""]))
    merged = read(path)
    assert [json.loads(merged[names[number]].content)["fields"]["Question"] for number in (2, 12, 16)] == [
        "When?", "Why?", "Where?",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text.replace("Who?", "Whom?"), "2: what the note says does not fit its `hash`"),
        (lambda text: text.replace("4979", "0000"), "2: what the note says does not fit its `hash`"),
        (
            lambda text: text.replace("T12:", "T27:"),
            "2: “2026-11-23T27:00:00Z” is no time such as 2026-11-25T12:00:00Z",
        ),
        (lambda text: text[:-20], "2: this is no line of a lock file"),
        (lambda text: text + "\n\n", "3: this is no line of a lock file"),
        (lambda text: text + text.split("\n")[1], "3: a/b/c/en is on two lines"),
        (lambda text: text.replace(HEAD, "{}"), f"1: a lock file begins with {HEAD}"),
        (lambda text: text.replace(": 1}", ": 2}"), "1: a newer quizgen has written this, in version 2"),
        (lambda _: "", f"1: a lock file begins with {HEAD}"),
    ],
)
def test_damage_is_told_at_its_line(tmp_path: Path, change: object, message: str) -> None:
    path = written(tmp_path, note("a/b/c/en"))
    assert callable(change)
    path.write_text(change(path.read_text()))
    assert told(path)[0] == message


def test_the_line_ends_of_another_system_are_no_damage(tmp_path: Path) -> None:
    path = written(tmp_path, note("a/b/c/en"))
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read(path) == {"a/b/c/en": note("a/b/c/en")}
