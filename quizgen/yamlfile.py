"""YAML to plain text data that knows its lines. `yamledit` replaces values; no other module imports `yaml`.

Scalars stay text (`no` is "no", `2022-05` a string): what a value means is for the schema
to say. Duplicate keys, aliases, anchors and tags are refused, so that nothing is lost in
silence and no file can explode.
"""

from __future__ import annotations

import re
import stat
import types
import typing
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import field, replace
from pathlib import Path
from typing import Any

import yaml
from yaml import MappingEndEvent, ScalarEvent, SequenceEndEvent

from quizgen.frozen import frozen
from quizgen.model import Place, Wording
from quizgen.problems import Code, Problem, did_you_mean

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES = 64 * 2**20
MAX_DEPTH = 16
_BAD_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0\ufdd1\ufeff\ufffe\uffff]")
"""Control characters, line ends that only YAML counts, and what Unicode sets apart for programs: quizgen marks gaps."""

_BLOCK = ("|", ">")
"""The styles of texts that begin on the line below."""

Position = tuple[int, int]
Event = Any
"""What PyYAML's parser gives; its types do not say what every event has."""
Mark = Any
"""Where an event begins, as PyYAML tells it: of the many in a file, hardly any is ever asked for its position."""


class Mapping(dict[str, Any]):
    """A YAML mapping; remembers where it, each key and each value begins."""

    __slots__ = ("at", "key_at", "value_at")

    def __init__(self, at: Mark) -> None:
        self.at = at
        self.key_at: dict[str, Mark] = {}
        self.value_at: dict[str, Mark] = {}

    def changed(self, data: dict[str, Any]) -> Mapping:
        """Other data at the same place."""
        other = Mapping(self.at)
        other.update(data)
        other.key_at, other.value_at = self.key_at, self.value_at
        return other


class Items(list[Any]):
    """A YAML list; remembers where it and each entry begins."""

    __slots__ = ("at", "value_at")

    def __init__(self, at: Mark) -> None:
        self.at = at
        self.value_at: list[Mark] = []


@frozen
class Document:
    """A read file: its data (mappings, lists, text, None) and the way back to its lines."""

    path: str
    data: Any
    unfolded: dict[Position, str] = field(default_factory=dict)
    """Texts that YAML folds into fewer lines, as written, by where they begin."""
    unread: set[str] = field(default_factory=set)
    """The entries that were left out for what is wrong in them."""
    lines: Sequence[str] = ()
    """The file as it is."""
    below: typing.Mapping[str, Document] = field(default_factory=dict)
    """The documents that give the keys which this one does not have."""

    def over(self, defaults: Document) -> Document:
        """This document, with the keys that it lacks taken from another."""
        if not isinstance(self.data, Mapping) or not isinstance(defaults.data, Mapping):
            return self
        taken = {key: value for key, value in defaults.data.items() if key not in self.data}
        below = {**self.below, **dict.fromkeys(taken, defaults)}
        return replace(self, data=self.data.changed({**self.data, **taken}), below=below)

    def without(self, keys: Collection[str]) -> Document:
        """This document without some of its keys."""
        if not isinstance(self.data, Mapping):
            return self
        return replace(self, data=self.data.changed({k: v for k, v in self.data.items() if k not in keys}))

    def place(self, location: Sequence[str | int] = (), *, key: bool = False) -> Place:
        """Where the value at `location` stands, or its key; the nearest known place above it."""
        if location and str(location[0]) in self.below:
            return self.below[str(location[0])].place(location, key=key)
        node, mark = self.data, getattr(self.data, "at", None)
        for step in location:
            if isinstance(node, Mapping) and step in node:
                mark = (node.key_at if key else node.value_at)[str(step)]
                node = node[str(step)]
            elif isinstance(node, Items) and isinstance(step, int) and step < len(node):
                mark, node = node.value_at[step], node[step]
        return Place(self.path, *_position(mark)) if mark else Place(self.path)

    def wording(self, location: Sequence[str | int], text: str) -> Wording:
        """The text at `location` with the line breaks that it has in the file, for counting its lines."""
        if location and str(location[0]) in self.below:
            return self.below[str(location[0])].wording(location, text)
        place = self.place(location)
        return Wording(self.unfolded.get((place.line, place.column), text), place, self.lines)


