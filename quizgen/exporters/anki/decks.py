"""Anki's decks: what they are called, which item goes where, and what they say of themselves."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from typing import Any, assert_never

import genanki

from quizgen.exporters.anki.escaping import deck_name, escape, tag
from quizgen.exporters.wording import date_text
from quizgen.exporters.words import words
from quizgen.model import Deck, Item, LockedNote, Quiz


class NamedDeck(genanki.Deck):  # type: ignore[misc]  # genanki ships no types
    """A deck that is known by its name, and knows when it last changed."""

    def __init__(self, name: str, mod: int) -> None:
        super().__init__(deck_id(name), name)
        self.mod = mod

    def to_json(self) -> dict[str, Any]:
        """What Anki stores."""
        return {**super().to_json(), "mod": self.mod}


@lru_cache(maxsize=4096)
def deck_id(name: str) -> int:
    """An id that follows from the name, as Anki too tells decks by their names; never 1, the default deck."""
    return (1 << 40) + int.from_bytes(sha256(name.encode()).digest()[:5], "big")


def deck_of(item: Item, deck: Deck) -> str:
    """The name of the deck or subdeck that an item goes into."""
    match deck.anki.subdecks:
        case "none":
            return _name(deck.anki.deck)
        case "topic":
            return _name(deck.anki.deck, *item.topics[:1])
        case "kind":
            return _name(deck.anki.deck, item.kind.replace("_", " "))
        case _:
            assert_never(deck.anki.subdecks)


@lru_cache(maxsize=4096)
def _name(deck: str, part: str = "") -> str:
    return deck_name(deck, part[:1].upper() + part[1:])


def search_for_retired(deck: Deck, leaving: Iterable[LockedNote] = ()) -> str:
    """What finds, in the Browse window, the notes that have left a deck; by their ids, where they bear no tag."""
    if deck.anki.retired == "never":
        return " OR ".join(f'"Id:{note.id}"' for note in leaving)
    return f"tag:{tag('deck', deck.id)} tag:{tag('retired')}"


def description(quiz: Quiz) -> str:
    """Shown on the deck's page: what it is, where it is from, and how to find notes that are in it no more."""
    deck, said = quiz.deck, words(quiz.deck.language)
    sources = [f"{article.title}, {date_text(article.published, deck.language)}" for article in quiz.articles]
    paragraphs = [
        deck.description,
        "\n".join(sources),
        said.edition.format(date_text(deck.edition, deck.language)),
        said.retired.format(search) if (search := search_for_retired(deck)) else "",
    ]
    return escape("\n\n".join(filter(None, paragraphs)))
