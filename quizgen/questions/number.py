"""Number: how many, with "about" where the number is not exact."""

from __future__ import annotations

from quizgen.drafting import Desk, Draft, Refused, recalled, template_of
from quizgen.matching import Binding
from quizgen.model import Number, Quantity
from quizgen.phrases import phrases
from quizgen.question_templates import Takes
from quizgen.truth import contains

TAKES = Takes(frozenset({"one"}), stem=True)


def make(binding: Binding, desk: Desk) -> Draft:
    """A question that is answered by a number."""
    stem, key = recalled(binding, desk)
    if not isinstance(key, Quantity):
        message = f"`{binding.hide}` is not a number"
        raise Refused(message)
    language = template_of(binding).language
    about = phrases(language).approximately["about"].format("").strip()
    if key.how != "exactly" and not contains(stem, about):
        message = f"the number is not exact; ask with {{{{ hidden.how_many }}}}, which says “{about}”"
        raise Refused(message)
    return Draft(stem, Number(key.number, desk.text(key, language), key.how))
