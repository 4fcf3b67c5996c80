"""Whether a question has one right answer, and whether another answer is provably wrong.

Decided from the facts and from those roles only that the stem really shows. Absence of a fact
proves nothing, unless the vocabulary says that a role has one value, or the facts promise to
be complete.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from quizgen.edtf import Date
from quizgen.facts import UNTRUE, FactBase, coincide
from quizgen.matching import bounds
from quizgen.model import TIME, Completeness, Denial, Entity, Fact, Proof, Quantity, Single, Value
from quizgen.phrases import phrases, sentence
from quizgen.slots import names, value_text

Values = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A fact with one role hidden, and the roles and date that its stem shows."""

    fact: Fact
    hidden: str
    shown: frozenset[str]
    dated: bool
    language: str

    @property
    def given(self) -> Mapping[str, Values]:
        """What the stem tells, by role."""
        return {role: self.fact.values(role) for role in self.shown if role not in (self.hidden, TIME)}

    @property
    def when(self) -> Date | None:
        """The date the stem gives."""
        return self.fact.when if self.dated and self.hidden != TIME else None


def fitting(question: Question, base: FactBase) -> Iterator[Fact]:
    """The facts that fit what the stem tells, whatever their status, the question's own among them."""
    for fact in base.fitting(question.fact.relation, question.given):
        if question.when is None or coincide(fact.when, question.when):
            yield fact


def rivals(question: Question, base: FactBase) -> Iterator[Fact]:
    """Facts that give the stem another right answer than the key."""
    key = set(question.fact.values(question.hidden))
    for fact in fitting(question, base):
        if fact.status not in UNTRUE and not set(fact.values(question.hidden)) <= key:
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
    if any(_same(candidate, value) for fact in fitting(question, base) for value in fact.values(question.hidden)):
        return None
    denial = _denial(question, candidate, base)
    if denial is not None:
        return Proof("denied", (question.fact.key,), sentence(denial.because))
    keys = question.fact.values(question.hidden)
    found = rule(question, base)
    if found is None or any(_near(candidate, key) for key in keys):
        return None
    if isinstance(found, Completeness):
        return Proof("complete", (question.fact.key,), sentence(found.because))
    return Proof("single-valued", (question.fact.key,), _only_one(keys[0], question.language, base))


def _only_one(key: Value, language: str, base: FactBase) -> str:
    words = phrases(language)
    if isinstance(key, Entity):
        return words.only_one.format(kind=base.vocabulary.word(key.type, language), key=names(key, language).the)
    return words.only_one.format(kind=words.answer, key=value_text(key, language, base.vocabulary))


def _denial(question: Question, candidate: Value, base: FactBase) -> Denial | None:
    for denial in base.denials:
        if denial.relation == question.fact.relation and candidate in denial.roles.get(question.hidden, ()):
            rest = {role: values for role, values in denial.roles.items() if role != question.hidden}
            if _within(rest, question):
                return denial
    return None


def _same(first: Value, second: Value) -> bool:
    """Whether two values are, or could be taken for, the same thing."""
    if isinstance(first, Entity) and isinstance(second, Entity):
        return overlap(first, second)
    return first == second


def overlap(first: Entity, second: Entity) -> bool:
    """Whether two entities are one, or one contains, lies in or could be taken for the other."""
    if first is second or first.id in second.overlaps or second.id in first.overlaps:
        return True
    return any(_entwined(first, second, language) for language in first.names if language in second.names)


def _entwined(first: Entity, second: Entity, language: str) -> bool:
    ours, theirs = _spaced_names(first, language), _spaced_names(second, language)
    every_of_ours, every_of_theirs = "\n".join(ours), "\n".join(theirs)
    return any(name in every_of_theirs for name in ours) or any(name in every_of_ours for name in theirs)


# Every entity is compared with many others; a large fact base has some ten thousand of them.
@lru_cache(maxsize=1 << 15)
def _spaced_names(entity: Entity, language: str) -> tuple[str, ...]:
    return tuple(map(_spaced, names(entity, language).all()))


def contains(text: str, part: str) -> bool:
    """Whether the words of `part` stand in `text`, as whole words."""
    return _spaced(part) in _spaced(text)


def _spaced(text: str) -> str:
    """The text with a space on either side, so that only whole words are found in it."""
    return f" {text.casefold()} "


def _near(candidate: Value, key: Value) -> bool:
    """Whether a date or number is too near the key to be called wrong."""
    if isinstance(candidate, Date) and isinstance(key, Date):
        return candidate.overlaps(key)
    if isinstance(candidate, Quantity) and isinstance(key, Quantity):
        low, high = bounds(key)
        return candidate.unit == key.unit and not (candidate.number < low or candidate.number > high)
    return False
