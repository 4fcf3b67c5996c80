"""What authors' files may hold: values as they are meant, and what is wrong, at its place."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from pydantic import BaseModel

from quizgen.documents.article import ArticleDocument
from quizgen.documents.deck import DeckDocument
from quizgen.documents.facts import FactsDocument
from quizgen.documents.reading import load
from quizgen.documents.relations import VocabularyDocument
from quizgen.documents.template import TemplateDocument
from quizgen.problems import Problem
from quizgen.yamlfile import Document

Kind = TypeVar("Kind", bound=BaseModel)

DECK = "title: T\ndescription: D\nlanguage: en\nedition: 2026-11-23\narticles: [a]\n"
FACT = "facts:\n  lit:\n    subject: skarn\n    relation: lit\n    quotes: [was lit]\n"


def read(folder: Path, text: str, definition: type[Kind]) -> tuple[Kind | None, Document | None, list[Problem]]:
    """A file with this text."""
    path = folder / "file.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path, definition)


def told(folder: Path, text: str, definition: type[BaseModel]) -> list[str]:
    """What is wrong with a file, as `line:column code message`."""
    problems = read(folder, text, definition)[2]
    return [f"{problem.place.line}:{problem.place.column} {problem.code} {problem.message}" for problem in problems]


def test_short_forms(tmp_path: Path) -> None:
    """One value where a list or a mapping could stand."""
    text = "kind: choice\nlanguage: en\nasks: {relation: lit, hide: keeper, where: {subject: building}}\n"
    template, _, problems = read(tmp_path, text, TemplateDocument)
    assert problems == []
    assert template
    assert (template.asks.relation, template.asks.hide) == (("lit",), ("keeper",))
    assert template.asks.where == {"subject": ("building",)}
    text = "entities:\n  ada: {type: person, names: {en: Ada}}\n"
    facts, _, problems = read(tmp_path, text, FactsDocument)
    assert problems == []
    assert facts
    assert facts.entities["ada"].names["en"].name == "Ada"


def test_yes_and_no(tmp_path: Path) -> None:
    """Text in YAML, truth values here."""
    text = "kind: choice\nlanguage: en\nasks: {{relation: lit, hide: keeper, gather: {}}}\n"
    for word, truth in (("yes", True), ("no", False), ("true", True), ("false", False)):
        template, _, _ = read(tmp_path, text.format(word), TemplateDocument)
        assert template
        assert template.asks.gather is truth


# Problems


def test_a_misspelt_key_is_not_missing_too(tmp_path: Path) -> None:
    """Each mistake once."""
    text = FACT.replace("relation:", "relatio:")
    assert told(tmp_path, text, FactsDocument) == ["4:5 unknown-key `relatio` is not a key here"]


def test_a_strange_key_and_a_missing_one(tmp_path: Path) -> None:
    """Two mistakes, where nothing is alike."""
    text = FACT.replace("relation: lit", "colour: red")
    assert told(tmp_path, text, FactsDocument) == [
        "4:5 unknown-key `colour` is not a key here",
        "3:5 missing-key `relation` is missing in `lit`",
    ]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("roles: {steps: {exactly: 5, unti: steps}}", "unknown-key `unti` is not a key here"),
        ("roles: {steps: {exactly: 5}}", "missing-key `unit` is missing in `steps`"),
        ("roles: {steps: {unit: steps}}", "bad-quantity `steps` holds no number"),
        ("roles: {steps: [[a]]}", "wrong-type entry 1 of `steps` should be text, not a list"),
        ("roles: {steps: }", "missing-value `steps` is empty"),
        ("roles: [a]", "wrong-type `roles` should be a mapping"),
        ("time: yesterday", "bad-date `time` cannot be “yesterday”"),
        ("status: true", "unknown-value `status` cannot be “true”"),
        ("reason: ''", "bad-value `reason` is empty"),
        ("reason: " + "x" * 1001, "bad-value `reason` has more than 1,000 characters"),
    ],
)
def test_within_a_fact(tmp_path: Path, value: str, says: str) -> None:
    """In line 6, in words for authors: no names of our own definitions."""
    (problem,) = told(tmp_path, f"{FACT}    {value}\n", FactsDocument)
    assert problem.startswith("6:")
    assert problem.partition(" ")[2].startswith(says)


@pytest.mark.parametrize(
    ("text", "definition", "unread", "left"),
    [
        (FACT + "  bad: {subject: x}\n", FactsDocument, {"bad"}, {"lit"}),
        (FACT + "  Bad one: {subject: x, relation: y, quotes: [z]}\n", FactsDocument, {"Bad one"}, {"lit"}),
        (FACT + "complete:\n  - {relation: x}\n", FactsDocument, {"complete"}, {"lit"}),
        ("units: {a: b}\ntypes: {c: {en: c}}\n", VocabularyDocument, {"a"}, set()),
    ],
)
def test_reads_on_where_one_entry_is_wrong(
    tmp_path: Path, text: str, definition: type[BaseModel], unread: set[str], left: set[str]
) -> None:
    """So that what is wrong in the others is told at once, and what was left out is known."""
    document, source, problems = read(tmp_path, text, definition)
    assert problems
    assert document
    assert source
    assert source.unread == unread
    assert set(getattr(document, "facts", ())) == left


@pytest.mark.parametrize(
    ("text", "definition"),
    [
        ("fact: {}\n", FactsDocument),
        ("facts: [a]\n", FactsDocument),
        ("entities: text\n" + FACT, FactsDocument),
        (DECK + "colour: red\n", DeckDocument),
        (DECK + "sheet: {forms: many}\n", DeckDocument),
        ("title: T\n", ArticleDocument),
    ],
)
def test_gives_nothing_where_all_would_be_doubtful(tmp_path: Path, text: str, definition: type[BaseModel]) -> None:
    """A deck without its wrong `templates:` would be another deck."""
    document, _, problems = read(tmp_path, text, definition)
    assert document is None
    assert problems


@pytest.mark.parametrize("name", ["..", ".", "../x", "/etc", "a/b", "a\\b", ".git", "''"])
def test_articles_are_names_of_folders(tmp_path: Path, name: str) -> None:
    """Never a way out of the project."""
    assert told(tmp_path, DECK.replace("[a]", f"[{name}]"), DeckDocument)


@pytest.mark.parametrize("name", ["mali-2022", "Été 2022", "مالي", "a.b"])
def test_articles_may_have_any_good_name(tmp_path: Path, name: str) -> None:
    """As file systems have them."""
    assert told(tmp_path, DECK.replace("[a]", f"[{name}]"), DeckDocument) == []


@pytest.mark.parametrize(
    "definition", [ArticleDocument, FactsDocument, VocabularyDocument, TemplateDocument, DeckDocument]
)
def test_every_document_has_a_schema(definition: type[BaseModel]) -> None:
    """From the same definitions, for editors: it refuses what we refuse."""
    schema = definition.model_json_schema()
    assert schema["type"] == "object"
    assert schema["additionalProperties"] is False
    assert schema["properties"]
