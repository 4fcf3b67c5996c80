"""Which relations an edit of facts concerns: only questions about these can come out otherwise.

What proves an option wrong, and what else would be right, are facts of the question's own relation; options may also be
entities. So where those stay as they are, a template that asks about other relations gives what it gave.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence

from quizgen.facts import FactBase, Said
from quizgen.model import Completeness, Denial, Entity, Fact, Quantity, Value


def concerned(old: FactBase, new: FactBase, paths: Collection[str]) -> set[str] | None:
    """The relations of which these files say something else than before; None if it may be about anything."""
    if (
        old.aside != new.aside
        or list(old.entities) != list(new.entities)
        or list(_entities(old, paths)) != list(_entities(new, paths))
    ):
        return None
    before, after = _said(old, paths), _said(new, paths)
    return {relation for relation in {*before, *after} if before.get(relation) != after.get(relation)}


def _entities(base: FactBase, paths: Collection[str]) -> Iterator[object]:
    for entity in base.entities.values():
        if entity.place.path in paths:
            told = (entity.id, entity.type, entity.names, entity.gloss, entity.overlaps, entity.source)
            yield *told, entity.image, entity.marks


def _said(base: FactBase, paths: Collection[str]) -> Mapping[str, Sequence[Hashable]]:
    """What files say of each relation, in their order; and all promises and denials, as the first that fits counts."""
    said: dict[str, list[Hashable]] = defaultdict(list)
    every: tuple[Said, ...] = (*base.facts.values(), *base.complete, *base.denials)
    for one in every:
        if one.place.path in paths or not isinstance(one, Fact):
            said[one.relation].append(_as_said(one))
    return said


def _as_said(one: Said) -> Hashable:
    match one:
        case Fact():
            attribution = one.attribution.id if one.attribution else None
            told = (one.time, one.as_of, attribution, one.status, one.ask, one.reason, one.quotes)
            return one.key, _filled(one.roles), *told, one.formerly, one.image, one.sources
        case Completeness():
            return "complete", one.role, _filled(one.given), one.because
        case Denial():
            return "denied", _filled(one.roles), one.because


def _filled(roles: Mapping[str, tuple[Value, ...]]) -> Hashable:
    return tuple((role, tuple(map(_name, values))) for role, values in roles.items())


def _name(value: Value) -> Hashable:
    match value:
        case Entity():
            return value.id
        case Quantity():
            return value, str(value.number)  # 1 and 1.0 are equal, and read otherwise
    return value
