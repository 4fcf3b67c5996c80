"""The whitelist: what may stand in a template, and what is wrong with what may not."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import nodes

from quizgen.problems import Code, did_you_mean
from quizgen.sandbox.environment import TESTS
from quizgen.sandbox.filters import (
    FILTERS,
    USES,
)
from quizgen.sandbox.inlining import Inliner, Violation, called, misplaced

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.Getattr,
    nodes.If, nodes.CondExpr, nodes.For, nodes.Assign, nodes.Concat, nodes.Filter, nodes.Test,
    nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.List, nodes.Tuple, nodes.Keyword,
)  # fmt: skip

_CALLED = {
    nodes.Getitem: "[…] behind a name", nodes.Macro: "macro", nodes.Include: "include", nodes.Import: "import",
    nodes.FromImport: "import", nodes.Extends: "extends", nodes.Block: "block", nodes.AssignBlock: "set … endset",
    nodes.CallBlock: "call", nodes.FilterBlock: "filter … endfilter", nodes.With: "with", nodes.Dict: "{…}",
    nodes.Add: "+", nodes.Sub: "-", nodes.Mul: "*", nodes.Div: "/", nodes.FloorDiv: "//", nodes.Mod: "%",
    nodes.Pow: "**", nodes.Neg: "-", nodes.Pos: "+", nodes.ScopedEvalContextModifier: "autoescape",
}  # fmt: skip

_COMPARISONS = ("eq", "ne", "in", "notin")

_TAKEN = ("loop", "self", "super", "caller", "varargs", "kwargs")
"""Names that Jinja gives a meaning of its own."""

Slots = Mapping[str, Collection[str] | Mapping[str, Collection[str]]]
"""The slots a template may use, each with the names of its forms; a namespace has slots of its own."""


class _AnyForms(dict[str, Collection[str]]):
    """The forms of a slot that is not known yet, and of what these give."""

    def __contains__(self, name: object) -> bool:
        return True

    def __getitem__(self, name: str) -> Collection[str]:
        return self


ANY_FORMS: Mapping[str, Collection[str]] = _AnyForms()

_LANGUAGE_HINT = "slots, filters, if, for and set are"


class Checker:
    """Finds what a template may not do. What stands inside of something forbidden is not looked at."""

    def __init__(self, tree: nodes.Template, slots: Slots, inliner: Inliner) -> None:
        self.tree = tree
        self.slots = slots
        self.inliner = inliner
        named = [*tree.find_all((nodes.Name, nodes.Import))]
        self.own = {node.name for node in named if isinstance(node, nodes.Name) and node.ctx == "store"}
        self.own |= {node.target for node in named if isinstance(node, nodes.Import)}
        self.told: set[tuple[int, str]] = set()

    def violations(self) -> Iterator[Violation]:
        """All, from top to bottom."""
        yield from self.inside(self.tree)

    def inside(self, node: nodes.Node) -> Iterator[Violation]:
        """What is wrong below a node."""
        for name, field in node.iter_fields():
            for child in field if isinstance(field, list) else [field]:
                if isinstance(child, nodes.Node):
                    yield from self.of(child, node, name)

    def of(self, node: nodes.Node, parent: nodes.Node, field: str) -> Iterator[Violation]:
        """What is wrong with a node, else below it."""
        if phrase := self.inliner.inlined.pop(id(node), None):
            yield from self.of_phrase(phrase, self.of(node, parent, field))
        elif isinstance(node, nodes.Call) and (told := misplaced(node, self.inliner.phrases)):
            name = re.escape(str(called(node)))
            yield (node.lineno, rf"({name})\s*\(", "jinja-forbidden", *told)
        elif wrong := _forbidden(node, parent, field) or _misused(node):
            yield (node.lineno or parent.lineno, *wrong)
        elif isinstance(node, nodes.Getattr):
            yield from self.path(node)
        elif isinstance(node, nodes.Name):
            yield from self.name(node)
        else:
            yield from self.inside(node)

    def of_phrase(self, phrase: str, found: Iterable[Violation]) -> Iterator[Violation]:
        """What is wrong where a phrase was put: with what it is given, for the phrase itself has been checked."""
        for line, sought, code, message, hint in dict.fromkeys(found):
            if code == "unknown-slot":
                if (line, sought) not in self.told:
                    self.told.add((line, sought))
                    yield line, sought, code, message, hint
            else:
                yield line, rf"({re.escape(phrase)})\s*\(", code, f"in `{phrase}(…)`: {message}", hint

    def name(self, node: nodes.Name) -> Iterator[Violation]:
        """A variable: set by the template, or a slot."""
        if node.ctx != "load":
            if node.name in _TAKEN or node.name.endswith("_"):
                message = f"`{node.name}` cannot be the name of a variable"
                yield node.lineno, _word(node.name), "jinja-forbidden", message, "choose another name"
        elif node.name not in self.slots and node.name not in self.own:
            hint = did_you_mean(node.name, self.slots)
            yield node.lineno, _word(node.name), "unknown-slot", f"there is no slot `{node.name}` here", hint

    def path(self, node: nodes.Getattr) -> Iterator[Violation]:
        """A slot's form, or that of a slot within a namespace."""
        path: list[str] = []
        inner: nodes.Node = node
        while isinstance(inner, nodes.Getattr):
            path.insert(0, inner.attr)
            inner = inner.node
        if not isinstance(inner, nodes.Name) or any(attribute.startswith("_") for attribute in path):
            message = f"`.{path[-1]}` is out of reach of templates"
            hint = "only slots have forms, such as {{ subject.the }}"
            yield node.lineno, rf"\.\s*({re.escape(path[-1])})\b", "jinja-forbidden", message, hint
            return
        yield from self.name(inner)
        if inner.name not in self.slots or inner.name in self.own:
            return
        forms: Any = self.slots[inner.name]
        written = inner.name
        for attribute in path:
            if attribute not in forms:
                hint = did_you_mean(attribute, forms) or f"write {{{{ {written} }}}}"
                sought = rf"{re.escape(written)}\.({re.escape(attribute)})\b"
                yield node.lineno, sought, "unknown-form", f"`{written}` has no form `.{attribute}`", hint
                return
            forms = forms[attribute] if isinstance(forms, Mapping) else ()
            written = f"{written}.{attribute}"


