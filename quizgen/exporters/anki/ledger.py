"""When each note changed last: what Anki goes by when it takes an update.

Anki takes a note again only if its date is newer than that of the learner's, and then replaces all of it. So a
note bears the date of its own last change, and one that has not changed is left in peace.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from quizgen.model import Deck, Lock, LockedNote


class Ledger:
    """Dates the notes of a build by what the lock knows of the builds before it."""

    def __init__(self, lock: Lock, deck: Deck) -> None:
        self.notes: dict[str, LockedNote] = {}
        self._lock = lock
        self._deck = deck

    @property
    def before(self) -> Mapping[str, LockedNote]:
        """The notes as they were."""
        return self._lock.notes

    def enter(self, name: str, content: bytes) -> LockedNote:
        """A note of this build: as it was, or as changed now."""
        old = self.before.get(name)
        if old is None or old.retired or old.content != content:
            old = LockedNote(name, content, self._later_than(old))
        self.notes[name] = old
        return old

    def leave(self) -> Iterator[LockedNote]:
        """The notes that no item was entered for: those that leave now, and those that left before."""
        for name, old in self.before.items():
            if name not in self.notes:
                self.notes[name] = old if old.retired else self._retired(old)
                yield self.notes[name]

    def ships(self, gone: LockedNote) -> bool:
        """Whether a note that has left the deck is in the package still, marked as retired."""
        match self._deck.anki.retired:
            case "once":
                return gone.retired in (None, self._deck.edition.text)
            case "always":
                return True
            case "never":
                return False

    def _retired(self, old: LockedNote) -> LockedNote:
        return replace(old, changed=self._later_than(old), retired=self._deck.edition.text)

    def _later_than(self, old: LockedNote | None) -> int:
        # Also where the clock goes wrong: Anki would not take what is not newer.
        return max(self._lock.moment, old.changed + 1) if old else self._lock.moment
