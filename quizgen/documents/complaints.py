"""What is wrong in a document, in words for its author: what pydantic found, at its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from quizgen.problems import Code, Problem, did_you_mean
from quizgen.yamlfile import Document

Location = tuple[int | str, ...]


def complaints(details: Sequence[ErrorDetails], document: Document, definition: type[BaseModel]) -> Iterator[Problem]:
    missing: dict[Location, set[str]] = {}
    entries = {detail["loc"][:-1] for detail in details}  # a list with wrong entries is not told to be empty too
    details = [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in entries]
    for detail in details:
        if detail["type"] == "missing":
            missing.setdefault(detail["loc"][:-1], set()).add(str(detail["loc"][-1]))
    for detail in details:
        if detail["type"] == "extra_forbidden":
            lacks = missing.get(detail["loc"][:-1], set())
            meant = difflib.get_close_matches(str(detail["loc"][-1]), lacks, n=1)
            lacks.difference_update(meant)  # a key that is only misspelt is not told to be missing too
            yield _unknown_key(detail["loc"], meant, document, definition)
    for detail in details:
        left_out = detail["type"] == "missing" and detail["loc"][-1] not in missing[detail["loc"][:-1]]
        if detail["type"] != "extra_forbidden" and not left_out:
            yield _problem(detail, document)


def _unknown_key(location: Location, meant: list[str], document: Document, definition: type[BaseModel]) -> Problem:
    location = _written(location, document.data)
    name = str(location[-1])
    hint = did_you_mean(name, meant or _fields(definition, location[:-1]))
    if _value(document.data, location) is None:
        # {about: 3,200} is to YAML `about: 3`, and a key `200` with nothing in it.
        hint = "in { } a comma parts entries: put text that holds one between quotation marks"
    return Problem(document.place(location, key=True), "unknown-key", f"`{name}` is not a key here", hint)


def _problem(detail: ErrorDetails, document: Document) -> Problem:
    location = _written(detail["loc"], document.data)
    on_key = "[key]" in detail["loc"]
    return Problem(document.place(location, key=on_key), *_told(detail, location, on_key=on_key))


def _told(detail: ErrorDetails, location: Location, *, on_key: bool) -> tuple[Code, str, str]:
    """The code of an error, what is wrong, and how to mend it."""
    kind, given, context, name = detail["type"], detail["input"], detail.get("ctx", {}), _name(location)
    told: tuple[Code, str, str] = (
        _CODES_OF_OURS.get(kind, "bad-value"),
        f"{name} cannot be {_shown(given)}",
        detail["msg"],
    )
    if kind == "missing":
        key, within = detail["loc"][-1], f" in {name}" if location else ""
        told = "missing-key", f"`{key}` is missing{within}", _MISSING_HINTS.get(str(key), f"add a line `{key}: …`")
    elif given is None:
        wanted = _TYPES.get(kind, _TEXT)[0]
        told = "missing-value", f"{name} is empty", f"write {wanted} there, or delete it"
    elif kind in _TYPES:
        wanted, hint = _TYPES[kind]
        told = "wrong-type", f"{name} should be {wanted}, not {_shown(given)}", hint
    elif kind == "bad-quantity":
        told = "bad-quantity", f"{name} holds {'no number' if len(given) < 2 else 'two numbers'}", detail["msg"]
    elif kind == "literal_error":
        known = re.findall(r"'([^']+)'", str(context.get("expected", "")))
        told = "unknown-value", f"{name} cannot be {_shown(given)}", did_you_mean(str(given), known)
    elif kind == "string_pattern_mismatch":
        message = f"{name} is not a good id" if on_key else f"{name} cannot be {_shown(given)}"
        key = next(step for step in reversed(location) if isinstance(step, str))
        told = "bad-text", message, _ID_HINT if on_key else _PATTERN_HINTS.get(key, "")
    elif kind in _LIMITS:
        message, hint = _LIMITS[kind]
        told = "bad-value", message.format(name=name, given=_shown(given), **context), hint.format(**context)
    return told


def _written(location: Location, data: Any) -> Location:
    """A location as far as the file has it: without what the definition adds, such as names of alternatives."""
    found: list[int | str] = []
    for step in location:
        if _has(data, step):
            data = data[step]
            found.append(step)
    return tuple(found)


def _value(data: Any, location: Location) -> Any:
    for step in location:
        data = data[step]
    return data


def _has(data: Any, step: int | str) -> bool:
    if isinstance(data, dict):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and step < len(data)


def _name(location: Location) -> str:
    if not location:
        return "the file"
    if isinstance(location[-1], int):
        return f"entry {location[-1] + 1} of {_name(location[:-1])}"
    return f"`{location[-1]}`"


_CODES_OF_OURS: Mapping[str, Code] = {
    "bad-date": "bad-date",
    "bad-language": "bad-language",
    "bad-mark": "bad-mark",
    "bad-number": "bad-number",
}
"""The errors that our own validators raise; that of a quantity is told apart."""
_MISSING_HINTS = {
    "alt": "say what the picture shows, for those who do not see it",
    "credit": "say who made the picture",
    "licence": "say what allows you to use it, as CC BY 4.0, or public domain",
}
_ID_HINT = "an id has small letters, digits, - and _, and begins with a letter or digit"
_PATTERN_HINTS = {
    "articles": "write the name of a folder in seeds/",
    "formerly": "write the id that it had first, or article/id; of an article the name of its folder",
    "sha256": "64 digits and letters a to f, as sha256sum prints them",
}
_TEXT = ("text", "put text that YAML takes for something else between quotation marks")
_MAPPING = ("a mapping (key: value lines)", "write `key: value` lines below it, indented, or {key: value, …}")
_LIST = ("a list", "write [one, two], or a line `- …` for each")
_WHOLE = ("a whole number", "write it in digits")
_YES_OR_NO = ("yes or no", "write one of these words")
_TYPES = {
    "string_type": _TEXT,
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "bool_parsing": _YES_OR_NO,
    "bool_type": _YES_OR_NO,
}
_LIMITS = {
    "too_long": ("{name} has {actual_length} entries", "{max_length} are the most"),
    "too_short": ("{name} is empty", "give at least one"),
    "string_too_short": ("{name} is empty", "write something, or delete the key"),
    "string_too_long": ("{name} has more than {max_length:,} characters", "shorten it"),
    "greater_than_equal": ("{name} cannot be {given}", "write {ge} or more"),
    "less_than_equal": ("{name} cannot be {given}", "write {le} or less"),
}


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    text = str(value)
    return f"“{text[:57]}…”" if len(text) > 60 else f"“{text}”"


def _fields(definition: Any, location: Iterable[int | str]) -> list[str]:
    """The keys that a mapping at this location may have."""
    for step in location:
        definition = _inside(definition, step)
    definition = _model(definition)
    if definition is None:
        return []
    return [field.alias or name for name, field in definition.model_fields.items()]


def _inside(definition: Any, step: int | str) -> Any:
    model = _model(definition)
    if model is not None and step in model.model_fields:
        return model.model_fields[str(step)].annotation
    for part in _parts(definition):
        if get_origin(part) in (dict, Mapping):
            return get_args(part)[1]
        if get_origin(part) is tuple:
            return get_args(part)[0]
    return definition


def _model(definition: Any) -> type[BaseModel] | None:
    return next((part for part in _parts(definition) if isinstance(part, type) and issubclass(part, BaseModel)), None)


def _parts(definition: Any) -> list[Any]:
    """A type without its annotations, and the members of a union."""
    origin = get_origin(definition)
    if origin is Annotated:
        return _parts(get_args(definition)[0])
    if origin in (Union, UnionType):
        return [part for member in get_args(definition) for part in _parts(member)]
    return [definition]
