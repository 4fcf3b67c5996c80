"""What a reader sees of an item, as text, and the fingerprint by which a change of it is known."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple, assert_never

from quizgen.model import (
    Basic,
    Cloze,
    Item,
    Matching,
    Number,
    Occlusion,
    OneOf,
    Option,
    Ordering,
    Proof,
    Response,
    Reversed,
    SeveralOf,
    Text,
    TrueFalse,
)

_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_LENGTH = 12
"""Letters of a fingerprint: 48 bits."""


class Seen(NamedTuple):
    """An item in words, each part a text of one or more lines; in no order that follows from the seed."""

    question: str
    right: str
    wrong: str
    accepted: str
    why: str
    quote: str


class _Answers(NamedTuple):
    right: Sequence[str]
    wrong: Iterable[str] = ()
    accepted: Sequence[str] = ()
    asked: Sequence[str] = ()
    """What stands below the stem."""


def seen(item: Item) -> Seen:
    """All of an item that somebody is to judge."""
    answers = _answers(item.response)
    pictures = [f"[picture: {image.alt}]" for image in (*item.images, *item.answer_images)]
    return Seen(
        _lines([item.stem, *answers.asked, *pictures]),
        _lines(answers.right),
        _lines(sorted(answers.wrong)),
        _lines(answers.accepted),
        item.rationale,
        _lines(evidence.quote.text for evidence in item.evidence),
    )


def fingerprint(item: Item) -> str:
    """Another one as soon as a reader would see something else."""
    pictures = [image.name for image in (*item.images, *item.answer_images)]
    mask = item.response.mask.corners if isinstance(item.response, Occlusion) else None
    digest = sha256(json.dumps([*seen(item), pictures, mask]).encode()).hexdigest()
    # In letters alone: spreadsheets take 12e4 and 0012 for numbers, and write them anew.
    return digest[:_LENGTH].translate(_LETTERS)


def _answers(response: Response) -> _Answers:  # noqa: PLR0911  # one return a form of response
    match response:
        case OneOf(options, key):
            return _chosen(options, (key,))
        case SeveralOf(options, keys):
            return _chosen(options, keys)
        case TrueFalse(answer, proof):
            return _Answers([f"{answer}{_because(proof)}"])
        case Number(answer=answer):
            return _Answers([answer])
        case Basic() | Text() | Occlusion():
            return _Answers([response.answer], accepted=response.accepted)
        case Reversed():
            there, back = f"1. {response.answer}", f"2. {response.reverse_answer}"
            accepted = (*response.accepted, *response.reverse_accepted)
            return _Answers([there, back], accepted=accepted, asked=[f"2. {response.reverse_stem}"])
        case Cloze(answer=answer, hint=hint, accepted=accepted):
            return _Answers([answer], accepted=accepted, asked=[f"(hint: {hint})"])
        case Ordering(entries, notes):
            numbered = enumerate(zip(entries, notes, strict=True), start=1)
            return _Answers([f"{place}. {entry} ({note})" for place, (entry, note) in numbered])
        case Matching(pairs):
            return _Answers(sorted(f"{left} = {right}" for left, right in pairs))
        case _:
            assert_never(response)


def _chosen(options: Sequence[Option], keys: Iterable[int]) -> _Answers:
    right = frozenset(keys)
    wrong = (option for index, option in enumerate(options) if index not in right)
    return _Answers(
        sorted(options[key].text for key in right),
        (f"{option.text}{f': {option.gloss}' if option.gloss else _because(option.proof)}" for option in wrong),
    )


def _because(proof: Proof | None) -> str:
    return f": {proof.text}" if proof else ""


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)
