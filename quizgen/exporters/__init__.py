"""What a quiz can become. Adding a target is one module and one line in `EXPORTERS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import Protocol, cast

from quizgen.frozen import frozen
from quizgen.model import Item, Quiz

Watch = Callable[[Sequence[Item]], Iterable[Item]]
"""Passes items through while somebody counts them, for a progress bar."""


@frozen
class File:
    """A file to write: its name, with folders, or where it belongs whatever folder was asked for; all of its bytes."""

    name: str
    content: bytes


class Exporter(Protocol):
    """Turns a quiz into files; the same quiz always gives the same bytes."""

    def __call__(self, quiz: Quiz, watch: Watch = ...) -> Iterator[File]: ...


# Modules are imported when used: genanki alone takes longer than `quizgen --version` may.
EXPORTERS = {
    "anki": "quizgen.exporters.anki",
    "sheet": "quizgen.exporters.sheet",
    "gallery": "quizgen.exporters.gallery",
}

FOR_AUTHORS = {"gallery"}
"""Those that show a quiz to who made it: `quizgen build` leaves them out, and each has a command of its own."""


def exporter(name: str) -> Exporter:
    """The exporter of that name in `EXPORTERS`."""
    return cast("Exporter", import_module(EXPORTERS[name]).export)
