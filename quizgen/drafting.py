"""From a binding to the words of a question, with the cautions that its facts demand."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property, lru_cache
from random import Random

from quizgen.edtf import Date
from quizgen.facts import UNTRUE, FactBase
from quizgen.frozen import frozen
from quizgen.matching import Binding
from quizgen.model import TIME, Entity, Fact, Image, Option, Proof, Quantity, Response, Template, Value
from quizgen.phrases import phrases
from quizgen.readings import Readings
from quizgen.sandbox import GAP_CLOSE, GAP_OPEN, Source, upper_first
from quizgen.slots import FactSlots, Namespace, RoleSlot, needs_attribution, spellings, value_text
from quizgen.truth import Lookalikes, Question, contains, lookalikes, rivals, rule


class Refused(Exception):
    """This question cannot be asked of these facts; says why."""


@frozen
class Draft:
    """What a kind of question makes of a binding, and the picture that it is about, if it is about one."""

    stem: str
    response: Response
    image: Image | None = None


@dataclass(frozen=True)
class Desk:
    """What every kind of question needs: the facts, how they read, the seed.

    With `plain` statements stay as they are: examples in templates leave nothing to chance.
    """

    base: FactBase
    readings: Readings
    seed: str
    plain: bool = False

    @cached_property
    def alike(self) -> Lookalikes:
        """Whom or what else the names of entities may point to."""
        return _alike(self.base)

    def with_seed(self, seed: str) -> Desk:
        """The same with another seed; what does not depend on it is kept."""
        other = copy(self)
        object.__setattr__(other, "seed", seed)
        return other

    def question(self, slots: FactSlots, hide: str) -> Question:
        """What is asked of a fact when a text has shown what these slots note, and nothing else."""
        shown = slots.shown_roles() - {hide}
        return Question(slots.fact, hide, shown, slots.date_shown(), slots.language, self.alike)

    def random(self, binding: Binding) -> Random:
        """Chance of an item's own, so that adding one does not reshuffle the others."""
        return Random(f"{self.seed}:{binding.id}")

    def text(self, value: Value, language: str) -> str:
        """How a value reads on its own."""
        return value_text(value, language, self.base.vocabulary)

    def cue(self, value: Value, language: str) -> str:
        """What kind of thing a value is, giving nothing away: "city", "how many", "in which year"."""
        match value:
            case Entity():
                return self.base.vocabulary.word(value.type, language)
            case Quantity():
                return phrases(language).number
            case Date():
                return phrases(language).ask[value.precision]


@lru_cache(maxsize=2)  # a template is stressed on two in turn
def _alike(base: FactBase) -> Lookalikes:
    # A deck's items and its templates' examples are made on desks of their own, of the same facts.
    return lookalikes(base.spoken_of)


@frozen
class Stem:
    """A rendered stem and what it shows of its fact."""

    text: str
    slots: FactSlots
    question: Question


def template_of(binding: Binding) -> Template:
    """The template of a binding."""
    return binding.prepared.template


def own_stem(binding: Binding) -> Source:
    """The stem that a template of a kind without a default one must have."""
    if binding.stem is None:
        message = f"template {template_of(binding).id} was loaded without a stem"
        raise LookupError(message)
    return binding.stem


def stem_of_one(
    binding: Binding, desk: Desk, *, gap: bool = False, swap: Mapping[str, tuple[Value, ...]] | None = None
) -> Stem:
    """The stem about one fact; Refused where it lacks a caution or shows its answer.

    With `gap` the hidden role is marked in the text; with `swap` a role holds another value,
    and the hidden role must be shown.
    """
    fact, hide = binding.facts[0], binding.hide
    language = template_of(binding).language
    open_role = swap is not None
    slots = desk.readings.slots(fact, language, hide=None if open_role else hide, swap=swap)
    if gap:
        slots[hide].gap = True
        slots["when"].gap = hide == TIME
    source = binding.stem
    slots.hidden = hide
    text = source.render(slots) if source else desk.readings.render("statement", slots, language)
    if not open_role and slots.shows(hide):
        message = "the stem shows its own answer"
        raise Refused(message)
    slots.settle(text)
    heed(fact, slots, None if open_role else hide)
    return Stem(text, slots, desk.question(slots, hide))


def heed(fact: Fact, slots: FactSlots, hide: str | None, within: str = "") -> None:
    """Raise Refused where a fact may not be asked, or not with what its question shows.

    Of two facts compared, the slots of each stand `within` another: first, or second.
    """
    if fact.ask == "never" or fact.status in UNTRUE:
        message = f"`{fact.id}` may not be asked: {fact.reason or fact.status}"
        raise Refused(message)
    if lacking := slots.lacking():
        message = (
            f"`{fact.id}` has no `{lacking[0]}`; put what tells of it between {{% if {lacking[0]} %}} and {{% endif %}}"
        )
        raise Refused(message)
    asked_who = hide is not None and hide == slots.speaker and fact.values(hide) == (fact.attribution,)
    if needs_attribution(fact) and not asked_who and hide and fact.attribution in fact.values(hide):
        message = f"`{fact.id}` is the word of the one asked for; if its relation is a saying, name its `speaker`"
        raise Refused(message)
    if needs_attribution(fact) and not asked_who and not slots.attribution_shown():
        message = f"`{fact.id}` needs its attribution; put {_slots(within, 'by')} into the stem"
        raise Refused(message)
    if fact.when is not None and hide != TIME and not slots.date_shown():
        message = f"`{fact.id}` needs its date; put {_slots(within, 'when')} into the stem"
        raise Refused(message)


