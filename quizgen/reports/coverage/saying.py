"""The sentences that the reports for people share."""

from __future__ import annotations

from quizgen.coverage import Coverage
from quizgen.unasked import Reason


def counted(count: int, word: str) -> str:
    """`1 item`, `1,200 items`."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def facts_asked(coverage: Coverage) -> str:
    """How many facts are asked, by how much."""
    asked = sum(bool(fact.items) for fact in coverage.facts)
    return f"{asked:,} of {counted(len(coverage.facts), 'fact')} asked, by {counted(len(coverage.items), 'item')}"


def templates_used(coverage: Coverage) -> str:
    """How many templates give items."""
    giving = sum(bool(used.items) for used in coverage.templates)
    return f"{giving:,} of {counted(len(coverage.templates), 'template')} used"


def relations_lacking(coverage: Coverage) -> str:
    """How many relations no template is for, and how many of these have facts."""
    lacking = [used for used in coverage.relations if not used.templates]
    with_facts = sum(bool(used.facts) for used in lacking)
    return (
        f"{len(lacking):,} of {counted(len(coverage.relations), 'relation')} without a template, "
        f"{with_facts:,} of them with facts"
    )


def reason_text(reason: Reason) -> str:
    """The reason, after the templates of which it is so."""
    return f"{', '.join(reason.templates)}: {reason.text}" if reason.templates else reason.text