_unsaved: ContextVar[typing.Mapping[Path, str]] = ContextVar("unsaved", default=types.MappingProxyType({}))


@contextmanager
def unsaved(texts: typing.Mapping[Path, str]) -> Iterator[None]:
    """Meanwhile these texts, which an editor holds, are read in place of their files."""
    before = _unsaved.set({**_unsaved.get(), **texts})
    try:
        yield
    finally:
        _unsaved.reset(before)


def is_any_unsaved(folder: Path) -> bool:
    """Whether an editor holds a text of this folder."""
    return any(path.is_relative_to(folder) for path in _unsaved.get())


def read_text(path: Path) -> tuple[str | None, list[Problem]]:
    """The file's text, if it is one in UTF-8 of bearable size."""
    held = _unsaved.get().get(path)
    return _stored(path) if held is None else (held, [])


def _stored(path: Path) -> tuple[str | None, list[Problem]]:
    place = Place(str(path))
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            return None, [Problem(place, "not-a-file", f"{path.name} is a folder, not a file", _nearest(path))]
        if not stat.S_ISREG(found.st_mode):
            # A device or pipe may never end.
            return None, [Problem(place, "not-a-file", f"{path.name} is no ordinary file", "name one that holds text")]
        if found.st_size > MAX_BYTES:
            message = f"{found.st_size:,} bytes, more than {MAX_BYTES:,}"
            return None, [Problem(place, "file-too-large", message, "is this the right file?")]
        content = path.read_bytes()
    except FileNotFoundError:
        return None, [Problem(place, "file-missing", f"there is no file {path.name}", _nearest(path))]
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return None, [Problem(place, "file-unreadable", f"cannot be read: {reason}", "look at its name and rights")]
    return _decoded(content, str(path))


def _decoded(content: bytes, path: str) -> tuple[str | None, list[Problem]]:
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as error:
        place = place_of(content[: error.start].decode("utf-8"), error.start, path)
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
    text = text.removeprefix("\ufeff")
    if found := _BAD_CHARACTER.search(text):
        return None, [Problem(place_of(text, found.start(), path), "bad-character", *_bad_character(found[0]))]
    builder = _Builder(path, text)
    try:
        data = builder.document(iter(Loader(text).get_event, None))  # as yaml.parse, in half the time
    except yaml.YAMLError as error:
        return None, [*builder.problems, _syntax_problem(error, text, path)]
    except _Abandoned:
        return None, builder.problems
    document = Document(path, data, builder.unfolded, lines=text.split("\n"))
    return document if builder.sound else None, builder.problems


def place_of(text: str, index: int, path: str) -> Place:
    """Where in a file the character of that index stands."""
    before = text[:index]
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _bad_character(character: str) -> tuple[str, str]:
    kind = "a control character" if character < "\xa0" else "a character that no reader sees"
    return f"{kind} (U+{ord(character):04X})", "delete it"


class _Abandoned(Exception):
    """The document cannot be read further; the reason is among the problems."""


