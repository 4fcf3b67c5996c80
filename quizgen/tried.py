"""What becomes of the bindings of templates: a question, or a refusal, and how it looks."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.flaws.lint import Flawed
from quizgen.flaws.whole import Seen
from quizgen.frozen import frozen
from quizgen.matching import Binding
from quizgen.model import Item, Refusal


@frozen
class Outcome:
    """What became of a binding; an item that the deck's topics leave out is not `wanted`.

    Of an item also its flaws, and if it was looked at thoroughly, how it is `seen` beside others.
    """

    binding: Binding
    made: Item | Refusal
    wanted: bool = True
    flaws: tuple[Flawed, ...] = ()
    seen: Seen | None = None


Asking = tuple[str, str, str]
"""What an item asks, of which template unless any will do, with the answer: by which items that ask alike are known."""

Trial = tuple[Outcome, Asking | None]
"""What became of a binding by itself, and what it asks if it is in the deck."""

Tried = Sequence[Trial]
"""The trials of all bindings of a template."""
