"""Date: when, as precisely as the article knows it."""

from __future__ import annotations

from quizgen.drafting import (
    Desk,
    Draft,
    Refused,
    must_be_decided,
    must_not_tell,
    only_key,
    stem_of_one,
    template_of,
)
from quizgen.edtf import Date
from quizgen.matching import Binding
from quizgen.model import Text
from quizgen.question_templates import Takes
from quizgen.slots import date_spellings, date_text

TAKES = Takes(frozenset({"one"}), stem=True)


def make(binding: Binding, desk: Desk) -> Draft:
    """A question that is answered by a date."""
    language = template_of(binding).language
    stem = stem_of_one(binding, desk)
    key = only_key(stem.question, desk.base)
    if not isinstance(key, Date) or key.uncertain:
        message = f"`{binding.hide}` is not a date that is known for certain"
        raise Refused(message)
    must_be_decided(stem.question, desk.base)
    must_not_tell(stem.text, key, language, desk)
    answer = date_text(key, language)
    return Draft(
        stem.text, Text(answer, tuple(spelling for spelling in date_spellings(key, language) if spelling != answer))
    )
