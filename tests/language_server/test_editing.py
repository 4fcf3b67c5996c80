"""What an author sees in an editor, from the language server that editors run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen.questions import QUESTIONS
from quizgen.scaffold import new_project
from tests.conftest import ROOT
from tests.language_server.client import SERVER, Client, client
from tests.test_schemas import files

MODELINE = "# yaml-language-server: $schema=../../.quizgen/schemas/template.json\n"
TEMPLATE = f"""{MODELINE}kind: choice
language: en
asks:
  relation: designed_by
  hide: designer
stem: "{{{{ lead }}}}who designed {{{{ subject.the }}}}?"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new project."""
    folder = tmp_path_factory.mktemp("editing") / "project"
    new_project(folder)
    return folder


@pytest.fixture(scope="module")
def editor(folder: Path) -> Iterator[Client]:
    """One server for all."""
    assert SERVER.is_file(), "there is no language server: run `make test`, which installs it"
    with client(folder) as started:
        yield started


@pytest.fixture
def template(folder: Path, tmp_path: Path) -> Path:
    """A template that is being written: for each test another, as the server does not say of which text it speaks."""
    return folder / f"templates/town/{tmp_path.name}.yaml"


def test_nothing_is_underlined_in_what_we_ship_and_scaffold(editor: Client, folder: Path) -> None:
    texts = {path: path.read_text() for path in [*files(ROOT), *files(folder)]}
    assert len(texts) >= 65
    assert {path: mistakes for path, mistakes in editor.open_all(texts).items() if mistakes} == {}


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("‸", {"kind", "language", "level", "topics", "asks", "stem", "distractors", "examples"}),
        ("kind: ‸", {*QUESTIONS}),
        ("level: ‸", {"remember", "understand", "apply", "analyse"}),
        ("language: ‸", {"en"}),
        ("asks:\n  ‸", {"relation", "where", "hide", "compare", "gather", "count"}),
        ("asks:\n  relation: ‸", {"designed_by", "built_by", "population", "any"}),
        ("asks:\n  relation: [built_by, ‸]", {"designed_by", "population"}),
        ("asks:\n  relation: designed_by\n  hide: ‸", {"subject", "designer", "time", "each"}),
        ("asks:\n  relation: designed_by\n  where:\n    ‸", {"subject", "designer"}),
        ("asks:\n  relation: population\n  compare: ‸", {"inhabitants", "time"}),
    ],
)
def test_completion_offers(editor: Client, template: Path, written: str, offered: set[str]) -> None:
    """Keys, kinds, relations and roles where they fit."""
    assert offered - editor.completions(template, MODELINE + written).keys() == set()


def test_completion_offers_no_role_of_another_relation(editor: Client, template: Path) -> None:
    offered = editor.completions(template, f"{MODELINE}asks:\n  relation: designed_by\n  hide: ‸")
    assert not {"builder", "town", "inhabitants"} & offered.keys()


def test_completion_says_what_is_offered(editor: Client, template: Path) -> None:
    assert "events by time" in editor.completions(template, f"{MODELINE}kind: ‸")["ordering"]
    assert "subject, designer" in editor.completions(template, f"{MODELINE}asks:\n  relation: ‸")["designed_by"]


def test_completion_in_facts(editor: Client, folder: Path) -> None:
    """Relations, and the roles of the one that is written."""
    path = folder / "seeds/bridge/facts.yaml"
    text = path.read_text()
    assert "designed_by" in editor.completions(path, text.replace("relation: designed_by", "relation: ‸", 1))
    roles = "relation: designed_by\n    roles:\n      ‸\n"
    begun = text[: text.index("relation: designed_by")] + roles
    assert "designer" in editor.completions(path, begun)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("ki‸nd: choice", "The kind of question."),
        ("asks:\n  hi‸de: designer", "The role asked for"),
        ("distractors:\n  at_‸least: 2", "there is no item"),
    ],
)
def test_hover_explains_a_key(editor: Client, template: Path, key: str, said: str) -> None:
    assert said in editor.hover(template, MODELINE + key)


@pytest.mark.parametrize(
    ("right", "wrong", "line", "underlined", "said"),
    [
        ("kind: choice", "kind: chioce", 2, "chioce", "no such kind"),
        ("language: en", "language: english", 3, "english", "no words for this language"),
        ("relation: designed_by", "relation: desinged_by", 5, "desinged_by", "no such relation"),
        ("hide: designer", "hide: desinger", 6, "desinger", "no such role"),
        ("hide: designer", "hide: designer\n  cuont: 3", 7, "cuont", "not allowed"),
        ("hide: designer", "hide: designer\n  count: 9", 7, "9", "maximum of 8"),
        ("hide: designer", "hide: designer\n  gather: maybe", 7, "maybe", "yes or no"),
        ("hide: designer", "hide: designer\n  where: {designre: person}", 7, "designre", "not allowed"),
    ],
)
def test_a_mistake_is_underlined_at_its_place(
    editor: Client, template: Path, right: str, wrong: str, line: int, underlined: str, said: str
) -> None:
    assert editor.open(template, TEMPLATE) == []
    [mistake] = editor.open(template, TEMPLATE.replace(right, wrong))
    assert (mistake.line, mistake.text) == (line, underlined)
    assert said in mistake.message


def test_a_mistake_in_facts_is_underlined(editor: Client, folder: Path) -> None:
    path = folder / "seeds/bridge/facts.yaml"
    wrong = path.read_text().replace("roles: {designer:", "roles: {desinger:", 1)
    assert ("desinger", "Property desinger is not allowed.") in [
        (mistake.text, mistake.message) for mistake in editor.open(path, wrong)
    ]
