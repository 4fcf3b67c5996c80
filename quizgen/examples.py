"""The examples in templates, tested: these facts give this stem and key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.drafting import Desk
from quizgen.facts import FactBase
from quizgen.matching import Binding, bind
from quizgen.model import Example, Item, Refusal
from quizgen.problems import Problem
from quizgen.question_templates import Prepared
from quizgen.questions import make_variant, reasons
from quizgen.readings import Readings
from quizgen.responses import key_text
from quizgen.variants import as_written


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
    made = [make_variant(variant, desk) for variant in as_written(binding)]
    items = {item.stem: item for item in made if isinstance(item, Item)}
    if not items:
        yield Problem(
            example.place,
            "example-refused",
            f"this gives no question: {reasons(one for one in made if isinstance(one, Refusal))}",
        )
        return
    item = items.get(example.stem) or next(iter(items.values()))
    if example.stem not in items:
        message = f"the stem is {' or '.join(f'“{stem}”' for stem in items)}"
        yield Problem(example.place, "example-differs", message, f"the example says “{example.stem}”")
    if example.key != (given := key_text(item.response)):
        message = f"the key is “{given}”"
        yield Problem(example.place, "example-differs", message, f"the example says “{example.key}”")


def _is_meant(binding: Binding, example: Example) -> bool:
    facts = {fact.key for fact in binding.facts}
    return facts == set(example.facts) and example.role in (None, binding.hide)