class _Builder:
    """Builds data from YAML's events. Not `sound` where data is missing that the file means to give."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.problems: list[Problem] = []
        self.unfolded: dict[Position, str] = {}
        self.sound = True

    def document(self, events: Iterator[Event]) -> Any:
        next(events)  # stream start
        if isinstance(next(events), yaml.StreamEndEvent):
            self.problem((1, 1), "file-empty", "the file holds nothing", "fill it, or delete it")
            raise _Abandoned
        data = self.value(next(events), events, 0)
        next(events)  # document end
        more = next(events)
        if not isinstance(more, yaml.StreamEndEvent):
            self.refuse(more, "yaml-documents", "a second document begins here", "delete the line `---`")
        return data

    def value(self, event: Event, events: Iterator[Event], depth: int) -> Any:
        if isinstance(event, ScalarEvent) and not event.anchor and not event.tag and depth <= MAX_DEPTH:
            return self.scalar(event)
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            hint = f'write the value out; text that begins with * goes between quotation marks: "*{anchor}"'
            self.refuse(event, "yaml-alias", f"aliases such as *{anchor} are not used here", hint)
            return None
        if anchor:
            hint = f'delete it; text that begins with & goes between quotation marks: "&{anchor}"'
            self.refuse(event, "yaml-alias", f"anchors such as &{anchor} are not used here", hint)
        if tag and tag != "!":
            shown = f"!!{tag.rsplit(':', maxsplit=1)[-1]}" if tag.startswith("tag:") else tag
            hint = "delete it; text that begins with ! goes between quotation marks"
            self.refuse(event, "yaml-tag", f"tags such as {shown} are not used here", hint)
        if depth > MAX_DEPTH:
            self.problems.append(_too_deep(Place(self.path, *_at(event))))
            raise _Abandoned
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event, events, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.items(event, events, depth)
        return self.scalar(event)

    def scalar(self, event: Event) -> str | None:
        text: str = event.value
        if not event.style and text in ("", "~", "null"):
            return None
        if event.style == '"' and (found := _BAD_CHARACTER.search(text)):  # written as \x07: else it were found before
            self.problem(_at(event), "bad-character", *_bad_character(found[0]))
            self.sound = False
        if event.end_mark.line > event.start_mark.line and event.style != "|":
            self.unfolded[_position(_content_mark(event))] = _unfolded(event, self.text)
        return text

    def mapping(self, start: Event, events: Iterator[Event], depth: int) -> Mapping:
        mapping = Mapping(start.start_mark)
        while not isinstance(event := next(events), MappingEndEvent):
            key = self.value(event, events, depth + 1)
            value_event = next(events)
            value = self.value(value_event, events, depth + 1)
            if not isinstance(key, str):
                self.refuse(event, "yaml-key", *_bad_key(event))
            elif key in mapping:
                first = mapping.key_at[key].line + 1
                hint = f"it is given on line {first}; keep one"
                self.problem(_at(event), "duplicate-key", f"`{key}` stands here again", hint)
            else:
                mapping[key] = value
                mapping.key_at[key] = event.start_mark
                mapping.value_at[key] = _content_mark(value_event)
        return mapping

    def items(self, start: Event, events: Iterator[Event], depth: int) -> Items:
        items = Items(start.start_mark)
        while not isinstance(event := next(events), SequenceEndEvent):
            items.value_at.append(_content_mark(event))
            items.append(self.value(event, events, depth + 1))
        return items

    def refuse(self, event: Event, code: Code, message: str, hint: str) -> None:
        """Note a part of YAML that is not used here: once a file, as the first explains the others."""
        self.sound = False
        if all(problem.code != code for problem in self.problems):
            self.problem(_at(event), code, message, hint)

    def problem(self, at: Position, code: Code, message: str, hint: str = "") -> None:
        self.problems.append(Problem(Place(self.path, *at), code, message, hint))


def _bad_key(event: Event) -> tuple[str, str]:
    if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
        hint = "put text that begins with { or [, such as {{ slots }}, between quotation marks"
        return "a key must be plain text", hint
    return "a key is missing before this colon", "write key: value"


def _unfolded(event: Event, text: str) -> str:
    """A folded text as it stands in the file, without what YAML adds around it."""
    written = text[event.start_mark.index : event.end_mark.index]
    match event.style:
        case ">":
            return written.partition("\n")[2]
        case "'":
            return written[1:-1].replace("''", "'")
        case '"':
            return written[1:-1].replace('\\"', '"')
    return written


def _position(mark: Mark) -> Position:
    return mark.line + 1, mark.column + 1


def _at(event: Event) -> Position:
    return _position(event.start_mark)


def _content_mark(event: Event) -> Mark:
    """Where a value's own text begins: for block scalars the line below the `|` or `>`."""
    mark = event.start_mark
    if isinstance(event, ScalarEvent) and event.style in _BLOCK and event.value:
        return yaml.Mark(mark.name, mark.index, mark.line + 1, 0, None, 0)
    return mark


