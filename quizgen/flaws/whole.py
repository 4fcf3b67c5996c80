"""What only a whole quiz can have wrong: where its keys stand, how long they are, cues that are alike."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quizgen.flaws.asked import Asked, asked, words
from quizgen.model import Item, OneOf, Place
from quizgen.problems import Problem

FEWEST = 40
"""Items below which chance alone may put the key anywhere."""
_SIGMAS = 4
"""Beyond so many standard deviations it is not chance: once in 30,000 quizzes (binomial, as normal)."""


class Seen(NamedTuple):
    """What an item says beside others.

    The place of a single `key` among `size` options, and whether chance put it there; the option that is the `longest`;
    of a card with a cue that others may share, this and the answer.
    """

    key: int | None
    size: int
    shuffled: bool
    longest: int | None
    cue: str
    answer: str


def seen(item: Item) -> Seen:
    """What an item says beside others."""
    view = asked(item)
    cue = "" if isinstance(item.response, OneOf) else _cue(view)
    if not view.key:
        return Seen(None, size=0, shuffled=False, longest=None, cue=cue, answer=view.answer)
    return Seen(view.keys[0], len(view.options), view.shuffled, _longest(view), cue, view.answer)


def of_the_whole(deck: Place, every: Sequence[tuple[Item, Seen]]) -> Iterator[Problem]:
    """Every flaw of the items of a deck as a whole."""
    yield from of_keys(deck, [one for _, one in every])
    yield from alike(every)


def of_keys(deck: Place, every: Iterable[Seen]) -> Iterator[Problem]:
    """What betrays the keys of a deck, all together."""
    choices = [one for one in every if one.key is not None]
    yield from _positions(deck, [one for one in choices if one.shuffled])
    yield from _lengths(deck, choices)


def _positions(deck: Place, choices: list[Seen]) -> Iterator[Problem]:
    for size, keys in _by_size(choices).items():
        counts = Counter(one.key for one in keys)
        for position in range(size):
            if _beyond_chance(counts[position], len(keys), 1 / size):
                where = f"at place {position + 1} of {size}, though they were shuffled"
                message = f"{counts[position]} of {len(keys)} keys stand {where}"
                yield Problem(deck, "key-position", message, "another `seed` shuffles anew", "warning")


def _lengths(deck: Place, choices: list[Seen]) -> Iterator[Problem]:
    """Options that differ by a letter or two do not stand out."""
    telling = [one for one in choices if one.longest is not None]
    for size, each in _by_size(telling).items():
        longest = sum(one.longest == one.key for one in each)
        if longest > len(each) / size and _beyond_chance(longest, len(each), 1 / size):
            message = f"the key is the longest of {size} options in {longest} of {len(each)} items"
            yield Problem(deck, "longest-keys", message, "shorten what keys are called", "warning")


def alike(every: Iterable[tuple[Item, Seen]]) -> Iterator[Problem]:
    """Two cards with one cue and two answers are learned against each other."""
    met: dict[str, tuple[Item, Seen]] = {}
    for item, one in every:
        if not one.cue:
            continue
        first, other = met.setdefault(one.cue, (item, one))
        if first is not item and other.answer != one.answer:
            message = f"“{item.stem}” asks in nearly the words of “{first.stem}”, and has another answer"
            yield Problem(item.place, "same-cue", message, "say in both what sets them apart", "warning")


def _cue(view: Asked) -> str:
    """The words of a card that tell it from others; none where its entries, its picture or its claim do."""
    if view.kind in {"true_false", "ordering", "matching", "image_occlusion"}:
        return ""
    common = view.lexicon.common if view.lexicon else frozenset[str]()
    telling = [word for word in map(str.casefold, words(view.stem)) if word not in common]
    return "\0".join((view.language, view.kind, *telling))


def _by_size(choices: list[Seen]) -> dict[int, list[Seen]]:
    sizes: dict[int, list[Seen]] = defaultdict(list)
    for one in choices:
        sizes[one.size].append(one)
    return {size: each for size, each in sorted(sizes.items()) if len(each) >= FEWEST}


def _longest(view: Asked) -> int | None:
    """The option that is longer by a word than all others, if there is one."""
    lengths = [len(words(option)) for option in view.options]
    longest = max(lengths)
    return lengths.index(longest) if lengths.count(longest) == 1 else None


def _beyond_chance(count: int, total: int, probability: float) -> bool:
    return abs(count - total * probability) > _SIGMAS * math.sqrt(total * probability * (1 - probability))
