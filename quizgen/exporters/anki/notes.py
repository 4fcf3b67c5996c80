"""An item as a note: what it says, how it is tagged, and its content as the lock file keeps it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from quizgen.edtf import parse
from quizgen.exporters.anki.content import fields
from quizgen.exporters.anki.escaping import escape, tag
from quizgen.exporters.anki.notetypes import FIELDS, NOTE_TYPES
from quizgen.exporters.wording import date_text
from quizgen.exporters.words import words
from quizgen.frozen import frozen
from quizgen.model import Deck, Item, LockedNote

_JSON = json.JSONEncoder(ensure_ascii=False)

RETIRED = tag("retired")
"""The tag of notes that have left their deck."""


@frozen
class Note:
    """A note before it has a date. `type` names its note type; `fields` are those that are filled, as HTML."""

    id: str
    type: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]

    @property
    def guid(self) -> str:
        """What Anki knows it by, in all collections."""
        from genanki import guid_for  # here, as most who hold notes pack none

        return str(guid_for(*self.id.split("/")))

    def content(self) -> bytes:
        """All that a learner meets of it, as JSON."""
        return _JSON.encode({"type": self.type, "fields": self.fields, "tags": self.tags}).encode()


def note_of(item: Item, deck: Deck) -> Note:
    """The note of an item. Its id follows from article, facts, template and language, never from its wording."""
    tags = _tags(
        item.topics,
        (item.kind, item.level),
        tuple(passage.article.id for passage in item.evidence),
        deck.id,
        deck.anki.tags,
    )
    said = fields(item)
    filled = {name: said[name] for name in FIELDS if said.get(name)}
    return Note(item.id, NOTE_TYPES[type(item.response)].name, filled, tags)


def as_it_was(locked: LockedNote) -> Note:
    """The note that a lock file holds."""
    said = json.loads(locked.content)
    return Note(locked.id, said["type"], said["fields"], tuple(said["tags"]))


def as_retired(locked: LockedNote, deck: Deck) -> Note:
    """The note once more, with the mark that it has left the deck."""
    note = as_it_was(locked)
    since = date_text(parse(locked.retired or deck.edition.text), deck.language)
    mark = escape(words(deck.language).retired_mark.format(since))
    return replace(note, fields={**note.fields, "Retired": mark}, tags=(*note.tags, RETIRED))


@lru_cache(maxsize=4096)
def _tags(
    topics: tuple[str, ...],
    kind_and_level: tuple[str, str],
    articles: tuple[str, ...],
    deck: str,
    own: tuple[str, ...],
) -> tuple[str, ...]:
    """All below `quizgen::`, as an update replaces whatever tags a note has; in the order in which Anki keeps them."""
    return tuple(
        sorted(
            {
                *(tag("topic", *topic.split("/")) for topic in topics),
                *map(tag, ("kind", "level"), kind_and_level),
                *(tag("article", article) for article in articles),
                tag("deck", deck),
                *map(tag, own),
            }
        )
    )
