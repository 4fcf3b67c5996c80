"""The names that a project knows, each with what it means."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from inspect import cleandoc
from pathlib import Path
from sys import modules

from quizgen.content import Project
from quizgen.defaults import DEFAULTS_FILE
from quizgen.documents.template import DEFAULTS
from quizgen.flaws import FLAWS, MAY_STAY
from quizgen.phrases import PHRASES
from quizgen.problems import Problem
from quizgen.questions import QUESTIONS
from quizgen.schemas.written import FORMS, Node
from quizgen.vocabulary import LITERALS, Vocabulary
from quizgen.yamlfile import read

_OPEN = ("topic", "article", "language")
"""Names of which an author may always make new ones."""


@dataclass(frozen=True)
class Known:
    """What a project knows; nothing of it without a vocabulary."""

    vocabulary: Vocabulary | None = None
    articles: tuple[str, ...] = ()
    defaults: frozenset[str] = frozenset(DEFAULTS)
    """The keys that templates may lack, as a folder may give them."""

    def names(self, says: str) -> Mapping[str, str]:
        """The names of a kind, with what they mean."""
        found: Mapping[str, str] = {}
        if says == "kind":
            found = {name: _about(kind.make.__module__) for name, kind in QUESTIONS.items()}
        elif says == "flaw":
            found = {code: FLAWS[code].hint for code in MAY_STAY}
        elif says == "language":
            found = dict.fromkeys(PHRASES, "")
        elif says == "article":
            found = dict.fromkeys(self.articles, "")
        elif self.vocabulary is not None:
            found = _defined(self.vocabulary, says)
        return found

    def told(self, node: Node, says: str, *, closed: bool) -> Node:
        """Text of which it is known what it says."""
        kept: Node = {key: node[key] for key in ("description", "examples", "default") if key in node}
        if says in FORMS:
            node = {**FORMS[says], **kept} if "type" in node else {**FORMS[says], "type": "string"}
        if says == "phrases":
            words = "|".join(PHRASES)
            pattern, message = f"^(?:{words})(?:-[A-Za-z0-9-]+)?$", "there are no words for this language yet"
            return {"type": "string", "pattern": pattern, "errorMessage": message, **kept, "examples": [*PHRASES]}
        names = self.names(says)
        if says == "type" and not closed:
            names = {**names, **dict.fromkeys(LITERALS, "")}
        if not names or "type" not in node:
            return node
        choice = one_of(names)
        if says in _OPEN or not closed:
            text = {key: value for key, value in node.items() if key not in kept}
            return {"anyOf": [choice, text], **kept}
        return {**choice, **kept, "errorMessage": f"there is no such {says}"}


def one_of(names: Mapping[str, str]) -> Node:
    """One of these names, and also as the number or yes that YAML may take it for."""
    values: list[object] = [*names]
    for name in names:
        with suppress(ValueError):
            values.append(json.loads(name))
    meanings = {"enumDescriptions": [*names.values()]} if any(names.values()) else {}
    return {"enum": values, **meanings}


def known_in(project: Path) -> tuple[Known, list[Problem]]:
    """What a project knows."""
    vocabulary, problems = Project(project).vocabulary
    return Known(vocabulary, tuple(_folders(project / "seeds")), frozenset(_defaults(project / "templates"))), problems


def _folders(folder: Path) -> Iterable[str]:
    return sorted(entry.name for entry in folder.glob("*/") if (entry / "article.yaml").is_file())


def _defined(vocabulary: Vocabulary, says: str) -> Mapping[str, str]:
    match says:
        case "relation":
            return {name: _relation(vocabulary, name) for name in vocabulary.relations}
        case "type":
            return {name: vocabulary.word(name, "en") for name in vocabulary.types}
        case "unit":
            return dict.fromkeys(vocabulary.units, "")
        case "topic":
            return dict.fromkeys(sorted({relation.topic for relation in vocabulary.relations.values()}), "")
    return {}


def _defaults(folder: Path) -> Iterable[str]:
    for path in folder.rglob(DEFAULTS_FILE):
        document, _ = read(path)
        yield from document.data if document and isinstance(document.data, dict) else ()


def _about(module: str) -> str:
    return cleandoc(modules[module].__doc__ or "").partition("\n")[0]


def _relation(vocabulary: Vocabulary, name: str) -> str:
    relation = vocabulary.relations[name]
    roles = ", ".join(relation.roles)
    reading = next((reads.statement.text for reads in relation.reads.values()), "")
    return f"{roles} – {reading}"
