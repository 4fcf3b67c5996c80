"""How a form can be laid out. Another edition is one entry here, with its name in the model and its style sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from quizgen.frozen import frozen
from quizgen.model import Edition


@frozen
class Layout:
    """The page that an edition is drawn by, and the style sheets that follow the `ground` of all of its sort.

    No text of it is under `least` points.
    """

    styles: tuple[str, ...] = ()
    least: int = 10
    page: str = "form"
    ground: str = "page"

    def on(self, page: str) -> Layout:
        """Another page, laid out as this one."""
        return replace(self, page=page)


LAYOUTS: Mapping[Edition, Layout] = {
    "standard": Layout(),
    "large-18": Layout(("large", "large-18"), 18),
    "large-24": Layout(("large", "large-24"), 24),
    "dyslexia": Layout(("dyslexia",), 12),
    "saving": Layout(("saving",)),
    "screen-reader": Layout(page="screen-reader", ground="screen"),
    # On paper it is the standard edition.
    "practice": Layout(("form",), page="practice"),
}
