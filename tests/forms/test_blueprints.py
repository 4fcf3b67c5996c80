"""Five hundred blueprints over the shipped decks: each is met, or what cannot be met is said, exactly."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

import highspy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen import generate
from quizgen.cues import Cues, holds
from quizgen.difficulty import predicted
from quizgen.forms import select
from quizgen.forms.arranging import ON_PAPER
from quizgen.forms.blueprint import suits
from quizgen.model import Cell, Difficulty, Form, Item, Pin, Place, Quiz, Section
from quizgen.problems import Problem

DECKS = Path(__file__).parent.parent.parent / "decks"


@cache
def quiz_of(deck: str) -> Quiz:
    """The quiz of a shipped deck."""
    quiz, _ = generate(DECKS / f"{deck}.yaml")
    assert quiz
    return quiz


@st.composite
def blueprints(draw: st.DrawFn) -> tuple[str, tuple[Section, ...]]:
    """A deck, and sections of cells, each known by its place. Half of them can be met, as they are read off a form."""
    deck = draw(st.sampled_from(["mali-france"] * 9 + ["sahel-map"]))
    quiz = quiz_of(deck)
    cells = draw(st.one_of(_any_cells(quiz), _cells_of_a_form(quiz)))
    cells = [replace(cell, place=Place("deck", line)) for line, cell in enumerate(cells, start=1)]
    pins = draw(st.lists(st.sampled_from([item.id for item in quiz.items]), max_size=2, unique=True))
    cut = draw(st.integers(0, len(cells)))
    pinned = tuple(Pin(item, Place("deck", 100 + at)) for at, item in enumerate(pins if draw(st.booleans()) else ()))
    sections = (Section(tuple(cells[:cut]), pinned, "First"), Section(tuple(cells[cut:]), heading="Second", points=2))
    return deck, tuple(section for section in sections if section.cells or section.pinned)


@st.composite
def _any_cells(draw: st.DrawFn, quiz: Quiz) -> list[Cell]:
    def some(names: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
        return st.lists(st.sampled_from(names), max_size=3, unique=True).map(tuple)

    cell = st.builds(
        Cell,
        st.integers(1, 8),
        some(sorted({topic for item in quiz.items for topic in item.topics})),
        some(sorted({item.kind for item in quiz.items})),
        st.sampled_from([(), (), ("remember",), ("understand",)]),
        some(get_args(Difficulty)),
    )
    return draw(st.lists(cell, min_size=1, max_size=6))


@st.composite
def _cells_of_a_form(draw: st.DrawFn, quiz: Quiz) -> list[Cell]:
    """What some items that can stand together have in common: often all that can."""
    clashes = clashes_of(quiz.deck.id)
    chosen: list[Item] = []
    for item in draw(st.permutations(quiz.items)):
        if not any(clashes(item, other) for other in chosen):
            chosen.append(item)
    counts: dict[Cell, int] = {}
    for item, way in zip(chosen, draw(st.lists(st.integers(0, 3), min_size=40, max_size=40)), strict=False):
        topics = item.topics if way != 1 else ()
        kinds = (item.kind,) if way != 2 else ()
        cell = Cell(1, topics, kinds, (), (predicted(item),) if way == 3 else ())
        counts[cell] = counts.get(cell, 0) + 1
    return [replace(cell, count=count) for cell, count in counts.items()]


class Clashes:
    """Whether two items clash in a quiz that is about these: found anew, without the graph."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._cues = Cues(items)
        self._known: dict[frozenset[str], bool] = {}

    def __call__(self, one: Item, other: Item) -> bool:
        """They share a fact or an answer, or one shows what the other asks for."""
        pair = frozenset((one.id, other.id))
        if pair not in self._known:
            self._known[pair] = not {*one.facts}.isdisjoint(other.facts) or self._cued(one, other)
        return self._known[pair]

    def _cued(self, one: Item, other: Item) -> bool:
        first, second = self._cues.of(one), self._cues.of(other)
        return (
            not {*first.keys}.isdisjoint(second.keys)
            or any(holds(second.shown, key) for key in first.keys)
            or any(holds(first.shown, key) for key in second.keys)
        )


@cache
def clashes_of(quiz: str) -> Clashes:
    """Those of all items of a shipped deck."""
    return Clashes(quiz_of(quiz).items)


