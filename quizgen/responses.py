"""What a response says: all its texts, and its right answer in one line."""

from __future__ import annotations

from typing import assert_never

from quizgen.model import Cloze, Matching, Number, OneOf, Ordering, Response, SeveralOf, Text, TrueFalse


def texts(response: Response) -> list[str]:
    """Every text that a response shows or accepts as its answer."""
    match response:
        case OneOf() | SeveralOf():
            return [option.text for option in response.options]
        case TrueFalse():
            return []
        case Text() | Number() | Cloze():
            return [response.answer]
        case Ordering():
            return list(response.entries)
        case Matching():
            return [text for pair in response.pairs for text in pair]
        case _:
            assert_never(response)


def key_text(response: Response) -> str:
    """The right answer in one line, as examples in templates write it."""
    match response:
        case OneOf():
            return response.options[response.key].text
        case SeveralOf():
            return "; ".join(sorted(response.options[key].text for key in response.keys))
        case TrueFalse():
            return str(response.answer)
        case Text() | Number() | Cloze():
            return response.answer
        case Ordering():
            return "; ".join(response.entries)
        case Matching():
            return "; ".join(sorted(f"{left} = {right}" for left, right in response.pairs))
        case _:
            assert_never(response)
