"""Which questions stand on a printed quiz, and in what order on each of its forms.

All forms hold the same questions. Form A shows each as it was made; every other form has
the questions of a kind, and what each of them shows, in an order of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from random import Random
from string import ascii_uppercase
from typing import NamedTuple, TypeVar, assert_never

from quizgen.cues import Independent
from quizgen.model import (
    Cloze,
    Form,
    Item,
    Matching,
    Number,
    OneOf,
    Ordering,
    Quiz,
    Response,
    SeveralOf,
    SheetSettings,
    Text,
    TrueFalse,
)
from quizgen.problems import Problem, did_you_mean

ON_PAPER = ("true_false", "choice", "multiple", "matching", "ordering", "cloze", "number", "date", "short_answer")
"""The kinds as they follow on paper: from recognising to recalling. Others come last."""

_ATTEMPTS = 8
_PATIENCE = 50
"""How many items of one sort are tried before another has its turn."""

_SLACK = 1
"""How much oftener than the rarest a position may hold the key; exact balance could be counted on."""

T = TypeVar("T")


def select(quiz: Quiz, settings: SheetSettings, seed: str) -> tuple[tuple[Form, ...], tuple[Problem, ...]]:
    """The forms that the settings ask for, and what is wrong with them; no forms if that is an error."""
    wrong = tuple(_wrong(quiz, settings))
    if wrong:
        return (), wrong
    pool = [item for item in quiz.items if _is_wanted(item, settings)]
    draw = _draw(pool, settings.questions, seed)
    problems = () if len(draw.items) == settings.questions else (_too_few(quiz, settings, pool, draw),)
    return (_forms(draw.items, settings.forms, seed) if draw.items else ()), problems


# Settings


def _wrong(quiz: Quiz, settings: SheetSettings) -> Iterator[Problem]:
    place = quiz.deck.place
    if not 1 <= settings.forms <= len(ascii_uppercase):
        message = f"{settings.forms} forms cannot be made"
        yield Problem(place, "bad-forms", message, "a sheet has 1 to 26 forms, A to Z")
    if settings.questions < 1:
        yield Problem(place, "bad-questions", f"{settings.questions} questions cannot be asked", "ask for 1 or more")
    if not quiz.items:
        return  # then no topic is known, and that is not what is wrong
    kinds = {item.kind for item in quiz.items}
    topics = {topic for item in quiz.items for topic in item.topics}
    for kind in sorted(set(settings.kinds) - kinds):
        message = f"the sheet asks for kind `{kind}`, of which this deck has no item"
        yield Problem(place, "unknown-kind", message, did_you_mean(kind, kinds))
    for topic in sorted(set(settings.topics) - topics):
        message = f"the sheet asks for topic `{topic}`, of which this deck has no item"
        yield Problem(place, "unknown-topic", message, did_you_mean(topic, topics))


def _is_wanted(item: Item, settings: SheetSettings) -> bool:
    if settings.kinds and item.kind not in settings.kinds:
        return False
    return not settings.topics or not set(settings.topics).isdisjoint(item.topics)


def _too_few(quiz: Quiz, settings: SheetSettings, pool: Sequence[Item], draw: _Draw) -> Problem:
    limits = " of these topics and kinds" if settings.topics or settings.kinds else ""
    if not pool:
        message = f"the sheet has no question: there is no item{limits}"
        return Problem(quiz.deck.place, "empty-sheet", message, "allow more topics or kinds")
    count = len(draw.items)
    why = [f"{len(pool):,} items{limits}" if len(pool) > 1 else f"1 item{limits}"]
    if draw.asked_already:
        why.append(f"{draw.asked_already:,} ask a fact that another asks")
    if draw.giving_away:
        why.append(f"{draw.giving_away:,} would give an answer away")
    message = f"{settings.questions:,} questions asked, {count:,} can be given: {'; '.join(why)}"
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
    for attempt in range(_ATTEMPTS):
        draw = _attempt(pool, count, f"{seed}:{attempt}")
        best = max(best, draw, key=lambda draw: len(draw.items))
        if len(best.items) == min(count, len(pool)):
            break
    return best


def _attempt(pool: Sequence[Item], count: int, seed: str) -> _Draw:
    """One by one, always of the kind, and among its items of the topic, that there is least of so far."""
    facts: set[str] = set()
    independent = Independent(pool)
    chosen: list[Item] = []
    passed_over: Counter[str] = Counter()
    shelves = _shelves(pool, seed)
    used: Counter[object] = Counter()

    def suits(item: Item) -> bool:
        if not facts.isdisjoint(item.facts):
            passed_over["asked already"] += 1
            return False
        if not independent.admit(item):
            passed_over["giving away"] += 1
            return False
        return True

    while shelves and len(chosen) < count:
        kind = min(shelves, key=lambda kind: used[kind])
        shelf = min(shelves[kind], key=lambda shelf: _fullness(shelf, used))
        # A fruitless search also counts as use: then others come first, and this is gone on with if need be.
        used.update([kind, shelf.position])
        items = shelves[kind][shelf]
        item = next(filter(suits, _taken(items, _PATIENCE)), None)
        if item:
            chosen.append(item)
            facts.update(item.facts)
            used.update(shelf.topics)
        if not items:
            del shelves[kind][shelf]
        if not shelves[kind]:
            del shelves[kind]
    return _Draw(tuple(chosen), passed_over["asked already"], passed_over["giving away"])


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


def _fullness(shelf: _Shelf, used: Counter[object]) -> int:
    return max((used[topic] for topic in shelf.topics), default=0) + used[shelf.position]


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


def _forms(items: Sequence[Item], count: int, seed: str) -> tuple[Form, ...]:
    groups = _groups(items)
    orders: dict[str, list[tuple[Item, ...]]] = defaultdict(list)
    responses: dict[str, list[Response]] = defaultdict(list)
    forms = []
    for letter in ascii_uppercase[:count]:
        positions: Counter[tuple[int, int]] = Counter()
        arranged: list[Item] = []
        for kind, group in groups.items():
            order = tuple(_in_seeded_order(group, f"{seed}:{letter}"))
            orders[kind].append(_unlike(orders[kind], order))
            for item in orders[kind][-1]:
                response = _rearranged(item, f"{seed}:{letter}:{item.id}", responses[item.id], positions)
                responses[item.id].append(response)
                arranged.append(replace(item, response=response))
        forms.append(Form(letter, tuple(arranged)))
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
        case OneOf() | SeveralOf() | TrueFalse() | Text() | Number() | Cloze():
            yield response
        case _:
            assert_never(response)


def _is_sequence(response: OneOf | SeveralOf) -> bool:
    """Whether the options are numbers or dates, which stand in ascending order on every form."""
    return all(any(letter.isdigit() for letter in option.text) for option in response.options)


def _shuffled(indices: Sequence[int], random: Random) -> tuple[int, ...]:
    return tuple(random.sample(indices, len(indices)))


def _unlike(earlier: Collection[tuple[T, ...]], order: tuple[T, ...]) -> tuple[T, ...]:
    """The order, turned on until it is unlike earlier ones, where it can be."""
    return next((turned for turned in _rotations(order) if turned not in earlier), order)


def _rotations(order: tuple[T, ...]) -> Iterator[tuple[T, ...]]:
    for start in range(len(order)):
        yield order[start:] + order[:start]
