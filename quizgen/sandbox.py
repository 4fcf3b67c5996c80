"""The part of Jinja that question templates may use, safe to run from strangers.

A whitelist of Jinja's own syntax tree: slots, conditions, loops over a role's values, a few
filters. No calls, no arithmetic, no attributes but the forms of slots. What remains is
bounded: loops by a budget of turns, output by its length. What a template prints is noted,
so that the truth of an item can be decided from what its stem really shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from quizgen.model import Place
from quizgen.problems import Problem, did_you_mean

MAX_TURNS = 1_000
MAX_LENGTH = 5_000

GAP_OPEN, GAP_CLOSE = "\ufdd0", "\ufdd1"
"""Set around the text of a hidden slot; no document may hold them."""

_TURN = "turn_"
_BUDGET = "budget_"
_TOGETHER = "together_"

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.Getattr,
    nodes.If, nodes.CondExpr, nodes.For, nodes.Assign, nodes.Concat, nodes.Filter, nodes.Test,
    nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.List, nodes.Tuple, nodes.Keyword,
)  # fmt: skip
_TESTS = ("defined", "undefined", "none", "string", "number")


class Form(str):
    """A text that a slot gives. Printing it counts as showing the slot, if it `reveals` its value."""

    __slots__ = ("reveals", "slot")

    slot: Slot
    reveals: bool

    @classmethod
    def of(cls, text: str, slot: Slot, *, reveals: bool = True) -> Form:
        """A form of a slot's value."""
        form = cls(text)
        form.slot, form.reveals = slot, reveals
        return form

    def like(self, text: str) -> Form:
        """Another text that counts as the same form: what filters give back."""
        return Form.of(text, self.slot, reveals=self.reveals)


class Slot:
    """A variable of a template: gives forms by name, and notes what was shown of it."""

    __slots__ = ("asked", "gap", "shown")

    def __init__(self) -> None:
        self.shown = False
        self.asked = False
        self.gap = False

    def form(self, name: str) -> object:
        """The form of that name; NoForm if this value has none."""
        raise NotImplementedError

    def default(self) -> Form:
        """What printing the slot itself gives."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[object]:
        return iter(())

    def note(self, form: Form) -> str:
        """The text to print for a form, noted as shown."""
        if not form.reveals:
            self.asked = True
            return str(form)
        if self.gap and form:
            return f"{GAP_OPEN}{form}{GAP_CLOSE}"
        self.shown = self.shown or bool(form)
        return str(form)


class NoForm(TemplateError):
    """A value lacks the form that a template prints, such as an adjective."""


class OverBudget(TemplateError):
    """A template took too many turns or printed too much."""


class _Budget:
    __slots__ = ("turns",)

    def __init__(self) -> None:
        self.turns = 0


def _finalize(value: object) -> str:
    if isinstance(value, Slot):
        value = value.default()
    if isinstance(value, Form):
        return value.slot.note(value)
    if isinstance(value, (str, int)):
        return str(value)
    message = "prints something that is not text; use join for a list"
    raise TemplateError(message)


def _joined(parts: Collection[object]) -> str:
    text = "".join(_finalize(part) for part in parts)
    if len(text) > MAX_LENGTH:
        message = f"makes a text of more than {MAX_LENGTH:,} characters"
        raise OverBudget(message)
    return text


def _turn(budget: _Budget) -> str:
    budget.turns += 1
    if budget.turns > MAX_TURNS:
        message = f"takes more than {MAX_TURNS:,} turns"
        raise OverBudget(message)
    return ""


def _filter_join(parts: Collection[object], between: str = "") -> str:
    spaced = [piece for part in parts for piece in (between, part)][1:]
    return _joined(spaced)


def _on_form(change: Callable[[str], str]) -> Callable[[object], object]:
    def apply(value: object) -> object:
        if isinstance(value, Slot):
            value = value.default()
        return value.like(change(value)) if isinstance(value, Form) else change(str(value))

    return apply


def upper_first(text: str) -> str:
    """The text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def _possessive(text: str) -> str:
    return text if not text else f"{text}’" if text.endswith("s") else f"{text}’s"


def _agree(value: object, one: str, several: str) -> str:
    return several if getattr(value, "plural", False) else one


FILTERS: Mapping[str, Callable[..., object]] = {
    "agree": _agree,
    "join": _filter_join,
    "lower": _on_form(str.lower),
    "possessive": _on_form(_possessive),
    "upper_first": _on_form(upper_first),
}


class _Environment(SandboxedEnvironment):
    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Slot):
            return obj.form(attribute)
        message = f"`.{attribute}` is not a form of any slot"
        raise NoForm(message)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, str(argument))


def _environment() -> _Environment:
    environment = _Environment(undefined=StrictUndefined, finalize=_finalize, autoescape=False)
    environment.globals = {}
    environment.filters = {**FILTERS, _TOGETHER: _joined, _TURN: _turn}
    environment.tests = {name: environment.tests[name] for name in _TESTS}
    return environment


_ENVIRONMENT = _environment()

Slots = Mapping[str, Collection[str] | Mapping[str, Collection[str]]]
"""The slots a template may use, each with the names of its forms; a namespace has slots of its own."""


