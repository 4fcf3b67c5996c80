"""An Anki package: a note an item, brought up to date when a later edition is imported."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.exporters import File, Watch
from quizgen.exporters.anki.package import package
from quizgen.model import Quiz


def export(quiz: Quiz, watch: Watch = iter) -> Iterator[File]:
    """The quiz as `<deck>.apkg`."""
    yield File(f"{quiz.deck.id}.apkg", package(quiz, watch))
