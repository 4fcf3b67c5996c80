"""How difficult an item will be, as far as the item itself tells: predicted; only answers from learners measure it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from quizgen.model import (
    Basic,
    Cloze,
    Difficulty,
    Item,
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

_WORD = re.compile(r"\w{4,}")
"""A word that tells; shorter ones, such as “of” and “the”, are shared by all."""

_FIGURE = re.compile(r"\d")
_FEW_OPTIONS, _FEW_ENTRIES = 4, 4
_LONG_ANSWER = 4
_SMALL_AREA = 0.025
"""The share of a picture below which a place on it is small."""


def predicted(item: Item) -> Difficulty:
    """Easy up to one point, medium with two, hard from three on; docs/blueprint.md says what each is given for."""
    points = _task(item.response) + _closeness(item.response) + (item.level != "remember")
    return "easy" if points < 2 else "medium" if points == 2 else "hard"


def _task(response: Response) -> int:
    """To judge, to choose, to find several or to complete, to recall."""
    match response:
        case TrueFalse():
            return 0
        case OneOf():
            return 1
        case SeveralOf() | Matching() | Ordering() | Cloze() | Occlusion():
            return 2
        case Basic() | Reversed() | Text() | Number():
            return 3
        case _:
            assert_never(response)


def _closeness(response: Response) -> int:
    """Whether what is right lies close to what is wrong, is long to recall, or is one of many."""
    match response:
        case OneOf(options, key):
            close = _alike(options, (key,))
        case SeveralOf(options, keys):
            close = _alike(options, keys) or len(options) > _FEW_OPTIONS
        case Ordering(entries):
            close = len(entries) > _FEW_ENTRIES
        case Matching(pairs):
            close = len(pairs) > _FEW_ENTRIES
        case Cloze(answer=answer):
            close = bool(_FIGURE.search(answer)) or len(answer.split()) >= _LONG_ANSWER
        case Occlusion(mask=mask):
            close = mask.width * mask.height < _SMALL_AREA
        case TrueFalse() | Basic() | Reversed() | Text() | Number():
            close = False
        case _:
            assert_never(response)
    return int(close)


def _alike(options: Sequence[Option], keys: Sequence[int]) -> bool:
    """Whether half of the distractors share a word with a key, or all options are numbers or dates."""
    if all(_FIGURE.search(option.text) for option in options):
        return True
    told = set().union(*(_words(options[key]) for key in keys))
    wrong = [option for at, option in enumerate(options) if at not in keys]
    return bool(wrong) and 2 * sum(not told.isdisjoint(_words(option)) for option in wrong) >= len(wrong)


def _words(option: Option) -> frozenset[str]:
    return frozenset(_WORD.findall(option.text.casefold()))
