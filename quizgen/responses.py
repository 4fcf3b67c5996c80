"""What a response says: all its texts, and its right answer in one line."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from quizgen.model import (
    Basic,
    Cloze,
    Item,
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


def questions(item: Item) -> tuple[Item, ...]:
    """What an item asks: itself, or one question a direction."""
    match item.response:
        case Reversed(answer, stem, reverse_answer, accepted, reverse_accepted):
            there = replace(item, response=Basic(answer, accepted))
            return there, replace(item, stem=stem, response=Basic(reverse_answer, reverse_accepted))
        case _:
            return (item,)


def texts(response: Response) -> list[str]:
    """Every text that a response shows or accepts as its answer."""
    match response:
        case OneOf() | SeveralOf():
            return [option.text for option in response.options]
        case TrueFalse():
            return []
        case Basic() | Text() | Number() | Cloze() | Occlusion():
            return [response.answer]
        case Reversed():
            return [response.answer, response.reverse_answer]
        case Ordering():
            return list(response.entries)
        case Matching():
            return [text for pair in response.pairs for text in pair]
        case _:
            assert_never(response)


def beside_stem(response: Response) -> tuple[str, ...]:
    """What tells questions apart that have one stem: what is to be put in order or paired, or lies under a mask."""
    match response:
        case Ordering() | Matching():
            return tuple(sorted(texts(response)))
        case Occlusion():
            return (str(response.mask),)
        case _:
            return ()


def key_text(response: Response) -> str:  # noqa: PLR0911  # one return a form of response
    """The right answer in one line, as examples in templates write it."""
    match response:
        case OneOf():
            return response.options[response.key].text
        case SeveralOf():
            return "; ".join(sorted(response.options[key].text for key in response.keys))
        case TrueFalse():
            return str(response.answer)
        case Basic() | Text() | Number() | Cloze() | Occlusion():
            return response.answer
        case Reversed():
            return f"{response.answer}; {response.reverse_stem} = {response.reverse_answer}"
        case Ordering():
            return "; ".join(response.entries)
        case Matching():
            return "; ".join(sorted(f"{left} = {right}" for left, right in response.pairs))
        case _:
            assert_never(response)
