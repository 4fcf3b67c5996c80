"""Pictures of an item: as they stand on its card, and as files that go along with the notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizgen.exporters.anki.escaping import escape
from quizgen.model import Image, Item


def of(items: Iterable[Item]) -> Sequence[Image]:
    """Each picture once, by its name."""
    return tuple({image.name: image for item in items for image in (*item.images, *item.answer_images)}.values())


def shown(images: Iterable[Image]) -> str:
    """As HTML that names the files."""
    return "".join(f'<img src="{escape(image.name)}" alt="{escape(image.alt)}">' for image in images)


def credited(images: Iterable[Image]) -> str:
    """Whose they are, and under which licence."""
    return " · ".join(dict.fromkeys(map(_credit, images)))


def _credit(image: Image) -> str:
    credit = f"<bdi>{escape(image.credit)}</bdi>"
    # No other address is a link: a card is no place for a script.
    if image.source and image.source.startswith(("https://", "http://")):
        credit = f'<a href="{escape(image.source)}">{credit}</a>'
    return f"{credit}, <bdi>{escape(image.licence)}</bdi>"
