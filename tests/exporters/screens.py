"""Real Anki with the cards of a quiz in it, and what it then shows."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import distribution
from mimetypes import guess_type
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
    shown = "".join(f"<div class=qa>{_filled(card, html)}</div>" for card, html in zip(cards, sides, strict=True))
    style = "".join(dict.fromkeys(card.render_output().css for card in cards))
    script = f"<script>{reviewer('js')}</script>" if any(map(is_masked, cards)) else ""
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8>{script}<style>{reviewer('css')}</style>"
        f"<style>{style}</style><style>body.card {{ margin: 20px; font-size: {size}px; }}</style>"
        f"<body class='card{' nightMode' if night else ''}'>{shown}"
    )


def is_masked(card: Card) -> bool:
    """Whether Anki's script lays a mask over its picture: of the cards of a page, over the first one's only."""
    return "Image occlusion" in card.note_type()["name"]


@cache
def reviewer(form: str) -> str:
    """The style (css) or the script (js) of Anki's own reviewer."""
    file = Path(str(distribution("aqt").locate_file(f"_aqt/data/web/{form}/reviewer.{form}")))
    return file.read_text(encoding="utf-8").replace("</script", r"<\/script")


def _filled(card: Card, html: str) -> str:
    """With a box to type in, or something that was typed; and with its pictures in the page itself."""
    typing = '<center><input type=text id=typeans style="font-family: Arial; font-size: 20px;"></center>'
    pieces = "".join(f'<span class="{name}">{name}</span>' for name in ("typeGood", "typeBad", "typeMissed"))
    comparison = f"<code id=typeans>{pieces}<br><span id=typearrow>↓</span><br>{pieces}</code>"
    html = html.replace("[[type:Typed answer]]", comparison if "id=answer" in html else typing)
    return re.sub(r'(?<=<img src=")[^"]+', lambda found: _data_uri(Path(card.col.media.dir(), found[0])), html)


def _data_uri(file: Path) -> str:
    return f"data:{guess_type(file.name)[0]};base64,{b64encode(file.read_bytes()).decode()}"
