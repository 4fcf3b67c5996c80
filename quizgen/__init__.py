"""quizgen turns an article into questions that a good teacher would sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.model import Item, Quiz
    from quizgen.pipeline import Generated, generate
    from quizgen.problems import Problem

__version__ = "0.1.0"
__all__ = ["Generated", "Item", "Problem", "Quiz", "__version__", "generate"]

_HOMES = {
    "Generated": "quizgen.pipeline",
    "Item": "quizgen.model",
    "Problem": "quizgen.problems",
    "Quiz": "quizgen.model",
    "generate": "quizgen.pipeline",
}


def __getattr__(name: str) -> object:
    # Importing on first use keeps `quizgen --version` as quick as its command line library.
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
