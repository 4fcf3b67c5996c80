"""YAML to plain text data that knows its lines. The only importer of `yaml`.

Scalars stay text (`no` is "no", `2022-05` a string): what a value means is for the schema
to say. Duplicate keys, aliases, anchors and tags are refused, so that nothing is lost in
silence and no file can explode.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from quizgen.model import Place
from quizgen.problems import Problem, did_you_mean

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES = 64 * 2**20
MAX_DEPTH = 16
RESERVED = "\ufdd0\ufdd1"
"""Characters that Unicode sets apart for programs; quizgen marks gaps with them."""

Position = tuple[int, int]


class Mapping(dict[str, Any]):
    """A YAML mapping; remembers where it, each key and each value begins."""

    __slots__ = ("at", "key_at", "value_at")

    def __init__(self, at: Position) -> None:
        super().__init__()
        self.at = at
        self.key_at: dict[str, Position] = {}
        self.value_at: dict[str, Position] = {}


class Items(list[Any]):
    """A YAML list; remembers where it and each entry begins."""

    __slots__ = ("at", "value_at")

    def __init__(self, at: Position) -> None:
        super().__init__()
        self.at = at
        self.value_at: list[Position] = []


@dataclass(frozen=True, slots=True)
class Document:
    """A read file: its data (mappings, lists, text, None) and the way back to its lines."""

    path: str
    data: Any

    def place(self, location: Sequence[str | int] = (), *, key: bool = False) -> Place:
        """Where the value at `location` stands, or its key; the nearest known place above it."""
        node, position = self.data, getattr(self.data, "at", (1, 1))
        for step in location:
            if isinstance(node, Mapping) and step in node:
                position = (node.key_at if key else node.value_at)[str(step)]
                node = node[str(step)]
            elif isinstance(node, Items) and isinstance(step, int) and step < len(node):
                position, node = node.value_at[step], node[step]
        return Place(self.path, *position)


def read_text(path: Path) -> tuple[str | None, list[Problem]]:
    """The file's text, if it is one in UTF-8 of bearable size."""
    place = Place(str(path))
    try:
        if path.is_dir():
            return None, [Problem(place, "not-a-file", f"{path.name} is a folder, not a file", _nearest(path))]
        size = path.stat().st_size
        if size > MAX_BYTES:
            return None, [Problem(place, "file-too-large", f"{size:,} bytes, more than {MAX_BYTES:,}")]
        content = path.read_bytes()
    except FileNotFoundError:
        return None, [Problem(place, "file-missing", f"there is no file {path.name}", _nearest(path))]
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return None, [Problem(place, "file-unreadable", f"cannot be read: {reason}")]
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = Place(str(path), before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        message = f"not UTF-8: byte 0x{content[error.start]:02x}"
        return None, [Problem(place, "not-utf-8", message, "save the file as UTF-8")]


def read(path: Path) -> tuple[Document | None, list[Problem]]:
    """Read one YAML document; None if nothing in it can be trusted."""
    text, problems = read_text(path)
    if text is None:
        return None, problems
    return parse(text, str(path))


def parse(text: str, path: str) -> tuple[Document | None, list[Problem]]:
    """Read one YAML document from text."""
    problems: list[Problem] = []
    for index, line in enumerate(text.split("\n"), 1):
        if RESERVED[0] in line or RESERVED[1] in line:
            column = min(line.find(mark) for mark in RESERVED if mark in line) + 1
            message = "a character that Unicode reserves for programs (U+FDD0 or U+FDD1)"
            return None, [Problem(Place(path, index, column), "bad-character", message, "delete it")]
    builder = _Builder(path, problems)
    try:
        data = builder.document(yaml.parse(text, Loader=Loader))
    except yaml.YAMLError as error:
        return None, [*problems, _syntax_problem(error, text, path)]
    except _Abandoned:
        return None, problems
    return Document(path, data), problems


class _Abandoned(Exception):
    """The document cannot be read further; the reason is among the problems."""


class _Builder:
    """Builds data from YAML's events."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems

    def document(self, events: Iterator[yaml.Event]) -> Any:
        next(events)  # stream start
        if isinstance(next(events), yaml.StreamEndEvent):
            self.problem((1, 1), "file-empty", "the file holds nothing")
            raise _Abandoned
        data = self.value(next(events), events, 0)
        next(events)  # document end
        more = next(events)
        if not isinstance(more, yaml.StreamEndEvent):
            self.problem(_at(more), "yaml-documents", "a second document begins here", "one file, one document")
        return data

    def value(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Any:
        if isinstance(event, yaml.AliasEvent):
            self.problem(
                _at(event), "yaml-alias", f"the alias *{event.anchor} is not used here", "write the value out again"
            )
            return None
        if getattr(event, "anchor", None):
            self.problem(_at(event), "yaml-alias", f"the anchor &{event.anchor} is not used here", "delete it")
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            self.problem(_at(event), "yaml-tag", f"the tag {tag} is not used here", "delete it; values are text")
        if depth > MAX_DEPTH:
            self.problem(_at(event), "yaml-depth", f"nested more than {MAX_DEPTH} deep")
            raise _Abandoned
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event, events, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.items(event, events, depth)
        return _scalar(event)

    def mapping(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Mapping:
        mapping = Mapping(_at(start))
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key, key_at = self.value(event, events, depth + 1), _at(event)
            value_event = next(events)
            value_at = _content_at(value_event)
            value = self.value(value_event, events, depth + 1)
            if not isinstance(key, str):
                self.problem(key_at, "yaml-key", "a key must be plain text", "write key: value")
            elif key in mapping:
                first = mapping.key_at[key][0]
                self.problem(
                    key_at, "duplicate-key", f"`{key}` stands here again", f"it is given on line {first}; keep one"
                )
            else:
                mapping[key] = value
                mapping.key_at[key], mapping.value_at[key] = key_at, value_at
        return mapping

    def items(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Items:
        items = Items(_at(start))
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.value_at.append(_content_at(event))
            items.append(self.value(event, events, depth + 1))
        return items

    def problem(self, at: Position, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(Place(self.path, *at), code, message, hint))


def _scalar(event: yaml.Event) -> str | None:
    plain = not event.style
    return None if plain and event.value in ("", "~", "null") else str(event.value)


def _at(event: yaml.Event) -> Position:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _content_at(event: yaml.Event) -> Position:
    """Where a value's own text begins: for block scalars the line below the `|` or `>`."""
    line, column = _at(event)
    return (line + 1, 1) if getattr(event, "style", None) in ("|", ">") else (line, column)


def _syntax_problem(error: yaml.YAMLError, text: str, path: str) -> Problem:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        mark = error.problem_mark
        message = " ".join(filter(None, (error.context, error.problem)))
        hint = _syntax_hint(text, mark.line, error.problem or "")
        return Problem(Place(path, mark.line + 1, mark.column + 1), "yaml-syntax", message, hint)
    before = text[: getattr(error, "position", None) or 0]
    place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
    reason = getattr(error, "reason", None) or "cannot be read as YAML"
    return Problem(place, "yaml-syntax", str(reason), "delete the control character, or save the file anew")


def _syntax_hint(text: str, line: int, problem: str) -> str:
    lines = text.split("\n")
    shown = lines[min(line, len(lines) - 1)]
    if "\t" in shown:
        return "indent with spaces, not tabs"
    if "mapping values are not allowed" in problem:
        return 'put text that holds ": " between quotation marks'
    return (
        "look at the indentation, and at quotation marks and brackets that are not closed, here and on the line above"
    )


def _nearest(path: Path) -> str:
    folder = path.parent
    if path.is_dir():
        folder = path
        return f"name a file in it: {', '.join(sorted(entry.name for entry in folder.glob('*.yaml'))[:6])}".rstrip(": ")
    if not folder.is_dir():
        return f"there is no folder {folder} either"
    return did_you_mean(path.name, [entry.name for entry in folder.iterdir() if entry.is_file()])