@dataclass(frozen=True)
class Source:
    """A checked template, compiled when first rendered."""

    tree: nodes.Template
    place: Place

    @cached_property
    def _template(self) -> Any:
        return _ENVIRONMENT.from_string(_instrumented(self.tree))

    def render(self, slots: Mapping[str, Any], *, sentence: bool = True) -> str:
        """The text for these slots, tidied. Raises TemplateError: NoForm, OverBudget or another."""
        text = "".join(self._template.root_render_func(self._template.new_context({**slots, _BUDGET: _Budget()})))
        if len(text) > MAX_LENGTH:
            message = f"makes a text of more than {MAX_LENGTH:,} characters"
            raise OverBudget(message)
        return tidy(text, sentence=sentence)


_SPACES = re.compile(r"\s+")
_SPACE_BEFORE_STOP = re.compile(r" ([.,?;])(?= |$)")


def tidy(text: str, *, sentence: bool) -> str:
    """White space folded, none before a full stop or comma; in a sentence the first letter a capital."""
    text = _SPACE_BEFORE_STOP.sub(r"\1", _SPACES.sub(" ", text).strip())
    if not sentence:
        return text
    start = 1 if text[:1] in (GAP_OPEN, "“", "‘", '"') else 0
    return text[:start] + upper_first(text[start:])


def parse(text: str, place: Place, slots: Slots) -> tuple[Source | None, list[Problem]]:
    """Check a template against the slots it may use; every problem at its line in the YAML file."""
    try:
        tree = _ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        where = Place(place.path, place.line + error.lineno - 1, place.column if error.lineno == 1 else 1)
        return None, [Problem(where, "jinja-syntax", _sentence(error.message), _excerpt(text, error.lineno))]
    except RecursionError:
        return None, [Problem(place, "jinja-depth", "the template is nested too deeply")]
    problems = [
        Problem(Place(place.path, place.line + line - 1, place.column if line == 1 else 1), code, message, hint)
        for line, code, message, hint in _violations(tree, slots)
    ]
    return (None, problems) if problems else (Source(tree, place), [])


def _sentence(message: str | None) -> str:
    return (message or "cannot be read as Jinja").rstrip(".")


def _excerpt(text: str, line: int) -> str:
    lines = text.splitlines() or [""]
    return f"in: {lines[min(line, len(lines)) - 1].strip()[:100]}"


Violation = tuple[int, str, str, str]


def _violations(tree: nodes.Template, slots: Slots) -> Iterator[Violation]:
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    reached: set[int] = set()
    for node in _walk(tree):
        if isinstance(node, nodes.Call):
            name = node.node.name if isinstance(node.node, nodes.Name) else "that"
            yield node.lineno, "jinja-forbidden", f"templates make no calls, here of `{name}`", "use slots and filters"
            reached.update(id(inner) for inner in node.node.find_all(nodes.Name))
            reached.add(id(node.node))
        elif not isinstance(node, _ALLOWED):
            what = type(node).__name__.lower()
            yield node.lineno, "jinja-forbidden", f"`{what}` is not part of what templates may use", _LANGUAGE_HINT
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            yield node.lineno, "unknown-filter", f"there is no filter `{node.name}`", did_you_mean(node.name, FILTERS)
        elif isinstance(node, nodes.Test) and node.name not in _TESTS:
            yield node.lineno, "unknown-test", f"there is no test `{node.name}`", did_you_mean(node.name, _TESTS)
        elif isinstance(node, nodes.Getattr) and id(node) not in reached:
            yield from _path_violations(node, slots, own, reached)
        elif isinstance(node, nodes.Name) and id(node) not in reached and node.ctx == "load":
            yield from _name_violations(node, slots, own)


_LANGUAGE_HINT = "slots, filters, if, for and set are"


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _name_violations(node: nodes.Name, slots: Slots, own: Collection[str]) -> Iterator[Violation]:
    if node.name not in slots and node.name not in own:
        known = did_you_mean(node.name, slots)
        yield node.lineno, "unknown-slot", f"there is no slot `{node.name}` here", known


def _path_violations(node: nodes.Getattr, slots: Slots, own: Collection[str], reached: set[int]) -> Iterator[Violation]:
    path: list[str] = []
    inner: nodes.Node = node
    while isinstance(inner, nodes.Getattr):
        reached.add(id(inner))
        path.insert(0, inner.attr)
        inner = inner.node
    if not isinstance(inner, nodes.Name) or inner.name in own:
        if any(attribute.startswith("_") for attribute in path):
            yield node.lineno, "jinja-forbidden", f"`.{path[0]}` is out of reach of templates", "use the forms of slots"
        return
    if inner.name not in slots:
        return  # the name itself is reported
    forms: Any = slots[inner.name]
    written = inner.name
    for attribute in path:
        if attribute not in forms:
            code = "jinja-forbidden" if attribute.startswith("_") else "unknown-form"
            yield node.lineno, code, f"`{written}` has no form `.{attribute}`", did_you_mean(attribute, forms)
            return
        forms = forms[attribute] if isinstance(forms, Mapping) else ()
        written = f"{written}.{attribute}"


def _instrumented(tree: nodes.Template) -> nodes.Template:
    """The tree with its loops counted and its joined texts bounded."""
    for loop in list(tree.find_all(nodes.For)):
        count = nodes.Filter(nodes.Name(_BUDGET, "load"), _TURN, [], [], None, None, lineno=loop.lineno)
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
        return nodes.Filter(nodes.List(value.nodes), _TOGETHER, [], [], None, None, lineno=value.lineno)
    return value
