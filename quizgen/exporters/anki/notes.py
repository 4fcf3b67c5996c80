"""An item as a note: who it is to Anki, how it is tagged, when its card is due."""

from __future__ import annotations

from functools import lru_cache

import genanki

from quizgen.exporters.anki.content import fields
from quizgen.exporters.anki.escaping import tag
from quizgen.exporters.anki.notetypes import FIELDS, NOTE_TYPES, model
from quizgen.model import Deck, Item


class ItemNote(genanki.Note):  # type: ignore[misc]  # genanki ships no types
    """A note with one card. Its id follows from article, facts, template and language, never from its wording."""

    # Every note type has one card, which is never empty: genanki need not look.
    cards = (genanki.Card(0),)

    def __init__(self, item: Item, deck: Deck, position: int) -> None:
        super().__init__(
            model=model(NOTE_TYPES[type(item.response)]),
            fields=list({**_EMPTY, **fields(item)}.values()),
            tags=_tags(
                item.topics,
                (item.kind, item.level),
                tuple(passage.article.id for passage in item.evidence),
                (deck.id, deck.edition.text),
                deck.anki.tags,
            ),
            guid=genanki.guid_for(*item.id.split("/")),
            due=position,
        )

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Nothing: a text's own tags are escaped, and the rest is ours."""


_EMPTY = dict.fromkeys(FIELDS, "")


@lru_cache(maxsize=4096)
def _tags(
    topics: tuple[str, ...],
    kind_and_level: tuple[str, str],
    articles: tuple[str, ...],
    deck_and_edition: tuple[str, str],
    own: tuple[str, ...],
) -> tuple[str, ...]:
    """All below `quizgen::`, as an update replaces whatever tags a note has."""
    return tuple(
        dict.fromkeys(
            [
                *(tag("topic", *topic.split("/")) for topic in topics),
                *map(tag, ("kind", "level"), kind_and_level),
                *(tag("article", article) for article in articles),
                *map(tag, ("deck", "edition"), deck_and_edition),
                *map(tag, own),
            ]
        )
    )
