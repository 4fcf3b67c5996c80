"""What only a whole quiz can have wrong: where its keys stand, how long they are, cues that are alike."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator

from quizgen.flaws.asked import Asked, asked, words
from quizgen.model import Item, OneOf, Quiz
from quizgen.problems import Problem

FEWEST = 40
"""Items below which chance alone may put the key anywhere."""
_SIGMAS = 4
"""Beyond so many standard deviations it is not chance: once in 30,000 quizzes (binomial, as normal)."""


def of_the_whole(quiz: Quiz) -> Iterator[Problem]:
    """Every flaw of the quiz as a whole."""
    views = [(item, asked(item)) for item in quiz.items]
    choices = [view for _, view in views if view.key]
    yield from _positions(quiz, [view for view in choices if view.shuffled])
    yield from _lengths(quiz, choices)
    yield from _alike(views)


def _positions(quiz: Quiz, choices: list[Asked]) -> Iterator[Problem]:
    for size, keys in _by_size(choices).items():
        counts = Counter(view.keys[0] for view in keys)
        for position in range(size):
            if _beyond_chance(counts[position], len(keys), 1 / size):
                where = f"at place {position + 1} of {size}, though they were shuffled"
                message = f"{counts[position]} of {len(keys)} keys stand {where}"
                yield Problem(quiz.deck.place, "key-position", message, "another `seed` shuffles anew", "warning")


def _lengths(quiz: Quiz, choices: list[Asked]) -> Iterator[Problem]:
    """Options that differ by a letter or two do not stand out."""
    telling = [view for view in choices if _longest(view) is not None]
    for size, views in _by_size(telling).items():
        longest = sum(_longest(view) == view.keys[0] for view in views)
        if longest > len(views) / size and _beyond_chance(longest, len(views), 1 / size):
            message = f"the key is the longest of {size} options in {longest} of {len(views)} items"
            yield Problem(quiz.deck.place, "longest-keys", message, "shorten what keys are called", "warning")


def _alike(views: list[tuple[Item, Asked]]) -> Iterator[Problem]:
    """Two cards with one cue and two answers are learned against each other."""
    seen: dict[tuple[str, ...], tuple[Item, Asked]] = {}
    for item, view in views:
        if view.kind in {"true_false", "ordering", "matching", "image_occlusion"}:
            continue
        common = view.lexicon.common if view.lexicon else frozenset[str]()
        telling = (folded for word in words(view.stem) if (folded := word.casefold()) not in common)
        cue = (view.language, view.kind, *telling)
        first, other = seen.setdefault(cue, (item, view))
        if first is not item and other.answer != view.answer and not isinstance(item.response, OneOf):
            message = f"“{item.stem}” asks in nearly the words of “{first.stem}”, and has another answer"
            yield Problem(item.place, "same-cue", message, "say in both what sets them apart", "warning")


def _by_size(choices: list[Asked]) -> dict[int, list[Asked]]:
    sizes: dict[int, list[Asked]] = defaultdict(list)
    for view in choices:
        sizes[len(view.options)].append(view)
    return {size: views for size, views in sorted(sizes.items()) if len(views) >= FEWEST}


def _longest(view: Asked) -> int | None:
    """The option that is longer by a word than all others, if there is one."""
    lengths = sorted(((len(words(option)), index) for index, option in enumerate(view.options)), reverse=True)
    return lengths[0][1] if lengths[0][0] > lengths[1][0] else None


def _beyond_chance(count: int, total: int, probability: float) -> bool:
    return abs(count - total * probability) > _SIGMAS * math.sqrt(total * probability * (1 - probability))
