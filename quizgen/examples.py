"""The examples in templates, tested: these facts give this stem and key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.drafting import Desk
from quizgen.facts import FactBase
from quizgen.matching import Binding, bind
from quizgen.model import Example, Refusal
from quizgen.problems import Problem
from quizgen.question_templates import Prepared
from quizgen.questions import make
from quizgen.readings import Readings
from quizgen.responses import key_text


def check_examples(templates: Iterable[Prepared], base: FactBase, readings: Readings) -> Iterator[Problem]:
    """Every example whose facts are at hand and that does not give what it says."""
    desk = Desk(base, readings, seed="examples", plain=True)
    for prepared in templates:
        examples = [example for example in prepared.template.examples if set(example.facts) <= set(base.facts)]
        if examples:
            bindings = list(bind(prepared, base, readings))
            for example in examples:
                yield from _problems(example, bindings, desk)


def _problems(example: Example, bindings: Iterable[Binding], desk: Desk) -> Iterator[Problem]:
    binding = next((binding for binding in bindings if _is_meant(binding, example)), None)
    if binding is None:
        message = f"the template does not ask about {', '.join(example.facts)}"
        yield Problem(example.place, "example-unmatched", message, "look at `relation`, `where` and `hide`")
        return
    made = make(binding, desk)
    if isinstance(made, Refusal):
        yield Problem(example.place, "example-refused", f"this gives no question: {made.reason}")
        return
    for name, wanted, given in (("stem", example.stem, made.stem), ("key", example.key, key_text(made.response))):
        if wanted != given:
            yield Problem(example.place, "example-differs", f"the {name} is “{given}”", f"the example says “{wanted}”")


def _is_meant(binding: Binding, example: Example) -> bool:
    facts = {fact.key for fact in binding.facts}
    return facts == set(example.facts) and example.role in (None, binding.hide)
