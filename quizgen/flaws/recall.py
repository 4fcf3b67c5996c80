"""Flaws of cards that are answered from memory (Wozniak, "Twenty rules of formulating knowledge")."""

from __future__ import annotations

import re

from quizgen.flaws.asked import Asked, words
from quizgen.flaws.finding import Finding

MOST_WORDS = 12
_FROM_MEMORY = {"short_answer", "basic", "reversed", "image_occlusion", "cloze", "recall"}
_FEWEST_PARTS = 3
_STOP = re.compile(r"\s*(?:;|,(?!\d))\s*")
_LAST = re.compile(r"^(?:and|et) |(?<=\w) (?:and|et) ")


def enumeration(item: Asked) -> Finding | None:
    """A list is remembered in parts, and forgotten in parts."""
    if item.options or item.kind not in _FROM_MEMORY:
        return None
    *parts, last = _STOP.split(item.answer)
    parts += [part for part in _LAST.split(last, maxsplit=1) if part]
    # A comma within a name is no list: "the Ministry of Health, Sport and Youth".
    if item.answer != last and len(parts) >= _FEWEST_PARTS and not re.search(r"\bof\b|\bdes?\b", parts[0]):
        return Finding(f"the answer lists {len(parts)} things: “{item.answer}”", item.answer)
    return None


def long_answer(item: Asked) -> Finding | None:
    """A learner cannot tell whether so long an answer was remembered."""
    if item.options or item.kind not in _FROM_MEMORY:
        return None
    count = len(words(item.answer))
    return Finding(f"the answer has {count} words, more than {MOST_WORDS}") if count > MOST_WORDS else None
