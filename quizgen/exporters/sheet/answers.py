"""The answer sheet: for each question something to fill in, to be marked by a mask, a program or the short key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, assert_never

from quizgen.exporters.sheet.questions import numbered
from quizgen.exporters.words import Words
from quizgen.frozen import frozen
from quizgen.letters import letter
from quizgen.model import (
    Basic,
    Cloze,
    Form,
    Matching,
    Number,
    Occlusion,
    OneOf,
    Ordering,
    Response,
    Reversed,
    SeveralOf,
    Text,
    TrueFalse,
)


@frozen
class Row:
    """A place to answer: its number, for an entry of a question with its place there, and the marks to choose from."""

    number: str
    draw: Literal["bubbles", "boxes", "line"]
    marks: tuple[str, ...] = ()


def rows(form: Form, said: Words) -> Iterator[Row]:
    """Those of all questions in their order."""
    for _, questions in numbered(form):
        for question in questions:
            yield from _rows(str(question.number), question.item.response, said)


def _rows(number: str, response: Response, said: Words) -> Iterator[Row]:
    match response:
        case OneOf(options):
            yield Row(number, "bubbles", _letters(len(options)))
        case SeveralOf(options):
            yield Row(number, "boxes", _letters(len(options)))
        case TrueFalse():
            yield Row(number, "bubbles", (said.right, said.wrong))
        case Matching(pairs):
            for place in range(1, len(pairs) + 1):
                yield Row(f"{number}.{place}", "bubbles", _letters(len(pairs)))
        case Ordering(entries):
            for place in range(1, len(entries) + 1):
                yield Row(f"{number}.{place}", "bubbles", tuple(str(rank + 1) for rank in range(len(entries))))
        case Basic() | Reversed() | Text() | Number() | Cloze() | Occlusion():
            yield Row(number, "line")
        case _:
            assert_never(response)


def _letters(count: int) -> tuple[str, ...]:
    return tuple(letter(index) for index in range(count))
