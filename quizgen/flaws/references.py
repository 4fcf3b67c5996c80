"""Options that speak of the others: each is a flaw of its own, and is judged by nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from quizgen.flaws.asked import Asked, bare, remembered
from quizgen.flaws.finding import Finding
from quizgen.flaws.lexicon import Lexicon, Pattern

_JOINED = re.compile(r",? (?:and|et) |, ")


def all_of_the_above(item: Asked) -> Finding | None:
    """Options are shuffled, so none is above; and who knows two knows that all are right."""
    return _speaking(item, item.lexicon.all_of_the_above) if item.lexicon and _refers(item) else None


def none_of_the_above(item: Asked) -> Finding | None:
    """Whoever picks it need not know the answer."""
    return _speaking(item, item.lexicon.none_of_the_above) if item.lexicon and _refers(item) else None


def complex_options(item: Asked) -> Finding | None:
    """An option made of other options tests logic, not knowledge."""
    if not _refers(item):
        return None
    found = next((option for option in item.options if _is_complex(option, item)), None)
    return Finding(f"the option “{found}” is made of others", found) if found else None


@lru_cache(maxsize=1)  # the checks ask for it one after the other
def without_references(item: Asked) -> Asked:
    """The item with those options only that name something themselves."""
    if item.lexicon is None or not any(_may_refer(option, item.lexicon) for option in item.options):
        return item
    speaking = item.lexicon.all_of_the_above, item.lexicon.none_of_the_above
    kept = [
        index
        for index, option in enumerate(item.options)
        if not _is_complex(option, item) and not any(_is(pattern, option) for pattern in speaking)
    ]
    if len(kept) == len(item.options):
        return item
    keys = tuple(kept.index(key) for key in item.keys if key in kept)
    return replace(item, options=tuple(item.options[index] for index in kept), keys=keys)


def _refers(item: Asked) -> bool:
    """Whether some option does, as hardly ever."""
    return without_references(item) is not item


@remembered
def _may_refer(option: str, lexicon: Lexicon) -> bool:
    """Whether an option could speak of others, or be made of them: nearly none could, whatever the others are."""
    speaking = lexicon.all_of_the_above, lexicon.none_of_the_above
    return bool(
        lexicon.complex.search(option) or _JOINED.search(option) or any(_is(pattern, option) for pattern in speaking)
    )


def _speaking(item: Asked, pattern: Pattern) -> Finding | None:
    found = next((option for option in item.options if _is(pattern, option)), None)
    return Finding(f"the option “{found}” speaks of the others", found) if found else None


def _is(pattern: Pattern, option: str) -> bool:
    return pattern.fullmatch(option.strip(" .")) is not None


def _is_complex(option: str, item: Asked) -> bool:
    if item.lexicon and item.lexicon.complex.search(option):
        return True
    parts = _JOINED.split(option)
    others = [other for other in item.options if other != option]
    return len(parts) > 1 and {bare(part) for part in parts} <= set(map(bare, others))
