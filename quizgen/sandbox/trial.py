"""Rendering a template once with stand-ins, to find what goes wrong whatever the facts are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from jinja2 import TemplateSyntaxError
from jinja2.exceptions import TemplateError

from quizgen.sandbox.inlining import Violation
from quizgen.sandbox.rendering import Source
from quizgen.sandbox.rules import Slots
from quizgen.sandbox.slot import Form, NoForm, OverBudget, Slot
from quizgen.sandbox.trees import TOO_DEEP, as_clause, syntax


class _Dummy(Slot):
    """Stands for a slot while a template is tried."""

    plural = False
    number = 1

    def __init__(self, forms: Collection[str] | Mapping[str, Collection[str]]) -> None:
        self.forms = forms

    def __iter__(self) -> Iterator[object]:
        yield _Dummy(self.forms)

    def form(self, name: str) -> object:
        if name not in self.forms:
            message = f"prints `.{name}`, which is no form of what it is asked of"
            raise NoForm(message)
        return _Dummy(self.forms[name]) if isinstance(self.forms, Mapping) else self.default()

    def default(self) -> Form:
        if isinstance(self.forms, Mapping):
            message = f"prints a whole fact; name one of {', '.join(self.forms)}"
            raise NoForm(message)
        return Form.of("x", self)


def tried(source: Source, slots: Slots) -> list[Violation]:
    """What goes wrong whatever the facts are: found by rendering once with stand-ins."""
    try:
        source.render({name: _Dummy(forms) for name, forms in slots.items()})
    except SyntaxError:
        return [TOO_DEEP]  # for Python, which allows twenty loops in each other
    except TemplateSyntaxError as error:
        return [syntax(error)]
    except TemplateError as error:
        line = source.line_of(error.__cause__ or error)
        message = f"the template {as_clause(error.message)}"
        if isinstance(error, OverBudget):
            return [(line, "", "jinja-too-much", message, "a question is a sentence or two; make it shorter")]
        said = re.search(r"`\.(\w+)`", message)
        sought = rf"\.({said[1]})\b" if said else ""
        return [(line, sought, "jinja-fails", message, "look at what is printed, compared and joined there")]
    return []
