"""Which items stand together on a form: drawn by seed, balanced, and searched for where drawing does not suffice."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from quizgen.forms.blueprint import Wanted
from quizgen.forms.conflicts import Conflicts
from quizgen.forms.filling import Demand, Filling, fill
from quizgen.forms.seeded import in_seeded_order
from quizgen.forms.turning import position
from quizgen.model import Item

SHARES = {"choice": 4, "true_false": 2, "cloze": 2, "short_answer": 2}
"""How many questions of a kind there are to one of a kind that is not named here."""

_PATIENCE = 50
"""How many items of one sort are tried before another has its turn."""

_SEARCHED, _ASKED = 1_000, 200
"""Of more items, or for more questions, the search would take too long: what was drawn must do."""

T = TypeVar("T")


def draw(wanted: Sequence[Wanted], conflicts: Conflicts, seed: str) -> Filling:
    """Items for every cell: as drawn, or, where that gives too few, as the search finds them."""
    asked = sum(min(one.cell.count, len(one.pool)) for one in wanted)
    drawn = _drawn(wanted, conflicts, seed, asked)
    if drawn.size == asked:
        return drawn._replace(most=True)
    if len({item.id for one in wanted for item in one.pool}) > _SEARCHED or asked > _ASKED:
        return drawn
    demands = [_demand(one, chosen, conflicts, seed) for one, chosen in zip(wanted, drawn.chosen, strict=True)]
    return fill(demands, conflicts.clashes, drawn)


def _demand(one: Wanted, drawn: Sequence[int], conflicts: Conflicts, seed: str) -> Demand:
    """What a cell can have, first that which has been drawn."""
    others = (conflicts.number(item) for item in in_seeded_order(one.pool, seed))
    return Demand(one.cell.count, tuple(dict.fromkeys([*drawn, *filter(conflicts.is_free, others)])))


def _drawn(wanted: Sequence[Wanted], conflicts: Conflicts, seed: str, asked: int) -> Filling:
    """As many as asked, or the fuller of two drawings: which item comes first decides which others can."""
    first = _Drawing(conflicts, thrifty=False).draw(wanted, f"{seed}:0")
    if first.size == asked:
        return first
    return max(first, _Drawing(conflicts, thrifty=True).draw(wanted, f"{seed}:1"), key=lambda drawn: drawn.size)


class _Drawing:
    """One attempt: items one by one, each of the kind, and then of the topic, that there is least of so far."""

    def __init__(self, conflicts: Conflicts, *, thrifty: bool) -> None:
        self.conflicts = conflicts
        self.thrifty = thrifty
        self.taken = conflicts.given
        self.used: Counter[object] = Counter()

    def draw(self, wanted: Sequence[Wanted], seed: str) -> Filling:
        """So many items for every cell, or all that suit; the cell that has least to choose from comes first."""
        chosen: dict[int, tuple[int, ...]] = {}
        for at in sorted(range(len(wanted)), key=lambda at: len(wanted[at].pool) / wanted[at].cell.count):
            chosen[at] = tuple(_Cell(self, wanted[at].pool, seed).draw(wanted[at].cell.count))
        return Filling(tuple(chosen[at] for at in range(len(wanted))), most=False)


class _Cell:
    """The drawing for one cell."""

    def __init__(self, drawing: _Drawing, pool: Sequence[Item], seed: str) -> None:
        self.drawing = drawing
        self.shelves = _shelves(pool, seed)
        self.breadth = {kind: _breadth(shelves) for kind, shelves in self.shelves.items()}
        self.vain: Counter[object] = Counter()
        self.one_of_each = False

    def draw(self, count: int) -> Iterator[int]:
        used = self.drawing.used
        self.one_of_each = count >= len(self.shelves)
        while self.shelves and count:
            kind = min(self.shelves, key=self._turn)
            shelf = min(self.shelves[kind], key=self._fullness)
            number = self._first_suitable(kind, shelf)
            if number is not None:
                self.drawing.taken |= 1 << number
                used.update([kind, shelf.position, *shelf.topics])
                count -= 1
                yield number

    def _turn(self, kind: str) -> tuple[float, float]:
        """The lower, the sooner: shares decide, but one of each kind comes first, broad ones before narrow ones.

        A broad item takes many facts: soon there would be none left to it. A thrifty drawing leaves it for the last.
        """
        had = self.drawing.used[kind] + self.vain[kind] // _PATIENCE
        turn = (had + 1) / SHARES.get(kind, 1)
        if self.drawing.thrifty:
            return self.breadth[kind], turn
        return (turn if had or not self.one_of_each else 0), -self.breadth[kind]

    def _fullness(self, shelf: _Shelf) -> int:
        used = self.drawing.used
        topic = max((used[topic] for topic in shelf.topics), default=0)
        return topic + used[shelf.position] + self.vain[shelf] // _PATIENCE

    def _first_suitable(self, kind: str, shelf: _Shelf) -> int | None:
        items = self.shelves[kind][shelf]
        before = len(items)
        numbers = map(self.drawing.conflicts.number, _taken(items, _PATIENCE))
        number = next(filter(self._suits, numbers), None)
        if number is None:
            self.vain.update({kind: before - len(items), shelf: before - len(items)})
        if not items:
            del self.shelves[kind][shelf]
        if not self.shelves[kind]:
            del self.shelves[kind]
        return number

    def _suits(self, number: int) -> bool:
        blocked = self.drawing.conflicts.clashes(number) | 1 << number
        return not blocked & self.drawing.taken


def _breadth(shelves: Mapping[_Shelf, Iterable[Item]]) -> int:
    return min(len(item.facts) for items in shelves.values() for item in items)


class _Shelf(NamedTuple):
    """What the items have in common among which one is as good as another."""

    topics: tuple[str, ...]
    position: tuple[str, object]


def _shelves(pool: Sequence[Item], seed: str) -> dict[str, dict[_Shelf, deque[Item]]]:
    shelves: dict[str, dict[_Shelf, deque[Item]]] = defaultdict(lambda: defaultdict(deque))
    for item in in_seeded_order(pool, seed):
        shelf = _Shelf(item.topics, (item.kind, position(item.response)))
        shelves[item.kind][shelf].append(item)
    return shelves


def _taken(items: deque[T], at_most: int) -> Iterator[T]:
    for _ in range(min(at_most, len(items))):
        yield items.popleft()
