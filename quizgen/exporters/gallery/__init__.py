"""A gallery: one HTML page of all cards, front and back as Anki renders them, for an author to look a deck over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import get_args

from jinja2 import Environment
from markupsafe import Markup

from quizgen import pages
from quizgen.exporters import File, Watch
from quizgen.exporters.anki.models import Model
from quizgen.exporters.anki.notes import note_of
from quizgen.exporters.anki.package import PackedNote
from quizgen.exporters.anki.rendering import TYPED, Card, Template, cards
from quizgen.frozen import frozen
from quizgen.model import Deck, Item, Level, Mark, Occlusion, Quiz

_HERE = Path(__file__).parent
_NIGHT = re.compile(r"\.night(?:Mode|_mode)\b")
_BOX = '<input type="text" id="typeans" aria-label="The answer, typed" disabled>'
_PICTURE = re.compile(r'<img src="([^"]+)"')
_CANVAS = '<canvas id="image-occlusion-canvas"></canvas>'
_SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)


@frozen
class Shown:
    """An item, the fields of its note, the cards that Anki makes of them, and their style sheet."""

    item: Item
    fields: Mapping[str, str]
    cards: tuple[Card, ...]
    css: str

    def front(self, card: Card) -> Markup:
        """The card before it is answered; a typed answer's box takes none."""
        return self._side(TYPED.sub(_BOX, card.front), "hides")

    def back(self, card: Card) -> Markup:
        """The card as somebody sees it who typed nothing."""
        expected = TYPED.sub(lambda found: f"<code id=typeans>{self.fields[found[1]]}</code>", card.back)
        return self._side(expected, "frames")

    def _side(self, html: str, mask: str) -> Markup:
        """With its pictures in it, and the mask that Anki's script would draw."""
        files = {image.name: image for image in (*self.item.images, *self.item.answer_images)}
        html = _PICTURE.sub(lambda found: f'<img src="{pages.data_uri(files[found[1]])}"', _SCRIPT.sub("", html))
        if isinstance(self.item.response, Occlusion):
            html = html.replace(_CANVAS, _drawn(self.item.response.mask, mask))
        return Markup(html)  # noqa: S704  # fields are escaped already


def _drawn(mask: Mark, what: str) -> str:
    """What stands in for Anki's canvas, by its name, as the card's style gives the colours to that."""
    corners = " ".join(f"{x},{y}" for x, y in mask.corners)
    return (
        f'<svg id="image-occlusion-canvas" class="{what}" viewBox="0 0 1 1" preserveAspectRatio="none" '
        f'aria-hidden="true"><polygon points="{corners}"/></svg>'
    )


def export(quiz: Quiz, watch: Watch = iter) -> Iterator[File]:
    """The quiz as `<deck>-gallery.html`."""
    every = [shown(item, quiz.deck) for item in watch(quiz.items)]
    styles = {css: f"cards-{number}" for number, css in enumerate(dict.fromkeys(one.css for one in every), start=1)}
    page = _environment().get_template("page.html.j2")
    text = page.render(
        quiz=quiz,
        every=every,
        styles=styles,
        choices=_choices(quiz.items),
        style=pages.style(_HERE / "page.css", _HERE / "masks.css")
        + Markup().join(map(_scoped, styles, styles.values())),
        script=_script(),
    )
    yield File(f"{quiz.deck.id}-gallery.html", text.encode())


def card_page(item: Item, deck: Deck, *, night: bool) -> str:
    """A page with the cards of one item alone."""
    one = shown(item, deck)
    style = pages.style(_HERE / "card.css", _HERE / "masks.css") + Markup(one.css)  # noqa: S704  # our own style sheets
    return _environment().get_template("card.html.j2").render(one=one, night=night, style=style)


def shown(item: Item, deck: Deck) -> Shown:
    """An item's note, rendered from its fields and the templates of its note type."""
    note = PackedNote(note_of(item, deck), 0)
    names = (field["name"] for field in note.model.fields)
    # Anki keeps text composed: é as one character.
    fields = dict(zip(names, (unicodedata.normalize("NFC", text) for text in note.fields), strict=True))
    templates = (Template(one["name"], one["qfmt"], one["afmt"]) for one in note.model.templates)
    made = cards(templates, fields, cloze=note.model.model_type == Model.CLOZE)
    return Shown(item, fields, tuple(made), note.model.css)


def _choices(items: Sequence[Item]) -> Mapping[str, Sequence[str]]:
    """By what one can choose, and the values that there are."""
    return {
        "topic": sorted({topic for item in items for topic in item.topics}),
        "kind": list(dict.fromkeys(item.kind for item in items)),
        "template": sorted({item.template for item in items}),
        "level": [level for level in get_args(Level) if any(item.level == level for item in items)],
    }


def _scoped(css: str, name: str) -> Markup:
    """A style sheet that reaches the cards of one note type, and knows the page's own switch from day to night."""
    switched = _NIGHT.sub(lambda found: f":is({found[0]}, :root:has(#dark:checked) *)", css)
    return Markup(f".{name} {{\n{switched}}}\n")  # noqa: S704  # our own style sheet


@cache
def _script() -> Markup:
    return Markup((_HERE / "page.js").read_text(encoding="utf-8"))  # noqa: S704  # our own script


@cache
def _environment() -> Environment:
    environment = pages.environment(_HERE)
    environment.filters.update(source=pages.source)
    return environment
