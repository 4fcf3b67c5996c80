"""What templates take from the `_defaults.yaml` of their folders: the nearest wins, their own keys over all."""

from __future__ import annotations

from pathlib import Path

from quizgen.documents.reading import load_defaults
from quizgen.frozen import frozen
from quizgen.problems import Problem
from quizgen.yamlfile import Document

DEFAULTS_FILE = "_defaults.yaml"


@frozen
class Layer:
    """The defaults of one folder. `unread` are the keys of which it is told already that they cannot be read."""

    document: Document | None
    unread: frozenset[str]


class Defaults:
    """The defaults of all folders that templates lie in, each read once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._layers: dict[Path, Layer | None] = {}

    def of(self, name: str, path: Path) -> list[Layer]:
        """Those of a template, the nearest first: up to the folder that its name begins in."""
        folders = path.parents[: name.count("/") + 1]
        return [layer for folder in folders if (layer := self._layer(folder))]

    def _layer(self, folder: Path) -> Layer | None:
        if folder not in self._layers:
            file = folder / DEFAULTS_FILE
            self._layers[folder] = self._read(file) if file.exists() else None
        return self._layers[folder]

    def _read(self, file: Path) -> Layer:
        document, unread, problems = load_defaults(file)
        self.problems += problems
        return Layer(document, unread)
