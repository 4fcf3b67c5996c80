"""What a student sees of a question. The key does not come this way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, groupby
from typing import assert_never

from quizgen.exporters.words import Way, Words
from quizgen.frozen import frozen
from quizgen.model import (
    Basic,
    Cloze,
    Form,
    FormSection,
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


@frozen
class Question:
    """An item under its number on a form, and what it is worth there."""

    number: int
    item: Item
    points: int


def numbered(form: Form) -> Iterator[tuple[FormSection, list[Question]]]:
    """The questions of each section, numbered through all of them."""
    numbers = count(1)
    for section in form.sections:
        yield section, [Question(next(numbers), item, section.points) for item in section.items]


@frozen
class Shown:
    """A question as it stands on paper: the macro that draws its answer space, and what that needs."""

    number: int
    points: int
    stem: str
    images: tuple[Image, ...]
    mask: Mark | None
    language: str
    draw: str
    content: Mapping[str, object]


def parts(questions: Iterable[Question], said: Words) -> Iterator[tuple[Way, Sequence[Shown]]]:
    """The questions as they follow, those that are answered in one way under one heading."""
    for part, group in groupby(questions, key=lambda question: _part(question.item.response, said)):
        yield part, [shown(question, said) for question in group]


def _part(response: Response, said: Words) -> Way:
    match response:
        case OneOf():
            part = said.one_of
        case SeveralOf():
            part = said.several_of
        case TrueFalse():
            part = said.true_false
        case Basic() | Reversed() | Text() | Number():
            part = said.written
        case Cloze():
            part = said.cloze
        case Occlusion():
            part = said.occlusion
        case Ordering():
            part = said.ordering
        case Matching():
            part = said.matching
        case _:
            assert_never(response)
    return part


def shown(question: Question, said: Words) -> Shown:
    """What stands on paper of a question."""
    item, response = question.item, question.item.response
    draw, content = _answer_space(item, said)
    mask = response.mask if isinstance(response, Occlusion) else None
    # The stem of a cloze is its text, which the macro draws with its gap.
    stem = "" if isinstance(response, Cloze) else item.stem
    return Shown(question.number, question.points, stem, item.images, mask, item.language, draw, content)


def _answer_space(item: Item, said: Words) -> tuple[str, Mapping[str, object]]:
    match item.response:
        case OneOf(options):
            space = "bubbles", _options(options)
        case SeveralOf(options):
            space = "boxes", _options(options)
        case TrueFalse():
            space = "judgement", {"answers": (said.right, said.wrong)}
        case Basic() | Reversed() | Text() | Occlusion():
            space = "line", {"width": "long"}
        case Number():
            space = "line", {"width": "short"}
        case Cloze(before, _, after, hint):
            text = {"before": before, "after": after, "hint": hint, "language": item.language}
            space = "cloze", {**text, "gap": said.gap}
        case Ordering(entries, _, shown):
            space = "ordering", {"entries": [entries[index] for index in shown]}
        case Matching(pairs, shown):
            space = "matching", {"left": [left for left, _ in pairs], "right": [pairs[index][1] for index in shown]}
        case _:
            assert_never(item.response)
    return space


def _options(options: Sequence[Option]) -> Mapping[str, object]:
    texts = [option.text for option in options]
    return {"options": texts, "narrow": all(len(text) <= _NARROW for text in texts)}
