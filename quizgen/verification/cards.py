"""Notes and cards that a learner would not meet, or meet wrongly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from quizgen.packages import Note
from quizgen.verification.markup import is_visible
from quizgen.verification.seen import Seen, named


def blank_fronts(seen: Seen) -> Iterator[str]:
    """Cards that ask nothing."""
    for card in seen.cards:
        if card.is_blank or not (card.fault or is_visible(card.front)):
            yield f"the front of {card} is blank"


def notes_without_card(seen: Seen) -> Iterator[str]:
    """Notes that are in the collection, and never come up."""
    for note in seen.without_card:
        yield f"{named(note)} has no card"


def same_guids(seen: Seen) -> Iterator[str]:
    """Notes that Anki takes for one another."""
    notes: defaultdict[str, list[Note]] = defaultdict(list)
    for note in seen.package.notes:
        notes[note.guid].append(note)
    for same in notes.values():
        if len(same) > 1:
            yield f"{len(same)} notes have one GUID: {named(same[0])} and {named(same[1])}"
