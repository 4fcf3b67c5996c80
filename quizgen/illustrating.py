"""Which pictures an item shows, and on which side: none gives away what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizgen.drafting import Desk, Draft, template_of
from quizgen.facts import FactBase
from quizgen.matching import Binding
from quizgen.model import Entity, Image, Value
from quizgen.slots import names, spellings
from quizgen.truth import contains, overlapping

Images = tuple[Image, ...]


def illustrate(binding: Binding, draft: Draft, desk: Desk) -> tuple[Images, Images]:
    """The pictures beside the stem, and those beside the answer; an item about several facts at once has none.

    Beside the stem is an entity that it names and that is not what is asked. Of a fact's own
    picture nobody knows how much it shows. A question about a picture has that one alone.
    """
    template = template_of(binding)
    if template.pattern.shape not in {"one", "group"}:
        return (), ()
    pictures = [fact.image for fact in binding.facts]
    entities = dict.fromkeys(
        value
        for fact in binding.facts
        for values in fact.roles.values()
        for value in values
        if isinstance(value, Entity) and value.image
    )
    if not (draft.image or entities or any(pictures)):
        return (), ()
    asked = [value for fact in binding.facts for value in fact.values(binding.hide)]
    tells = [name for key in asked for name in spellings(key, template.language, desk.base.vocabulary)]
    beside_stem = {
        entity: _contains_any(draft.stem, names(entity, template.language).all())
        and not _gives_away(entity, asked, tells, desk.base)
        for entity in entities
    }
    front = [draft.image] if draft.image else [entity.image for entity, seen in beside_stem.items() if seen]
    back = pictures + [entity.image for entity, seen in beside_stem.items() if not seen]
    return _each_once(front), _each_once(image for image in back if image not in front)


def _gives_away(entity: Entity, asked: Sequence[Value], tells: Sequence[str], base: FactBase) -> bool:
    """Whether its picture shows what is asked, or its words tell it."""
    near = {entity, *overlapping(base).get(entity, ())}
    if any(isinstance(key, Entity) and (key in near or _shows(entity, key)) for key in asked):
        return True
    return entity.image is not None and _contains_any(f"{entity.image.alt} {entity.image.credit}", tells)


def _shows(entity: Entity, key: Entity) -> bool:
    return entity.image is not None and key.image is not None and entity.image.name == key.image.name


def _contains_any(text: str, parts: Iterable[str]) -> bool:
    """Whether the words of one of the parts stand in the text."""
    return any(contains(text, part) for part in parts)


def _each_once(images: Iterable[Image | None]) -> Images:
    return tuple(dict.fromkeys(image for image in images if image))
