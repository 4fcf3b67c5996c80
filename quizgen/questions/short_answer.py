"""Short answer: typed or written, and provably the only one."""

from __future__ import annotations

from quizgen.drafting import Desk, Draft, answer_text, other_spellings, recalled, template_of
from quizgen.matching import Binding
from quizgen.model import Text
from quizgen.question_templates import Takes

TAKES = Takes(frozenset({"one"}), stem=True)


def make(binding: Binding, desk: Desk) -> Draft:
    """A question that is answered in a word or two."""
    stem, key = recalled(binding, desk)
    answer = answer_text(key, binding, desk)
    return Draft(stem, Text(answer, other_spellings(key, answer, template_of(binding).language, desk)))
