"""What a question shows, in another order: its options, entries or right-hand column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar, assert_never

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

Position = tuple[int, int]
"""Out of how many options the right one is which."""

_SLACK = 1
"""How much oftener than the rarest a position may hold the key; exact balance could be counted on."""

_NUMBER = re.compile(r"\b\d")

T = TypeVar("T")


def position(response: Response) -> Position | None:
    """Out of how many the right one is which, where students could see a habit in that."""
    match response:
        case OneOf(options, key):
            return len(options), key
        case TrueFalse(answer):
            return 2, int(answer)
        case _:
            return None


def rearranged(item: Item, seed: str, earlier: Collection[Response], positions: Counter[Position]) -> Response:
    """The response in an order that no earlier form has, its key where it has not often been on this one.

    An item that no earlier form has is shown as it was made, unless its key would stand where there are too many.
    """
    if earlier:
        turns = tuple(_turns(item.response, Random(seed)))  # an order, not a secret
        fresh = [turn for turn in turns if turn not in earlier] or turns
    elif _crowding(item.response, positions):
        fresh = [item.response, *_turns(item.response, Random(seed))]
    else:
        fresh = [item.response]
    response = min(fresh, key=lambda turn: _crowding(turn, positions))
    at = position(response)
    if at:
        positions[at] += 1
    return response


def _crowding(response: Response, positions: Counter[Position]) -> int:
    at = position(response)
    if at is None:
        return 0
    rarest = min(positions[at[0], other] for other in range(at[0]))
    return max(0, positions[at] - rarest - _SLACK)


def _turns(response: Response, random: Random) -> Iterator[Response]:
    """The response shuffled, then turned on from there place by place; as it is where order means something."""
    match response:
        case OneOf(options, key) if not _is_sequence(response):
            for order in rotations(_shuffled(range(len(options)), random)):
                yield OneOf(tuple(options[at] for at in order), order.index(key))
        case SeveralOf(options, keys) if not _is_sequence(response):
            for order in rotations(_shuffled(range(len(options)), random)):
                yield SeveralOf(tuple(options[at] for at in order), tuple(sorted(order.index(key) for key in keys)))
        case Ordering(shown=shown) | Matching(shown=shown):
            # In its right order, a question would look as if it were answered.
            orders = [order for order in rotations(_shuffled(shown, random)) if list(order) != sorted(order)]
            for order in orders or [shown]:
                yield replace(response, shown=order)
        case OneOf() | SeveralOf() | TrueFalse() | Basic() | Reversed() | Text() | Number() | Cloze() | Occlusion():
            yield response
        case _:
            assert_never(response)


def _is_sequence(response: OneOf | SeveralOf) -> bool:
    """Whether the options are numbers or dates, which stand in ascending order on every form."""
    return all(_NUMBER.search(option.text) for option in response.options)


def _shuffled(indices: Sequence[int], random: Random) -> tuple[int, ...]:
    return tuple(random.sample(indices, len(indices)))


def rotations(order: tuple[T, ...]) -> Iterator[tuple[T, ...]]:
    """The order, turned on place by place."""
    for start in range(len(order)):
        yield order[start:] + order[:start]
