"""What a sheet asks for, section by section and cell by cell, and which of it this deck cannot give at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from quizgen.difficulty import predicted
from quizgen.frozen import frozen
from quizgen.model import Cell, Item, Place, Quiz, Section, SheetSettings
from quizgen.problems import Problem, did_you_mean

USUAL = 20
"""The questions of a quiz that asks for no number of them."""

MOST_FORMS = 99


class Wanted(NamedTuple):
    """A cell, the section it belongs to, and the items of the deck that suit it, without `pinned` ones."""

    cell: Cell
    section: int
    pool: tuple[Item, ...]
    pinned: int = 0


@frozen
class Blueprint:
    """What a sheet asks of a deck, and by which seed."""

    quiz: Quiz
    settings: SheetSettings
    seed: str
    sections: tuple[Section, ...]
    cells: tuple[Wanted, ...]

    def placed(self, place: Place) -> Place:
        """A place in the deck file; of what does not stand there, the file itself."""
        return place if place.path else self.quiz.deck.place


def blueprint_of(quiz: Quiz, settings: SheetSettings, seed: str) -> Blueprint:
    """Every cell with what the deck has for it."""
    sections = settings.sections or (_only_section(settings),)
    return Blueprint(quiz, settings, seed, sections, tuple(_cells(quiz, sections)))


def _only_section(settings: SheetSettings) -> Section:
    count = USUAL if settings.questions is None else settings.questions
    cell = Cell(count, settings.topics, settings.kinds, settings.levels, settings.difficulties)
    return Section((cell,), points=settings.points)


def _cells(quiz: Quiz, sections: Sequence[Section]) -> Iterator[Wanted]:
    pinned = {pin.item for section in sections for pin in section.pinned}
    for at, section in enumerate(sections):
        for cell in section.cells:
            suited = [item for item in quiz.items if suits(item, cell)]
            free = tuple(item for item in suited if item.id not in pinned)
            yield Wanted(cell, at, free, len(suited) - len(free))


def suits(item: Item, cell: Cell) -> bool:
    """Whether the item has all properties that the cell names."""
    return (
        (not cell.kinds or item.kind in cell.kinds)
        and (not cell.levels or item.level in cell.levels)
        and (not cell.topics or covers(cell.topics, item.topics))
        and (not cell.difficulties or predicted(item) in cell.difficulties)
    )


def covers(wanted: Collection[str], topics: Collection[str]) -> bool:
    """Whether one of the topics is wanted, or lies below one that is: `politics/coups` below `politics`."""
    return any(topic == one or topic.startswith(f"{one}/") for one in wanted for topic in topics)


def wrong(blueprint: Blueprint) -> Iterator[Problem]:
    """What cannot be asked of any deck, or not of this one, as it has no such item."""
    deck, forms = blueprint.quiz.deck, blueprint.settings.forms
    if not 1 <= forms <= MOST_FORMS:
        hint = f"a sheet has 1 to {MOST_FORMS} forms: A, B and so on"
        yield Problem(deck.place, "bad-forms", f"{forms} forms cannot be made", hint)
    for cell in (one.cell for one in blueprint.cells):
        if cell.count < 1:
            message = f"{cell.count} questions cannot be asked"
            yield Problem(blueprint.placed(cell.place), "bad-questions", message, "ask for 1 or more")
    if blueprint.quiz.items:  # else no topic is known, and that is not what is wrong
        yield from _unknown(blueprint)
        yield from _unpinnable(blueprint)


def _unknown(blueprint: Blueprint) -> Iterator[Problem]:
    kinds = {item.kind for item in blueprint.quiz.items}
    topics = {topic for item in blueprint.quiz.items for topic in item.topics}
    for cell in (one.cell for one in blueprint.cells):
        place = blueprint.placed(cell.place)
        for kind in sorted(set(cell.kinds) - kinds):
            message = f"the sheet asks for kind `{kind}`, of which this deck has no item"
            yield Problem(place, "unknown-kind", message, did_you_mean(kind, kinds))
        for topic in sorted(topic for topic in cell.topics if not covers([topic], topics)):
            message = f"the sheet asks for topic `{topic}`, of which this deck has no item"
            yield Problem(place, "unknown-topic", message, did_you_mean(topic, topics))


def _unpinnable(blueprint: Blueprint) -> Iterator[Problem]:
    known = {item.id for item in blueprint.quiz.items}
    first: dict[str, Place] = {}
    for pin in (pin for section in blueprint.sections for pin in section.pinned):
        place = blueprint.placed(pin.place)
        if pin.item not in known:
            hint = did_you_mean(pin.item, known)
            yield Problem(place, "unknown-item", f"this deck has no item `{pin.item}`", hint)
        elif pin.item in first:
            hint = f"delete it here or in line {first[pin.item].line}"
            yield Problem(place, "pinned-twice", f"the item `{pin.item}` is pinned twice", hint)
        first.setdefault(pin.item, place)
