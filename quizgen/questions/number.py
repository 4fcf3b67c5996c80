"""Number: how many, with "about" where the number is not exact."""

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
from quizgen.matching import Binding
from quizgen.model import Number, Quantity
from quizgen.question_templates import Takes
from quizgen.truth import contains

TAKES = Takes(frozenset({"one"}), stem=True)


def make(binding: Binding, desk: Desk) -> Draft:
    """A question that is answered by a number."""
    language = template_of(binding).language
    stem = stem_of_one(binding, desk)
    key = only_key(stem.question, desk.base)
    if not isinstance(key, Quantity):
        message = f"`{binding.hide}` is not a number"
        raise Refused(message)
    must_be_decided(stem.question, desk.base)
    must_not_tell(stem.text, key, language, desk)
    if key.how != "exactly" and not contains(stem.text, "about"):
        message = "the number is not exact; ask with {{ hidden.how_many }}, which says “about”"
        raise Refused(message)
    return Draft(stem.text, Number(key.number, desk.text(key, language), key.how))
