"""Whether a question has one right answer, and whether another answer is provably wrong.

Decided from the facts and from those roles only that the stem really shows. Absence of a fact
proves nothing, unless the vocabulary says that a role has one value, or the facts promise to
be complete.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from quizgen.edtf import Date
from quizgen.facts import UNTRUE, FactBase
from quizgen.matching import bounds, extent
from quizgen.model import TIME, Completeness, Denial, Entity, Fact, Proof, Quantity, Single, Value
from quizgen.phrases import phrases, sentence
from quizgen.slots import names, value_text

Values = tuple[Value, ...]
Lookalikes = Mapping[Entity, frozenset[Entity]]
"""For some entities, the others that they or their name may be taken for."""


_few_at_a_time = lru_cache(maxsize=64)
"""Keeps what is found of a question while it is made into an item, or paired with others; then it goes."""


@dataclass(frozen=True, eq=False)
class Question:
    """A fact with one role hidden, and the roles and date that its stem shows.

    To whom or what the stem's names may also point, `alike` tells.
    """

    fact: Fact
    hidden: str
    shown: frozenset[str]
    dated: bool
    language: str
    alike: Lookalikes = field(default_factory=dict)

    @cached_property
    def given(self) -> Mapping[str, Values]:
        """What the stem tells, by role."""
        return {role: self.fact.values(role) for role in self.shown if role not in (self.hidden, TIME)}

    @property
    def when(self) -> Date | None:
        """The date the stem gives."""
        return self.fact.when if self.dated and self.hidden != TIME else None


@_few_at_a_time
def fitting(question: Question, base: FactBase) -> Sequence[Fact]:
    """The facts that may fit what the stem tells, whatever their status, the question's own among them.

    One that leaves an optional role or its date open may fit whatever the stem tells of it.
    """
    at_hand = _at_hand(question, base)
    if at_hand == [question.fact]:
        return at_hand
    given, when = question.given.items(), question.when
    return [
        fact
        for fact in at_hand
        if (when is None or fact.when is None or could_be(fact.when, when))
        and all(_meets(fact, role, values, question) for role, values in given)
    ]


def _at_hand(question: Question, base: FactBase) -> Sequence[Fact]:
    """The facts among which all that fit are: the fewest that one shown entity leads to."""
    relation = base.vocabulary.relations[question.fact.relation]
    found = base.by_relation.get(relation.id, ())
    for role, values in question.given.items():
        if relation.roles[role].optional:
            continue
        for value in values:
            if isinstance(value, Entity):
                facts = base.holding(relation.id, role, value)
                if others := question.alike.get(value):
                    named = (value, *others)
                    facts = [*dict.fromkeys(fact for one in named for fact in base.holding(relation.id, role, one))]
                found = min(found, facts, key=len)
    return found


def _meets(fact: Fact, role: str, shown: Values, question: Question) -> bool:
    values = fact.values(role)
    return not values or all(any(_points_to(one, value, question) for value in values) for one in shown)


def _points_to(shown: Value, value: Value, question: Question) -> bool:
    """Whether what the stem shows may stand for that value of a fact."""
    if isinstance(shown, Entity):
        return shown is value or value in question.alike.get(shown, ())
    return could_be(shown, value)


def rivals(question: Question, base: FactBase) -> Iterator[Fact]:
    """Facts that give the stem another right answer than the key."""
    key = question.fact.values(question.hidden)
    for fact in fitting(question, base):
        if fact.status not in UNTRUE and not set(fact.values(question.hidden)).issubset(key):
            yield fact


def rule(question: Question, base: FactBase) -> Single | Completeness | None:
    """What proves that the facts name every right answer, if anything does."""
    relation = base.vocabulary.relations[question.fact.relation]
    for single in relation.single:
        fits = single.role == question.hidden and single.given <= question.shown
        if fits and (question.dated or question.hidden == TIME or not single.at_a_time):
            return single
    for promise in base.complete:
        if promise.relation == relation.id and promise.role == question.hidden and _within(promise.given, question):
            return promise
    return None


def _within(given: Mapping[str, Values], question: Question) -> bool:
    return all(set(values) <= set(question.given.get(role, ())) for role, values in given.items())


def refute(question: Question, candidate: Value, base: FactBase) -> Proof | None:
    """The proof that a candidate is a wrong answer; None where there is none."""
    return refuter(question, base)(candidate)


@_few_at_a_time
def refuter(question: Question, base: FactBase) -> Callable[[Value], Proof | None]:
    """`refute` for one question and many candidates."""
    return _Refuter(question, base)


class _Refuter:
    """What the facts say of a question's hidden role, and what follows for all that they do not say."""

    def __init__(self, question: Question, base: FactBase) -> None:
        self.question = question
        self.base = base
        self.claimed = {value for fact in fitting(question, base) for value in fact.values(question.hidden)}
        self.denials = [denial for denial in base.denials if _tells_of(denial, question)]

    def __call__(self, candidate: Value) -> Proof | None:
        if self._may_be_claimed(candidate):
            return None
        for denial in self.denials:
            if candidate in denial.roles[self.question.hidden]:
                return Proof("denied", (self.question.fact.key,), sentence(denial.because))
        return self._by_rule

    def _may_be_claimed(self, candidate: Value) -> bool:
        if not isinstance(candidate, Entity):
            return any(could_be(candidate, value) for value in self.claimed)
        near, alike = overlapping(self.base).get(candidate, ()), self.question.alike.get(candidate, ())
        return candidate in self.claimed or not (self.claimed.isdisjoint(near) and self.claimed.isdisjoint(alike))

    @cached_property
    def _by_rule(self) -> Proof | None:
        question, base = self.question, self.base
        match rule(question, base):
            case Completeness(because=because):
                return Proof("complete", (question.fact.key,), sentence(because))
            case Single():
                key = question.fact.values(question.hidden)[0]
                return Proof("single-valued", (question.fact.key,), _only_one(key, question.language, base))
        return None


