"""Single choice: one right option among others that are proved wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from quizgen.distractors import Distractor, choose
from quizgen.drafting import (
    Desk,
    Draft,
    Refused,
    answer_text,
    fact_text,
    heed,
    must_be_unrivalled,
    must_not_tell,
    only_key,
    own_stem,
    stem_of_one,
    template_of,
    wrong_option,
)
from quizgen.matching import Binding
from quizgen.model import TIME, Entity, OneOf, Option, Proof, Quantity, Value
from quizgen.phrases import phrases, sentence
from quizgen.question_templates import Takes
from quizgen.slots import Namespace

TAKES = Takes(frozenset({"one", "pair"}), stem=True)


def make(binding: Binding, desk: Desk) -> Draft:
    """A choice about one fact, or between two that are compared."""
    return _compared(binding, desk) if len(binding.facts) > 1 else _chosen(binding, desk)


def _chosen(binding: Binding, desk: Desk) -> Draft:
    template, rng = template_of(binding), desk.random(binding)
    stem = stem_of_one(binding, desk)
    key = only_key(stem.question, desk.base)
    must_not_tell(stem.text, key, template.language, desk)
    distractors = enough(choose(stem.question, template.wishes, desk.base, rng), template.wishes.at_least)
    return Draft(stem.text, one_of(key, distractors, binding, desk, rng))


def enough(distractors: list[Distractor], least: int) -> list[Distractor]:
    """The distractors, if they are as many as the template needs."""
    if len(distractors) < least:
        message = f"{len(distractors)} wrong answers can be proved wrong, {least} are needed"
        raise Refused(message)
    return distractors


def one_of(key: Value, distractors: Sequence[Distractor], binding: Binding, desk: Desk, rng: Random) -> OneOf:
    """The options in the order shown: numbers and dates rising, all else shuffled."""
    right = Option(answer_text(key, binding, desk))
    pairs: list[tuple[Value, Option]] = [(key, right)]
    pairs += [(one.value, wrong_option(one.value, one.proof, binding, desk)) for one in distractors]
    must_differ(option for _, option in pairs)
    in_sequence(pairs, rng)
    options = tuple(option for _, option in pairs)
    return OneOf(options, options.index(right))


def must_differ(options: Iterable[Option]) -> None:
    """Refuse options that cannot be told apart."""
    texts = [option.text.casefold() for option in options]
    if len(set(texts)) < len(texts):
        message = "two options read alike"
        raise Refused(message)


def in_sequence(pairs: list[tuple[Value, Option]], rng: Random) -> None:
    """Order options in place: numbers and dates rising, names shuffled."""
    if isinstance(pairs[0][0], Entity):
        rng.shuffle(pairs)
    else:
        pairs.sort(key=lambda pair: _size(pair[0]))


def _size(value: Value) -> float:
    if isinstance(value, Quantity):
        return float(value.number)
    return 0.0 if isinstance(value, Entity) else float(value.earliest.toordinal())


def _compared(binding: Binding, desk: Desk) -> Draft:
    template, rng = template_of(binding), desk.random(binding)
    role = str(template.pattern.compare)
    hide = TIME if role == TIME else None
    each = [desk.readings.slots(fact, template.language, hide=hide) for fact in binding.facts]
    key = 1 if binding.hide in ("greater", "later") else 0
    default = "event" if role == TIME else "subject"
    texts = [fact_text(binding.prepared.answer, slots, default) for slots in each]
    order = rng.sample(range(2), 2)
    stem = own_stem(binding).render({"first": Namespace(each[order[0]]), "second": Namespace(each[order[1]])})
    must_differ(map(Option, texts))
    for index, (fact, slots) in enumerate(zip(binding.facts, each, strict=True)):
        if slots.shows(role):
            message = "the stem or an option shows what is compared"
            raise Refused(message)
        slots.settle(f"{stem} {' '.join(texts)}")
        heed(fact, slots, hide, "first" if index == order[0] else "second")
        must_be_unrivalled(desk.question(slots, role), desk.base)
    options = [Option(text) for text in texts]
    options[1 - key] = Option(texts[1 - key], _comparison(binding, desk, role, key))
    shown = tuple(options[index] for index in order)
    return Draft(stem, OneOf(shown, order.index(key)))


def _comparison(binding: Binding, desk: Desk, role: str, key: int) -> Proof:
    language = template_of(binding).language
    left, right = (desk.text(binding.facts[index].values(role)[0], language) for index in (1 - key, key))
    text = phrases(language).compared[binding.hide].format(left=left, right=right)
    return Proof("compared", tuple(fact.key for fact in binding.facts), sentence(text))
