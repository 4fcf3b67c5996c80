"""The note types as genanki writes them: their fields, the two sides of their cards, their style."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

import genanki

from quizgen.exporters.anki.notetypes import FIELDS, REVISED, CardType, NoteType
from quizgen.exporters.anki.occlusion import ROLES, STOCK_KIND

_SHOWN = {"Question", "Options", "Answer", "Rationale", "Why not", "Quote", "Source", "Topic", "Level", "My notes"}
"""Those that the editor does not fold away."""

_HINTS = {"My notes": "Yours. It stays until an update of the deck changes this very note."}
_CARDS = Path(__file__).parent / "cards"


@cache
def model(kind: NoteType) -> Model:
    """The note type as genanki writes it."""
    return Model(
        kind,
        fields=[_field(name, number, kind) for name, number in FIELDS.items()],
        templates=[
            {"name": card.name, "id": card.id, "qfmt": _side("front", kind, card), "afmt": _side("back", kind, card)}
            for card in kind.cards
        ],
        css=_read("card.css") + (_read("occlusion.css") if kind.hides == "area" else ""),
        model_type=genanki.Model.FRONT_BACK if kind.hides == "nothing" else genanki.Model.CLOZE,
    )


class Model(genanki.Model):  # type: ignore[misc]  # genanki ships no types
    """A note type that changes only when it is revised, and whose cards need a question only."""

    def __init__(self, kind: NoteType, **how: Any) -> None:
        super().__init__(kind.id, kind.name, **how)
        # Every front shows its question; genanki would find that out by rendering each field of each front twice.
        fields = list(FIELDS)
        self.stock = {"originalStockKind": STOCK_KIND} if kind.hides == "area" else {}
        self._req = [(number, "all", [fields.index(card.question)]) for number, card in enumerate(kind.cards)]

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        """What Anki stores, with its own date instead of the deck's."""
        return {**super().to_json(timestamp, deck_id), "mod": REVISED[self.name], **self.stock}


def _field(name: str, number: int, kind: NoteType) -> dict[str, Any]:
    described: dict[str, Any] = {"description": _HINTS[name]} if name in _HINTS else {}
    if kind.hides == "area" and name in ROLES:
        described |= {"tag": ROLES[name], "preventDeletion": True}
    return {"name": name, "id": number, "font": "Arial", "collapsed": name not in _SHOWN, **described}


def _side(name: str, kind: NoteType, card: CardType) -> str:
    question = f"{{{{{'cloze:' * (kind.hides == 'gap')}{card.question}}}}}"
    images = _read("occlusion.html") if kind.hides == "area" else _images(card.images)
    head = Template(_read("head.html")).substitute(question=question, images=images)
    return Template(_read(f"{name}.html")).substitute(
        head=head,
        typed=_read("typed.html") if card.typed else "",
        images=_images(card.answer_images),
        answer=card.answer,
        accepted=card.accepted,
    )


def _images(fields: Iterable[str]) -> str:
    return "".join(Template(_read("image.html")).substitute(image=field) for field in fields)


@cache
def _read(name: str) -> str:
    return (_CARDS / name).read_text(encoding="utf-8")
