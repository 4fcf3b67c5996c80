"""What is looked at: a package, and what Anki made of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from quizgen.frozen import frozen
from quizgen.packages import CardTemplate, Note, NoteType, Package

_TAG = re.compile(r"<[^>]*>")
_LONGEST_NAME = 60


@frozen
class Rendered:
    """A card as Anki shows it; `fault` is what Anki says if it cannot."""

    note: Note
    ord: int
    front: str = ""
    back: str = ""
    is_blank: bool = False
    fault: str = ""

    @property
    def template(self) -> CardTemplate:
        """What it is made by; a cloze note type has one for all its cards, and a damaged one may have none."""
        kind = self.note.note_type
        number = 0 if kind.is_cloze else self.ord
        return kind.templates[number] if number < len(kind.templates) else CardTemplate(f"{number + 1}", "", "")

    def __str__(self) -> str:
        which = f" {self.ord + 1}" if len(self.note.cards) > 1 else ""
        return f"card{which} of {named(self.note)}"


@frozen
class Seen:
    """A package and what Anki made of it; media by the note or note type that refers to them."""

    package: Package
    cards: Sequence[Rendered]
    without_card: Sequence[Note]
    media_missing: Mapping[str, str]
    media_unused: Sequence[str]

    @property
    def shown_types(self) -> Sequence[NoteType]:
        """The note types that have notes."""
        used = {note.note_type.id for note in self.package.notes}
        return [kind for kind in self.package.note_types if kind.id in used]


def named(note: Note) -> str:
    """A note as its author would know it: by its GUID and how it begins."""
    words = " ".join(_TAG.sub(" ", next(iter(note.fields.values()), "")[:500]).split())
    return f"note `{note.guid}` (“{words[:_LONGEST_NAME]}{'…' if len(words) > _LONGEST_NAME else ''}”)"
