"""An Anki package: a note an item, brought up to date when a later build is imported; and what that goes by."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.exporters import File, Watch
from quizgen.exporters.anki.ledger import Ledger
from quizgen.locks import as_bytes
from quizgen.model import Lock, Quiz


def export(quiz: Quiz, watch: Watch = iter) -> Iterator[File]:
    """The quiz as `<deck>.apkg`; and its lock file, where one is kept and has changed."""
    # Here, as it needs genanki: whoever compares notes imports this package too, and packs nothing.
    from quizgen.exporters.anki.package import noon_of, package

    lock = quiz.lock or Lock("", {}, noon_of(quiz.deck))
    ledger = Ledger(lock, quiz.deck)
    yield File(f"{quiz.deck.id}.apkg", package(quiz, ledger, watch))
    if quiz.lock and ledger.notes != lock.notes:
        yield File(lock.path, as_bytes(ledger.notes.values()))
