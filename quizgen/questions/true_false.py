"""True or false: the statement as it is, or with one value that is proved wrong."""

from __future__ import annotations

from random import Random

from quizgen.distractors import choose
from quizgen.drafting import Desk, Draft, Refused, Stem, stem_of_one, template_of
from quizgen.matching import Binding
from quizgen.model import TrueFalse
from quizgen.question_templates import Takes

TAKES = Takes(frozenset({"one"}), stem=False)


def make(binding: Binding, desk: Desk) -> Draft:
    """A statement to judge; false where chance says so and a wrong value can be proved wrong."""
    true = stem_of_one(binding, desk, swap={})
    if not true.slots.shows(binding.hide):
        message = f"the statement does not show `{binding.hide}`"
        raise Refused(message)
    rng = desk.random(binding)
    tells_true = desk.plain or rng.random() < 0.5 or len(binding.facts[0].values(binding.hide)) > 1
    false = None if tells_true else _false(binding, desk, true, rng)
    return false or Draft(true.text, TrueFalse(answer=True))


def _false(binding: Binding, desk: Desk, true: Stem, rng: Random) -> Draft | None:
    """The statement with one value proved wrong; None if none is, or if it would hide whose statement it is."""
    wrong = choose(true.question, template_of(binding).wishes, desk.base, rng)
    if not wrong:
        return None
    try:
        false = stem_of_one(binding, desk, swap={binding.hide: (wrong[0].value,)})
    except Refused:
        return None
    return Draft(false.text, TrueFalse(answer=False, proof=wrong[0].proof))
