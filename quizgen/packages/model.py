"""What a package holds, as plain data."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.frozen import frozen


@frozen
class CardTemplate:
    """Front and back of one card of a note type, as its author wrote them."""

    name: str
    front: str
    back: str


@frozen
class NoteType:
    """A note type; `mod` is when it last changed, in seconds since 1970."""

    id: int
    name: str
    mod: int
    is_cloze: bool
    fields: tuple[str, ...]
    templates: tuple[CardTemplate, ...]
    css: str


@frozen
class Card:
    """Which of its note's cards it is, counted from 0, and the name of its deck; empty if the package has none such."""

    ord: int
    deck: str


@frozen
class Note:
    """A note; `mod` is when it last changed, in seconds since 1970."""

    id: int
    guid: str
    note_type: NoteType
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    mod: int
    cards: tuple[Card, ...]


@frozen
class Package:
    """All notes in the order of their ids, all note types, and the names of the media packed."""

    path: str
    notes: tuple[Note, ...]
    note_types: tuple[NoteType, ...]
    media: tuple[str, ...]
