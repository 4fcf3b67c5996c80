"""Lock files: what each note of a deck said last, and when that changed. They stand beside the deck file.

One line a note, in the order of their ids, so that git merges them; each line is JSON. The content bears a
checksum, which tells a line that somebody or something has altered.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from io import BytesIO
from operator import attrgetter
from pathlib import Path

from quizgen.model import Lock, LockedNote, Place, Quiz
from quizgen.problems import Problem
from quizgen.yamlfile import read_text

HEAD = '{"quizgen": "lock", "version": 1}'
_HEAD = re.compile(r'\{"quizgen": "lock", "version": (\d+)\}')
_LINE = re.compile(
    r'\{"id": (?P<id>"(?!")[^"\\]*(?:\\.[^"\\]*)*"), "hash": "(?P<hash>[0-9a-f]{16})", '
    r'"changed": "(?P<changed>[^"]+Z)", (?:"retired": "(?P<retired>[^"]+)", )?"note": (?P<note>\{.*\})\}'
)
_CONFLICT_BEGINS, _CONFLICT_ENDS = "<<<<<<<", ">>>>>>>"
_TIME = "%Y-%m-%dT%H:%M:%SZ"

_MERGE_HINT = (
    "of the lines between the marks keep for each id the one with the later `changed`, delete the marks, and build "
    "anew: what then differs is put right"
)
_RESTORE_HINT = "get the last good one back, as by `git checkout -- {name}`, and build anew"


def path_of(deckfile: str | Path) -> Path:
    """Where the lock file of a deck file stands."""
    return Path(deckfile).with_suffix(".lock")


def read_lock(path: Path, moment: int) -> tuple[Lock, list[Problem]]:
    """Read a lock file; what changes from now on is dated `moment`. A missing one is empty, and a warning."""
    if not path.exists():
        return Lock(str(path), {}, moment), [_missing(path)]
    text, problems = read_text(path)
    notes: dict[str, LockedNote] = {}
    if text is not None:
        problems += _read(text, path, notes)
    return Lock(str(path), notes, moment), problems


def as_bytes(notes: Iterable[LockedNote]) -> bytes:
    """The lock file of these notes."""
    # Line by line: of a hundred thousand notes, all lines at once are more than all else that a build holds.
    written = BytesIO()
    written.write(HEAD.encode() + b"\n")
    for note in sorted(notes, key=attrgetter("id")):
        written.write(_line(note) + b"\n")
    return written.getvalue()


def gone(quiz: Quiz) -> Iterator[LockedNote]:
    """The notes that were in the deck once and are in it no more."""
    if quiz.lock:
        here = {item.id for item in quiz.items}
        yield from (note for name, note in quiz.lock.notes.items() if name not in here)


def _read(text: str, path: Path, notes: dict[str, LockedNote]) -> Iterator[Problem]:
    lines = text.removesuffix("\n").split("\n")
    first = lines[0].removesuffix("\r")
    head = _HEAD.fullmatch(first)
    if not head or head[1] != "1":
        yield _damaged(path, 1, *_strange_head(head), path.name)
        return
    in_conflict = False
    for number, line in enumerate(lines[1:], start=2):
        if line.startswith(_CONFLICT_BEGINS):
            yield _damaged(path, number, "git has left this to be merged by hand", _MERGE_HINT, path.name)
        in_conflict = line.startswith(_CONFLICT_BEGINS) or (in_conflict and not line.startswith(_CONFLICT_ENDS))
        if in_conflict or line.startswith(_CONFLICT_ENDS):
            continue
        note = _note(line.removesuffix("\r"))
        if isinstance(note, str):
            yield _damaged(path, number, note, _RESTORE_HINT, path.name)
        elif note.id in notes:
            message = f"{note.id} is on two lines"
            yield _damaged(path, number, message, "keep the one with the later `changed`, and build anew", path.name)
        else:
            notes[note.id] = note


def _note(line: str) -> LockedNote | str:
    """The note of a line, or what is wrong with it."""
    found = _LINE.fullmatch(line)
    if not found:
        return "this is no line of a lock file"
    content = found["note"].encode()
    if _digest(content) != found["hash"]:
        return "what the note says does not fit its `hash`"
    try:
        changed = _seconds(found["changed"])
    except ValueError:
        return f"“{found['changed']}” is no time such as 2026-11-25T12:00:00Z"
    return LockedNote(json.loads(found["id"]), content, changed, found["retired"])


def _line(note: LockedNote) -> bytes:
    retired = f'"retired": "{note.retired}", ' if note.retired else ""
    name = json.dumps(note.id, ensure_ascii=False)
    head = f'{{"id": {name}, "hash": "{_digest(note.content)}", "changed": "{_time(note.changed)}", {retired}"note": '
    return b"%b%b}" % (head.encode(), note.content)


@lru_cache(maxsize=1024)  # most notes of a deck have changed in one of a few builds
def _seconds(time: str) -> int:
    return int(datetime.fromisoformat(time).timestamp())


@lru_cache(maxsize=1024)
def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime(_TIME)


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=8).hexdigest()


def _strange_head(head: re.Match[str] | None) -> tuple[str, str]:
    if head:
        return f"a newer quizgen has written this, in version {head[1]}", "update quizgen"
    return f"a lock file begins with {HEAD}", _RESTORE_HINT


def _damaged(path: Path, line: int, message: str, hint: str, name: str) -> Problem:
    return Problem(Place(str(path), line), "lock-damaged", message, hint.format(name=name))


def _missing(path: Path) -> Problem:
    message = f"there is no {path.name} yet, so one is begun; to Anki all notes have changed today, as in a first build"
    hint = "keep it under version control; if there was one, get that back first, or learners lose what they wrote"
    return Problem(Place(str(path)), "lock-missing", message, hint, "warning")
