"""JSON Schema of the files that authors write, for editors: from the definitions that read them.

What `check` accepts no schema refuses. Where a project is at hand, its relations, roles, types and units are named.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from quizgen.documents.article import ArticleDocument
from quizgen.documents.base import SAYS
from quizgen.documents.deck import DeckDocument
from quizgen.documents.entities import EntitiesDocument
from quizgen.documents.facts import FactsDocument
from quizgen.documents.relations import VocabularyDocument
from quizgen.documents.template import DEFAULTS, TemplateDocument
from quizgen.documents.theme import ThemeDocument
from quizgen.schemas.names import Known
from quizgen.schemas.rules import RULES
from quizgen.schemas.written import Node, as_written

SCHEMAS: Mapping[str, type[BaseModel]] = {
    "article": ArticleDocument,
    "entities": EntitiesDocument,
    "facts": FactsDocument,
    "relations": VocabularyDocument,
    "template": TemplateDocument,
    "defaults": TemplateDocument,
    "deck": DeckDocument,
    "theme": ThemeDocument,
}
"""In the order in which they are written."""


def schema(of: str, known: Known) -> Node:
    """The JSON Schema of a kind of file."""
    found: Node = _told(as_written(SCHEMAS[of]), known, of)
    if of == "template":
        found["required"] = [key for key in found["required"] if key not in known.defaults]
    if of == "defaults":
        found = {"type": "object", "description": "What the templates of a folder have in common."} | {
            "properties": {key: found["properties"][key] for key in DEFAULTS},
            "additionalProperties": False,
        }
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": f"quizgen: {of}", **found}


def as_text(node: Node) -> str:
    """As it is written down."""
    return json.dumps(node, ensure_ascii=False, indent=1) + "\n"


def _told(node: Any, known: Known, of: str) -> Any:
    """With what is known in place of the marks, and the rules that hold between keys."""
    if isinstance(node, list):
        return [_told(each, known, of) for each in node]
    if not isinstance(node, dict):
        return node
    model, says = node.get("title"), node.get(SAYS)
    found = {
        # What properties are called is no key of a schema.
        key: {name: _told(one, known, of) for name, one in value.items()}
        if key == "properties"
        else _told(value, known, of)
        for key, value in node.items()
        if key not in {"title", SAYS}
    }
    if isinstance(says, str):
        found = known.told(found, says, closed=of != "relations")
    if isinstance(model, str) and model in RULES:
        found = {**found, **RULES[model](found, known)}
    return found
