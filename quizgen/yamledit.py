"""A value in a YAML file replaced by another, or an entry added; all the rest stays as it is, to the byte.

`yamlfile` reads, this writes; no other module imports `yaml`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

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


class Added(NamedTuple):
    """A text with an entry in it, the lines above that, and by how much it is indented."""

    text: str
    above: int
    indent: int


def with_entry(text: str, section: str, entry: str) -> Added:
    """The text of a YAML file with one more entry at the end of a section, which holds entries by name.

    The entry is written with no indentation. Raises ValueError where the section is not written in block style.
    """
    before, _ = parse(text, "")
    added, _ = parse(entry, "")
    old = dict(before.data) if before and isinstance(before.data, dict) else {}
    if added is None or not isinstance(added.data, dict) or not isinstance(old.get(section), dict | None):
        message = f"the file, or the entry, cannot be read as entries of `{section}`"
        raise ValueError(message)
    names = old.get(section) or {}
    if names.keys() & added.data.keys():
        message = f"`{next(iter(names.keys() & added.data.keys()))}` is there already"
        raise ValueError(message)
    changed = _inserted(text, section, entry)
    if parse(changed.text, "")[1] or _data(changed.text) != {**old, section: {**names, **added.data}}:
        message = f"`{section}` is not written as one entry below the other"
        raise ValueError(message)
    return changed


def _inserted(text: str, section: str, entry: str) -> Added:
    mark = text[: len(text) - len(text.removeprefix("\ufeff"))]
    body = text.removeprefix("\ufeff")
    root = yaml.compose(body, Loader)
    held = next((value for key, value in root.value if key.value == section), None) if root else None
    indent, gap = 2, ""
    if held is None:
        before, after = f"{body}{'' if not body or body.endswith(chr(10)) else chr(10)}{section}:", ""
    elif not held.value:  # nothing, or {}
        end = _line_end(body, held.end_mark.index)
        before, after = body[: held.start_mark.index].rstrip() + body[held.end_mark.index : end].rstrip(), body[end:]
    else:
        keys = [key.start_mark for key, _ in held.value]
        indent = keys[0].column
        end = _line_end(body, _last(held.value[-1][1]))
        above = body[: keys[-1].index].splitlines()
        gap = "\n" if len(keys) > 1 and len(above) > 1 and not above[-2].strip() else ""
        before, after = body[:end], body[end:]
    lines = "".join(f"\n{' ' * indent}{line}" if line.strip() else "\n" for line in entry.strip().splitlines())
    head = f"{mark}{before}{gap}"
    return Added(f"{head}{lines}{after or chr(10)}", head.count("\n") + 1, indent)


def _last(node: Any) -> int:
    """Where the content of a node ends: not where what follows begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(node, yaml.MappingNode) else last
    return int(node.end_mark.index)


def _line_end(text: str, index: int) -> int:
    """The end of the line in which something ends that may be followed by white space."""
    index = len(text[:index].rstrip())
    end = text.find("\n", index)
    return len(text) if end < 0 else end


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
