"""Templates meet facts: every way in which a template's pattern fits the fact base."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from quizgen.edtf import Date
from quizgen.facts import FactBase
from quizgen.frozen import frozen
from quizgen.model import TIME, Entity, Fact, Pattern, Quantity, Value
from quizgen.question_templates import Prepared
from quizgen.readings import Readings
from quizgen.sandbox import Source
from quizgen.slots import needs_attribution

SUBJECT = "subject"
READ = ("event", "description")
"""What a set may hide beside roles: how the relation reads."""


@dataclass(frozen=True)
class Binding:
    """A template with the facts it asks about and the role it hides.

    Facts that are compared or ordered stand in their right order, the lowest or earliest first.
    Of several stems `variant` is the number of the one that is tried.
    """

    prepared: Prepared
    facts: tuple[Fact, ...]
    hide: str
    variant: int = 0

    @property
    def stem(self) -> Source | None:
        """The stem; None for the default one."""
        return self.prepared.stems[self.variant] if self.prepared.stems else None

    @property
    def reverse(self) -> Binding:
        """The same facts asked the other way round."""
        other = self.prepared.reverse
        if other is None:
            message = f"template {self.prepared.template.id} was loaded without its other direction"
            raise LookupError(message)
        return Binding(other, self.facts, other.template.pattern.hide[0])

    @cached_property
    def id(self) -> str:
        """`article/facts/template[.role]/language`, by their first names; never follows from the wording."""
        template = self.prepared.template
        named = [fact.identity for fact in self.facts]
        articles = "+".join(dict.fromkeys(article for article, _ in named))
        facts = "+".join(fact for _, fact in named)
        return f"{articles}/{facts}/{template.identity(self.hide)}/{template.language}"


def bind(prepared: Prepared, base: FactBase, readings: Readings) -> Iterator[Binding]:
    """All bindings of a template, in the order of the facts."""
    pattern = prepared.template.pattern
    facts = fitting(pattern, base)
    if pattern.shape == "one":
        yield from (Binding(prepared, (fact,), role) for fact in facts for role in _hidden(fact, pattern))
        return
    askable = _askable(facts)
    for hide in pattern.hide:
        for chosen in _together(askable, pattern, hide, prepared, readings):
            yield Binding(prepared, tuple(chosen), hide)


@frozen
class Shortfall:
    """Where matching ends for a template that binds nothing: the step that leaves too few of these `facts`.

    The steps are its relations, `where`, what may be asked, what the facts say of what it hides, and
    how many it takes together.
    """

    step: Literal["relation", "where", "ask", "hide", "together"]
    facts: Sequence[Fact]


def shortfall(prepared: Prepared, base: FactBase, readings: Readings) -> Shortfall:
    """Why `bind` finds nothing for a template."""
    pattern = prepared.template.pattern
    related = list(_candidates(pattern, base))
    fit = fitting(pattern, base)
    askable = fit if pattern.shape == "one" else _askable(fit)
    telling = [fact for fact in askable if tells(fact, prepared, readings)]
    if not related:
        return Shortfall("relation", ())
    if not fit:
        return Shortfall("where", related)
    if not askable:
        return Shortfall("ask", fit)
    return Shortfall("together", telling) if telling else Shortfall("hide", askable)


def fitting(pattern: Pattern, base: FactBase) -> list[Fact]:
    """The facts of a pattern's relations that are as its `where` says."""
    return [fact for fact in _candidates(pattern, base) if fits(fact, pattern, base)]


def fits(fact: Fact, pattern: Pattern, base: FactBase) -> bool:
    """Whether a fact of a pattern's relations is as its `where` says."""
    return all(
        all(_is(value, wanted, base) for value in fact.values(role)) and fact.values(role)
        for role, wanted in pattern.where.items()
    )


def tells(fact: Fact, prepared: Prepared, readings: Readings) -> bool:
    """Whether a fact says anything of what a template hides, or compares by."""
    pattern, language = prepared.template.pattern, prepared.template.language
    roles = (pattern.compare,) if pattern.compare else pattern.hide or (*fact.roles, TIME)
    return any(
        readings.has(fact.relation, language, role) if role in READ else bool(fact.values(role)) for role in roles
    )


def _askable(facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.ask != "never"]


def _hidden(fact: Fact, pattern: Pattern) -> Iterable[str]:
    """The roles of one fact that the pattern hides, each in an item of its own."""
    return (role for role in pattern.hide or (*fact.roles, TIME) if fact.values(role))


def _together(
    facts: Sequence[Fact], pattern: Pattern, hide: str, prepared: Prepared, readings: Readings
) -> Iterable[Sequence[Fact]]:
    """The facts that make one item together."""
    match pattern.shape:
        case "group":
            return _groups(facts, hide)
        case "pair":
            return _pairs(facts, str(pattern.compare))
        case _:
            return _sets(facts, pattern.count, hide, readings, prepared.template.language)


