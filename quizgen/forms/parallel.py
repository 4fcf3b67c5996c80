"""Parallel forms: for each item of the first form a counterpart on each other, alike and as difficult.

An item returns only where the pool has no other; then that which has stood on no form for the longest time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from quizgen.difficulty import predicted
from quizgen.forms.blueprint import Blueprint, Wanted
from quizgen.forms.conflicts import Conflicts
from quizgen.forms.filling import Demand, Filling, complete
from quizgen.forms.seeded import in_seeded_order
from quizgen.letters import letter
from quizgen.model import Difficulty, Item, Place
from quizgen.problems import Problem

_LIKES = 4
"""Of so many items of one kind and difficulty there are counterparts enough."""

_AT_HAND = 24
"""How many counterparts of an item are tried for one form."""

_NEAREST = 200
"""Where something must return or be unlike, it is looked for among so many."""

_EFFORT = 300
"""How many selections are looked at to find a form on which all is as it should be, before less must do."""

_DEGREES: tuple[Difficulty, ...] = ("easy", "medium", "hard")

Numbers = tuple[int, ...]
"""The items of a form, one for each slot."""


class _Slot(NamedTuple):
    """A place on all forms: its cell, how difficult it is on the first form, and all that can stand there.

    The nearest in difficulty, topic and level come first.
    """

    cell: int
    difficulty: Difficulty
    items: tuple[Item, ...]


def counterparts(blueprint: Blueprint, first: Filling, conflicts: Conflicts) -> tuple[list[Filling], list[Problem]]:
    """A selection for each form, each in the order of the first, and what could not be had."""
    slots = [
        _slot(at, one, conflicts.items[number], blueprint.seed)
        for at, (one, chosen) in enumerate(zip(blueprint.cells, first.chosen, strict=True))
        for number in chosen
    ]
    series = _Series(slots, [number for chosen in first.chosen for number in chosen], conflicts)
    for _ in range(blueprint.settings.forms - 1):
        series.go_on()
    fillings = [_filling(slots, numbers, len(blueprint.cells)) for numbers in series.forms]
    place = blueprint.quiz.deck.place
    return fillings, [*_returning(place, series.forms), *_unequal(place, slots, series.forms, conflicts)]


def abundant(cells: Sequence[Wanted]) -> list[Wanted]:
    """The cells without items of which their pool has no like: those would return on every form."""
    found = []
    for one in cells:
        alike = Counter((item.kind, predicted(item)) for item in one.pool)
        pool = tuple(item for item in one.pool if alike[item.kind, predicted(item)] >= _LIKES)
        found.append(one._replace(pool=pool))
    return found


def _slot(cell: int, wanted: Wanted, first: Item, seed: str) -> _Slot:
    degree = _DEGREES.index(predicted(first))

    def unlike(item: Item) -> tuple[int, bool, bool]:
        return abs(_DEGREES.index(predicted(item)) - degree), item.topics != first.topics, item.level != first.level

    same_kind = [item for item in wanted.pool if item.kind == first.kind]
    return _Slot(cell, predicted(first), tuple(sorted(in_seeded_order(same_kind, seed), key=unlike)))


class _Series:
    """The forms so far."""

    def __init__(self, slots: Sequence[_Slot], first: Sequence[int], conflicts: Conflicts) -> None:
        self.forms: list[Numbers] = [tuple(first)]
        self._slots = slots
        self._conflicts = conflicts
        self._last = dict.fromkeys(first, 0)
        """The form that each item stood on last."""
        self._has_new = True

    def go_on(self) -> None:
        """One form more: of new items, or of the least lately used, on which as little as possible is unlike."""
        found = self._complete(self._new) if self._has_new else None
        self._has_new = found is not None
        for allowed in (self._equal, self._elsewhere, self._any):
            found = found or self._complete(allowed)
        found = found or self.forms[max(0, len(self.forms) - 2)]
        self._last.update(dict.fromkeys(found, len(self.forms)))
        self.forms.append(found)

    def _complete(self, allowed: Callable[[_Slot], Iterable[int]]) -> Numbers | None:
        demands = [Demand(1, tuple(self._at_hand(allowed(slot)))) for slot in self._slots]
        found = complete(demands, self._conflicts.clashes, _EFFORT)
        return None if found is None else tuple(number for (number,) in found)

    def _at_hand(self, numbers: Iterable[int]) -> Iterator[int]:
        return islice(filter(self._conflicts.is_free, numbers), _AT_HAND)

    def _new(self, slot: _Slot) -> Iterator[int]:
        equal = (item for item in slot.items if predicted(item) == slot.difficulty)
        return (number for number in map(self._conflicts.number, equal) if number not in self._last)

    def _equal(self, slot: _Slot) -> Iterator[int]:
        items = self._conflicts.items
        return (number for number in self._elsewhere(slot) if predicted(items[number]) == slot.difficulty)

    def _elsewhere(self, slot: _Slot) -> Iterator[int]:
        """What is not on the form before."""
        return (number for number in self._any(slot) if number not in self.forms[-1])

    def _any(self, slot: _Slot) -> Iterable[int]:
        numbers = map(self._conflicts.number, slot.items[:_NEAREST])
        return sorted(numbers, key=lambda number: self._last.get(number, -1))


def _filling(slots: Sequence[_Slot], numbers: Numbers, cells: int) -> Filling:
    pairs = list(zip(slots, numbers, strict=True))
    return Filling(tuple(tuple(number for slot, number in pairs if slot.cell == at) for at in range(cells)), most=False)


def _returning(place: Place, forms: Sequence[Numbers]) -> Iterator[Problem]:
    """A warning where the pool does not suffice for so many forms without an item twice."""
    had: set[int] = set()
    back = []
    for numbers in forms:
        back.append(len(had.intersection(numbers)))
        had.update(numbers)
    if not any(back):
        return
    distinct = next(at for at, count in enumerate(back) if count)
    neighbours = [
        f"{letter(at - 1)} and {letter(at)}" for at in range(1, len(forms)) if set(forms[at - 1]) & set(forms[at])
    ]
    beside = f"; neighbours share some: {', '.join(neighbours)}" if neighbours else ""
    message = (
        f"{len(forms)} parallel forms asked, {distinct} can be had without a question twice: from form "
        f"{letter(distinct)} on up to {max(back)} of {len(forms[0])} return from an earlier form{beside}"
    )
    hint = f"ask for {distinct} form{'s' if distinct > 1 else ''}, for fewer questions, or add facts"
    yield Problem(place, "questions-return", message, hint, severity="warning")


def _unequal(place: Place, slots: Sequence[_Slot], forms: Sequence[Numbers], conflicts: Conflicts) -> Iterator[Problem]:
    """A warning where a counterpart is not as difficult."""
    counts = [
        sum(predicted(conflicts.items[number]) != slot.difficulty for slot, number in zip(slots, numbers, strict=True))
        for numbers in forms
    ]
    unlike = [f"{count} on form {letter(at)}" for at, count in enumerate(counts) if count]
    if unlike:
        message = f"some questions are not as difficult as their counterparts on form A: {', '.join(unlike)}"
        hint = "ask for fewer forms or questions, or add facts"
        yield Problem(place, "forms-unequal", message, hint, severity="warning")
