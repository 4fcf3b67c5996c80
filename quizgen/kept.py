"""What was made of files, kept from one run to the next until they change: in the user's own cache folder.

It is never kept in a project: what others have packed there is not to be unpickled.
"""

from __future__ import annotations

import os
import pickle
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from time import time
from typing import Any

from quizgen.sandbox.environment import ENVIRONMENT

VARIABLE = "QUIZGEN_CACHE"
"""Names another folder for what is kept; if it is empty, nothing is."""
DIGEST = 32
"""Bytes of a digest; a file begins with the one of what it was made of."""
_PACKAGE = Path(__file__).resolve().parent
_SUFFIX = ".kept"
"""By which it is told from what else may lie in the folder."""
_OURS = re.compile(r".+\.kept(\.\d+)?")
_UNUSED = 60 * 24 * 60 * 60
"""Seconds after which what nobody has asked for is deleted."""


def recall(name: str, origin: bytes) -> Any:
    """What was kept under a name, if it was made of the same; else None."""
    path = _path(name)
    if path is None:
        return None
    with suppress(Exception):  # whatever is wrong with it, it is made anew
        content = path.read_bytes()
        if content.startswith(origin):
            found = _Unpickler(BytesIO(content[DIGEST:])).load()
            os.utime(path)
            return found
    return None


def keep(name: str, origin: bytes, made: object) -> None:
    """Keep what was made of something, by the digest of that; unless nothing can be written there."""
    path = _path(name)
    if path is None or software() != begun():
        return
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        try:
            with temporary.open("wb") as file:
                file.write(origin)
                _Pickler(file, pickle.HIGHEST_PROTOCOL).dump(made)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        for old in path.parent.iterdir():
            if _OURS.fullmatch(old.name) and old.stat().st_mtime < time() - _UNUSED:
                old.unlink(missing_ok=True)


def is_on() -> bool:
    """Whether anything can be kept."""
    return _path("") is not None


def _path(name: str) -> Path | None:
    """Where something is kept; None where nothing can be."""
    said = os.environ.get(VARIABLE)
    if said is None:
        from platformdirs import user_cache_path

        folder = user_cache_path("quizgen", appauthor=False)
    elif said:
        folder = Path(said)
    else:
        return None
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.is_dir() and os.access(folder, os.W_OK):
            return folder / f"{name}{_SUFFIX}"
    return None


def software() -> bytes:
    """A digest of what makes things of files: Python, what is installed with it, and quizgen itself."""
    # Such a folder has another time once a package in it has another version.
    folders = [Path(folder) for folder in sys.path if folder.endswith("-packages")]
    installed = [(folder, folder.stat().st_mtime_ns) for folder in folders if folder.is_dir()]
    return digest(sys.version, installed, sorted(stats(_PACKAGE, ".py")))


@lru_cache(maxsize=1)
def begun() -> bytes:
    """The software as it was when it began: what is made is not kept if it has been updated since."""
    return software()


def digest(*things: object) -> bytes:
    """One for all that shows alike."""
    return sha256(repr(things).encode(errors="surrogatepass")).digest()


def stats(folder: str | Path, suffix: str) -> Iterator[tuple[str, int, int, int]]:
    """The path, times and size of each file of a sort."""
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from stats(entry.path, suffix)
        elif entry.name.endswith(suffix):
            found = entry.stat()
            yield entry.path, found.st_mtime_ns, found.st_ctime_ns, found.st_size


class _Pickler(pickle.Pickler):
    def persistent_id(self, one: object) -> str | None:
        return "environment" if one is ENVIRONMENT else None


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, _name: str) -> object:
        return ENVIRONMENT
