"""A value in a YAML file replaced by another; all the rest stays as it is, to the byte.

`yamlfile` reads, this writes; no other module imports `yaml`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from quizgen.yamlfile import Loader, parse

Location = Sequence[str | int]


def replaced(text: str, location: Location, value: str) -> str:
    """The text of a YAML file with another value at a place that holds text; in its old style, if that can say it."""
    _, problems = parse(text, "")
    wanted = _changed(_data(text), location, value)
    for changed in _ways(text, location, value):
        # Read back, as only so it is sure that it says this and nothing else.
        if not parse(changed, "")[1] and _data(changed) == wanted:
            return changed
    message = f"{list(location)} cannot be replaced; the file has {len(problems)} problems"
    raise ValueError(message)


def _ways(text: str, location: Location, value: str) -> Iterator[str]:
    mark = text[: len(text) - len(text.removeprefix("\ufeff"))]
    body = text.removeprefix("\ufeff")
    node = _node(body, location)
    before, old, after = (
        mark + body[: node.start_mark.index],
        body[node.start_mark.index : node.end_mark.index],
        body[node.end_mark.index :],
    )
    single, double = "'" + value.replace("'", "''") + "'", json.dumps(value, ensure_ascii=False)
    match node.style:
        case "|" | ">":
            yield before + _block(old, value) + after
            rest = old[len(old.rstrip()) :]
            yield from (before + way + rest + after for way in (double, single))
        case "'":
            yield from (before + way + after for way in (single, double))
        case '"':
            yield from (before + way + after for way in (double, single))
        case _:
            yield from (before + way + after for way in (value, double, single))


def _block(old: str, value: str) -> str:
    """The header with its comment, the indentation and the lines that follow, as they were."""
    header, *lines = old.rstrip().splitlines(keepends=True)
    first = next((line for line in lines if line.strip()), "")
    return header + first[: len(first) - len(first.lstrip())] + value + old[len(old.rstrip()) :]


def _data(text: str) -> Any:
    document, _ = parse(text, "")
    return document.data if document else None


def _changed(data: Any, location: Location, value: str) -> Any:
    if not location:
        return value
    step, rest = location[0], location[1:]
    if isinstance(data, list):
        return [_changed(part, rest, value) if at == step else part for at, part in enumerate(data)]
    return {key: _changed(part, rest, value) if key == step else part for key, part in data.items()}


def _node(text: str, location: Location) -> Any:
    node: Any = yaml.compose(text, Loader)
    for step in location:
        if isinstance(node, yaml.MappingNode):
            node = next(value for key, value in node.value if key.value == step)
        else:
            node = node.value[step]
    return node