@settings(max_examples=500, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(blueprints())
def test_a_blueprint_is_met_or_what_cannot_be_is_said(asked: tuple[str, tuple[Section, ...]]) -> None:
    """And what is said to be impossible is so, by an integer programme."""
    deck, sections = asked
    quiz = quiz_of(deck)
    forms, problems = select(quiz, replace(quiz.deck.sheet, sections=sections, forms=2), "1")
    cells = [cell for section in sections for cell in section.cells]
    pinned = {pin.item for section in sections for pin in section.pinned}
    concerned = [item for item in quiz.items if item.id in pinned or any(suits(item, cell) for cell in cells)]
    if not forms:
        assert [problem.code for problem in problems] == ["empty-sheet"]
        assert not concerned
        return
    clashes = Clashes(concerned)
    for form in forms:
        assert sorted(item.id for item in form.items) == sorted({item.id for item in forms[0].items})
        assert not any(clashes(one, other) for one, other in combinations(form.items, 2))
        assert_in_order(form)
    short = {problem.place.line: problem for problem in problems}
    assert len(short) == len(problems)
    given = given_to(cells, short)
    assert_filled(forms[0], sections, given, {line for line in short if line >= 100})
    certain = not any("were found" in problem.message for problem in problems)
    if short.keys() & set(range(100)):
        on = [item for item in forms[0].items if item.id in pinned]
        free = [item for item in concerned if item.id not in pinned and not any(clashes(item, one) for one in on)]
        most = at_most(cells, free, clashes)
        assert sum(given.values()) == most if certain else sum(given.values()) <= most


def assert_in_order(form: Form) -> None:
    """By kind in each section."""
    for section in form.sections:
        kinds = [ON_PAPER.index(item.kind) for item in section.items]
        unpinned = kinds[2:] if section.heading == "First" else kinds
        assert unpinned == sorted(unpinned)


def given_to(cells: Sequence[Cell], short: Mapping[int, Problem]) -> dict[Cell, int]:
    """How many each cell has: all, or what the problem says."""
    given = {}
    for line, cell in enumerate(cells, start=1):
        given[cell] = cell.count
        if line in short:
            message = short[line].message
            assert short[line].severity == "warning"
            assert f"{cell.count} asked" in message
            stated = re.search(r"(\d+) (?:can stand|were found)", message) or re.search(r"has (\d+|no) ", message)
            stated = stated or re.search(r"have (\d+|no) ", message)
            assert stated, message
            given[cell] = int(stated[1].replace("no", "0"))
            assert given[cell] < cell.count
    return given


def assert_filled(form: Form, sections: Sequence[Section], given: Mapping[Cell, int], unpinned: set[int]) -> None:
    """Each section begins with what is pinned, and the rest of it can be dealt out to its cells as they are given."""
    parts = {section.heading: section for section in form.sections}
    for section in sections:
        pinned = [pin.item for pin in section.pinned if pin.place.line not in unpinned]
        counts = [given[cell] for cell in section.cells]
        items = parts[section.heading].items if section.heading in parts else ()
        assert [item.id for item in items[: len(pinned)]] == pinned
        free = items[len(pinned) :]
        seats = [cell for cell, count in zip(section.cells, counts, strict=True) for _ in range(count)]
        assert len(free) == len(seats)
        assert can_be_seated(free, seats)
        if items:
            assert parts[section.heading].points == section.points


def can_be_seated(items: Sequence[Item], seats: Sequence[Cell]) -> bool:
    """Whether each item has a seat in a cell that it suits."""
    taken: dict[int, Item] = {}

    def seated(item: Item, tried: set[int]) -> bool:
        for at, cell in enumerate(seats):
            if at not in tried and suits(item, cell):
                tried.add(at)
                if at not in taken or seated(taken[at], tried):
                    taken[at] = item
                    return True
        return False

    return all(seated(item, set()) for item in items)


def at_most(cells: Sequence[Cell], items: Sequence[Item], clashes: Clashes) -> int:
    """How many items can be dealt out to cells at most, no two of which clash: an integer programme."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]  # it ships no types for this one
    highs.setOptionValue("output_flag", False)  # noqa: FBT003  # so it is called
    pairs = {(at, item.id): highs.addBinary() for at, cell in enumerate(cells) for item in items if suits(item, cell)}
    uses: dict[str, list[Any]] = defaultdict(list)
    of_cell: dict[int, list[Any]] = defaultdict(list)
    for (at, name), variable in pairs.items():
        uses[name].append(variable)
        of_cell[at].append(variable)
    for variables in uses.values():
        highs.addConstr(highs.qsum(variables) <= 1)
    for one, other in combinations([item for item in items if item.id in uses], 2):
        if clashes(one, other):
            highs.addConstr(highs.qsum(uses[one.id] + uses[other.id]) <= 1)
    for at, variables in of_cell.items():
        highs.addConstr(highs.qsum(variables) <= cells[at].count)
    if pairs:
        highs.maximize(highs.qsum(pairs.values()))
    return round(highs.getObjectiveValue()) if pairs else 0
