"""True or false: the statement as it is, or with one value that is proved wrong."""

from __future__ import annotations

from quizgen.distractors import choose
from quizgen.drafting import Desk, Draft, Refused, stem_of_one, template_of
from quizgen.matching import Binding
from quizgen.model import TrueFalse
from quizgen.question_templates import Takes

TAKES = Takes(frozenset({"one"}), stem=False)


def make(binding: Binding, desk: Desk) -> Draft:
    """A statement to judge; false where chance says so and a wrong value can be proved wrong."""
    template, rng = template_of(binding), desk.random(binding)
    true = stem_of_one(binding, desk, swap={})
    if not (true.slots[binding.hide].shown or (binding.hide == "time" and true.slots.date_shown())):
        message = f"the statement does not show `{binding.hide}`"
        raise Refused(message)
    if desk.plain or rng.random() < 0.5 or len(binding.facts[0].values(binding.hide)) > 1:
        return Draft(true.text, TrueFalse(answer=True))
    wrong = choose(true.question, template.wishes, desk.base, rng)
    if not wrong:
        return Draft(true.text, TrueFalse(answer=True))
    false = stem_of_one(binding, desk, swap={binding.hide: (wrong[0].value,)})
    return Draft(false.text, TrueFalse(answer=False, proof=wrong[0].proof))
