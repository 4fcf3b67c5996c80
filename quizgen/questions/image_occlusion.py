"""Image occlusion: name what a mask hides on a marked picture."""

from __future__ import annotations

from quizgen.drafting import (
    Desk,
    Draft,
    Refused,
    answer_text,
    must_not_tell,
    other_spellings,
    stem_of_one,
    template_of,
)
from quizgen.matching import Binding
from quizgen.model import Entity, Image, Mark, Occlusion, Value
from quizgen.question_templates import Takes

TAKES = Takes(frozenset({"one"}), stem=True)


def make(binding: Binding, desk: Desk) -> Draft:
    """A question about the one thing under the mask: as no two marks overlap, nothing else can be meant."""
    stem = stem_of_one(binding, desk)
    language = template_of(binding).language
    keys = binding.facts[0].values(binding.hide)
    if len(keys) != 1:
        message = f"`{binding.hide}` has {len(keys)} values, and a mask hides one"
        raise Refused(message)
    image, mark = _marked(keys[0], binding)
    must_not_tell(f"{stem.text} {image.alt} {image.credit}", keys[0], language, desk)
    answer = answer_text(keys[0], binding, desk)
    return Draft(stem.text, Occlusion(mark, answer, other_spellings(keys[0], answer, language, desk)), image)


def _marked(key: Value, binding: Binding) -> tuple[Image, Mark]:
    """The picture of another role on which the key is marked."""
    fact = binding.facts[0]
    others = [value for role, values in fact.roles.items() if role != binding.hide for value in values]
    for other in others:
        if isinstance(key, Entity) and isinstance(other, Entity) and other.image and key.id in other.marks:
            return other.image, other.marks[key.id]
    message = f"no picture that goes with `{fact.id}` has a mark for `{binding.hide}`"
    raise Refused(message)
