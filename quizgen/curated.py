"""The vocabulary and the templates that quizgen brings along, kept as Python keeps its modules.

To read them anew is half of a small run. What was read lies in `__pycache__` beside them, and serves until they or
quizgen change. Where nothing may be kept, they are read like any others.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import nodes

from quizgen import library
from quizgen.question_templates import RELATIONS_FILE, Good, Known, Templates, find_templates
from quizgen.questions import QUESTIONS
from quizgen.readings import Readings
from quizgen.sandbox.environment import ENVIRONMENT
from quizgen.shared import load_shared
from quizgen.vocabulary import Vocabulary, load_vocabulary
from quizgen.yamlfile import is_any_unsaved

_PACKAGE = Path(__file__).resolve().parent
_STAMP = 32
"""Bytes that the file begins with, by which it is known of what it was made."""


class Curated(NamedTuple):
    """What is known of the curated files, nothing being wrong with them."""

    readings: Readings
    templates: Known

    @property
    def vocabulary(self) -> Vocabulary:
        """Types, units and relations."""
        return self.readings.vocabulary

    def serving(self, readings: Readings) -> Known:
        """The templates that read the same in a project with these readings."""
        ours, theirs = self.vocabulary, readings.vocabulary
        if theirs.unread or theirs.all_unread or not _holds(theirs, ours) or not readings.serves(self.readings):
            return {}
        more = len(theirs.relations) > len(ours.relations)

        def serves(good: Good) -> bool:
            # What asks of any relation has the slots that all of them share.
            return good.names.isdisjoint(theirs.types) and not (more and not good.prepared.template.pattern.relations)

        return {name: each for name, each in self.templates.items() if all(map(serves, each))}


def _holds(one: Vocabulary, other: Vocabulary) -> bool:
    """Whether a vocabulary has all of another, as it is there."""
    tables: list[tuple[Mapping[str, Any], Mapping[str, Any]]] = [
        (one.types, other.types), (one.units, other.units), (one.relations, other.relations),
    ]  # fmt: skip
    return all(mine.get(name) is entry for mine, theirs in tables for name, entry in theirs.items())


def curated() -> Curated | None:
    """What is kept of the curated files, or now will be; None where that may not be, or something is wrong in them."""
    folder = library.templates()
    return None if is_any_unsaved(folder) else _curated(folder, _stamp(folder))


def _stamp(folder: Path) -> bytes:
    """Another, once what is read or what reads it has changed."""
    jinja = Path(nodes.__file__).parent
    files = sorted([*_files(folder, ".yaml"), *_files(_PACKAGE, ".py"), *_files(jinja, ".py")])
    return sha256(repr((sys.version, folder, files)).encode()).digest()


def _files(folder: str | Path, suffix: str) -> Iterator[tuple[str, int, int]]:
    """The path, time and size of each file of a sort."""
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from _files(entry.path, suffix)
        elif entry.name.endswith(suffix):
            found = entry.stat()
            yield entry.path, found.st_mtime_ns, found.st_size


@lru_cache(maxsize=1)
def _curated(folder: Path, stamp: bytes) -> Curated | None:
    path = folder / "__pycache__" / f"curated.{sys.implementation.cache_tag}"
    return _kept(path, stamp) or _made(folder, path, stamp)


def _kept(path: Path, stamp: bytes) -> Curated | None:
    with suppress(Exception):  # whatever is wrong with it, it is made anew
        content = path.read_bytes()
        if content.startswith(stamp):
            curated: Curated = _Unpickler(BytesIO(content[_STAMP:])).load()
            return curated
    return None


def _made(folder: Path, path: Path, stamp: bytes) -> Curated | None:
    if sys.dont_write_bytecode or not os.access(folder, os.W_OK):
        return None
    curated, is_good = _read(folder)
    if not is_good:
        return None
    content = BytesIO(stamp)
    content.seek(_STAMP)
    _Pickler(content, pickle.HIGHEST_PROTOCOL).dump(curated)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        try:
            temporary.write_bytes(content.getvalue())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    return curated


def _read(folder: Path) -> tuple[Curated, bool]:
    """What is known of the curated files, and whether nothing is wrong with them."""
    vocabulary, problems = load_vocabulary([folder / RELATIONS_FILE])
    phrases, found = load_shared([folder])
    readings = Readings(vocabulary, phrases)
    templates, paths = Templates(readings, QUESTIONS), find_templates([folder])
    # Some name entities. They read alike where all of these are known, and where none is.
    found += templates.load(paths, None)[1]
    naming = [name for (name, _), each in templates.known.items() if any(good.names for good in each)]
    found += templates.load({name: paths[name] for name in naming}, ())[1]
    return Curated(readings, templates.known), not [*problems, *readings.problems, *found]


class _Pickler(pickle.Pickler):
    def persistent_id(self, one: object) -> str | None:
        return "environment" if one is ENVIRONMENT else None


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, _name: str) -> object:
        return ENVIRONMENT
