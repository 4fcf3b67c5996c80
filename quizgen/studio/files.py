"""The files that the page may open: those that authors write, in the project. They are saved whole or not at all."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from quizgen import library
from quizgen.exporters import File
from quizgen.problems import ContentError
from quizgen.studio.faults import Conflict, Fault
from quizgen.writing import write_all

CURATED = "quizgen:"
"""What the name of a template begins with that comes with quizgen: it is read, and never written."""

MAX_BYTES = 4 * 2**20
_LONGEST = 500

_TEMPLATE = r"(?:[^/]+/)*[^/]+\.yaml"
_OPEN = re.compile(
    rf"templates/{_TEMPLATE}|seeds/entities\.yaml|seeds/[^/]+/(?:facts\.yaml|article\.yaml|article\.txt)|decks/[^/]+\.yaml"
)
# What no system takes for the way to another file: Windows reads `con`, `a:b`, `a.` and `a ` otherwise than others.
_SIGN = r"[^\x00-\x1f\x7f<>:\"|?*\\/]"
_DEVICE = r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)"
_PART = re.compile(rf"(?!{_DEVICE})(?!\.){_SIGN}*(?<![. ])", re.IGNORECASE)
_BREAK = re.compile(r"\r\n|\r|\n")
_MARK = "\ufeff"


class Opened(NamedTuple):
    """A file as the page edits it, its lines ended by line feeds. `version` is a hash of its bytes."""

    text: str
    version: str
    readonly: bool = False


@dataclass
class Files:
    """The files of one project, by their names: paths from its folder, parted by `/`."""

    project: Path

    def __post_init__(self) -> None:
        self._saving = threading.Lock()

    def path(self, name: str) -> Path:
        """Where a file is. Raises Fault for all but what authors write, wherever a link may lead."""
        if name.startswith(CURATED):
            return self._within(library.templates(), name.removeprefix(CURATED), re.compile(_TEMPLATE))
        return self._within(self.project, name, _OPEN)

    def _within(self, folder: Path, name: str, allowed: re.Pattern[str]) -> Path:
        if len(name) > _LONGEST or not allowed.fullmatch(name) or not all(map(_PART.fullmatch, name.split("/"))):
            raise _closed(name)
        path = folder / name
        try:
            real = path.resolve().relative_to(folder.resolve()).as_posix()
        except (OSError, RuntimeError, ValueError):  # it leads out of the folder, or to itself
            raise _closed(name) from None
        if not allowed.fullmatch(real):
            raise _closed(name)
        return path

    def name(self, path: str | Path) -> str:
        """What the page calls a file; of one that is not its business, the file name alone."""
        path = Path(path)
        if path.is_relative_to(self.project):
            return path.relative_to(self.project).as_posix()
        curated = library.templates()
        return f"{CURATED}{path.relative_to(curated).as_posix()}" if path.is_relative_to(curated) else path.name

    def read(self, name: str) -> Opened:
        """A file's text and version."""
        content = self._content(name, self.path(name))
        if content is None:
            raise Fault(404, f"there is no file {name}", "it may have been renamed or deleted")
        return Opened(_text(name, content), version_of(content), name.startswith(CURATED))

    def save(self, name: str, text: str, base: str) -> str:
        """Write a file that still has the version `base`; gives the new one. Raises Conflict if it has another."""
        path = self.path(name)
        if name.startswith(CURATED):
            own = f"templates/{name.removeprefix(CURATED)}"
            raise Fault(403, f"{name} belongs to quizgen", f"save it as {own}: that takes its place")
        with self._saving:
            old = self._content(name, path)
            if version_of(old) != base:
                raise Conflict(name, _text(name, old or b""), version_of(old))
            content = written_over(old or b"", text)
            if len(content) > MAX_BYTES:
                raise Fault(413, f"{name} would be larger than {MAX_BYTES:,} bytes", "part it in two")
            try:
                write_all(path.parent, [File(path.name, content)])
            except ContentError as error:
                problem = error.problems[0]
                raise Fault(403, f"{name} {problem.message}", problem.hint) from None
        return version_of(content)

    def _content(self, name: str, path: Path) -> bytes | None:
        """What a file holds; None if there is none."""
        try:
            if not path.exists():
                return None
            if not path.is_file():
                raise _closed(name)
            if path.stat().st_size > MAX_BYTES:
                raise Fault(413, f"{name} is larger than {MAX_BYTES:,} bytes", "open it in another editor")
            return path.read_bytes()
        except OSError as error:
            raise Fault(403, f"{name} cannot be read: {error.strerror}", "look at its name and rights") from None


def version_of(content: bytes | None) -> str:
    """What tells one state of a file from another; empty for none."""
    return "" if content is None else sha256(content).hexdigest()


def _closed(name: str) -> Fault:
    shown = name if name.isprintable() and len(name) <= 200 else "this"
    advice = "the studio opens templates, facts, articles, decks and the vocabulary of its project, nothing else"
    return Fault(403, f"{shown} is none of the files that can be opened here", advice)


def _text(name: str, content: bytes) -> str:
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        byte = f"byte {error.start + 1:,} is 0x{content[error.start]:02x}"
        raise Fault(415, f"{name} is not UTF-8: {byte}", "save the file as UTF-8") from None
    return plain(text)


def plain(text: str) -> str:
    """A text as an editor holds it: without a byte order mark, its lines ended by line feeds."""
    return _BREAK.sub("\n", text.removeprefix(_MARK))


def written_over(old: bytes, text: str) -> bytes:
    """A text in the encoding of the file that it takes the place of; lines that stay keep their ends."""
    before = old.decode()
    mark = before[: len(before) - len(before.removeprefix(_MARK))]
    ends = _BREAK.findall(before)
    lines, others = text.split("\n"), _BREAK.split(before.removeprefix(_MARK))
    usual = max(("\n", "\r\n", "\r"), key=ends.count)
    above = _shared(lines, others)
    below = min(_shared(lines[::-1], others[::-1]), min(len(lines), len(others)) - above)
    room = len(lines) - 1
    kept = ends[: min(above, room)]
    tail = ends[max(0, len(ends) - min(below, room - len(kept))) :]
    breaks = [*kept, *[usual] * (room - len(kept) - len(tail)), *tail, ""]
    for row in range(1, room):
        if (breaks[row - 1], lines[row], breaks[row]) == ("\r", "", "\n"):
            breaks[row] = "\r"  # else the two would be one end
    return (mark + "".join(map("".join, zip(lines, breaks, strict=True)))).encode()


def _shared(lines: Sequence[str], others: Sequence[str]) -> int:
    """How many lines two texts begin with alike."""
    pairs = zip(lines, others, strict=False)
    return next((number for number, (one, other) in enumerate(pairs) if one != other), min(len(lines), len(others)))