def _too_deep(place: Place) -> Problem:
    return Problem(place, "yaml-depth", f"nested more than {MAX_DEPTH} deep", "close brackets further left")


def _syntax_problem(error: yaml.YAMLError, text: str, path: str) -> Problem:
    mark: Any = getattr(error, "problem_mark", None)
    if not isinstance(error, yaml.MarkedYAMLError) or mark is None:
        return Problem(Place(path), "yaml-syntax", f"this cannot be read as YAML: {error}")
    said = " ".join(filter(None, (error.context, error.problem)))
    if "maximum nesting depth" in said:
        # libyaml counts brackets itself since 0.2.6, and may look further ahead than we have come.
        return _too_deep(place_of(text, mark.index, path))
    message, hint = said, "look at what stands here and on the line above"
    for words, ours, how, from_start in _SYNTAX:
        if words in said:
            message, hint, mark = ours, how, (error.context_mark if from_start else mark) or mark
            break
    here = text[mark.index :].split("\n", 1)[0].strip() or "the end of the file"
    if text[mark.index : mark.index + 1] == "\t":
        message, hint = "a tab", "indent with spaces, not tabs"
    place = place_of(text, min(mark.index, len(text.rstrip())), path)
    return Problem(place, "yaml-syntax", message.format(here=here[:60], sign=here[0]), hint)


_QUOTE = "text that holds or begins with such signs goes between quotation marks"
_LINE_UP = "indent it as the lines that it belongs with; put nothing behind a closing quotation mark"
_SYNTAX = (
    ("mapping values are not", "a second colon here", 'text that holds ": " goes between quotation marks', False),
    ("a quoted scalar found unexpected end", "this quotation mark is not closed", "close it", True),
    ("expected ',' or ']'", "this [ is not closed, or lacks a comma", f"put ] at its end; {_QUOTE}", True),
    ("expected ',' or '}'", "this {{ is not closed, or lacks a comma", f"put }} at its end; {_QUOTE}", True),
    ("cannot start any token", "a value cannot begin with {sign}", _QUOTE, False),
    ("expected node content", "“{here}” cannot stand here", f"close every bracket that is opened; {_QUOTE}", False),
    ("found unexpected ':'", "nothing stands behind this colon", "write key: value, with a space between", False),
    ("could not find expected ':'", "“{here}” has no colon", "write key: value, with a space behind the colon", True),
    ("expected key", "“{here}” does not fit here", _LINE_UP, False),
    ("expected '-' indicator", "“{here}” does not fit in this list", _LINE_UP, False),
    ("<document start>", "“{here}” does not fit here", _LINE_UP, False),
    ("unknown escape", "this backslash means nothing", r"write \\, or put the text between ' and '", False),
)
"""What libyaml says, in part; what we say; how to mend it; whether to show where the part began."""


def _nearest(path: Path) -> str:
    folder = path.parent
    if path.is_dir():
        inside = ", ".join(sorted(entry.name for entry in path.glob("*.yaml"))[:6])
        return f"name a file in it: {inside}" if inside else "move it away, and put a file there"
    if not folder.is_dir():
        return f"there is no folder {folder.name} either"
    return did_you_mean(path.name, [entry.name for entry in folder.iterdir() if entry.is_file()])
