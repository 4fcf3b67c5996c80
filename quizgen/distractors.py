"""Wrong answers that tempt: of the key's type, each with the proof that it is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from quizgen import edtf
from quizgen.edtf import Date
from quizgen.facts import FactBase
from quizgen.frozen import frozen
from quizgen.model import Entity, Proof, Quantity, Value, Wishes
from quizgen.truth import Question, overlapping, refuter

FACTORS = tuple(map(Decimal, ("0.4", "0.5", "0.6", "0.7", "1.5", "1.8", "2", "2.5")))
"""Within a quarter and four times the key: beyond, a number tempts nobody (items rubric, implausible distractor)."""
STEPS = {"year": (1, 2, 3, 4, 5), "month": (1, 2, 3, 4, 6, 9), "day": (3, 7, 10, 14, 21)}
TRIES = 200
"""Candidates looked at in each tier; more would make large fact bases slow, not questions better."""


@frozen
class Distractor:
    """A wrong value and why it is wrong."""

    value: Value
    proof: Proof


def choose(
    question: Question, wishes: Wishes, base: FactBase, rng: Random, *, also: Sequence[Value] = ()
) -> list[Distractor]:
    """Up to the wished number of distractors, the most tempting first; none overlaps another.

    `also` are right answers beside the question's own.
    """
    chosen: list[Distractor] = []
    refute, near = refuter(question, base), overlapping(base)
    shown = (value for values in question.given.values() for value in values)
    taken: set[Entity] = set()
    for value in (*question.fact.values(question.hidden), *also, *shown):
        if isinstance(value, Entity):
            taken.update((value,), near.get(value, ()))
    for candidate in _candidates(question, wishes, base, rng):
        if len(chosen) == wishes.count:
            break
        if isinstance(candidate, Entity):
            if candidate in taken or not _is_alike(candidate, question, wishes):
                continue
        elif not _apart(candidate, chosen):
            continue
        proof = refute(candidate)
        if proof is not None:
            chosen.append(Distractor(candidate, proof))
            if isinstance(candidate, Entity):
                taken.update((candidate,), near.get(candidate, ()))
    return chosen


def _candidates(question: Question, wishes: Wishes, base: FactBase, rng: Random) -> Iterator[Value]:
    key = question.fact.values(question.hidden)[0]
    match key:
        case Entity():
            for tier in _tiers(key, question, wishes, base):
                yield from _sampled(tier, rng)
        case Quantity():
            yield from _sampled(_numbers(key), rng)
        case Date():
            yield from _recorded(key, question, base, rng)
            yield from _sampled(_neighbours(key, question), rng)


def _tiers(key: Entity, question: Question, wishes: Wishes, base: FactBase) -> Iterator[Sequence[Value]]:
    """Entities by how tempting they are: wished for, in the same role elsewhere, of the same type."""
    preferred = [base.entities[name] for name in wishes.prefer if name in base.entities]
    preferred += [entity for name in wishes.prefer for entity in base.by_type.get(name, ())]
    if preferred:
        yield preferred
    yield base.values(question.fact.relation, question.hidden)
    yield base.by_type.get(key.type, ())


def _sampled(values: Sequence[Value], rng: Random) -> Iterator[Value]:
    """Values by chance, each once; drawn only as they are asked for, which most are not."""
    moved: dict[int, int] = {}
    for last in range(len(values) - 1, max(-1, len(values) - 1 - TRIES), -1):
        drawn = rng.randrange(last + 1)
        yield values[moved.get(drawn, drawn)]
        moved[drawn] = moved.get(last, last)


def _is_alike(candidate: Entity, question: Question, wishes: Wishes) -> bool:
    """Whether a candidate is of the key's very type, has a name, and is not to be avoided."""
    key = question.fact.values(question.hidden)[0]
    alike = isinstance(key, Entity) and candidate.type == key.type
    return alike and candidate.id not in wishes.avoid and _named(candidate, question.language)


def _named(entity: Entity, language: str) -> bool:
    return language in entity.names or language.split("-", maxsplit=1)[0] in entity.names


def _apart(candidate: Value, chosen: Sequence[Distractor]) -> bool:
    """Numbers must differ by a quarter, dates in what is printed of them."""
    for distractor in chosen:
        other = distractor.value
        if isinstance(candidate, Quantity) and isinstance(other, Quantity):
            low, high = (candidate, other) if candidate.number < other.number else (other, candidate)
            if low.number * 5 > high.number * 4:
                return False
        elif isinstance(candidate, Date) and isinstance(other, Date) and candidate.overlaps(other):
            return False
    return True


def _numbers(key: Quantity) -> list[Value]:
    """Numbers of about the key's size, as round as it is."""
    step = _roundness(key.number)
    steps = key.number / step
    made = dict.fromkeys(round(steps * factor) for factor in FACTORS)
    return [Quantity(number * step, key.unit, key.how) for number in made if number > 0 and number != steps]


def _roundness(number: Decimal) -> Decimal:
    """The place of a number's last figure that is not zero: 100 for 4,300."""
    exponent = number.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _recorded(key: Date, question: Question, base: FactBase, rng: Random) -> Iterator[Date]:
    """Dates that the facts give the same role, as precise as the key."""
    for value in _sampled(base.values(question.fact.relation, question.hidden), rng):
        if isinstance(value, Date) and _exactness(value) == _exactness(key):
            yield value


def _exactness(when: Date) -> tuple[str, bool, bool]:
    """What of a date must be alike, so that no option stands out."""
    return when.precision, when.approximate, when.uncertain


def _neighbours(key: Date, question: Question) -> list[Value]:
    """Dates around the key; none after the article's own, which nobody would choose."""
    latest = question.fact.article.published.latest
    steps = [sign * step for step in STEPS.get(key.precision, ()) for sign in (-1, 1)]
    made = (_shifted(key.earliest, key.precision, step) for step in steps)
    return [
        edtf.parse(day.isoformat()[: _WRITTEN[key.precision]] + ("~" if key.approximate else ""))
        for day in made
        if day is not None and (day <= latest or key.earliest > latest)
    ]


_WRITTEN = {"year": 4, "month": 7, "day": 10}
"""How much of an ISO date each precision writes, in characters."""


def _shifted(day: date, precision: str, by: int) -> date | None:
    """The day so many years, months or days on; None beyond the calendar."""
    months = day.year * 12 + day.month - 1 + (by * 12 if precision == "year" else by)
    try:
        return day + timedelta(days=by) if precision == "day" else date(months // 12, months % 12 + 1, 1)
    except (OverflowError, ValueError):
        return None
