"""Short answer: typed or written, and provably the only one."""

from __future__ import annotations

from quizgen.drafting import (
    Desk,
    Draft,
    answer_text,
    must_be_decided,
    must_not_tell,
    only_key,
    stem_of_one,
    template_of,
)
from quizgen.matching import Binding
from quizgen.model import Text
from quizgen.question_templates import Takes
from quizgen.slots import spellings

TAKES = Takes(frozenset({"one"}), stem=True)


def make(binding: Binding, desk: Desk) -> Draft:
    """A question that is answered in a word or two."""
    language = template_of(binding).language
    stem = stem_of_one(binding, desk)
    key = only_key(stem.question, desk.base)
    must_be_decided(stem.question, desk.base)
    must_not_tell(stem.text, key, language, desk)
    answer = answer_text(key, binding, desk)
    others = dict.fromkeys(spellings(key, language, desk.base.vocabulary))
    return Draft(stem.text, Text(answer, tuple(other for other in others if other != answer)))
