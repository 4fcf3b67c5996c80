"""Cloze: a statement with a gap, and provably one thing that fills it."""

from __future__ import annotations

from quizgen.drafting import (
    Desk,
    Draft,
    gap_of,
    must_be_decided,
    must_not_tell,
    only_key,
    other_spellings,
    stem_of_one,
    template_of,
)
from quizgen.matching import Binding
from quizgen.model import Cloze
from quizgen.question_templates import Takes

TAKES = Takes(frozenset({"one"}), stem=False)
GAP = "____"


def make(binding: Binding, desk: Desk) -> Draft:
    """A statement in which the hidden role is left out."""
    language = template_of(binding).language
    stem = stem_of_one(binding, desk, gap=True)
    key = only_key(stem.question, desk.base)
    must_be_decided(stem.question, desk.base)
    before, answer, after = gap_of(stem.text)
    must_not_tell(f"{before} {after}", key, language, desk)
    accepted = other_spellings(key, answer, language, desk)
    return Draft(f"{before}{GAP}{after}", Cloze(before, answer, after, desk.cue(key, language), accepted))
