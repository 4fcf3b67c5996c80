"""Several answers: all right options of a role, among others that are proved wrong."""

from __future__ import annotations

from quizgen.distractors import choose
from quizgen.drafting import (
    Desk,
    Draft,
    Refused,
    answer_text,
    heed,
    must_be_decided,
    must_not_tell,
    stem_of_one,
    template_of,
    wrong_option,
)
from quizgen.matching import Binding
from quizgen.model import Option, SeveralOf, Value
from quizgen.question_templates import Takes
from quizgen.questions.choice import enough, in_sequence, must_differ
from quizgen.truth import rivals

TAKES = Takes(frozenset({"one", "group"}), stem=True)


def make(binding: Binding, desk: Desk) -> Draft:
    """An item whose keys are every value that the facts give the hidden role."""
    template, rng = template_of(binding), desk.random(binding)
    stem = stem_of_one(binding, desk)
    for fact in binding.facts[1:]:
        heed(fact, stem.slots, binding.hide)
    keys = list(dict.fromkeys(value for fact in binding.facts for value in fact.values(binding.hide)))
    if len(keys) < 2:
        message = "it has one right answer; the kind `choice` takes one"
        raise Refused(message)
    others = [fact.id for fact in rivals(stem.question, desk.base) if not set(fact.values(binding.hide)) <= set(keys)]
    if others:
        message = f"with what the stem shows, `{others[0]}` would be right too"
        raise Refused(message)
    must_be_decided(stem.question, desk.base)
    for key in keys:
        must_not_tell(stem.text, key, template.language, desk)
    distractors = enough(choose(stem.question, template.wishes, desk.base, rng, also=keys), template.wishes.at_least)
    pairs: list[tuple[Value, Option]] = [(key, Option(answer_text(key, binding, desk))) for key in keys]
    pairs += [(one.value, wrong_option(one.value, one.proof, binding, desk)) for one in distractors]
    must_differ(option for _, option in pairs)
    in_sequence(pairs, rng)
    right = tuple(index for index, (value, _) in enumerate(pairs) if value in keys)
    return Draft(stem.text, SeveralOf(tuple(option for _, option in pairs), right))
