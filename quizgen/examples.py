"""The examples in templates, tried: these facts must give this stem and key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from quizgen.drafting import Desk
from quizgen.facts import FactBase
from quizgen.frozen import frozen
from quizgen.matching import Binding, bind
from quizgen.model import Example, Item, Refusal
from quizgen.problems import Problem, did_you_mean
from quizgen.question_templates import Prepared
from quizgen.questions import make_variant, reasons
from quizgen.readings import Readings
from quizgen.responses import key_text
from quizgen.variants import as_written


@frozen
class Given:
    """What a template gives for an example: of its stems, the nearest to what the example says comes first."""

    stems: tuple[str, ...]
    key: str


@frozen
class Tried:
    """What became of an example: a question, the reason why it is refused, or nothing if it is not asked."""

    template: str
    number: int
    example: Example
    outcome: Given | str | None

    @property
    def holds(self) -> bool:
        """Whether the template gives what the example says."""
        given = self.outcome
        return isinstance(given, Given) and (self.example.stem, self.example.key) == (given.stems[0], given.key)


def check_examples(templates: Iterable[Prepared], base: FactBase, readings: Readings) -> Iterator[Problem]:
    """Every example whose articles are at hand and that does not give what it says."""
    for tried in try_examples(templates, base, readings):
        yield from _problems(tried)


def try_examples(templates: Iterable[Prepared], base: FactBase, readings: Readings) -> Iterator[Tried]:
    """What becomes of every example whose articles are at hand."""
    desk = Desk(base, readings, seed="examples", plain=True)
    articles = {fact.article.id for fact in base.facts.values()}
    for prepared in templates:
        numbered = [
            (number, example)
            for number, example in enumerate(prepared.template.examples, start=1)
            if articles.issuperset(fact.partition("/")[0] for fact in example.facts)
        ]
        bindings = list(bind(prepared, base, readings)) if numbered else []
        for number, example in numbered:
            yield Tried(prepared.template.id, number, example, _outcome(example, bindings, desk))


def _outcome(example: Example, bindings: Iterable[Binding], desk: Desk) -> Given | str | None:
    for fact in example.facts:
        if fact not in desk.base.facts:
            return f"there is no fact `{fact}`; {did_you_mean(fact, desk.base.facts)}"
    binding = next((binding for binding in bindings if _is_meant(binding, example)), None)
    return None if binding is None else given(binding, desk, example.stem)


def given(binding: Binding, desk: Desk, near: str = "") -> Given | str:
    """What is made of these facts, or why nothing is; the stem nearest to a text comes first."""
    made = [make_variant(variant, desk) for variant in as_written(binding)]
    items = [item for item in made if isinstance(item, Item)]
    if not items:
        return reasons(one for one in made if isinstance(one, Refusal))
    likeness = {item.stem: SequenceMatcher(None, item.stem, near, autojunk=False).ratio() for item in items}
    items.sort(key=lambda item: -likeness[item.stem])
    return Given(tuple(dict.fromkeys(item.stem for item in items)), key_text(items[0].response))


def _is_meant(binding: Binding, example: Example) -> bool:
    facts = {fact.key for fact in binding.facts}
    return facts == set(example.facts) and example.role in (None, binding.hide)


def _problems(tried: Tried) -> Iterator[Problem]:
    example, how = tried.example, f"quizgen test {tried.template}"
    match tried.outcome:
        case None:
            message = f"the template does not ask about {', '.join(example.facts)}"
            hint = f"look at `relation`, `where` and `hide`; then try it with {how}"
            yield Problem(example.place, "example-unmatched", message, hint)
        case str(reason):
            message = f"this gives no question: {reason}"
            yield Problem(example.place, "example-refused", message, f"mend what it names; then try it with {how}")
        case Given(stems, key):
            hint = f"to see what differs: {how}; to accept what is given: {how} --update"
            if example.stem not in stems:
                message = f"the stem is {' or '.join(f'“{stem}”' for stem in stems)}"
                yield Problem(example.stem_place, "example-differs", message, hint)
            if example.key != key:
                yield Problem(example.key_place, "example-differs", f"the key is “{key}”", hint)