def _slots(within: str, name: str) -> str:
    """The slots that say it, as they are written."""
    return f"{{{{ {within}.{name} }}}}" if within else f"{{{{ lead }}}} or {{{{ {name} }}}}"


def only_key(question: Question, base: FactBase) -> Value:
    """The one right answer; Refused if the facts know another."""
    values = question.fact.values(question.hidden)
    if len(values) > 1:
        message = f"it has {len(values)} right answers; the kind `multiple` takes several"
        raise Refused(message)
    must_be_unrivalled(question, base)
    return values[0]


def must_be_unrivalled(question: Question, base: FactBase) -> None:
    """Refuse what has another right answer with what its text shows."""
    others = sorted(fact.id for fact in rivals(question, base))
    if others:
        few = ", ".join(f"`{other}`" for other in others[:3])
        message = f"with what the stem shows, {few}{' and more' if len(others) > 3 else ''} would be right too"
        raise Refused(message)


def must_be_decided(question: Question, base: FactBase) -> None:
    """Refuse a recall question unless something proves that it has no other answer."""
    if rule(question, base) is None:
        shown = ", ".join(sorted(question.shown)) or "nothing"
        message = (
            f"nothing proves that `{question.hidden}` has one value, given {shown}: "
            "the relation does not say so (single), nor do the facts (complete)"
        )
        raise Refused(message)


def must_not_tell(stem: str, key: Value, language: str, desk: Desk) -> None:
    """Refuse a stem that names or writes its key in any way."""
    for name in spellings(key, language, desk.base.vocabulary):
        if contains(stem, name):
            message = f"the stem tells its answer: “{name}”"
            raise Refused(message)


def recalled(binding: Binding, desk: Desk) -> tuple[str, Value]:
    """The stem and the key of a question answered from memory: Refused unless nothing else can be right."""
    stem = stem_of_one(binding, desk)
    key = only_key(stem.question, desk.base)
    must_be_decided(stem.question, desk.base)
    must_not_tell(stem.text, key, template_of(binding).language, desk)
    return stem.text, key


def other_spellings(key: Value, answer: str, language: str, desk: Desk) -> tuple[str, ...]:
    """What is accepted beside the answer shown."""
    found = dict.fromkeys(spellings(key, language, desk.base.vocabulary))
    return tuple(spelling for spelling in found if spelling.casefold() != answer.casefold())


def gap_of(text: str) -> tuple[str, str, str]:
    """The text before, in and after the one marked gap; Refused if there is not just one."""
    if text.count(GAP_OPEN) != 1:
        message = f"the text shows what it hides {text.count(GAP_OPEN)} times, not once"
        raise Refused(message)
    before, rest = text.split(GAP_OPEN)
    answer, after = rest.split(GAP_CLOSE)
    return before, answer, after


def answer_text(value: Value, binding: Binding, desk: Desk) -> str:
    """How the key or a distractor reads, by the template's `answer`."""
    source, template = binding.prepared.answer, template_of(binding)
    if source is None:
        return upper_first(desk.text(value, template.language))
    role = desk.base.vocabulary.relations[binding.facts[0].relation].roles.get(binding.hide)
    slot = RoleSlot((value,), role.types if role else (), template.language, desk.base.vocabulary)
    return source.render({"it": slot})


def fact_text(source: Source | None, slots: FactSlots, default: str, form: str = "the") -> str:
    """How a whole fact reads as an entry or option: by the template, else by a reading or role."""
    if source is not None:
        return source.render({"it": Namespace(slots)})
    slot = slots[default]
    text = slot.form(form) if isinstance(slot, RoleSlot) else slot.default()
    return upper_first(text.slot.note(text))


def wrong_option(value: Value, proof: Proof, binding: Binding, desk: Desk) -> Option:
    """A distractor as an option, with what it is where that is known."""
    language = template_of(binding).language
    gloss = None
    if isinstance(value, Entity):
        gloss = value.gloss.get(language) or value.gloss.get(language.split("-")[0])
    elif isinstance(value, Date):
        gloss = _that_day(value, binding, desk)
    return Option(answer_text(value, binding, desk), proof, gloss)


def _that_day(value: Date, binding: Binding, desk: Desk) -> str | None:
    """What happened at a wrong date, where the date is that of another fact of the same relation."""
    for fact in desk.base.holding(binding.facts[0].relation, binding.hide, value):
        if fact.ask != "never" and fact.status not in UNTRUE and not needs_attribution(fact):
            return desk.readings.statement(fact, template_of(binding).language).rstrip(".")
    return None
