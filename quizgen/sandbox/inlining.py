"""Phrases that several templates share, put in place where `{{ name(…) }}` calls for them.

What was a call is then part of the template's own tree, and is held to its rules. It stands on the
line of the call. Nothing is called when a question is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from jinja2 import nodes

from quizgen.frozen import frozen
from quizgen.problems import Code, did_you_mean

MAX_NODES = 2_000
"""What all phrases of one template may grow to: phrases within phrases could grow without end."""

Violation = tuple[int, str, Code, str, str]
"""A line of the template, what to look for on it, and the code, message and hint of what is wrong there."""


@frozen
class Phrase:
    """A shared text, with names for what it is given."""

    name: str
    takes: tuple[str, ...]
    tree: nodes.Template


@frozen
class Phrases:
    """The phrases there are. `unread` are those of which it is told already what is wrong with them; or all others."""

    known: Mapping[str, Phrase] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    all_unread: bool = False

    def is_unread(self, name: str) -> bool:
        """Whether a phrase is not known only for a problem told already."""
        return name not in self.known and (self.all_unread or name in self.unread)


NO_PHRASES = Phrases()


def called(node: nodes.Node) -> str | None:
    """The name of what is called there, if it is called by a plain name."""
    return node.node.name if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) else None


class TooMuch(Exception):
    """Phrases within phrases grow beyond all need."""


class Inliner:
    """Puts phrases in place in one tree. `inlined` then tells which of its statements came from which phrase."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.violations: list[Violation] = []
        self.inlined: dict[int, str] = {}
        self._calls = 0
        self._nodes = 0

    def into(self, tree: nodes.Template) -> None:
        """Put phrases in place of all calls that stand alone."""
        tree.body = self._statements(tree.body)

    def _statements(self, body: Sequence[nodes.Node]) -> list[nodes.Node]:
        return [each for statement in body for each in self._statement(statement)]

    def _statement(self, statement: nodes.Node) -> Iterable[nodes.Node]:
        if isinstance(statement, nodes.Output):
            return self._printed(statement)
        for name in ("body", "else_", "elif_"):
            inner = getattr(statement, name, None)
            if isinstance(inner, list):
                setattr(statement, name, self._statements(inner))
        return [statement]

    def _printed(self, output: nodes.Output) -> Iterable[nodes.Node]:
        plain: list[nodes.Expr] = []
        found: list[nodes.Node] = []
        for node in output.nodes:
            name = called(node)
            if name is None or (name not in self.phrases.known and not self.phrases.is_unread(name)):
                plain.append(node)
                continue
            if plain:
                found.append(_output(plain, output))
                plain = []
            if (
                isinstance(node, nodes.Call)
                and name in self.phrases.known
                and self._fits(node, self.phrases.known[name])
            ):
                found += self._put(node, self.phrases.known[name])
        return [*found, _output(plain, output)] if plain else found

    def _fits(self, call: nodes.Call, phrase: Phrase) -> bool:
        if len(call.args) == len(phrase.takes) and not (call.kwargs or call.dyn_args or call.dyn_kwargs):
            return True
        written = f"{phrase.name}({', '.join(phrase.takes)})"
        message = f"`{phrase.name}` is not given what it takes"
        self.violations.append(
            (call.lineno, rf"({phrase.name})\s*\(", "jinja-forbidden", message, f"write {{{{ {written} }}}}")
        )
        return False

    def _put(self, call: nodes.Call, phrase: Phrase) -> list[nodes.Node]:
        self._calls += 1
        own = {name.name for name in phrase.tree.find_all(nodes.Name) if name.ctx == "store"}
        names: dict[str, nodes.Expr | str] = {name: f"{phrase.name}_{self._calls}_{name}" for name in own}
        names.update(zip(phrase.takes, call.args, strict=True))
        body = [self._copied(statement, names, call.lineno) for statement in phrase.tree.body]
        self.inlined.update({id(statement): phrase.name for statement in body})
        found = self._statements(body)
        self.inlined.update({id(statement): phrase.name for statement in found})
        return found

    def _copied(self, node: nodes.Node, names: Mapping[str, nodes.Expr | str], line: int) -> nodes.Node:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise TooMuch
        if isinstance(node, nodes.Name) and node.name in names:
            meant = names[node.name]
            if isinstance(meant, nodes.Expr):
                return self._copied(meant, {}, line)
            return nodes.Name(meant, node.ctx, lineno=line, environment=node.environment)
        fields = [self._copied_field(value, names, line) for _, value in node.iter_fields()]
        return type(node)(*fields, lineno=line, environment=node.environment)

    def _copied_field(self, value: object, names: Mapping[str, nodes.Expr | str], line: int) -> object:
        if isinstance(value, list):
            return [self._copied_field(one, names, line) for one in value]
        return self._copied(value, names, line) if isinstance(value, nodes.Node) else value


def _output(printed: list[nodes.Expr], like: nodes.Output) -> nodes.Output:
    return nodes.Output(printed, lineno=printed[0].lineno or like.lineno, environment=like.environment)


def misplaced(call: nodes.Call, phrases: Phrases) -> tuple[str, str] | None:
    """What is wrong with a call that is none of a phrase, or stands where no phrase can: a message and a hint."""
    name = called(call) or ""
    if name in phrases.known or phrases.is_unread(name):
        return f"the phrase `{name}` does not stand alone", f"write {{{{ {name}(…) }}}}, without filters and conditions"
    hint = did_you_mean(name, phrases.known)
    return (f"there is no phrase `{name}`", hint) if hint.startswith("did") else None
