"""Reversed: asked both ways, each of which provably has one answer."""

from __future__ import annotations

from quizgen.drafting import Desk, Draft, Refused
from quizgen.matching import Binding
from quizgen.model import Reversed
from quizgen.question_templates import Takes
from quizgen.questions import basic

TAKES = Takes(frozenset({"one"}), stem=True, reverse=True)


def make(binding: Binding, desk: Desk) -> Draft:
    """One item for two cards; refused where one direction cannot be asked."""
    stem, there = basic.asked(binding, desk)
    try:
        reverse_stem, back = basic.asked(binding.reverse, desk)
    except Refused as refused:
        message = f"the other way round, {refused}"
        raise Refused(message) from refused
    return Draft(stem, Reversed(there.answer, reverse_stem, back.answer, there.accepted, back.accepted))
