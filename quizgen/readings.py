"""How facts read: the statements, events and descriptions of their relations, in a language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import lru_cache

from quizgen.model import TIME, Fact, Reading, Relation, Role, Value, Wording
from quizgen.problems import Problem
from quizgen.sandbox import NoForm, Source, parse
from quizgen.sandbox.inlining import NO_PHRASES, Phrases
from quizgen.slots import DATE_FORMS, ENTITY_FORMS, FACT_SLOTS, NUMBER_FORMS, READINGS, FactSlots
from quizgen.vocabulary import DATE, NUMBER, Vocabulary


def forms_of(roles: Iterable[Role]) -> dict[str, Collection[str]]:
    """The slots that these roles give, each with its forms."""
    found: dict[str, Collection[str]] = {}
    for role in roles:
        literal = {NUMBER: NUMBER_FORMS, DATE: DATE_FORMS}
        found[role.name] = tuple(dict.fromkeys(form for kind in role.types for form in literal.get(kind, ENTITY_FORMS)))
    return {**found, TIME: DATE_FORMS}


@lru_cache(maxsize=1 << 12)
def _parsed(wording: Wording, slots: Sequence[tuple[str, Collection[str]]]) -> tuple[Source | None, Sequence[Problem]]:
    """A reading that calls no phrase: that of a curated relation is the same for each deck."""
    return parse(wording, dict(slots))


_Name = tuple[str, str, str]
"""Relation, language, and which reading it is."""


class Readings:
    """The compiled readings of a vocabulary; of relations that are `known` as they are, those readings."""

    def __init__(self, vocabulary: Vocabulary, phrases: Phrases = NO_PHRASES, known: Readings | None = None) -> None:
        self.vocabulary = vocabulary
        self.phrases = phrases
        self.problems: list[Problem] = []
        self._sources: dict[_Name, Source] = {}
        self._statements: dict[tuple[str, str], str] = {}
        own = vocabulary.relations
        if known and self.serves(known):
            theirs = known.vocabulary.relations
            own = {name: relation for name, relation in own.items() if theirs.get(name) is not relation}
            self._sources.update(known.but_for(own))
        for relation in own.values():
            for language, reading in relation.reads.items():
                self._add(relation, language, reading)

    def but_for(self, relations: Collection[str]) -> Iterator[tuple[_Name, Source]]:
        """The readings of all relations but these."""
        return ((name, source) for name, source in self._sources.items() if name[0] not in relations)

    def serves(self, others: Readings) -> bool:
        """Whether the phrases that others rest on are here as they are there."""
        return all(self.phrases.known.get(name) == phrase for name, phrase in others.phrases.known.items())

    def anew(self) -> Readings:
        """The same, before it is known what any fact says."""
        other = copy(self)
        vars(other)["_statements"] = {}
        return other

    def _add(self, relation: Relation, language: str, reading: Reading) -> None:
        slots = {**forms_of(relation.roles.values()), **{name: FACT_SLOTS[name] for name in ("when", "by", "lead")}}
        for name in READINGS:
            wording: Wording | None = getattr(reading, name)
            if wording is not None:
                calls = "(" in wording.text
                source, problems = parse(wording, slots, self.phrases) if calls else _parsed(wording, (*slots.items(),))
                self.problems += problems
                if source is not None:
                    self._sources[relation.id, language, name] = source

    def has(self, relation: str, language: str, name: str) -> bool:
        """Whether a relation has such a reading in a language."""
        return self._find(relation, language, name) is not None

    def _find(self, relation: str, language: str, name: str) -> Source | None:
        return self._sources.get((relation, language, name)) or self._sources.get(
            (relation, language.split("-", maxsplit=1)[0], name)
        )

    def slots(
        self, fact: Fact, language: str, *, hide: str | None = None, swap: Mapping[str, tuple[Value, ...]] | None = None
    ) -> FactSlots:
        """The slots of a fact, its readings among them."""
        slots = FactSlots(fact, self.vocabulary, language, hide=hide, swap=swap)
        slots.render = self.render
        return slots

    def render(self, name: str, slots: FactSlots, language: str) -> str:
        """One reading with these slots; NoForm if the relation has none."""
        source = self._find(slots.fact.relation, language, name)
        if source is None:
            message = f"relation `{slots.fact.relation}` has no {name} in {language}"
            raise NoForm(message)
        return source.render(slots, sentence=name == "statement")

    def statement(self, fact: Fact, language: str) -> str:
        """What a fact says, as a sentence; rendered once a fact."""
        key = (fact.key, language)
        if key not in self._statements:
            self._statements[key] = self.render("statement", self.slots(fact, language), language)
        return self._statements[key]
