"""The part of Jinja that question templates may use, safe to run from strangers.

A whitelist of Jinja's own syntax tree: slots, conditions, loops over a role's values, a few
filters. No calls, no arithmetic, no attributes but the forms of slots. What remains is
bounded: loops by a budget of turns, output by its length. What a template prints is noted,
so that the truth of an item can be decided from what its stem really shows.
"""

from __future__ import annotations

import inspect
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from quizgen.grammar import ordinal, plural_form, with_article
from quizgen.inlining import NO_PHRASES, Inliner, Phrases, TooMuch, Violation, called, misplaced
from quizgen.model import Place, Wording
from quizgen.problems import Code, Problem, did_you_mean

MAX_TURNS = 1_000
MAX_LENGTH = 5_000
MAX_DEPTH = 40
"""Deeper trees than any sentence needs would end in errors of Python's own parser."""

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
_CALLED = {
    nodes.Getitem: "[…] behind a name", nodes.Macro: "macro", nodes.Include: "include", nodes.Import: "import",
    nodes.FromImport: "import", nodes.Extends: "extends", nodes.Block: "block", nodes.AssignBlock: "set … endset",
    nodes.CallBlock: "call", nodes.FilterBlock: "filter … endfilter", nodes.With: "with", nodes.Dict: "{…}",
    nodes.Add: "+", nodes.Sub: "-", nodes.Mul: "*", nodes.Div: "/", nodes.FloorDiv: "//", nodes.Mod: "%",
    nodes.Pow: "**", nodes.Neg: "-", nodes.Pos: "+", nodes.ScopedEvalContextModifier: "autoescape",
}  # fmt: skip
_COMPARISONS = ("eq", "ne", "in", "notin")
_TESTS = ("defined", "undefined", "none", "number", "plural", "string")
_TAKEN = ("loop", "self", "super", "caller", "varargs", "kwargs")
"""Names that Jinja gives a meaning of its own."""


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

    def __iter__(self) -> Iterator[Form]:
        # A loop over its letters shows as much as it does.
        return (self.like(letter) for letter in str(self))

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
            # The comma after a lead belongs to the sentence.
            hidden = form.rstrip(", ")
            return f"{GAP_OPEN}{hidden}{GAP_CLOSE}{form[len(hidden) :]}"
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
    if isinstance(value, (str, int)) and not isinstance(value, bool):
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
        if isinstance(value, Form):
            return value.like(change(value))
        if isinstance(value, str):
            return change(value)
        message = "changes something that is not text"
        raise TemplateError(message)

    return apply


