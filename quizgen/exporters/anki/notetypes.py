"""The note types, one a form of response. Decks are in use for years: what stands here is final.

Fields and templates keep their ids and their order; a new field is a spare one renamed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from quizgen.frozen import frozen
from quizgen.model import (
    Basic,
    Cloze,
    Matching,
    Number,
    Occlusion,
    OneOf,
    Ordering,
    Response,
    Reversed,
    SeveralOf,
    Text,
    TrueFalse,
)

FIELDS: Mapping[str, int] = {
    "Question": 7_246_001_001,
    "Options": 7_246_001_002,
    "Answer": 7_246_001_003,
    "Typed answer": 7_246_001_004,
    "Also accepted": 7_246_001_005,
    "Reverse question": 7_246_001_006,
    "Reverse answer": 7_246_001_007,
    "Reverse also accepted": 7_246_001_008,
    "Occlusion": 7_246_001_009,
    "Image": 7_246_001_010,
    "Image credit": 7_246_001_011,
    "Answer image": 7_246_001_012,
    "Answer image credit": 7_246_001_013,
    "Audio": 7_246_001_014,
    "Rationale": 7_246_001_015,
    "Why not": 7_246_001_016,
    "Quote": 7_246_001_017,
    "Source": 7_246_001_018,
    "Topic": 7_246_001_019,
    "Level": 7_246_001_020,
    "Language": 7_246_001_021,
    "My notes": 7_246_001_022,
    "Id": 7_246_001_023,
    "Retired": 7_246_001_024,
    "Spare 1": 7_246_001_025,
    "Spare 2": 7_246_001_026,
    "Spare 3": 7_246_001_027,
    "Spare 4": 7_246_001_028,
    "Spare 5": 7_246_001_029,
    "Spare 6": 7_246_001_030,
    "Spare 7": 7_246_001_031,
    "Spare 8": 7_246_001_032,
}
"""The fields of every note type, and their ids."""


@frozen
class CardType:
    """What asks of a note: the fields on its two sides, by their names. `typed` has a box to type the answer in."""

    id: int
    name: str = "Card"
    question: str = "Question"
    answer: str = "Answer"
    accepted: str = "Also accepted"
    images: tuple[str, ...] = ("Image",)
    answer_images: tuple[str, ...] = ("Answer image",)
    typed: bool = False


@frozen
class NoteType:
    """One a form of response, with the cards that each note of it has, and what of them Anki hides."""

    id: int
    name: str
    cards: tuple[CardType, ...]
    hides: Literal["nothing", "gap", "area"] = "nothing"


NOTE_TYPES: Mapping[type[Response], NoteType] = {
    OneOf: NoteType(1_847_352_601, "quizgen Choice", (CardType(7_246_002_001),)),
    SeveralOf: NoteType(1_847_352_602, "quizgen Several answers", (CardType(7_246_002_002),)),
    TrueFalse: NoteType(1_847_352_603, "quizgen True or false", (CardType(7_246_002_003),)),
    Text: NoteType(1_847_352_604, "quizgen Typed answer", (CardType(7_246_002_004, typed=True),)),
    Number: NoteType(1_847_352_605, "quizgen Number", (CardType(7_246_002_005, typed=True),)),
    Cloze: NoteType(1_847_352_606, "quizgen Cloze", (CardType(7_246_002_006),), "gap"),
    Ordering: NoteType(1_847_352_607, "quizgen Ordering", (CardType(7_246_002_007),)),
    Matching: NoteType(1_847_352_608, "quizgen Matching", (CardType(7_246_002_008),)),
    Basic: NoteType(1_847_352_609, "quizgen Basic", (CardType(7_246_002_009),)),
    Reversed: NoteType(
        1_847_352_610,
        "quizgen Basic and reversed",
        (
            CardType(7_246_002_010),
            # What the first card shows beside its question may be what this one asks for.
            CardType(
                7_246_002_011,
                "Reversed card",
                "Reverse question",
                "Reverse answer",
                "Reverse also accepted",
                images=(),
                answer_images=("Image", "Answer image"),
            ),
        ),
    ),
    Occlusion: NoteType(1_847_352_611, "quizgen Image occlusion", (CardType(7_246_002_012),), "area"),
}


_NOVEMBER_2026 = 1_795_564_800

REVISED: dict[str, int] = {kind.name: _NOVEMBER_2026 for kind in NOTE_TYPES.values()}
"""The beginning of the day, in UTC, on which the cards, the style or a field of each last changed.

Not a deck's edition: whoever has styled the cards to their liking keeps that until we change them.
"""


@cache
def by_name(name: str) -> NoteType:
    """The note type of that name."""
    return next(kind for kind in NOTE_TYPES.values() if kind.name == name)
