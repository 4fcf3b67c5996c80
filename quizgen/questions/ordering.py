"""Ordering: events by time, or things by number, each provably after the one before."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from quizgen.drafting import Desk, Draft, Refused, fact_text, heed, must_be_unrivalled, own_stem, template_of
from quizgen.matching import Binding, precedes
from quizgen.model import TIME, Ordering
from quizgen.question_templates import Takes

TAKES = Takes(frozenset({"set"}), stem=True)


def make(binding: Binding, desk: Desk) -> Draft:
    """Entries to put in order, shown in another."""
    template, rng = template_of(binding), desk.random(binding)
    values = [fact.values(binding.hide)[0] for fact in binding.facts]
    if not all(precedes(one, other) for one, other in pairwise(values)):
        message = f"`{binding.hide}` does not put these facts in one order"
        raise Refused(message)
    entries = []
    for fact in binding.facts:
        slots = desk.readings.slots(fact, template.language, hide=binding.hide)
        default = "event" if binding.hide == TIME else "subject"
        entry = fact_text(binding.prepared.answer, slots, default)
        if slots.shows(binding.hide):
            message = f"the entry for `{fact.id}` shows what orders it"
            raise Refused(message)
        slots.settle(entry)
        heed(fact, slots, binding.hide)
        must_be_unrivalled(desk.question(slots, binding.hide), desk.base)
        entries.append(entry)
    if len(set(entries)) < len(entries):
        message = "two entries read alike"
        raise Refused(message)
    notes = tuple(desk.text(value, template.language) for value in values)
    return Draft(own_stem(binding).render({}), Ordering(tuple(entries), notes, shuffled(len(entries), rng)))


def shuffled(count: int, rng: Random) -> tuple[int, ...]:
    """Indices in an order that is not the right one."""
    order = list(range(count))
    while order == sorted(order):
        rng.shuffle(order)
    return tuple(order)