def _tells_of(denial: Denial, question: Question) -> bool:
    """Whether a denial is about what the question asks, and the stem tells all that it is about."""
    if denial.relation != question.fact.relation or question.hidden not in denial.roles:
        return False
    return _within({role: values for role, values in denial.roles.items() if role != question.hidden}, question)


def _only_one(key: Value, language: str, base: FactBase) -> str:
    words = phrases(language)
    if isinstance(key, Entity):
        return words.only_one.format(kind=base.vocabulary.word(key.type, language), key=names(key, language).the)
    return words.only_one.format(kind=words.answer, key=value_text(key, language, base.vocabulary))


def could_be(first: object, second: object) -> bool:
    """Whether two dates or numbers are, or could be taken for, the same: all that is not provably apart."""
    if isinstance(first, Date) and isinstance(second, Date):
        (earliest, latest), (from_, until) = extent(first), extent(second)
        return earliest <= until and from_ <= latest
    if isinstance(first, Quantity) and isinstance(second, Quantity):
        return first.unit != second.unit or _within_bounds(first, second) or _within_bounds(second, first)
    return False


def _within_bounds(first: Quantity, second: Quantity) -> bool:
    low, high = bounds(second)
    return low <= first.number <= high


@lru_cache(maxsize=2)  # a template is stressed on two in turn
def overlapping(base: FactBase) -> Lookalikes:
    """For an entity those that contain it, lie in it or could be taken for it: one has a name of the other in its own.

    Told for all at once, as every entity is compared with many others.
    """
    called: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in base.entities.values():
        for language in entity.names:
            for name in _spaced_names(entity, language):
                called[language, name].append(entity)
    lengths = {name.count(" ") - 1 for _, name in called}
    found = _declared(base.entities)
    for (language, name), entities in called.items():
        for part in _parts(name, lengths):
            for other in called.get((language, part), ()):
                for entity in entities:
                    if entity is not other:
                        found[entity].add(other)
                        found[other].add(entity)
    return {entity: frozenset(others) for entity, others in found.items()}


def _declared(entities: Mapping[str, Entity]) -> dict[Entity, set[Entity]]:
    """For each entity those of these that overlap it because either says so."""
    found: dict[Entity, set[Entity]] = defaultdict(set)
    for entity in entities.values():
        for other in entity.overlaps & entities.keys():
            found[entity].add(entities[other])
            found[entities[other]].add(entity)
    return found


def _parts(name: str, lengths: Iterable[int]) -> Iterator[str]:
    """The runs of so many of its words, with a space around each word."""
    words = name[1:-1].split(" ")
    for length in lengths:
        for start in range(len(words) - length + 1):
            yield f" {' '.join(words[start : start + length])} "


def _spaced_names(entity: Entity, language: str) -> Iterator[str]:
    """The words of each of its names."""
    return map(spaced, names(entity, language).all())


def lookalikes(entities: Iterable[Entity]) -> Lookalikes:
    """For each entity those that a stem with its name may be about as well: overlapping, or of the same name."""
    by_id = {entity.id: entity for entity in entities}
    groups: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in by_id.values():
        for language, forms in entity.names.items():
            adjective = [spaced(forms.adjective)] if forms.adjective else []
            for form in {*_spaced_names(entity, language), *adjective}:
                groups[language, form].append(entity)
    found = _declared(by_id)
    declared = {entity: frozenset(others) for entity, others in found.items()}
    for group in groups.values():
        if len(group) > 1:
            meant = {other for one in group for other in (one, *declared.get(one, ()))}
            for entity in group:
                found[entity] |= meant
    return {entity: frozenset(others - {entity}) for entity, others in found.items()}


def contains(text: str, part: str) -> bool:
    """Whether the words of `part` stand in `text`, as whole words."""
    wanted = spaced(part)
    last = wanted.split(" ")[-2]  # Most texts do not even hold it: those need not be taken apart.
    return last in folded(text) and wanted in spaced(text)


WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")
"""A word, or a number with what groups its digits."""


@lru_cache(maxsize=1 << 15)
def spaced(text: str) -> str:
    """The words of a text with a space around each, so that only whole ones are found; all of it if it has none."""
    alike = folded(text)
    return f" {' '.join(WORD.findall(alike)) or alike} "


def folded(text: str) -> str:
    """A text without what makes no difference to its words: capitals, and ways of writing one letter."""
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
