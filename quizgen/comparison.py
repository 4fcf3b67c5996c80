"""What is new in a deck: its notes held against those of an earlier build, and what Anki does with each on import."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from html import unescape
from typing import TYPE_CHECKING, Literal

from quizgen.exporters.anki.escaping import plain
from quizgen.exporters.anki.ledger import Ledger
from quizgen.exporters.anki.notes import RETIRED, Note, as_it_was, note_of
from quizgen.frozen import frozen
from quizgen.model import Deck, Item, Lock, LockedNote, Quiz
from quizgen.spread import spread

if TYPE_CHECKING:
    from quizgen.packages import Package

Fate = Literal["added", "changed", "returned", "retired", "left", "kept", "skipped"]

ON_IMPORT: Mapping[Fate, str] = {
    "added": "Anki adds the note, with a new card",
    "changed": "Anki updates the note; scheduling stays, what the learner wrote into the note does not",
    "returned": "Anki updates the note and takes away the mark; scheduling stays",
    "retired": "Anki marks and tags the note as retired; scheduling stays",
    "left": "Anki leaves the note as it is; it is in the deck no more",
    "kept": "Anki leaves the note as it is: the learner has changed it later than we have",
    "skipped": "Anki leaves the note as it is: it cannot become one of another type",
}


SAME_WORDS = "the same words, otherwise marked"
"""What is told of a field in which only the highlighting or a picture is another."""


@frozen
class Difference:
    """A part of a note that differs: a field or the tags, as text."""

    name: str
    old: str
    new: str


@frozen
class Compared:
    """A note that is not as it was. `question` is what it asks, now or last."""

    id: str
    fate: Fate
    question: str
    answer: str
    differences: tuple[Difference, ...] = ()


@frozen
class Comparison:
    """All that is not as it was, in the order of the deck, and how much is."""

    notes: tuple[Compared, ...]
    unchanged: int


@frozen
class Known:
    """A note as the learner may have it; `changed` in seconds since 1970."""

    id: str
    content: bytes
    changed: int


def known_by(lock: Lock) -> dict[str, Known]:
    """The notes that a lock knows and that have not left the deck before, by item id."""
    return {note.id: Known(note.id, note.content, note.changed) for note in lock.notes.values() if not note.retired}


def known_in(package: Package) -> dict[str, Known]:
    """Those of its notes that quizgen made and that had not left the deck, by item id."""
    found = {}
    for packed in package.notes:
        filled = {name: html for name, html in packed.fields.items() if html}
        name = unescape(filled.pop("Id", ""))
        note = Note(name, packed.note_type.name, filled, tuple(sorted(packed.tags)))
        if note.guid == packed.guid and RETIRED not in note.tags:
            found[name] = Known(name, note.content(), packed.mod)
    return found


def compare(quiz: Quiz, lock: Lock, known: Mapping[str, Known]) -> Comparison:
    """The deck as it would be built now, held against notes that are known, by item id."""
    ledger = Ledger(lock, quiz.deck)
    found: list[Compared] = []
    unchanged = 0
    now = spread(partial(_new_content, quiz.deck, lock), quiz.items)
    for item, new in zip(quiz.items, now, strict=True):
        entry = ledger.enter(item.id, new or lock.notes[item.id].content)
        old = known.get(item.id)
        if old and old.content == entry.content:
            unchanged += 1
        else:
            found.append(_compared(note_in(entry), old, _fate(entry, old, lock)))
    leaving = ((known[entry.id], entry) for entry in ledger.leave() if entry.id in known)
    found += [_gone(old, "retired" if ledger.ships(entry) else "left") for old, entry in leaving]
    # Of a package there may be notes that the lock never knew.
    found += [_gone(old, "left") for name, old in known.items() if name not in ledger.notes]
    return Comparison(tuple(found), unchanged)


def _new_content(deck: Deck, lock: Lock, item: Item) -> bytes | None:
    """What an item's note says; None if that is what the lock has, as of most: so little is to be told."""
    content, before = note_of(item, deck).content(), lock.notes.get(item.id)
    return None if before and before.content == content else content


def _fate(entry: LockedNote, old: Known | None, lock: Lock) -> Fate:
    if old is None:
        before = lock.notes.get(entry.id)
        return "returned" if before and before.retired else "added"
    if note_in(old).type != note_in(entry).type:
        return "skipped"
    return "changed" if entry.changed > old.changed else "kept"


def note_in(known: Known | LockedNote) -> Note:
    """The note that this holds."""
    return as_it_was(LockedNote(known.id, known.content, known.changed))


def _compared(note: Note, old: Known | None, fate: Fate) -> Compared:
    differences = tuple(_differences(note_in(old), note)) if old else ()
    return Compared(note.id, fate, _question(note), plain(note.fields.get("Answer", "")), differences)


def _gone(old: Known, fate: Fate) -> Compared:
    note = note_in(old)
    return Compared(note.id, fate, _question(note), plain(note.fields.get("Answer", "")))


def _differences(old: Note, new: Note) -> Iterator[Difference]:
    for name in dict.fromkeys([*old.fields, *new.fields]):
        before, now = old.fields.get(name, ""), new.fields.get(name, "")
        if before != now:
            same = plain(before) == plain(now)
            yield Difference(name, "", SAME_WORDS) if same else Difference(name, plain(before), plain(now))
    if old.tags != new.tags:
        yield Difference("Tags", " ".join(old.tags), " ".join(new.tags))


def _question(note: Note) -> str:
    return _GAP.sub(r"[\1]", plain(note.fields.get("Question", "")))


_GAP = re.compile(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}")
