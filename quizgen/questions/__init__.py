"""The kinds of question. Adding one is one module and one line in `QUESTIONS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter

from jinja2.exceptions import TemplateError

from quizgen.drafting import Desk, Draft, Refused, template_of
from quizgen.evidence import evidence
from quizgen.frozen import frozen
from quizgen.illustrating import illustrate
from quizgen.matching import Binding
from quizgen.model import Fact, Item, Refusal
from quizgen.question_templates import Takes
from quizgen.questions import (
    basic,
    both_ways,
    choice,
    cloze,
    date,
    image_occlusion,
    matching,
    multiple,
    number,
    ordering,
    short_answer,
    true_false,
)
from quizgen.slots import Namespace, needs_attribution
from quizgen.variants import ranked


@frozen
class Kind:
    """A kind of question: how it is made, and what its templates must give."""

    make: Callable[[Binding, Desk], Draft]
    takes: Takes


QUESTIONS: Mapping[str, Kind] = {
    "choice": Kind(choice.make, choice.TAKES),
    "multiple": Kind(multiple.make, multiple.TAKES),
    "true_false": Kind(true_false.make, true_false.TAKES),
    "matching": Kind(matching.make, matching.TAKES),
    "ordering": Kind(ordering.make, ordering.TAKES),
    "cloze": Kind(cloze.make, cloze.TAKES),
    "date": Kind(date.make, date.TAKES),
    "number": Kind(number.make, number.TAKES),
    "short_answer": Kind(short_answer.make, short_answer.TAKES),
    "basic": Kind(basic.make, basic.TAKES),
    "reversed": Kind(both_ways.make, both_ways.TAKES),
    "image_occlusion": Kind(image_occlusion.make, image_occlusion.TAKES),
}
"""In the order a learner meets them: from recognising to recalling."""


def make(binding: Binding, desk: Desk) -> Item | Refusal:
    """The item for a binding, or why there is none; of several stems with the first that can be asked."""
    refusals: list[tuple[int, Refusal]] = []
    for variant in ranked(binding, desk.seed):
        made = make_variant(variant, desk)
        if not isinstance(made, Refusal):
            return made
        refusals.append((variant.variant, made))
    return _refusal(binding, reasons(refusal for _, refusal in sorted(refusals, key=itemgetter(0))))


def reasons(refusals: Iterable[Refusal]) -> str:
    """Why none of the stems will do: once, where it is the same for all."""
    each = [refusal.reason for refusal in refusals]
    if len(set(each)) == 1:
        return each[0]
    return "; ".join(f"stem {number}: {reason}" for number, reason in enumerate(each, start=1))


def make_variant(binding: Binding, desk: Desk) -> Item | Refusal:
    """The item with the stem that is this binding's, or why there is none."""
    template = template_of(binding)
    try:
        draft = QUESTIONS[template.kind].make(binding, desk)
        rationale = _rationale(binding, desk)
    except Refused as refused:
        return _refusal(binding, str(refused))
    except (TemplateError, RecursionError) as error:
        return _refusal(binding, f"the template {error.message if isinstance(error, TemplateError) else error}")
    images, answer_images = illustrate(binding, draft, desk)
    return Item(
        id=binding.id,
        kind=template.kind,
        language=template.language,
        stem=draft.stem,
        response=draft.response,
        rationale=rationale,
        evidence=evidence(binding, draft.response, desk.base.vocabulary),
        topics=template.topics or (desk.base.vocabulary.relations[binding.facts[0].relation].topic,),
        level=template.level,
        template=template.id,
        facts=tuple(fact.key for fact in binding.facts),
        place=template.place,
        images=images,
        answer_images=answer_images,
    )


def _rationale(binding: Binding, desk: Desk) -> str:
    template, source = template_of(binding), binding.prepared.rationale
    if source is None:
        return " ".join(_told(fact, template.language, desk) for fact in binding.facts)
    each = [desk.readings.slots(fact, template.language) for fact in binding.facts]
    match template.pattern.shape:
        case "pair":
            return source.render({"first": Namespace(each[0]), "second": Namespace(each[1])})
        case "set":
            return source.render({})
        case _:
            each[0].hidden = binding.hide
            return source.render(each[0])


def _told(fact: Fact, language: str, desk: Desk) -> str:
    """The statement of a fact; Refused if it tells a claim as if it were known to be so."""
    if not needs_attribution(fact):
        return desk.readings.statement(fact, language)
    slots = desk.readings.slots(fact, language)
    text = desk.readings.render("statement", slots, language)
    slots.settle(text)
    if not slots.attribution_shown():
        message = f"the statement of `{fact.relation}` does not say whose claim `{fact.id}` is; name the speaker in it"
        raise Refused(message)
    return text


def _refusal(binding: Binding, reason: str) -> Refusal:
    template = template_of(binding)
    return Refusal(binding.id, template.id, tuple(fact.key for fact in binding.facts), reason, template.place)
