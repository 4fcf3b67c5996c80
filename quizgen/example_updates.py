"""What is produced, written into the examples of template files; nothing else in them changes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from quizgen.examples import Given, Tried
from quizgen.exporters import File
from quizgen.listing import near
from quizgen.problems import Problem
from quizgen.yamledit import replaced
from quizgen.yamlfile import read_text


def can_update(tried: Tried) -> bool:
    """Whether there is something else to write."""
    return isinstance(tried.outcome, Given) and not tried.holds


def updates(differing: Iterable[Tried]) -> tuple[list[File], list[Problem]]:
    """The files of these examples, with the stems and keys that are given."""
    files: list[File] = []
    problems: list[Problem] = []
    for path, several in groupby(differing, key=lambda tried: tried.example.place.path):
        text, found = read_text(Path(path))
        problems += found
        if text is not None:
            for tried in several:
                text = _updated(text, tried)
            files.append(File(near(path), text.encode()))
    return files, problems


def _updated(text: str, tried: Tried) -> str:
    if isinstance(tried.outcome, Given):
        produced = {"stem": (tried.example.stem, tried.outcome.stems[0]), "key": (tried.example.key, tried.outcome.key)}
        for part, (expected, value) in produced.items():
            if value != expected:
                text = replaced(text, ("examples", tried.number - 1, part), value)
    return text
