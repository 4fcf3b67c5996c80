"""In what order questions stand on each form, and what each of them shows in what order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from quizgen.forms.seeded import in_seeded_order
from quizgen.forms.turning import Position, rearranged, rotations
from quizgen.letters import letter
from quizgen.model import Form, FormSection, Item, Response, Section

ON_PAPER = (
    "true_false", "choice", "multiple", "matching", "ordering", "cloze", "number", "date", "short_answer", "basic",
    "reversed", "image_occlusion",
)  # fmt: skip
"""The kinds as they follow on paper: from recognising to recalling. Others come last."""

T = TypeVar("T")


class Part(NamedTuple):
    """The items of a section on one form: those that are pinned, and the others in the order of the drawing."""

    pinned: tuple[Item, ...]
    drawn: tuple[Item, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All of them."""
        return self.pinned + self.drawn


Paper = tuple[Part, ...]
"""What stands on one form, section by section, before it has an order."""


def arranged(papers: Sequence[Paper], sections: Sequence[Section], seed: str, *, parallel: bool) -> tuple[Form, ...]:
    """A form for each paper. On parallel ones, counterparts stand under one number; else each has its own order."""
    orders = _Orders(seed)
    responses: dict[str, list[Response]] = defaultdict(list)
    forms = []
    order: list[tuple[int, ...]] = []
    for index, paper in enumerate(papers):
        name = letter(index)
        positions: Counter[Position] = Counter()
        if not parallel or not order:
            order = [orders.of(at, part, name) for at, part in enumerate(paper)]
        filled = []
        for section, part, slots in zip(sections, paper, order, strict=True):
            shown = []
            for item in (part.items[slot] for slot in slots):
                response = rearranged(item, f"{seed}:{name}:{item.id}", responses[item.id], positions)
                responses[item.id].append(response)
                shown.append(replace(item, response=response))
            if shown:
                filled.append(FormSection(tuple(shown), section.heading, section.instructions, section.points))
        forms.append(Form(name, tuple(filled)))
    return tuple(forms)


class _Orders:
    """The orders that forms have had, so that each next one differs."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._had: dict[tuple[int, str], list[tuple[Item, ...]]] = defaultdict(list)

    def of(self, section: int, part: Part, name: str) -> tuple[int, ...]:
        """Where the items of a part come from, in their order on the form of that name: the pinned, then by kind."""
        at = {item.id: slot for slot, item in enumerate(part.items)}
        return tuple(at[item.id] for item in (*part.pinned, *self._by_kind(section, part.drawn, name)))

    def _by_kind(self, section: int, items: Sequence[Item], name: str) -> Iterator[Item]:
        for kind in sorted({item.kind for item in items}, key=_rank):
            had = self._had[section, kind]
            group = in_seeded_order((item for item in items if item.kind == kind), f"{self._seed}:{name}")
            had.append(_unlike(had, tuple(group)))
            yield from had[-1]


def _rank(kind: str) -> tuple[int, str]:
    return (ON_PAPER.index(kind) if kind in ON_PAPER else len(ON_PAPER)), kind


def _unlike(earlier: Collection[tuple[T, ...]], order: tuple[T, ...]) -> tuple[T, ...]:
    """The order, turned on until it is unlike earlier ones, where it can be."""
    return next((turned for turned in rotations(order) if turned not in earlier), order)
