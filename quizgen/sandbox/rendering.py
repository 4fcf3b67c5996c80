"""From a checked template and its slots to a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateError

from quizgen.model import Place
from quizgen.sandbox.environment import BUDGET, ENVIRONMENT, TOGETHER, TURN
from quizgen.sandbox.filters import (
    FILTERS,
    MAX_LENGTH,
    Budget,
    finalize,
    upper_first,
)
from quizgen.sandbox.slot import GAP_OPEN, OverBudget

_FAILURES = (AttributeError, LookupError, RuntimeError, TypeError, ValueError)


@dataclass(frozen=True)
class Source:
    """A checked template."""

    tree: nodes.Template
    place: Place

    def __reduce__(self) -> tuple[type[Source], tuple[nodes.Template, Place]]:
        return Source, (self.tree, self.place)  # without what it has made of itself

    @cached_property
    def template(self) -> Any:
        """What Jinja makes of the tree."""
        return ENVIRONMENT.from_string(_instrumented(self.tree))

    @cached_property
    def _parts(self) -> Sequence[_Part] | None:
        return _parts(self.tree)

    def render(self, slots: Mapping[str, Any], *, sentence: bool = True) -> str:
        """The text for these slots, tidied. Raises TemplateError: NoForm, OverBudget or another."""
        try:
            text = self._plainly(slots)
            if text is None:
                template = self.template
                context = template.new_context({**slots, BUDGET: Budget()}, shared=True)
                text = "".join(template.root_render_func(context))
        except _FAILURES as error:
            message = f"cannot be rendered: {error}"
            raise TemplateError(message) from error
        if len(text) > MAX_LENGTH:
            message = f"makes a text of more than {MAX_LENGTH:,} characters"
            raise OverBudget(message)
        return tidy(text, sentence=sentence)

    def _plainly(self, slots: Mapping[str, Any]) -> str | None:
        """The text without Jinja's help; None where that does not do."""
        if self._parts is None:
            return None
        try:
            return "".join([finalize(part(slots)) for part in self._parts])
        except (TemplateError, *_FAILURES):
            return None  # Jinja says what is wrong, and on which line

    def line_of(self, error: BaseException) -> int:
        """The line of the template in which an error arose while rendering."""
        trace, line = error.__traceback__, 1
        while trace is not None:
            if trace.tb_frame.f_code is self.template.root_render_func.__code__:
                line = self.template.get_corresponding_lineno(trace.tb_lineno)
            trace = trace.tb_next
        return line


_Part = Callable[[Mapping[str, Any]], object]
"""Gives a text, or what is to be printed of the slots."""


class _DoesMore(Exception):
    """A template does more than print texts and slots."""


def _parts(tree: nodes.Template) -> Sequence[_Part] | None:
    """What a template prints, one after the other; None for one that does more than print.

    Nearly all just print texts and slots. To have Jinja write and compile a program for each
    takes longer than all else that is done for a deck of usual size.
    """
    try:
        return [_part(node) for output in tree.body for node in getattr(output, "nodes", [output])]
    except _DoesMore:
        return None


def _part(node: nodes.Node | None) -> _Part:
    match node:
        case nodes.TemplateData(data=value) | nodes.Const(value=value):
            return lambda _: value
        case nodes.Name(name=name):
            return itemgetter(name)
        case nodes.Getattr(node=inner, attr=attribute):
            part = _part(inner)
            return lambda slots: ENVIRONMENT.getattr(part(slots), attribute)
        case nodes.Filter(node=inner, name=name, args=args, kwargs=kwargs, dyn_args=None, dyn_kwargs=None):
            part, change, given = _part(inner), FILTERS[name], list(map(_part, args))
            named = [(str(keyword.key), _part(keyword.value)) for keyword in kwargs]
            if not named:
                return lambda slots: change(part(slots), *[value(slots) for value in given])
            return lambda slots: change(
                part(slots), *[value(slots) for value in given], **{key: value(slots) for key, value in named}
            )
    raise _DoesMore


_SPACE_BEFORE_STOP = re.compile(r" ([.,?;])(?= |$)")


def tidy(text: str, *, sentence: bool) -> str:
    """White space folded, none before a full stop or comma; in a sentence the first letter a capital."""
    text = " ".join(text.split())
    if " ." in text or " ," in text or " ?" in text or " ;" in text:
        text = _SPACE_BEFORE_STOP.sub(r"\1", text)
    if not sentence:
        return text
    start = 1 if text[:1] in (GAP_OPEN, "“", "‘", '"') else 0
    return text[:start] + upper_first(text[start:])


def _instrumented(tree: nodes.Template) -> nodes.Template:
    """The tree with its loops counted and its joined texts bounded."""
    for loop in list(tree.find_all(nodes.For)):
        count = nodes.Filter(nodes.Name(BUDGET, "load"), TURN, [], [], None, None, lineno=loop.lineno)
        loop.body.insert(0, nodes.Output([count], lineno=loop.lineno))
    _bound_concatenation(tree)
    return tree


def _bound_concatenation(node: nodes.Node) -> None:
    for name, value in list(node.iter_fields()):
        if isinstance(value, list):
            setattr(node, name, [_bounded(child) for child in value])
        elif isinstance(value, nodes.Node):
            setattr(node, name, _bounded(value))


def _bounded(value: Any) -> Any:
    if not isinstance(value, nodes.Node):
        return value
    _bound_concatenation(value)
    if isinstance(value, nodes.Concat):
        return nodes.Filter(nodes.List(value.nodes), TOGETHER, [], [], None, None, lineno=value.lineno)
    return value
