"""A selection that fills every cell, if one is found: a bounded search, which also tells what cannot be.

Two items of a clique clash, so a form has one of them at most. If all items are parted into cliques, no more
questions can be asked than cells can be paired with cliques; where that leaves too little hope, the search turns back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from random import Random
from typing import NamedTuple

from quizgen.forms.conflicts import Set, members


class Demand(NamedTuple):
    """So many items out of these, which stand in the order in which they are preferred."""

    amount: int
    items: tuple[int, ...]


class Filling(NamedTuple):
    """The items for each demand; `most` if it is certain that there cannot be more of them in all."""

    chosen: tuple[tuple[int, ...], ...]
    most: bool

    @property
    def numbers(self) -> Set:
        """All of them."""
        return _set(number for chosen in self.chosen for number in chosen)

    @property
    def size(self) -> int:
        """How many items in all."""
        return sum(map(len, self.chosen))


_TURNS = 8
"""How often the search begins anew, on other ways: where one is endless, another may be short."""

_EFFORT = 300
"""How many selections are looked at on each, finished or not."""

_STRAY = 3
"""How many more clashes than another an item may have and yet be tried before it, on all ways but the first."""

Clashes = Callable[[int], Set]
Chosen = tuple[tuple[int, ...], ...]


def fill(demands: Sequence[Demand], clashes: Clashes, least: Filling) -> Filling:
    """The fullest selection that is found, and at any rate `least`, which is one already."""
    most = True
    for size in range(_Search(demands, clashes).hope(), least.size, -1):
        try:
            found = _find(demands, clashes, size)
        except _WearyError:
            most = False
        else:
            if found is not None:
                return Filling(found, most)
    return Filling(least.chosen, most)


def _find(demands: Sequence[Demand], clashes: Clashes, size: int) -> Chosen | None:
    for turn in range(_TURNS):
        try:
            return _Search(demands, clashes, turn).find(size, _EFFORT)
        except _WearyError:
            continue
    raise _WearyError


def complete(demands: Sequence[Demand], clashes: Clashes, effort: int) -> Chosen | None:
    """A selection that lacks nothing; None if there is none, or none is found."""
    try:
        return _Search(demands, clashes).find(sum(demand.amount for demand in demands), effort)
    except _WearyError:
        return None


class _WearyError(Exception):
    """The search has taken all the effort that it may."""


class _Search:
    """Depth first, by what has least to choose from: a clique that cannot be spared, else a demand."""

    def __init__(self, demands: Sequence[Demand], clashes: Clashes, turn: int = 0) -> None:
        chance = Random(turn)
        self._needs = [demand.amount for demand in demands]
        self._fits = [_set(demand.items) for demand in demands]
        ranked = {item: rank for demand in demands for rank, item in enumerate(demand.items)}
        self._lost = {item: clashes(item) | 1 << item for item in sorted(ranked)}
        if turn:
            self._rank = {item: _STRAY * chance.random() for item in self._lost}
            ways = chance.sample(list(self._lost), len(self._lost))
        else:
            self._rank = {item: rank / (len(ranked) + 1) for item, rank in ranked.items()}
            ways = sorted(self._lost, key=lambda item: -self._lost[item].bit_count())
        self._cliques = _cliques(ways, self._lost)
        self._effort = 0

    def hope(self) -> int:
        """More than this cannot be chosen."""
        return sum(self._needs) - self._missing(self._needs, self._fits)[0]

    def find(self, size: int, effort: int) -> Chosen | None:
        """A selection of at least so many items; None if there is none."""
        self._effort = effort
        chosen = self._complete(self._needs, self._fits, sum(self._needs) - size)
        if chosen is None:
            return None
        return tuple(tuple(item for at, item in chosen if at == number) for number in range(len(self._needs)))

    def _complete(self, needs: list[int], fits: list[Set], spare: int) -> list[tuple[int, int]] | None:
        """Pairs of a demand and an item for it, of which no more than `spare` are missing."""
        self._effort -= 1
        if self._effort < 0:
            raise _WearyError
        missing, tight = self._missing(needs, fits)
        if missing > spare:
            return None
        if missing == sum(needs):
            return []
        for item in self._next(needs, fits, tight):
            for at in sorted(_fitting(fits, item), key=lambda at: fits[at].bit_count() / needs[at]):
                rest = self._complete(*self._taken(needs, fits, at, item), spare)
                if rest is not None:
                    return [(at, item), *rest]
            fits = [fit & ~(1 << item) for fit in fits]
            if self._missing(needs, fits)[0] > spare:
                return None
        return self._complete(needs, fits, spare)

    def _next(self, needs: Sequence[int], fits: Sequence[Set], tight: Iterable[int]) -> list[int]:
        """One of these items is in the selection, or none of them; that which takes least from others comes first."""
        left = reduce(or_, fits)
        sets = [self._cliques[at] & left for at in tight]
        if not sets:
            at = min((at for at, fit in enumerate(fits) if fit), key=lambda at: fits[at].bit_count() / needs[at])
            sets = [fits[at]]
        fewest = min(sets, key=int.bit_count)
        return sorted(members(fewest), key=lambda item: (self._lost[item] & left).bit_count() + self._rank[item])

    def _taken(self, needs: list[int], fits: list[Set], at: int, item: int) -> tuple[list[int], list[Set]]:
        needs = [*needs[:at], needs[at] - 1, *needs[at + 1 :]]
        lost = self._lost[item]
        return needs, [fit & ~lost if need else 0 for fit, need in zip(fits, needs, strict=True)]

    def _missing(self, needs: Sequence[int], fits: Sequence[Set]) -> tuple[int, set[int]]:
        """How many items will be missing at least, and the cliques of which none can be spared.

        That many demands are left over when they are paired with cliques. Cliques on the way to one that is left
        over have all been taken: with one less there would be one pair less.
        """
        open_to = [
            [number for number, clique in enumerate(self._cliques) if clique & fit] if fit else [] for fit in fits
        ]
        taken: dict[int, int] = {}

        def is_paired(at: int, seen: set[int]) -> bool:
            for clique in open_to[at]:
                if clique not in seen:
                    seen.add(clique)
                    if clique not in taken or is_paired(taken[clique], seen):
                        taken[clique] = at
                        return True
            return False

        missing = 0
        tight: set[int] = set()
        for at, need in enumerate(needs):
            for paired in range(need):
                seen: set[int] = set()
                if not is_paired(at, seen):
                    tight |= seen
                    missing += need - paired
                    break
        return missing, tight


def _set(items: Iterable[int]) -> Set:
    return reduce(or_, (1 << item for item in items), 0)


def _fitting(fits: Sequence[Set], item: int) -> list[int]:
    return [at for at, fit in enumerate(fits) if fit >> item & 1]


def _cliques(items: Iterable[int], lost: Mapping[int, Set]) -> list[Set]:
    """The items parted into sets of which each two clash: each goes to the first where it clashes with all."""
    cliques: list[Set] = []
    for item in items:
        home = next((at for at, clique in enumerate(cliques) if not clique & ~lost[item]), None)
        if home is None:
            cliques.append(1 << item)
        else:
            cliques[home] |= 1 << item
    return cliques
