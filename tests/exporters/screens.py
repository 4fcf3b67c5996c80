"""Real Anki with the cards of a quiz in it, and what it then shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from quizgen.exporters.anki import export
from quizgen.model import Item, Quiz

if TYPE_CHECKING:
    # Anki's modules import each other, and only its collection may come first.
    from anki.cards import Card


class Anki:
    """A learner's collection."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = Collection(str(folder / "collection.anki2"))

    def take(self, quiz: Quiz) -> dict[str, int]:
        """Import the quiz's package as Anki's window does; how many notes were new, updated and so on."""
        file = next(export(quiz))
        path = self.folder / file.name
        path.write_bytes(file.content)
        request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
        log = self.collection.import_anki_package(request).log
        counts = {
            name: len(getattr(log, name)) for name in ("new", "updated", "duplicate", "conflicting", "missing_notetype")
        }
        return {name: count for name, count in counts.items() if count}

    def cards(self, search: str = "") -> list[Card]:
        """In the order in which a learner meets them."""
        cards = [self.collection.get_card(number) for number in self.collection.find_cards(search)]
        return sorted(cards, key=lambda card: (card.due, card.ord))

    def notes(self) -> list[tuple[object, ...]]:
        """All that the collection knows of each."""
        notes = [self.collection.get_note(number) for number in sorted(self.collection.find_notes(""))]
        return [(note.id, note.guid, note.mod, note.mid, note.tags, note.fields) for note in notes]

    def card(self, item: Item) -> Card:
        """The one that asks its stem."""
        return self.cards(f'"Id:{item.id}"')[0]


def front(card: Card) -> str:
    return str(card.render_output(reload=True).question_text)


def back(card: Card) -> str:
    return str(card.render_output(reload=True).answer_text)


def screen(cards: Sequence[Card], sides: Iterable[str], *, night: bool = False, size: int = 18) -> str:
    """A page as Anki's reviewer makes it, with these sides of the cards below each other."""
    typing = '<center><input type=text id=typeans style="font-family: Arial; font-size: 20px;"></center>'
    pieces = "".join(f'<span class="{name}">{name}</span>' for name in ("typeGood", "typeBad", "typeMissed"))
    comparison = f"<code id=typeans>{pieces}<br><span id=typearrow>↓</span><br>{pieces}</code>"
    filled = (html.replace("[[type:Typed answer]]", comparison if "id=answer" in html else typing) for html in sides)
    (css,) = {card.render_output().css for card in cards}
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><style>{css}</style>"
        f"<style>body.card {{ margin: 20px; font-size: {size}px; }}</style>"
        f"<body class='card{' nightMode' if night else ''}'>{''.join(f'<div class=qa>{html}</div>' for html in filled)}"
    )
