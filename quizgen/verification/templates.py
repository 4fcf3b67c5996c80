"""Card templates that Anki cannot fill."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from quizgen.packages import CardTemplate, NoteType
from quizgen.problems import did_you_mean
from quizgen.verification.seen import Seen

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_REPLACEMENT = re.compile(r"\{\{([^{}]*)\}\}")
_KNOWN_TO_ANKI = frozenset({"FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID", ""})
_GAP = re.compile(r"c\d+")
_CHANGES_HTML = frozenset({"text", "type"})


def unknown_fields(seen: Seen) -> Iterator[str]:
    """Names in templates that are none of the note type's fields."""
    for kind in seen.shown_types:
        for template in kind.templates:
            for name in _unknown(kind, template):
                hint = did_you_mean(name, kind.fields)
                yield f"{_named(kind, template)}: there is no field `{name[:100]}`; {hint}"


def other_faults(seen: Seen) -> Iterator[str]:
    """Whatever else Anki says of a template instead of showing the card."""
    told: set[tuple[int, str]] = set()
    for card in seen.cards:
        kind = card.note.note_type
        if card.fault and (kind.id, card.fault) not in told and not _unknown(kind, card.template):
            told.add((kind.id, card.fault))
            yield f"{_named(kind, card.template)}: {card.fault}"


@cache
def raw_fields(kind: NoteType) -> Collection[str]:
    """The fields whose HTML stands on a card as it is."""
    return {
        name
        for template in kind.templates
        for *filters, name in _replacements(template.front + template.back)
        if name in kind.fields and _CHANGES_HTML.isdisjoint(filters)
    }


@cache
def names_in(side: str) -> frozenset[str]:
    """All fields that a side of a template names, also as conditions."""
    return frozenset(name for *_, name in _replacements(side))


@cache
def typed_fields(side: str) -> frozenset[str]:
    """The fields that the learner is to type in."""
    return frozenset(name for *filters, name in _replacements(side) if "type" in filters)


@cache
def _unknown(kind: NoteType, template: CardTemplate) -> Collection[str]:
    names = {name: None for side in (template.front, template.back) for *_, name in _replacements(side)}
    known = _KNOWN_TO_ANKI.union(kind.fields)
    return [name for name in names if name not in known and not (kind.is_cloze and _GAP.fullmatch(name))]


def _replacements(side: str) -> Iterator[list[str]]:
    """The parts of each {{filter:filter:Field}}."""
    for inner in _REPLACEMENT.findall(_COMMENT.sub("", side)):
        *filters, name = inner.strip().lstrip("#^/").split(":")
        yield [*(each.strip() for each in filters), name.strip()]


def without_replacements(side: str) -> str:
    """The template's own HTML."""
    return _REPLACEMENT.sub("", side)


def _named(kind: NoteType, template: CardTemplate) -> str:
    return f"template `{template.name[:100]}` of note type `{kind.name[:100]}`"
