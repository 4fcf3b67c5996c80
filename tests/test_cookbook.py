"""Every recipe of docs/cookbook.md, cooked: its files make a project without a problem, and give what is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen.cli import main
from quizgen.questions import QUESTIONS
from tests.conftest import ROOT

_BLOCK = re.compile(r"^`([\w/.-]+)`:\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
_GIVES = re.compile(r"^It gives:\n\n```text\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INTRODUCTION, *_RECIPES = re.split(r"^## (?=.)", (ROOT / "docs/cookbook.md").read_text("utf-8"), flags=re.MULTILINE)
BASE = next(recipe for recipe in _RECIPES if recipe.startswith("To cook along\n"))
RECIPES = {recipe.partition("\n")[0]: recipe for recipe in _RECIPES if recipe is not BASE}
DECK = "decks/harbour.yaml"


def cook(recipe: str, folder: Path) -> None:
    """Write the files of the page's project and of one recipe."""
    for name, content in (*_BLOCK.findall(BASE), *_BLOCK.findall(recipe)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")


def say(*arguments: str) -> str:
    """What the program prints, when all is well."""
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("name", RECIPES)
def test_gives_what_is_shown(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cook(RECIPES[name], tmp_path)
    monkeypatch.chdir(tmp_path)
    assert say("check").endswith("No problems.\n")
    [shown] = _GIVES.findall(RECIPES[name])
    assert say("list", "items", DECK, "--format", "text") == shown
    assert " ok\n" in say("test") or "examples:" not in RECIPES[name]


def test_every_kind_of_question_has_its_recipe() -> None:
    for kind in QUESTIONS:
        assert f"kind: {kind}\n" in RECIPES[kind]


def test_the_contents_name_every_recipe() -> None:
    links = {place: name.casefold() for name, place in re.findall(r"\[([^]]+)\]\(#([^)]+)\)", _INTRODUCTION)}
    assert links == {re.sub(r"[^\w-]", "", name.casefold().replace(" ", "-")): name.casefold() for name in RECIPES}