Wrong = tuple[str, Code, str, str]
"""What to look for, a code, a message and a hint."""


def _word(name: str) -> str:
    return rf"(?<![\w.]){re.escape(name)}\b"


def _forbidden(node: nodes.Node, parent: nodes.Node, field: str) -> Wrong | None:
    """Why a part of Jinja may not stand there."""
    code: Code = "jinja-forbidden"
    match node:
        case nodes.Call():
            name = getattr(node.node, "name", None) or f"….{getattr(node.node, 'attr', '')}"
            sought = rf"({re.escape(name.removeprefix('….'))})\s*\("
            return sought, code, f"templates make no calls, such as `{name}(…)`", _LANGUAGE_HINT
        case nodes.Tuple(ctx="store"):
            return r"(?:for|set)\s+(\w+)\s*,", code, "this sets several variables at once", "set one at a time"
        case nodes.List() | nodes.Tuple() if not _is_looped_over(parent, field):
            message = "a list can only be looped over, joined or searched"
            return r"[\[(]", code, message, "{% for x in [a, b] %}, [a, b] | join, x in [a, b]"
        case nodes.Operand() if node.op not in _COMPARISONS:
            message = "templates compare with ==, !=, in and not in only"
            return r"[<>]=?", code, message, "`compare:` under `asks` compares numbers and dates"
        case _ if not isinstance(node, _ALLOWED):
            what = _CALLED.get(type(node), type(node).__name__.lower())
            sought = re.escape(what.partition("…")[0].strip())
            return sought, code, f"`{what}` is not part of what templates may use", _LANGUAGE_HINT
    return None


def _is_looped_over(parent: nodes.Node, field: str) -> bool:
    # A list in a variable or in another list could grow without end.
    if isinstance(parent, nodes.Operand):
        return parent.op in ("in", "notin")
    return (isinstance(parent, nodes.For) and field == "iter") or (
        isinstance(parent, nodes.Filter) and field == "node" and parent.name == "join"
    )


def _misused(node: nodes.Node) -> Wrong | None:
    """What is wrong with a filter, a test or a text."""
    match node:
        case nodes.Filter() if node.name not in FILTERS:
            message = f"there is no filter `{node.name}`"
            return _filter(node), "unknown-filter", message, did_you_mean(node.name, FILTERS)
        case nodes.Filter() if not _takes(FILTERS[node.name], node):
            use = f"write {{{{ … | {USES.get(node.name, node.name)} }}}}"
            return _filter(node), "jinja-filter", f"`{node.name}` does not take what is given here", use
        case nodes.Test() if node.name not in TESTS:
            sought = rf"\bis\s+(?:not\s+)?({re.escape(node.name)})\b"
            return sought, "unknown-test", f"there is no test `{node.name}`", did_you_mean(node.name, TESTS)
        case nodes.Const(value=str(text)) if not text.isprintable():
            return "", "bad-character", "a text with characters that cannot be printed", "delete them"
    return None


def _filter(node: nodes.Filter) -> str:
    return rf"\|\s*({re.escape(node.name)})\b"


def _takes(function: Callable[..., object], node: nodes.Filter) -> bool:
    given = [*node.args, *(value for value in (node.dyn_args, node.dyn_kwargs) if value)]
    keywords = {str(keyword.key): keyword.value for keyword in node.kwargs}
    try:
        inspect.signature(function).bind(node.node, *given, **keywords)
    except TypeError:
        return False
    return True
