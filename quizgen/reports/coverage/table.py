"""Coverage for people at a terminal: how often each fact is asked; what is not asked, not used or not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quizgen.coverage import Coverage
from quizgen.listing import Row, as_table
from quizgen.reports.coverage.saying import facts_asked, reason_text, relations_lacking, templates_used
from quizgen.unasked import Reason


def report(coverage: Coverage) -> str:
    """A part for each question that it answers."""
    return "\n\n".join("\n".join(lines) for lines in _parts(coverage)) + "\n"


def _parts(coverage: Coverage) -> Iterator[Sequence[str]]:
    asked = [fact for fact in coverage.facts if fact.items]
    yield _part(
        facts_asked(coverage),
        [{"items": len(fact.items), "fact": fact.fact.key, "templates": fact.templates} for fact in asked],
    )
    unasked = [(fact.fact.key, fact.reasons) for fact in coverage.facts if not fact.items]
    if unasked:
        yield _part("Facts that nothing asks, and why", _because("fact", unasked))
    idle = ((used.template.id, used.reasons) for used in coverage.templates if not used.items)
    yield _part(templates_used(coverage), _because("template", idle))
    # Those without facts are many, and of no matter to this deck.
    lacking = [used for used in coverage.relations if not used.templates and used.facts]
    yield _part(
        relations_lacking(coverage),
        [{"relation": used.relation.id, "facts": used.facts, "asked": used.asked} for used in lacking],
    )


def _because(what: str, each: Iterable[tuple[str, Iterable[Reason]]]) -> list[Row]:
    """A row a reason, under the name that it is of."""
    return [
        {what: name if number == 0 else "", "why": reason_text(reason)}
        for name, reasons in each
        for number, reason in enumerate(reasons)
    ]


def _part(heading: str, rows: Sequence[Row]) -> Sequence[str]:
    return [heading, *(as_table(rows, tuple(rows[0])).splitlines() if rows else ())]
