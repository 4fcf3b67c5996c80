"""What is said where a form has fewer questions than a blueprint asks for: how many can be had, and why no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.forms.blueprint import Blueprint, Wanted
from quizgen.forms.conflicts import Conflicts, Set
from quizgen.forms.filling import Filling
from quizgen.model import Cell
from quizgen.problems import Problem


def shortfalls(blueprint: Blueprint, filling: Filling, conflicts: Conflicts) -> Iterator[Problem]:
    """A warning for each cell that has too few."""
    on = conflicts.given | filling.numbers
    can = "can stand on one form" if filling.most else "were found that can stand on one form"
    for one, chosen in zip(blueprint.cells, filling.chosen, strict=True):
        if len(chosen) < one.cell.count:
            reasons = _left_out(one, chosen, conflicts, on)
            why = f", {len(chosen):,} {can}; left out are {', '.join(reasons)}" if reasons else ""
            message = f"{_section(blueprint, one.section)}{_has(one)}, {one.cell.count:,} asked{why}"
            place = blueprint.placed(one.cell.place)
            yield Problem(place, "too-few-questions", message, _hint(one.cell, len(chosen)), severity="warning")


def _section(blueprint: Blueprint, at: int) -> str:
    """The section, as a message begins with it; nothing where there is but one without a heading."""
    heading = blueprint.sections[at].heading
    if heading:
        return f"section “{heading}”: "
    return f"section {at + 1}: " if len(blueprint.sections) > 1 else ""


def _has(one: Wanted) -> str:
    """For example: topic missions has 4 easy choice items."""
    topics, count = one.cell.topics, len(one.pool)
    several = len(topics) > 1
    owner = f"topic{'s' if several else ''} {_either(topics)}" if topics else "the deck"
    besides = f" besides {one.pinned:,} pinned" if one.pinned else ""
    number = f"{count:,}" if count else "no"
    return f"{owner} {'have' if several else 'has'} {number} {_items(one.cell, count)}{besides}"


def _items(cell: Cell, count: int) -> str:
    words = [_either(cell.difficulties), _either(cell.kinds), "item" if count == 1 else "items"]
    level = f" of level {_either(cell.levels)}" if cell.levels else ""
    return " ".join(filter(None, words)) + level


def _either(names: Sequence[str]) -> str:
    return " or ".join(names)


def _left_out(one: Wanted, chosen: Sequence[int], conflicts: Conflicts, on: Set) -> list[str]:
    """Why the other items of a cell's pool do not stand in it, and of how many that is so."""
    left = [number for item in one.pool if (number := conflicts.number(item)) not in chosen]
    elsewhere = [number for number in left if on >> number & 1]
    asked = [number for number in left if number not in elsewhere and conflicts.same_fact[number] & on]
    reasons = (
        (len(asked), "for a fact that is asked already"),
        (len(left) - len(elsewhere) - len(asked), "for an answer that is shared or given away"),
        (len(elsewhere), "as asked elsewhere on the form"),
    )
    return [f"{count:,} {reason}" for count, reason in reasons if count]


def _hint(cell: Cell, given: int) -> str:
    named = {"topics": cell.topics, "kinds": cell.kinds, "levels": cell.levels, "difficulties": cell.difficulties}
    more = _either([name for name, names in named.items() if names])
    ways = [f"ask for {given:,}" if given else "ask for none", *([f"allow more {more}"] if more else [])]
    return f"{', '.join(ways)}, or add facts"
