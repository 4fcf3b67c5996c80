"""Which questions stand on a printed quiz, and in what order on each of its forms.

All forms hold the same questions. Form A shows each as it was made; every other form has
the questions of a kind, and what each of them shows, in an order of its own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from random import Random
from string import ascii_uppercase
from typing import NamedTuple, TypeVar, assert_never

from quizgen.cues import Cues, Independent
from quizgen.model import (
    Basic,
    Cloze,
    Form,
    FormSection,
    Item,
    Matching,
    Number,
    Occlusion,
    OneOf,
    Ordering,
    Quiz,
    Response,
    Reversed,
    SeveralOf,
    SheetSettings,
    Text,
    TrueFalse,
)
from quizgen.problems import Problem, did_you_mean

ON_PAPER = (
    "true_false", "choice", "multiple", "matching", "ordering", "cloze", "number", "date", "short_answer", "basic",
    "reversed", "image_occlusion",
)  # fmt: skip
"""The kinds as they follow on paper: from recognising to recalling. Others come last."""

SHARES = {"choice": 4, "true_false": 2, "cloze": 2, "short_answer": 2}
"""How many questions of a kind there are to one of a kind that is not named here."""

USUAL = 20
"""The questions of a quiz that asks for no number of them."""

_ATTEMPTS = 8
_EFFORT = 10_000
"""How many items may be looked at again and again, to find as many questions as were asked."""

_PATIENCE = 50
"""How many items of one sort are tried before another has its turn."""

_SLACK = 1
"""How much oftener than the rarest a position may hold the key; exact balance could be counted on."""

_NUMBER = re.compile(r"\b\d")

T = TypeVar("T")


def select(quiz: Quiz, settings: SheetSettings, seed: str) -> tuple[tuple[Form, ...], tuple[Problem, ...]]:
    """The forms that the settings ask for, and what is wrong with them; no forms if that is an error."""
    wrong = tuple(_wrong(quiz, settings))
    if wrong:
        return (), wrong
    pool = [item for item in quiz.items if _is_wanted(item, settings)]
    draw = _draw(pool, settings.questions or USUAL, seed)
    enough = len(draw.items) == settings.questions or (draw.items and settings.questions is None)
    problems = () if enough else (_too_few(quiz, settings, pool, draw),)
    return (_forms(draw.items, settings, seed) if draw.items else ()), problems


# Settings


def _wrong(quiz: Quiz, settings: SheetSettings) -> Iterator[Problem]:
    place = quiz.deck.place
    if not 1 <= settings.forms <= len(ascii_uppercase):
        message = f"{settings.forms} forms cannot be made"
        yield Problem(place, "bad-forms", message, "a sheet has 1 to 26 forms, A to Z")
    if settings.questions is not None and settings.questions < 1:
        yield Problem(place, "bad-questions", f"{settings.questions} questions cannot be asked", "ask for 1 or more")
    if not quiz.items:
        return  # then no topic is known, and that is not what is wrong
    kinds = {item.kind for item in quiz.items}
    topics = {topic for item in quiz.items for topic in item.topics}
    for kind in sorted(set(settings.kinds) - kinds):
        message = f"the sheet asks for kind `{kind}`, of which this deck has no item"
        yield Problem(place, "unknown-kind", message, did_you_mean(kind, kinds))
    for topic in sorted(topic for topic in settings.topics if not covers([topic], topics)):
        message = f"the sheet asks for topic `{topic}`, of which this deck has no item"
        yield Problem(place, "unknown-topic", message, did_you_mean(topic, topics))


def _is_wanted(item: Item, settings: SheetSettings) -> bool:
    if settings.kinds and item.kind not in settings.kinds:
        return False
    return not settings.topics or covers(settings.topics, item.topics)


def covers(wanted: Collection[str], topics: Collection[str]) -> bool:
    """Whether one of the topics is wanted, or lies below one that is: `politics/coups` below `politics`."""
    return any(topic == one or topic.startswith(f"{one}/") for one in wanted for topic in topics)


def _too_few(quiz: Quiz, settings: SheetSettings, pool: Sequence[Item], draw: _Draw) -> Problem:
    limits = " of these topics and kinds" if settings.topics or settings.kinds else ""
    if not pool:
        message = f"the sheet has no question: there is no item{limits}"
        return Problem(quiz.deck.place, "empty-sheet", message, "allow more topics or kinds")
    count = len(draw.items)
    why = [f"{len(pool):,} items{limits}" if len(pool) > 1 else f"1 item{limits}"]
    if draw.asked_already:
        why.append(f"{draw.asked_already:,} passed over for a fact that is asked already")
    if draw.giving_away:
        why.append(f"{draw.giving_away:,} passed over for an answer that is shared or given away")
    message = f"{settings.questions or USUAL:,} questions asked, {count:,} can be given: {'; '.join(why)}"
    hint = f"ask for {count:,}, allow more topics and kinds, or add facts"
    return Problem(quiz.deck.place, "too-few-questions", message, hint, severity="warning")


# Drawing


@dataclass(frozen=True, slots=True)
class _Draw:
    """Items that may stand on one form, and how many were passed over, and why."""

    items: tuple[Item, ...]
    asked_already: int
    giving_away: int


def _draw(pool: Sequence[Item], count: int, seed: str) -> _Draw:
    """As many as asked, or of several attempts the fullest: which item comes first decides which others can."""
    best = _Draw((), 0, 0)
    cues = Cues(pool)
    attempts = max(2, min(_ATTEMPTS, _EFFORT // max(1, len(pool))))
    for attempt in range(attempts):
        draw = _Drawing(pool, cues, f"{seed}:{attempt}", thrifty=attempt >= attempts // 2).draw(count)
        best = max(best, draw, key=lambda draw: len(draw.items))
        if len(best.items) == min(count, len(pool)):
            break
    return best


class _Drawing:
    """One attempt: items one by one, each of the kind, and then of the topic, that there is least of so far."""

    def __init__(self, pool: Sequence[Item], cues: Cues, seed: str, *, thrifty: bool) -> None:
        self.thrifty = thrifty
        self.one_of_each = False
        self.shelves = _shelves(pool, seed)
        self.breadth = {kind: _breadth(shelves) for kind, shelves in self.shelves.items()}
        self.independent = Independent(cues)
        self.facts: set[str] = set()
        self.used: Counter[object] = Counter()
        self.vain: Counter[object] = Counter()
        self.asked_already = 0
        self.giving_away = 0

    def draw(self, count: int) -> _Draw:
        """So many items, or all that suit."""
        chosen: list[Item] = []
        self.one_of_each = count >= len(self.shelves)
        while self.shelves and len(chosen) < count:
            kind = min(self.shelves, key=self._turn)
            shelf = min(self.shelves[kind], key=self._fullness)
            item = self._first_suitable(kind, shelf)
            if item:
                chosen.append(item)
                self.facts.update(item.facts)
                self.used.update([kind, shelf.position, *shelf.topics])
        return _Draw(tuple(chosen), self.asked_already, self.giving_away)

    def _turn(self, kind: str) -> tuple[float, float]:
        """The lower, the sooner: shares decide, but one of each kind comes first, broad ones before narrow ones.

        A broad item takes many facts: soon there would be none left to it. A thrifty drawing leaves it for the last.
        """
        had = self.used[kind] + self.vain[kind] // _PATIENCE
        turn = (had + 1) / SHARES.get(kind, 1)
        if self.thrifty:
            return self.breadth[kind], turn
        return (turn if had or not self.one_of_each else 0), -self.breadth[kind]

    def _fullness(self, shelf: _Shelf) -> int:
        topic = max((self.used[topic] for topic in shelf.topics), default=0)
        return topic + self.used[shelf.position] + self.vain[shelf] // _PATIENCE

    def _first_suitable(self, kind: str, shelf: _Shelf) -> Item | None:
        items = self.shelves[kind][shelf]
        before = len(items)
        item = next(filter(self._suits, _taken(items, _PATIENCE)), None)
        if not item:
            self.vain.update({kind: before - len(items), shelf: before - len(items)})
        if not items:
            del self.shelves[kind][shelf]
        if not self.shelves[kind]:
            del self.shelves[kind]
        return item

    def _suits(self, item: Item) -> bool:
        if not self.facts.isdisjoint(item.facts):
            self.asked_already += 1
            return False
        if not self.independent.admit(item):
            self.giving_away += 1
            return False
        return True


def _breadth(shelves: Mapping[_Shelf, Iterable[Item]]) -> int:
    return min(len(item.facts) for items in shelves.values() for item in items)


class _Shelf(NamedTuple):
    """What the items have in common among which one is as good as another."""

    topics: tuple[str, ...]
    position: tuple[str, object]


def _shelves(pool: Sequence[Item], seed: str) -> dict[str, dict[_Shelf, deque[Item]]]:
    shelves: dict[str, dict[_Shelf, deque[Item]]] = defaultdict(lambda: defaultdict(deque))
    for item in _in_seeded_order(pool, seed):
        shelf = _Shelf(item.topics, (item.kind, _position(item.response)))
        shelves[item.kind][shelf].append(item)
    return shelves


def _taken(items: deque[T], at_most: int) -> Iterator[T]:
    for _ in range(min(at_most, len(items))):
        yield items.popleft()


def _position(response: Response) -> tuple[int, int] | None:
    """Out of how many the right one is which, where students could see a habit in that."""
    match response:
        case OneOf(options, key):
            return len(options), key
        case TrueFalse(answer):
            return 2, int(answer)
        case _:
            return None


def _in_seeded_order(items: Sequence[Item], seed: str) -> list[Item]:
    """An order in which one item more leaves the others as they are."""
    return sorted(items, key=lambda item: sha256(f"{seed}:{item.id}".encode()).digest())


# Arranging


def _forms(items: Sequence[Item], settings: SheetSettings, seed: str) -> tuple[Form, ...]:
    groups = _groups(items)
    orders: dict[str, list[tuple[Item, ...]]] = defaultdict(list)
    responses: dict[str, list[Response]] = defaultdict(list)
    forms = []
    for letter in ascii_uppercase[: settings.forms]:
        positions: Counter[tuple[int, int]] = Counter()
        arranged: list[Item] = []
        for kind, group in groups.items():
            order = tuple(_in_seeded_order(group, f"{seed}:{letter}"))
            orders[kind].append(_unlike(orders[kind], order))
            for item in orders[kind][-1]:
                response = _rearranged(item, f"{seed}:{letter}:{item.id}", responses[item.id], positions)
                responses[item.id].append(response)
                arranged.append(replace(item, response=response))
        forms.append(Form(letter, (FormSection(tuple(arranged), points=settings.points),)))
    return tuple(forms)


def _groups(items: Sequence[Item]) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda item: _order(item.kind)):
        groups[item.kind].append(item)
    return groups


def _order(kind: str) -> tuple[int, str]:
    return (ON_PAPER.index(kind) if kind in ON_PAPER else len(ON_PAPER)), kind


def _rearranged(item: Item, seed: str, earlier: Collection[Response], positions: Counter[tuple[int, int]]) -> Response:
    """The response in an order that no earlier form has, its key where it has not often been on this one."""
    if not earlier:
        response = item.response
    else:
        turns = tuple(_turns(item.response, Random(seed)))  # an order, not a secret
        fresh = [turn for turn in turns if turn not in earlier] or turns
        response = min(fresh, key=lambda turn: _crowding(turn, positions))
    position = _position(response)
    if position:
        positions[position] += 1
    return response


def _crowding(response: Response, positions: Counter[tuple[int, int]]) -> int:
    position = _position(response)
    if position is None:
        return 0
    rarest = min(positions[position[0], at] for at in range(position[0]))
    return max(0, positions[position] - rarest - _SLACK)


def _turns(response: Response, random: Random) -> Iterator[Response]:
    """The response shuffled, then turned on from there place by place; as it is where order means something."""
    match response:
        case OneOf(options, key) if not _is_sequence(response):
            for order in _rotations(_shuffled(range(len(options)), random)):
                yield OneOf(tuple(options[at] for at in order), order.index(key))
        case SeveralOf(options, keys) if not _is_sequence(response):
            for order in _rotations(_shuffled(range(len(options)), random)):
                yield SeveralOf(tuple(options[at] for at in order), tuple(sorted(order.index(key) for key in keys)))
        case Ordering(shown=shown) | Matching(shown=shown):
            # In its right order, a question would look as if it were answered.
            orders = [order for order in _rotations(_shuffled(shown, random)) if list(order) != sorted(order)]
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


def _unlike(earlier: Collection[tuple[T, ...]], order: tuple[T, ...]) -> tuple[T, ...]:
    """The order, turned on until it is unlike earlier ones, where it can be."""
    return next((turned for turned in _rotations(order) if turned not in earlier), order)


def _rotations(order: tuple[T, ...]) -> Iterator[tuple[T, ...]]:
    for start in range(len(order)):
        yield order[start:] + order[:start]
