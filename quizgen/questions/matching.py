"""Matching: two columns to pair, in which no other pairing is right."""

from __future__ import annotations

from itertools import permutations

from quizgen.drafting import Desk, Draft, Refused, fact_text, heed, must_not_tell, own_stem, template_of
from quizgen.frozen import frozen
from quizgen.matching import READ, SUBJECT, Binding
from quizgen.model import TIME, Entity, Fact, Matching
from quizgen.question_templates import Takes
from quizgen.questions.ordering import shuffled
from quizgen.slots import FactSlots
from quizgen.truth import Question, refute

TAKES = Takes(frozenset({"set"}), stem=True)


@frozen
class _Pair:
    """Two entries, and what each alone asks: what goes with the left, and to whom the right belongs."""

    fact: Fact
    left: str
    right: str
    from_left: Question | None
    from_right: Question


def make(binding: Binding, desk: Desk) -> Draft:
    """Pairs of what a fact is about and what it says."""
    rng = desk.random(binding)
    pairs = [_pair(fact, binding, desk) for fact in binding.facts]
    if len({pair.left for pair in pairs}) < len(pairs) or len({pair.right for pair in pairs}) < len(pairs):
        message = "two entries of a column read alike"
        raise Refused(message)
    for one, other in permutations(pairs, 2):
        if not _cannot_pair(one, other, binding, desk):
            message = f"nothing proves that `{one.fact.id}` does not also go with what `{other.fact.id}` says"
            raise Refused(message)
    order = rng.sample(range(len(pairs)), len(pairs))
    return Draft(
        own_stem(binding).render({}),
        Matching(tuple((pairs[index].left, pairs[index].right) for index in order), shuffled(len(pairs), rng)),
    )


def _pair(fact: Fact, binding: Binding, desk: Desk) -> _Pair:
    language, hide = template_of(binding).language, binding.hide
    slots, of_right = (desk.readings.slots(fact, language, hide=hide) for _ in range(2))
    left = fact_text(binding.prepared.left, slots, "event" if hide == TIME else SUBJECT)
    if slots.shows(hide):
        message = f"the left column shows `{hide}` of `{fact.id}`"
        raise Refused(message)
    slots.settle(left)
    right = _right(of_right, binding)
    of_right.settle(right)
    for value in fact.values(hide):
        must_not_tell(left, value, language, desk)
    shows_value = hide not in READ and of_right.shows(hide)
    pair = _Pair(
        fact, left, right, desk.question(slots, hide) if shows_value else None, desk.question(of_right, SUBJECT)
    )
    _right(slots, binding)
    slots.settle(f"{left} {right}")
    heed(fact, slots, hide)
    return pair


def _right(slots: FactSlots, binding: Binding) -> str:
    return fact_text(binding.prepared.answer, slots, binding.hide, "date" if binding.hide == TIME else "the")


def _cannot_pair(one: _Pair, other: _Pair, binding: Binding, desk: Desk) -> bool:
    """Whether the right side of `other` is provably wrong for the left side of `one`."""
    alike = one.fact.relation == other.fact.relation
    if binding.hide in READ:
        return _is_wrong_subject(one, other, desk)
    if binding.hide == TIME:  # an event says by itself what the date is of
        return _is_wrong_value(one, other, desk) or (alike and _is_wrong_subject(one, other, desk))
    # Where the pairs are of different relations, nothing tells which is meant: neither may hold.
    together = any if alike else all
    return together(is_wrong(one, other, desk) for is_wrong in (_is_wrong_value, _is_wrong_subject))


def _is_wrong_value(one: _Pair, other: _Pair, desk: Desk) -> bool:
    """Whether all values on the right side of `other` are refuted for what the left side of `one` shows."""
    if one.from_left is None or other.from_left is None:
        return False
    values = other.fact.values(one.from_left.hidden)
    return bool(values) and all(refute(one.from_left, value, desk.base) for value in values)


def _is_wrong_subject(one: _Pair, other: _Pair, desk: Desk) -> bool:
    """Whether the subject of `one` is of another type, or refuted, for what the right side of `other` shows."""
    if one.from_left is not None and SUBJECT not in one.from_left.shown:
        return False
    allowed = desk.base.vocabulary.relations[other.fact.relation].roles[SUBJECT].types
    return all(
        isinstance(subject, Entity)
        and (
            not desk.base.vocabulary.is_any(subject.type, allowed)
            or refute(other.from_right, subject, desk.base) is not None
        )
        for subject in one.fact.values(SUBJECT)
    )
