"""Matching: two columns to pair, in which no other pairing is right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from quizgen.drafting import Desk, Draft, Refused, fact_text, heed, own_stem, template_of
from quizgen.matching import READ, SUBJECT, Binding
from quizgen.model import TIME, Entity, Fact, Matching
from quizgen.question_templates import Takes
from quizgen.questions.ordering import shuffled
from quizgen.sandbox import upper_first
from quizgen.slots import FactSlots
from quizgen.truth import Question, refute

TAKES = Takes(frozenset({"set"}), stem=True)


def make(binding: Binding, desk: Desk) -> Draft:
    """Pairs of what a fact is about and what it says."""
    rng = desk.random(binding)
    for one, other in permutations(binding.facts, 2):
        if not _cannot_pair(one, other, binding, desk):
            message = f"nothing proves that `{one.id}` does not also go with what `{other.id}` says"
            raise Refused(message)
    pairs = tuple(_pair(fact, binding, desk) for fact in binding.facts)
    if len({left for left, _ in pairs}) < len(pairs) or len({right for _, right in pairs}) < len(pairs):
        message = "two entries of a column read alike"
        raise Refused(message)
    order = rng.sample(range(len(pairs)), len(pairs))
    return Draft(
        own_stem(binding).render({}),
        Matching(tuple(pairs[index] for index in order), shuffled(len(pairs), rng)),
    )


def _pair(fact: Fact, binding: Binding, desk: Desk) -> tuple[str, str]:
    language, hide = template_of(binding).language, binding.hide
    slots = desk.readings.slots(fact, language, hide=hide)
    left = fact_text(binding.prepared.left, slots, "event" if hide == TIME else SUBJECT)
    if hide in slots.shown_roles():
        message = f"the left column shows `{hide}` of `{fact.id}`"
        raise Refused(message)
    right = _right(fact, slots, binding, desk)
    heed(fact, slots, hide)
    return left, right


def _right(fact: Fact, slots: FactSlots, binding: Binding, desk: Desk) -> str:
    if binding.prepared.answer is None and binding.hide == TIME:
        return upper_first(desk.text(fact.values(TIME)[0], template_of(binding).language))
    return fact_text(binding.prepared.answer, slots, binding.hide)


def _cannot_pair(one: Fact, other: Fact, binding: Binding, desk: Desk) -> bool:
    """Whether the right side of `other` is provably wrong for `one`: by its value, or by its subject."""
    language, hide = template_of(binding).language, binding.hide
    values = () if hide in READ else other.values(hide)
    if values:
        question = _question(one, hide, language)
        if all(refute(question, value, desk.base) for value in values):
            return True
    return _wrong_subject(one.values(SUBJECT), _question(other, SUBJECT, language), desk)


def _question(fact: Fact, hide: str, language: str) -> Question:
    return Question(fact, hide, frozenset(fact.roles) - {hide}, hide != TIME, language)


def _wrong_subject(subjects: Sequence[object], question: Question, desk: Desk) -> bool:
    """Whether none of these can be the subject of that fact: of another type, or refuted."""
    allowed = desk.base.vocabulary.relations[question.fact.relation].roles[SUBJECT].types
    return all(
        isinstance(subject, Entity)
        and (not desk.base.vocabulary.is_any(subject.type, allowed) or refute(question, subject, desk.base) is not None)
        for subject in subjects
    )
