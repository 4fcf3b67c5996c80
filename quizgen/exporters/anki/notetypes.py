"""The eight note types, one a form of response. Decks are in use for years: what stands here is final.

Fields and templates keep their ids and their order; a new field is a spare one renamed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

import genanki

from quizgen.model import Cloze, Matching, Number, OneOf, Ordering, Response, SeveralOf, Text, TrueFalse

REVISED = 1_795_564_800
"""The beginning, in UTC, of 2026-11-25: when a card, its style or a field last changed.

Not a deck's edition: whoever has styled the cards to their liking keeps that until we change them.
"""

FIELDS: Mapping[str, int] = {
    "Question": 7_246_001_001,
    "Options": 7_246_001_002,
    "Answer": 7_246_001_003,
    "Typed answer": 7_246_001_004,
    "Also accepted": 7_246_001_005,
    "Rationale": 7_246_001_006,
    "Why not": 7_246_001_007,
    "Quote": 7_246_001_008,
    "Source": 7_246_001_009,
    "Topic": 7_246_001_010,
    "Level": 7_246_001_011,
    "Language": 7_246_001_012,
    "Image": 7_246_001_013,
    "Image credit": 7_246_001_014,
    "Audio": 7_246_001_015,
    "My notes": 7_246_001_016,
    "Id": 7_246_001_017,
    "Retired": 7_246_001_018,
    "Spare 1": 7_246_001_019,
    "Spare 2": 7_246_001_020,
    "Spare 3": 7_246_001_021,
    "Spare 4": 7_246_001_022,
}
"""The fields of every note type, and their ids."""

_SPARE = {"Spare 1", "Spare 2", "Spare 3", "Spare 4"}
_FOLDED_AWAY = {"Language", "Image", "Image credit", "Audio", "Id", "Retired", *_SPARE}
_HINTS = {"My notes": "Yours. It stays until an update of the deck changes this very note."}
_CARDS = Path(__file__).parent / "cards"


@dataclass(frozen=True, slots=True)
class NoteType:
    """One of the eight; `typed` and `cloze` say how its card asks."""

    id: int
    name: str
    template: int
    typed: bool = False
    cloze: bool = False


NOTE_TYPES: Mapping[type[Response], NoteType] = {
    OneOf: NoteType(1_847_352_601, "quizgen Choice", 7_246_002_001),
    SeveralOf: NoteType(1_847_352_602, "quizgen Several answers", 7_246_002_002),
    TrueFalse: NoteType(1_847_352_603, "quizgen True or false", 7_246_002_003),
    Text: NoteType(1_847_352_604, "quizgen Typed answer", 7_246_002_004, typed=True),
    Number: NoteType(1_847_352_605, "quizgen Number", 7_246_002_005, typed=True),
    Cloze: NoteType(1_847_352_606, "quizgen Cloze", 7_246_002_006, cloze=True),
    Ordering: NoteType(1_847_352_607, "quizgen Ordering", 7_246_002_007),
    Matching: NoteType(1_847_352_608, "quizgen Matching", 7_246_002_008),
}


@cache
def by_name(name: str) -> NoteType:
    """The note type of that name."""
    return next(kind for kind in NOTE_TYPES.values() if kind.name == name)


@cache
def model(kind: NoteType) -> Model:
    """The note type as genanki writes it."""
    return Model(
        kind.id,
        kind.name,
        fields=[_field(name, number) for name, number in FIELDS.items()],
        templates=[{"name": "Card", "id": kind.template, "qfmt": _card("front", kind), "afmt": _card("back", kind)}],
        css=_read("card.css"),
        model_type=genanki.Model.CLOZE if kind.cloze else genanki.Model.FRONT_BACK,
    )


class Model(genanki.Model):  # type: ignore[misc]  # genanki ships no types
    """A note type that changes only when it is revised, and whose cards need a question only."""

    # Every front shows it; genanki would find that out by rendering each field of each front twice.
    _req = ((0, "all", (0,)),)

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        """What Anki stores, with its own date instead of the deck's."""
        return {**super().to_json(timestamp, deck_id), "mod": REVISED}


def _field(name: str, number: int) -> dict[str, Any]:
    described = {"description": _HINTS[name]} if name in _HINTS else {}
    return {"name": name, "id": number, "font": "Arial", "collapsed": name in _FOLDED_AWAY, **described}


def _card(side: str, kind: NoteType) -> str:
    question = "{{cloze:Question}}" if kind.cloze else "{{Question}}"
    head = Template(_read("head.html")).substitute(question=question)
    return Template(_read(f"{side}.html")).substitute(head=head, typed=_read("typed.html") if kind.typed else "")


@cache
def _read(name: str) -> str:
    return (_CARDS / name).read_text(encoding="utf-8")
