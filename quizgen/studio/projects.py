"""A project in memory: its decks, each read when it is first asked for, and what has changed on disk since."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from quizgen.studio.faults import Fault
from quizgen.studio.files import Files
from quizgen.studio.workspace import Workspace

_MOST = 3
"""Decks that are held at a time."""


class Project:
    """The decks of a project that somebody has asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = Files(folder)
        self._workspaces: dict[Path, Workspace] = {}

    @property
    def decks(self) -> list[str]:
        """The names of all deck files."""
        return [self.files.name(path) for path in sorted((self.folder / "decks").glob("*.yaml"))]

    def workspace(self, deckfile: Path) -> Workspace:
        """A deck with all that it draws on. Raises Fault if the deck file itself cannot be read."""
        found = self._workspaces.pop(deckfile, None) or Workspace(self.folder, deckfile)
        self._workspaces[deckfile] = found  # the last is the one asked for last
        for oldest in [*self._workspaces][:-_MOST]:
            del self._workspaces[oldest]
        return found

    def named(self, name: object, default: Path) -> Workspace:
        """The deck of a deck file's name; the one by default, if none is named."""
        if not name:
            return self.workspace(default)
        if not str(name).startswith("decks/") or not self.files.path(str(name)).is_file():
            raise Fault(404, f"there is no deck file {name}", "it may have been renamed or deleted")
        return self.workspace(self.files.path(str(name)))

    def changed(self, paths: Iterable[str]) -> None:
        """These files are not what they were."""
        for path in paths:
            for workspace in self._workspaces.values():
                workspace.changed(Path(path))

    def step(self) -> bool:
        """Make a little of what nobody has asked for yet; False if there is nothing left to make."""
        return any(workspace.step() for workspace in reversed(self._workspaces.values()))
