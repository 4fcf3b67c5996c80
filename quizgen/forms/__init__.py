"""Which questions stand on a printed quiz, and in what order on each of its forms.

The way goes from what a sheet asks for (`blueprint`) over what cannot stand together (`conflicts`) to a selection
(`drawing`, `filling`), on parallel forms to its counterparts (`parallel`), and then to an order (`arranging`).
"""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.forms.arranging import Paper, Part, arranged
from quizgen.forms.blueprint import Blueprint, Wanted, blueprint_of, covers, wrong
from quizgen.forms.conflicts import Conflicts, members
from quizgen.forms.drawing import draw
from quizgen.forms.filling import Filling
from quizgen.forms.parallel import abundant, counterparts
from quizgen.forms.shortfalls import shortfalls
from quizgen.model import Form, Item, Place, Quiz, SheetSettings
from quizgen.problems import Problem

__all__ = ["covers", "select"]


def select(quiz: Quiz, settings: SheetSettings, seed: str) -> tuple[tuple[Form, ...], tuple[Problem, ...]]:
    """The forms that the settings ask for, and what is wrong with them; no forms if that is an error."""
    blueprint = blueprint_of(quiz, settings, seed)
    found = tuple(wrong(blueprint))
    if found:
        return (), found
    conflicts = Conflicts(_concerned(blueprint))
    pinned, problems = _pinned(blueprint, conflicts)
    filling = draw(blueprint.cells, conflicts, seed)
    if not conflicts.given | filling.numbers:
        message = "the sheet has no question: there is no item that it asks for"
        return (), (Problem(quiz.deck.place, "empty-sheet", message, "allow more topics or kinds"),)
    if settings.sections or settings.questions is not None:
        problems += shortfalls(blueprint, filling, conflicts)
    fillings = [filling] * settings.forms
    if settings.parallel:
        rich = draw(abundant(blueprint.cells), conflicts, seed)
        filling = rich if rich.size == filling.size else filling
        fillings, unlike = counterparts(blueprint, filling, conflicts)
        problems += unlike
    papers = [_paper(pinned, blueprint.cells, each, conflicts) for each in fillings]
    return arranged(papers, blueprint.sections, seed, parallel=settings.parallel), tuple(problems)


def _concerned(blueprint: Blueprint) -> list[Item]:
    """All that can stand on the sheet."""
    names = {item.id for one in blueprint.cells for item in one.pool}
    names |= {pin.item for section in blueprint.sections for pin in section.pinned}
    return [item for item in blueprint.quiz.items if item.id in names]


Pinned = tuple[tuple[Item, ...], ...]
"""The pinned items of each section."""


def _pinned(blueprint: Blueprint, conflicts: Conflicts) -> tuple[Pinned, list[Problem]]:
    """What is pinned, without what clashes with what is pinned before it; that is told."""
    items = {item.id: item for item in blueprint.quiz.items}
    problems = []
    sections = []
    for section in blueprint.sections:
        part = []
        for pin in section.pinned:
            number = conflicts.number(items[pin.item])
            if conflicts.is_free(number):
                conflicts.given |= 1 << number
                part.append(items[pin.item])
            else:
                problems.append(_pinned_in_vain(blueprint.placed(pin.place), number, conflicts))
        sections.append(tuple(part))
    return tuple(sections), problems


def _pinned_in_vain(place: Place, number: int, conflicts: Conflicts) -> Problem:
    other = next(members(conflicts.clashes(number) & conflicts.given))
    why = "asks a fact" if conflicts.same_fact[number] >> other & 1 else "shares or gives away an answer"
    message = f"`{conflicts.items[number].id}` is left out: it {why} of `{conflicts.items[other].id}`, pinned before it"
    return Problem(place, "pinned-clash", message, "pin one of them", severity="warning")


def _paper(pinned: Pinned, cells: Sequence[Wanted], filling: Filling, conflicts: Conflicts) -> Paper:
    drawn: list[list[Item]] = [[] for _ in pinned]
    for cell, chosen in zip(cells, filling.chosen, strict=True):
        drawn[cell.section] += [conflicts.items[number] for number in chosen]
    return tuple(Part(fixed, tuple(free)) for fixed, free in zip(pinned, drawn, strict=True))
