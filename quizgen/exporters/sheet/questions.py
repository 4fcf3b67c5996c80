"""What a student sees of a question. The key does not come this way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import assert_never

from quizgen.exporters.words import Way, Words, words
from quizgen.model import (
    Basic,
    Cloze,
    Image,
    Item,
    Mark,
    Matching,
    Number,
    Occlusion,
    OneOf,
    Option,
    Ordering,
    Response,
    Reversed,
    SeveralOf,
    Text,
    TrueFalse,
)

_NARROW = 30
"""Up to so many letters, two options stand side by side."""


@dataclass(frozen=True, slots=True)
class Question:
    """An item under its number on a form."""

    number: int
    item: Item


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as it stands on paper: the macro that draws its answer space, and what that needs."""

    number: int
    stem: str
    images: tuple[Image, ...]
    mask: Mark | None
    language: str
    draw: str
    content: Mapping[str, object]


def parts(questions: Iterable[Question], language: str) -> Iterator[tuple[Way, Sequence[Shown]]]:
    """The questions as they follow, those that are answered in one way under one heading."""
    text = words(language)
    for part, group in groupby(questions, key=lambda question: _part(question.item.response, text)):
        yield part, [_shown(question, language) for question in group]


def _part(response: Response, text: Words) -> Way:
    match response:
        case OneOf():
            part = text.one_of
        case SeveralOf():
            part = text.several_of
        case TrueFalse():
            part = text.true_false
        case Basic() | Reversed() | Text() | Number():
            part = text.written
        case Cloze():
            part = text.cloze
        case Occlusion():
            part = text.occlusion
        case Ordering():
            part = text.ordering
        case Matching():
            part = text.matching
        case _:
            assert_never(response)
    return part


def _shown(question: Question, language: str) -> Shown:
    item, response = question.item, question.item.response
    draw, content = _answer_space(response, language)
    mask = response.mask if isinstance(response, Occlusion) else None
    # The stem of a cloze is its text, which the macro draws with its gap.
    stem = "" if isinstance(response, Cloze) else item.stem
    return Shown(question.number, stem, item.images, mask, item.language, draw, content)


def _answer_space(response: Response, language: str) -> tuple[str, Mapping[str, object]]:
    match response:
        case OneOf(options):
            space = "bubbles", _options(options)
        case SeveralOf(options):
            space = "boxes", _options(options)
        case TrueFalse():
            space = "judgement", {"answers": (words(language).right, words(language).wrong)}
        case Basic() | Reversed() | Text() | Occlusion():
            space = "line", {"width": "long"}
        case Number():
            space = "line", {"width": "short"}
        case Cloze(before, _, after, hint):
            space = "cloze", {"before": before, "after": after, "hint": hint, "gap": words(language).gap}
        case Ordering(entries, _, shown):
            space = "ordering", {"entries": [entries[index] for index in shown]}
        case Matching(pairs, shown):
            space = "matching", {"left": [left for left, _ in pairs], "right": [pairs[index][1] for index in shown]}
        case _:
            assert_never(response)
    return space


def _options(options: Sequence[Option]) -> Mapping[str, object]:
    texts = [option.text for option in options]
    return {"options": texts, "narrow": all(len(text) <= _NARROW for text in texts)}
