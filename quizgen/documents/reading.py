"""A file read as one of the documents, as far as it is good."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol, TypeVar, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from quizgen.documents.base import Written
from quizgen.documents.complaints import Location, complaints
from quizgen.documents.template import DEFAULTS, TemplateDocument
from quizgen.problems import Problem, did_you_mean
from quizgen.yamlfile import Document, read

Kind = TypeVar("Kind", bound=BaseModel)


def load_defaults(path: Path) -> tuple[Document | None, frozenset[str], list[Problem]]:
    """Read defaults for templates: those that are good, and the keys of those that are not. None if all are bad."""
    document, problems = read(path)
    if document is None:
        return None, frozenset(), problems
    details: list[ErrorDetails] = []
    try:
        TemplateDocument.model_validate(document.data)
    except ValidationError as error:
        details = [detail for detail in error.errors(include_url=False) if detail["type"] != "missing"]
    if any(not detail["loc"] for detail in details):
        return None, frozenset(), [*problems, *complaints(details, document, TemplateDocument)]
    strange = [key for key in document.data if key not in DEFAULTS]
    for key in strange:
        problems.append(Problem(document.place((key,), key=True), "unknown-key", *_not_a_default(key)))
    details = [detail for detail in details if detail["loc"][0] in DEFAULTS]
    problems += complaints(details, document, TemplateDocument)
    unread = frozenset(str(detail["loc"][0]) for detail in details)
    return document.without({*strange, *unread}), unread, problems


def _not_a_default(key: str) -> tuple[str, str]:
    if key in TemplateDocument.model_fields:
        return (
            f"`{key}` cannot be the same for a folder",
            f"write it into each template; here may stand {', '.join(DEFAULTS)}",
        )
    return f"`{key}` is not a key here", did_you_mean(key, DEFAULTS)


def load(
    path: Path, definition: type[Kind], defaults: Iterable[Document] = ()
) -> tuple[Kind | None, Document | None, list[Problem]]:
    """Read a file as one of the documents above; None where it has errors.

    What it does not say itself is taken from `defaults`, the first of them that has it.
    Of a document with `ENTRIES` the good ones are given; the others are its `unread`.
    """
    document, problems = read(path)
    if document is None:
        return None, None, problems
    for each in defaults:
        document = document.over(each)
    try:
        return definition.model_validate(document.data), document, problems
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems += complaints(details, document, definition)
    unread = [_entry(detail["loc"], definition) for detail in details]
    if not all(unread):
        return None, document, problems
    document.unread.update(str(entry[-1]) for entry in unread)
    return definition.model_validate(_without(unread, document.data)), document, problems


Read = tuple[Kind | None, Document | None, list[Problem]]


class Reading(Protocol):
    """Reads a file as one of the documents: `load`, or what remembers what that gave."""

    def __call__(self, path: Path, definition: type[Kind], /) -> Read[Kind]: ...


class Remembered:
    """Files, each read once until it is forgotten."""

    def __init__(self) -> None:
        self._read: dict[Path, Read[Any]] = {}

    def __call__(self, path: Path, definition: type[Kind], /) -> Read[Kind]:
        """What the file holds."""
        if path not in self._read:
            self._read[path] = load(path, definition)
        document, source, problems = self._read[path]
        return document, source, [*problems]

    def forget(self, paths: Iterable[Path]) -> None:
        """These have changed."""
        for path in paths:
            self._read.pop(path, None)


def _entry(location: Location, definition: type[BaseModel]) -> Location:
    """The entry that can be left out for this error to be gone; nothing if there is none."""
    if not issubclass(definition, Written) or location[:1] == () or location[0] not in definition.ENTRIES:
        return ()
    by_name = get_origin(definition.model_fields[str(location[0])].annotation) is dict
    if by_name:
        return location[:2] if len(location) > 1 else ()
    return location[:1]


def _without(entries: Iterable[Location], data: Any) -> dict[str, Any]:
    left: dict[str, Any] = dict(data)
    for section, *name in entries:
        if name and isinstance(left.get(str(section)), dict):
            left[str(section)] = {key: value for key, value in left[str(section)].items() if key != name[0]}
        else:
            left.pop(str(section), None)
    return left
