"""What a definition accepts, in the types that editors see: YAML's, where `5` is a number and `true` no text."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from quizgen import edtf
from quizgen.documents import texts
from quizgen.documents.base import SAYS

Node = dict[str, Any]

_SCALAR = ["string", "number", "boolean"]
"""quizgen reads every plain value as text."""


def _in_javascript(pattern: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", pattern)


_POINT = _in_javascript(edtf._POINT.pattern)  # noqa: SLF001  # one definition of what a date is
_NUMBER = _in_javascript(texts._NUMBER.pattern)  # noqa: SLF001  # likewise
_LANGUAGE = texts._LANGUAGE.pattern  # noqa: SLF001  # likewise

FORMS: dict[str, Node] = {
    "date": {
        "type": ["string", "integer"],
        "pattern": rf"^\s*(?:{_POINT}|(?:{_POINT}|\.\.)\s*/\s*(?:{_POINT}|\.\.))\s*$",
        "minimum": 1,
        "maximum": 9999,
        "errorMessage": "a date is written 2022, 2022-05 or 2022-05-03, with ~ for about and ? for uncertain",
    },
    "day": {"type": "string", "pattern": r"^\s*\d{4}-\d\d-\d\d\s*$", "errorMessage": "write a day, as 2026-11-23"},
    "number": {
        "type": ["string", "number"],
        "pattern": rf"^\s*(?:{_NUMBER})\s*$",
        "minimum": 0,
        "errorMessage": "a number is written 4300, 4,300, 0.5 or 20 million",
    },
    "mark": {
        "type": "string",
        "pattern": r"^\s*[\d.]+,[\d.]+(?:\s+[\d.]+,[\d.]+)+\s*$",
        "errorMessage": "write corners as shares of width and height from the top left: 0.1,0.25 0.3,0.5",
    },
    "language": {
        "type": "string",
        "pattern": f"^(?:{_LANGUAGE})$",
        "errorMessage": "a language is written as BCP 47 has it: en, fr, en-GB",
    },
}
"""Text in a form of its own."""


def as_written(definition: type[BaseModel]) -> Node:
    """The JSON Schema of a definition; all in one piece, as none of them holds itself."""
    found = definition.model_json_schema(schema_generator=_AsWritten)
    return _whole(found, found.pop("$defs", {}))  # type: ignore[no-any-return]  # it is JSON, of whatever shape


def _whole(node: Any, parts: Node) -> Any:
    if isinstance(node, list):
        return [_whole(each, parts) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        part = parts[node["$ref"].rsplit("/", maxsplit=1)[1]]
        node = {**part, **{key: value for key, value in node.items() if key != "$ref"}}
    if node.get("type") == "array" and "minLength" in node:  # as pydantic has it where a list may be given as one text
        node["minItems"] = node.pop("minLength")
    return {key: _whole(value, parts) for key, value in node.items()}


class _AsWritten(GenerateJsonSchema):
    def str_schema(self, schema: core_schema.StringSchema) -> Node:
        least, most = schema.get("min_length") or 0, schema.get("max_length") or ""
        pattern = schema.get("pattern")
        if not isinstance(pattern, str):
            pattern = rf"^[\s\S]{{{least},{most}}}$"
            if schema.get("strip_whitespace") and isinstance(most, int):
                pattern = rf"^\s*\S(?:[\s\S]{{0,{most - 2}}}\S)?\s*$"
        elif schema.get("strip_whitespace"):
            pattern = rf"^\s*{pattern.removeprefix('^').removesuffix('$')}\s*$"
        limit = f", of at most {most:,} characters" if isinstance(most, int) else ""
        return {"type": _SCALAR, "pattern": pattern, "errorMessage": f"text is needed here{limit}"}

    def bool_schema(self, schema: core_schema.BoolSchema) -> Node:  # noqa: ARG002  # as the base has it
        words = "|".join("".join(f"[{sign}{sign.upper()}]" for sign in word) for word in _WORDS)
        # Only `true` and `false` are offered: yes and no an editor would put between quotation marks.
        node = {"type": ["string", "boolean", "integer"], "pattern": f"^(?:0|1|{words})$", "minimum": 0, "maximum": 1}
        return {**node, "errorMessage": "write yes or no"}

    def int_schema(self, schema: core_schema.IntSchema) -> Node:
        limits = {"minimum": schema["ge"], "maximum": schema["le"]}
        message = f"a whole number from {schema['ge']} to {schema['le']:,}"
        in_quotes = {"type": "string", "pattern": r"^\s*\+?[\d_]+(?:\.0*)?\s*$", "errorMessage": message}
        return {"anyOf": [{"type": "integer", **limits, "errorMessage": message}, in_quotes], "errorMessage": message}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Node:
        inner = self.generate_inner(schema["schema"])
        if isinstance(kind := inner.get("type"), (str, list)) and "$ref" not in inner and SAYS not in inner:
            return {**inner, "type": [*([kind] if isinstance(kind, str) else kind), "null"]}
        others = inner["anyOf"] if inner.keys() == {"anyOf"} else [inner]
        return {"anyOf": [*others, {"type": "null"}]}

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> Node:
        return {"anyOf": [self.generate_inner(choice) for choice in schema["choices"].values()]}

    def dict_schema(self, schema: core_schema.DictSchema) -> Node:
        keys = self.generate_inner(schema["keys_schema"])
        values = self.generate_inner(schema["values_schema"])
        found: Node = {"type": "object"}
        if "enum" in keys:
            found |= {"properties": dict.fromkeys(keys["enum"], values), "additionalProperties": False}
        else:
            keys.pop("type", None)
            found |= {"additionalProperties": values, "propertyNames": keys}
        if least := schema.get("min_length"):
            found["minProperties"] = least
        return found

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Node:
        found = super().default_schema(schema)
        if found.get("default") in (None, [], {}) or isinstance(found.get("default"), dict):
            found.pop("default", None)
        elif isinstance(found.get("default"), bool):
            found["default"] = "yes" if found["default"] else "no"
        return found

    def sort(self, value: Any, parent_key: str | None = None) -> Any:  # noqa: ARG002  # as the base has it
        return value  # keys stay in the order of the definition

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  # as the base has it
        return False


_WORDS = ("off", "f", "false", "n", "no", "on", "t", "true", "y", "yes")
