"""Which items cannot stand on one form, as a graph: they ask the same fact, or one gives another's answer away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from quizgen.cues import Clues, Cues, Phrases, handle, holds
from quizgen.model import Item

Set = int
"""A set of items: the bit of each item's number is set."""


class Conflicts:
    """The graph of items that clash. It grows with each item that is looked at, as most of a large pool never is.

    Items are known by the numbers that they get then.
    """

    def __init__(self, pool: Sequence[Item]) -> None:
        """Begin with no item; `pool` says what the quiz is about."""
        self.items: list[Item] = []
        self.same_fact: list[Set] = []
        """For each item those that ask a fact it asks."""
        self.cues: list[Set] = []
        """For each item those that share an answer with it, give it away, or are given away by it."""
        self.given: Set = 0
        """What stands on the form in any case."""
        self._cues = Cues(pool)
        self._numbers: dict[str, int] = {}
        self._facts: dict[str, Set] = defaultdict(int)
        self._shown: list[str] = []
        self._saying: dict[str, list[int]] = defaultdict(list)
        self._keys: dict[str, list[tuple[Phrases, int]]] = defaultdict(list)

    def number(self, item: Item) -> int:
        """The item's number, and its edges to all that have one."""
        if item.id not in self._numbers:
            self._add(item)
        return self._numbers[item.id]

    def clashes(self, number: int) -> Set:
        """All that cannot stand beside this item, as far as they have been looked at."""
        return self.same_fact[number] | self.cues[number]

    def is_free(self, number: int) -> bool:
        """Whether the item may stand beside what is given."""
        return not self.clashes(number) & self.given

    def _add(self, item: Item) -> None:
        number = self._numbers[item.id] = len(self.items)
        clues = self._cues.of(item)
        self.items.append(item)
        self.same_fact.append(0)
        self.cues.append(0)
        for fact in item.facts:
            self._join(self.same_fact, number, members(self._facts[fact]))
            self._facts[fact] |= 1 << number
        self._join(self.cues, number, self._cued(clues))
        self._remember(clues, number)

    @staticmethod
    def _join(edges: list[Set], number: int, others: Iterable[int]) -> None:
        for other in others:
            edges[number] |= 1 << other
            edges[other] |= 1 << number

    def _cued(self, clues: Clues) -> Iterator[int]:
        for key in clues.keys:
            word = handle(key)
            yield from (other for theirs, other in self._keys.get(word, ()) if theirs == key)
            yield from (other for other in self._saying.get(word, ()) if holds(self._shown[other], key))
        for word in set(clues.shown.split()):
            yield from (other for theirs, other in self._keys.get(word, ()) if holds(clues.shown, theirs))

    def _remember(self, clues: Clues, number: int) -> None:
        self._shown.append(clues.shown)
        for word in set(clues.shown.split()):
            self._saying[word].append(number)
        for key in clues.keys:
            self._keys[handle(key)].append((key, number))


def members(numbers: Set) -> Iterator[int]:
    """The numbers in a set, in ascending order."""
    while numbers:
        lowest = numbers & -numbers
        yield lowest.bit_length() - 1
        numbers ^= lowest