def upper_first(text: str) -> str:
    """The text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def _possessive(text: str) -> str:
    return text if not text else f"{text}’" if text.endswith("s") else f"{text}’s"


def _of_slot(value: object, attribute: str, default: object) -> Any:
    """What the slot that a text comes from says of itself."""
    return getattr(value.slot if isinstance(value, Form) else value, attribute, default)


def _is_plural(value: object) -> bool:
    return bool(_of_slot(value, "plural", default=False))


def _agree(value: object, one: str, several: str) -> str:
    return several if _is_plural(value) else one


def _number(value: object) -> Decimal:
    number = value if isinstance(value, int) else _of_slot(value, "number", default=None)
    if number is None:
        message = "counts something that has no number"
        raise NoForm(message)
    return Decimal(number)


def _plural(  # noqa: PLR0913  # as many as CLDR has plural forms
    value: object,
    *,
    other: object,
    zero: object = None,
    one: object = None,
    two: object = None,
    few: object = None,
    many: object = None,
) -> object:
    forms = {"zero": zero, "one": one, "two": two, "few": few, "many": many}
    form = forms.get(plural_form(_number(value), _of_slot(value, "language", default=ENGLISH)))
    return other if form is None else form


def _ordinal(value: object) -> object:
    number, language = _number(value), _of_slot(value, "language", default=ENGLISH)
    if not _of_slot(value, "exact", default=True):
        message = "makes an ordinal of a number that is not exact"
        raise NoForm(message)
    text = ordinal(number, language)
    slot = value.slot if isinstance(value, Form) else value
    return Form.of(text, slot) if isinstance(slot, Slot) else text


def _with_article(value: object) -> object:
    if not str(_of_slot(value, "language", default=ENGLISH)).startswith(ENGLISH):
        message = "takes `a` for English only"
        raise NoForm(message)
    return _on_form(with_article)(value)


ENGLISH = "en"


FILTERS: Mapping[str, Callable[..., object]] = {
    "a": _with_article,
    "agree": _agree,
    "join": _filter_join,
    "lower": _on_form(str.lower),
    "ordinal": _ordinal,
    "plural": _plural,
    "possessive": _on_form(_possessive),
    "upper_first": _on_form(upper_first),
}


_USES = {
    "agree": "agree('is', 'are')",
    "join": "join(', ')",
    "plural": "plural(one='soldier', other='soldiers')",
}
"""How the filters that take something are written."""


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
    environment.tests = {**environment.tests, "plural": _is_plural}
    environment.tests = {name: environment.tests[name] for name in _TESTS}
    return environment


_ENVIRONMENT = _environment()

Slots = Mapping[str, Collection[str] | Mapping[str, Collection[str]]]
"""The slots a template may use, each with the names of its forms; a namespace has slots of its own."""


_FAILURES = (AttributeError, LookupError, RuntimeError, TypeError, ValueError)


@dataclass(frozen=True)
class Source:
    """A checked template."""

    tree: nodes.Template
    place: Place

    @cached_property
    def template(self) -> Any:
        """What Jinja makes of the tree."""
        return _ENVIRONMENT.from_string(_instrumented(self.tree))

    @cached_property
    def _parts(self) -> Sequence[_Part] | None:
        return _parts(self.tree)

    def render(self, slots: Mapping[str, Any], *, sentence: bool = True) -> str:
        """The text for these slots, tidied. Raises TemplateError: NoForm, OverBudget or another."""
        try:
            text = self._plainly(slots)
            if text is None:
                template = self.template
                context = template.new_context({**slots, _BUDGET: _Budget()}, shared=True)
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
            return "".join([_finalize(part(slots)) for part in self._parts])
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
            return lambda slots: _ENVIRONMENT.getattr(part(slots), attribute)
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
    text = _SPACE_BEFORE_STOP.sub(r"\1", " ".join(text.split()))
    if not sentence:
        return text
    start = 1 if text[:1] in (GAP_OPEN, "“", "‘", '"') else 0
    return text[:start] + upper_first(text[start:])


def parse(
    wording: Wording, slots: Slots, phrases: Phrases = NO_PHRASES, *, tries: bool = True
) -> tuple[Source | None, list[Problem]]:
    """Check a template against the slots it may use; every problem at its place in the YAML file.

    It is tried with stand-ins for its slots, unless these are not known yet, as those of a phrase.
    """
    tree, problems = tree_of(wording)
    if tree is None:
        return None, problems
    source, inliner = Source(tree, wording.place), Inliner(phrases)
    try:
        inliner.into(tree)
    except TooMuch:
        return None, _placed([_TOO_MANY_PHRASES], wording)
    checker = _Checker(tree, slots, inliner)
    found = [_TOO_DEEP] if _is_too_deep(tree) else [*inliner.violations, *checker.violations()]
    if tries and not found:
        found = _tried(source, slots)
    return None if found else source, _placed(found, wording)


def tree_of(wording: Wording) -> tuple[nodes.Template | None, list[Problem]]:
    """The tree of a template, not yet checked; None if it has none."""
    try:
        tree = _tree(wording.text)
    except TemplateSyntaxError as error:
        return None, _placed([_syntax(error)], wording)
    except RecursionError:
        return None, _placed([_TOO_DEEP], wording)
    return (None, _placed([_TOO_DEEP], wording)) if _is_too_deep(tree) else (tree, [])


class _AnyForms(dict[str, Collection[str]]):
    """The forms of a slot that is not known yet, and of what these give."""

    def __contains__(self, name: object) -> bool:
        return True

    def __getitem__(self, name: str) -> Collection[str]:
        return self


ANY_FORMS: Mapping[str, Collection[str]] = _AnyForms()


_SLOT = re.compile(r"\{\{ *([a-z_]\w*(?:\.[a-z_]\w*)*) *\}\}", re.ASCII)
_NO_SLOTS = frozenset(["true", "false", "none", "not"])


def _tree(text: str) -> nodes.Template:
    """The tree that Jinja makes of a text. If there are but slots in it, it is made here, in a tenth of the time."""
    pieces = _SLOT.split(text)
    paths = [path.split(".") for path in pieces[1::2]]
    if any(mark in piece for piece in pieces[::2] for mark in "{\n\r") or any(path[0] in _NO_SLOTS for path in paths):
        return _ENVIRONMENT.parse(text)
    printed: list[nodes.Expr] = [nodes.TemplateData(piece, lineno=1) for piece in pieces]
    printed[1::2] = map(_slot, paths)
    shown = [node for node, piece in zip(printed, pieces, strict=True) if piece]
    tree = nodes.Template([nodes.Output(shown, lineno=1)], lineno=1)
    tree.set_environment(_ENVIRONMENT)
    return tree


def _slot(path: list[str]) -> nodes.Expr:
    node: nodes.Expr = nodes.Name(path[0], "load", lineno=1)
    for form in path[1:]:
        node = nodes.Getattr(node, form, "load", lineno=1)
    return node


_TOO_DEEP: Violation = (
    1, "", "jinja-depth", "the template is nested too deeply", "a question is a sentence or two; say it simply"
)  # fmt: skip

_TOO_MANY_PHRASES: Violation = (
    1, "", "jinja-too-much", "its phrases make the template too long", "a question is a sentence or two; say it simply"
)  # fmt: skip


def _placed(found: Iterable[Violation], wording: Wording) -> list[Problem]:
    problems: list[Problem] = []
    seen: Counter[tuple[int, str]] = Counter()
    for line, sought, code, message, hint in found:
        place = _place(wording, line, sought, seen[line, sought])
        seen[line, sought] += 1
        problems.append(Problem(place, code, message, hint))
    return problems


def _place(wording: Wording, line: int, sought: str, nth: int) -> Place:
    """Where in the file something stands that Jinja tells only the line of: the nth that looks like it.

    `sought` is a pattern; its last group, if it has any, is what to point at.
    """
    start = wording.place
    row = start.line + line - 1
    begins = start.column if line == 1 else 1
    if row > len(wording.lines):
        return Place(start.path, row, begins)
    written = wording.lines[row - 1]
    if line > 1:
        begins += len(written) - len(written.lstrip())
    matches = [found for found in re.finditer(sought, written) if sought and found.start() >= begins - 1]
    matches = [found for found in matches if _is_inside(written, found.start())] or matches
    if matches:
        found = matches[min(nth, len(matches) - 1)]
        begins = found.start(found.lastindex or 0) + 1
    return Place(start.path, row, begins)


def _is_inside(line: str, index: int) -> bool:
    before = line[: index + 2]
    return max(before.rfind("{{"), before.rfind("{%")) > max(line[:index].rfind("}}"), line[:index].rfind("%}"))


_UNEXPECTED = re.compile(r"unexpected '(.)'|unknown tag '(\w+)'|got '(.+?)'")


def _syntax(error: TemplateSyntaxError) -> Violation:
    said = _UNEXPECTED.search(error.message or "")
    sought = re.escape(next(filter(None, said.groups()))) if said else ""
    hint = "{{ … }} holds a slot, {% … %} a condition or a loop; close what is opened"
    return error.lineno, sought, "jinja-syntax", _sentence(error.message), hint


def _sentence(message: str | None) -> str:
    text = (message or "cannot be read as Jinja").rstrip(".")
    text = text.replace("'end of print statement'", "}}").replace("'end of statement block'", "%}")
    return text[:1].lower() + text[1:]


def _is_too_deep(tree: nodes.Node) -> bool:
    level: list[nodes.Node] = [tree]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in node.iter_child_nodes()]
    return bool(level)


_LANGUAGE_HINT = "slots, filters, if, for and set are"


class _Checker:
    """Finds what a template may not do. What stands inside of something forbidden is not looked at."""

    def __init__(self, tree: nodes.Template, slots: Slots, inliner: Inliner) -> None:
        self.tree = tree
        self.slots = slots
        self.inliner = inliner
        self.own = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
        self.own |= {node.target for node in tree.find_all(nodes.Import)}
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
            use = f"write {{{{ … | {_USES.get(node.name, node.name)} }}}}"
            return _filter(node), "jinja-filter", f"`{node.name}` does not take what is given here", use
        case nodes.Test() if node.name not in _TESTS:
            sought = rf"\bis\s+(?:not\s+)?({re.escape(node.name)})\b"
            return sought, "unknown-test", f"there is no test `{node.name}`", did_you_mean(node.name, _TESTS)
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


class _Dummy(Slot):
    """Stands for a slot while a template is tried."""

    __slots__ = ("forms", "number", "plural")

    def __init__(self, forms: Collection[str] | Mapping[str, Collection[str]]) -> None:
        super().__init__()
        self.forms = forms
        self.plural = False
        self.number = 1

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


def _tried(source: Source, slots: Slots) -> list[Violation]:
    """What goes wrong whatever the facts are: found by rendering once with stand-ins."""
    try:
        source.render({name: _Dummy(forms) for name, forms in slots.items()})
    except SyntaxError:
        return [_TOO_DEEP]  # for Python, which allows twenty loops in each other
    except TemplateSyntaxError as error:
        return [_syntax(error)]
    except TemplateError as error:
        line = source.line_of(error.__cause__ or error)
        message = f"the template {_sentence(error.message)}"
        if isinstance(error, OverBudget):
            return [(line, "", "jinja-too-much", message, "a question is a sentence or two; make it shorter")]
        said = re.search(r"`\.(\w+)`", message)
        sought = rf"\.({said[1]})\b" if said else ""
        return [(line, sought, "jinja-fails", message, "look at what is printed, compared and joined there")]
    return []


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