def _candidates(pattern: Pattern, base: FactBase) -> Iterable[Fact]:
    if not pattern.relations:
        return base.facts.values()
    return (fact for relation in pattern.relations for fact in base.by_relation.get(relation, ()))


def _is(value: Value, wanted: Sequence[str], base: FactBase) -> bool:
    return isinstance(value, Entity) and (value.id in wanted or base.vocabulary.is_any(value.type, wanted))


def _groups(facts: Sequence[Fact], role: str) -> Iterable[list[Fact]]:
    """Facts that differ in one role only, said by nobody in particular or by one and the same."""
    groups: dict[object, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.values(role):
            rest = tuple((name, values) for name, values in fact.roles.items() if name != role)
            speaker = fact.attribution if needs_attribution(fact) else None
            groups[fact.relation, rest, fact.time, fact.as_of, speaker].append(fact)
    return groups.values()


def bounds(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """The least and the most that a quantity can stand for; "about" is taken as a fifth either way."""
    number = quantity.number
    match quantity.how:
        case "exactly":
            return number, number
        case "about":
            return number * Decimal("0.8"), number * Decimal("1.2")
        case "just_over":
            return number, number * Decimal("1.1")
        case "over":
            return number, Decimal("Infinity")
        case "under":
            return Decimal(0), number


def extent(when: Date) -> tuple[int, int]:
    """The first and the last day that a date can stand for, as ordinals.

    "About" is taken as its own length either way; an uncertain date can be any.
    """
    if when.uncertain:
        return date.min.toordinal(), date.max.toordinal()
    first, last = when.earliest.toordinal(), when.latest.toordinal()
    margin = last - first + 1 if when.approximate else 0
    return first - margin, last + margin


def precedes(first: Value, second: Value) -> bool:
    """Whether the first is provably earlier, or provably less of the same unit."""
    if isinstance(first, Date) and isinstance(second, Date):
        return extent(first)[1] < extent(second)[0]
    if isinstance(first, Quantity) and isinstance(second, Quantity):
        return first.unit == second.unit and bounds(first)[1] < bounds(second)[0]
    return False


def ranked(facts: Iterable[Fact], role: str) -> list[Fact]:
    """Facts by their date or number, the lowest first; those without are left out."""
    return sorted((fact for fact in facts if _rank(fact, role)), key=lambda fact: (_rank(fact, role), fact.key))


def _rank(fact: Fact, role: str) -> tuple[str, float] | None:
    """The unit and size of a role's one number or date."""
    match fact.values(role):
        case (Date() as when,):
            return "", when.earliest.toordinal()
        case (Quantity() as quantity,):
            return quantity.unit, float(quantity.number)
        case _:
            return None


def _pairs(facts: Sequence[Fact], role: str) -> Iterator[tuple[Fact, Fact]]:
    """Each fact with the next that is provably after it; distant pairs would be too easy."""
    order = ranked(facts, role)
    for index, first in enumerate(order):
        value = first.values(role)[0]
        following = (other for other in order[index + 1 :] if precedes(value, other.values(role)[0]))
        second = next(following, None)
        if second is not None:
            yield first, second


def _sets(facts: Sequence[Fact], count: int, hide: str, readings: Readings, language: str) -> Iterator[Sequence[Fact]]:
    if hide in READ:
        read = [fact for fact in facts if readings.has(fact.relation, language, hide)]
        yield from _windows(list({fact.values(SUBJECT): fact for fact in reversed(read)}.values())[::-1], count)
        return
    named = [fact for fact in facts if readings.has(fact.relation, language, "event")] if hide == TIME else facts
    in_order = _chain(ranked(named, hide), hide)
    yield from _windows(in_order or _distinct(facts, hide), count)


def _chain(order: Sequence[Fact], role: str) -> list[Fact]:
    """The longest run from the lowest on in which each is provably after the one before."""
    chain: list[Fact] = []
    for fact in order:
        if not chain or precedes(chain[-1].values(role)[0], fact.values(role)[0]):
            chain.append(fact)
    return chain


def _distinct(facts: Sequence[Fact], role: str) -> list[Fact]:
    """Facts with neither the subject nor the hidden values of an earlier one."""
    seen: set[tuple[Value, ...]] = set()
    chosen = []
    for fact in facts:
        subject, values = fact.values(SUBJECT), fact.values(role)
        if values and subject not in seen and values not in seen:
            seen |= {subject, values}
            chosen.append(fact)
    return chosen


def _windows(facts: Sequence[Fact], count: int) -> Iterator[list[Fact]]:
    """Runs of `count` facts that together cover all, overlapping as little as may be."""
    if len(facts) < count:
        if len(facts) >= MIN_SET:
            yield list(facts)
        return
    starts = list(range(0, len(facts) - count + 1, count))
    if starts[-1] + count < len(facts):
        starts.append(len(facts) - count)
    for start in starts:
        yield list(facts[start : start + count])


MIN_SET = 3
"""Two things in order, or two pairs, are a choice and not a set."""
