"""From text to Jinja's tree, and from a line of it to a place in the YAML file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from jinja2 import TemplateSyntaxError, nodes

from quizgen.model import Place, Wording
from quizgen.problems import Problem
from quizgen.sandbox.environment import ENVIRONMENT
from quizgen.sandbox.inlining import Violation

MAX_DEPTH = 40
"""Deeper trees than any sentence needs would end in errors of Python's own parser."""


def tree_of(wording: Wording) -> tuple[nodes.Template | None, list[Problem]]:
    """The tree of a template, not yet checked; None if it has none."""
    try:
        tree = jinja_tree(wording.text)
    except TemplateSyntaxError as error:
        return None, placed([syntax(error)], wording)
    except RecursionError:
        return None, placed([TOO_DEEP], wording)
    return (None, placed([TOO_DEEP], wording)) if is_too_deep(tree) else (tree, [])


_SLOT = re.compile(r"\{\{ *([a-z_]\w*(?:\.[a-z_]\w*)*) *\}\}", re.ASCII)

_NO_SLOTS = frozenset(["true", "false", "none", "not"])


def jinja_tree(text: str) -> nodes.Template:
    """The tree that Jinja makes of a text. If there are but slots in it, it is made here, in a tenth of the time."""
    pieces = _SLOT.split(text)
    paths = [path.split(".") for path in pieces[1::2]]
    if any(mark in piece for piece in pieces[::2] for mark in "{\n\r") or any(path[0] in _NO_SLOTS for path in paths):
        return ENVIRONMENT.parse(text)
    printed: list[nodes.Expr] = [nodes.TemplateData(piece, lineno=1) for piece in pieces]
    printed[1::2] = map(_slot, paths)
    shown = [node for node, piece in zip(printed, pieces, strict=True) if piece]
    tree = nodes.Template([nodes.Output(shown, lineno=1)], lineno=1)
    tree.set_environment(ENVIRONMENT)
    return tree


def _slot(path: list[str]) -> nodes.Expr:
    node: nodes.Expr = nodes.Name(path[0], "load", lineno=1)
    for form in path[1:]:
        node = nodes.Getattr(node, form, "load", lineno=1)
    return node


TOO_DEEP: Violation = (
    1, "", "jinja-depth", "the template is nested too deeply", "a question is a sentence or two; say it simply"
)  # fmt: skip


def placed(found: Iterable[Violation], wording: Wording) -> list[Problem]:
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


def syntax(error: TemplateSyntaxError) -> Violation:
    said = _UNEXPECTED.search(error.message or "")
    sought = re.escape(next(filter(None, said.groups()))) if said else ""
    hint = "{{ … }} holds a slot, {% … %} a condition or a loop; close what is opened"
    return error.lineno, sought, "jinja-syntax", as_clause(error.message), hint


def as_clause(message: str | None) -> str:
    text = (message or "cannot be read as Jinja").rstrip(".")
    text = text.replace("'end of print statement'", "}}").replace("'end of statement block'", "%}")
    return text[:1].lower() + text[1:]


def is_too_deep(tree: nodes.Node) -> bool:
    level: list[nodes.Node] = [tree]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in node.iter_child_nodes()]
        if not level:
            return False
    return True
