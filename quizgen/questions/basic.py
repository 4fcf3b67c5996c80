"""Basic: a question and its answer; the learner recalls it and judges alone. Provably the only one."""

from __future__ import annotations

from quizgen.drafting import Desk, Draft, answer_text, other_spellings, recalled, template_of
from quizgen.matching import Binding
from quizgen.model import Basic
from quizgen.question_templates import Takes

TAKES = Takes(frozenset({"one"}), stem=True)


def make(binding: Binding, desk: Desk) -> Draft:
    """A question whose answer is thought of, not typed."""
    return Draft(*asked(binding, desk))


def asked(binding: Binding, desk: Desk) -> tuple[str, Basic]:
    """The stem and its answer."""
    stem, key = recalled(binding, desk)
    answer = answer_text(key, binding, desk)
    return stem, Basic(answer, other_spellings(key, answer, template_of(binding).language, desk))
