"""Every key of every file, as a page to look things up in: `python -m quizgen.schemas.reference`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from quizgen.documents.base import SAYS
from quizgen.documents.template import DEFAULTS
from quizgen.schemas import SCHEMAS
from quizgen.schemas.written import Node, as_written

_FILES = {
    "article": ("Article", "`seeds/<article>/article.yaml`"),
    "entities": ("Entities", "`seeds/entities.yaml`"),
    "facts": ("Facts", "`seeds/<article>/facts.yaml`"),
    "relations": ("Relations", "`templates/relations.yaml`"),
    "template": ("Template", "`templates/…/*.yaml`"),
    "deck": ("Deck", "`decks/*.yaml`"),
    "theme": ("Theme", "`themes/*/theme.yaml`"),
}
_SAYS = {
    "article": "name of a folder in seeds/",
    "date": "date",
    "day": "day",
    "flaw": "code of a flaw",
    "kind": "kind of question",
    "language": "language",
    "mark": "corners of an area",
    "number": "number",
    "phrases": "language",
    "relation": "name of a relation",
    "role": "name of a role",
    "topic": "topic",
    "type": "name of a type",
    "unit": "name of a unit",
}
_PLURALS = ("zero", "one", "two", "few", "many", "other")
"""These keys are words of CLDR; they are told where the units are."""
_HEAD = """# Reference

Every key of every file, made from the definitions that read the files: `make reference` writes this page anew.
[The files you write](formats.md) explains them, with worked examples; `quizgen schema` gives the same to editors.
"""
_COLUMNS = "| key | holds | default | what it says | for example |\n|---|---|---|---|---|\n"


def reference() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(_file(of) for of in _FILES)])


def _file(of: str) -> str:
    title, where = _FILES[of]
    node = as_written(SCHEMAS[of])
    parts = [f"## {title}\n\n{where}\n\n{_table(node)}"]
    for path, inner in _mappings(node, "", set()):
        parts.append(f"### {title}: {path}\n\n{inner.get('description', '')}\n\n{_table(inner)}")
    if of == "template":
        keys = ", ".join(f"`{key}`" for key in DEFAULTS)
        parts.append(f"### `_defaults.yaml`\n\nWhat the templates of a folder have in common: {keys}, as above.\n")
    return "\n".join(parts)


def _mappings(node: Node, path: str, seen: set[tuple[str, ...]]) -> Iterator[tuple[str, Node]]:
    """The mappings within a mapping, each by its path; one that is written in several places once."""
    for key, value in node["properties"].items():
        for below, inner in _within(value, f"{path}{key}"):
            keys = tuple(inner["properties"])
            if keys not in seen and keys != _PLURALS:
                seen.add(keys)
                yield f"`{below}`", inner
                yield from _mappings(inner, f"{below}.", seen)


def _within(node: Node, path: str) -> Iterator[tuple[str, Node]]:
    if "properties" in node:
        yield path, node
    elif isinstance(node.get("additionalProperties"), dict):
        yield from _within(node["additionalProperties"], f"{path}.…")
    elif "items" in node:
        yield from _within(node["items"], f"{path}[]")
    for choice in node.get("anyOf", ()):
        yield from _within(choice, path)


def _table(node: Node) -> str:
    required = node.get("required", ())
    return _COLUMNS + "".join(_row(key, value, key in required) for key, value in node["properties"].items())


def _row(key: str, node: Node, required: bool) -> str:  # noqa: FBT001  # read off the definition
    default = "needed" if required else _shown(node["default"]) if "default" in node else ""
    example = ", ".join(map(_shown, node.get("examples", ())))
    description = node.get("description", "")
    if "enumDescriptions" in node:
        words = zip(node["enum"], node["enumDescriptions"], strict=True)
        description = f"{description} {'; '.join(f'`{word}`: {meaning}' for word, meaning in words)}"
    cells = (f"`{key}`", _holds(node), default, description, example)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False).replace('"', "")
    return f"`{text}`"


def _holds(node: Node) -> str:
    """What may stand there, in words."""
    message = str(node.get("errorMessage", ""))
    if "enum" in node:
        return "one of " + ", ".join(f"`{word}`" for word in node["enum"])
    if SAYS in node:
        return _SAYS[node[SAYS]]
    if message == "write yes or no" or message.startswith("a whole number"):
        return message.removeprefix("write ")
    return " or ".join(dict.fromkeys(_holds(each) for each in node.get("anyOf", ()) if each != _NULL)) or _made_of(node)


_NULL = {"type": "null"}


def _made_of(node: Node) -> str:
    if "items" in node:
        return f"list of: {_holds(node['items'])}"
    if isinstance(node.get("additionalProperties"), dict) and "properties" not in node:
        return f"mapping of names to: {_holds(node['additionalProperties'])}"
    return "mapping" if node.get("type") == "object" else "text"


if __name__ == "__main__":
    sys.stdout.write(reference())
