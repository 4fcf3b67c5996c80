"""Date: when, as precisely as the article knows it."""

from __future__ import annotations

from quizgen.drafting import Desk, Draft, Refused, other_spellings, recalled, template_of
from quizgen.edtf import Date
from quizgen.matching import Binding
from quizgen.model import Text
from quizgen.question_templates import Takes
from quizgen.slots import date_text

TAKES = Takes(frozenset({"one"}), stem=True)


def make(binding: Binding, desk: Desk) -> Draft:
    """A question that is answered by a date."""
    stem, key = recalled(binding, desk)
    if not isinstance(key, Date) or key.uncertain:
        message = f"`{binding.hide}` is not a date that is known for certain"
        raise Refused(message)
    language = template_of(binding).language
    answer = date_text(key, language)
    return Draft(stem, Text(answer, other_spellings(key, answer, language, desk)))
