"""Files are written whole or not at all: whatever goes wrong, the old ones are still there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from quizgen.exporters import File
from quizgen.model import Place
from quizgen.problems import ContentError, Problem

_HINTS = {
    errno.ENOSPC: "free some space on that disk; what was there before is still there",
    errno.EDQUOT: "free some space on that disk; what was there before is still there",
    errno.EACCES: "choose another folder, or ask for the right to write there",
    errno.EPERM: "choose another folder, or ask for the right to write there",
    errno.EROFS: "choose a folder that is not read-only",
    errno.ENOTDIR: "a part of this path is a file, not a folder",
    errno.EEXIST: "a part of this path is a file, not a folder",
    errno.EISDIR: "there is a folder of that name: choose another name",
    errno.ENAMETOOLONG: "choose a shorter name",
}


def write_all(folder: Path, files: Iterable[File]) -> tuple[Path, ...]:
    """Write the files into `folder`, made where it is missing; the old ones stay unless all new ones could be written.

    Raises ContentError with `cannot-write`, and leaves nothing half done behind.
    """
    prepared: dict[Path, Path] = {}
    written: list[Path] = []
    with ExitStack() as leftovers:
        for file in files:
            path = folder / file.name
            with told(path):
                target = _free_target(path, prepared)
                leftovers.enter_context(_made(target.parent))
                prepared[target] = _prepared(target, file.content, leftovers)
            written.append(path)
            del file  # while the next one is made, a large one would be held for nothing
        for path, (target, temporary) in zip(written, prepared.items(), strict=True):
            with told(path):
                temporary.replace(target)
    return tuple(written)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what the system says into a problem for people."""
    try:
        yield
    except OSError as error:
        _refuse(path, f"cannot be written: {error.strerror}", _HINTS.get(error.errno or 0, ""))


def _prepared(target: Path, content: bytes, leftovers: ExitStack) -> Path:
    # In the same folder, as a file cannot be put in place from another disk at one stroke.
    temporary = target.with_name(f".quizgen-{os.urandom(8).hex()}.tmp")
    with temporary.open("xb") as stream:
        leftovers.callback(temporary.unlink, missing_ok=True)
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    if target.exists():
        temporary.chmod(target.stat().st_mode & 0o777)
    return temporary


def _free_target(path: Path, taken: Iterable[Path]) -> Path:
    # A link stays a link; the file that it leads to is what is written.
    target = Path(os.path.realpath(path))
    if target in taken:
        _refuse(path, "two of the files to write have this name", "give the deck files different names")
    if target.is_dir():
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not target.is_file():
        _refuse(path, "this is no ordinary file", "choose another name")
    if target.exists() and not os.access(target, os.W_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))
    return target


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """The folder exists; if anything fails later, those that had to be made are gone again."""
    missing = [part for part in (folder, *folder.parents) if not part.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for part in missing:
            with suppress(OSError):
                part.rmdir()
        raise


def _refuse(path: Path, message: str, hint: str) -> NoReturn:
    raise ContentError([Problem(Place(str(path)), "cannot-write", message, hint)]) from None
