"""docs/filters.md says what each filter gives; and so it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizgen.content import Content, load
from quizgen.model import NOWHERE, Wording
from quizgen.readings import forms_of
from quizgen.sandbox import FILTERS, OWN_TESTS, parse
from quizgen.slots import DATE_FORMS, FACT_SLOTS
from tests.conftest import ROOT

TEXT = (ROOT / "docs/filters.md").read_text(encoding="utf-8")
SECTIONS = re.findall(r"`([\w-]+)`(?:, which has none)?:\n\n```facts\n(.*?)```", TEXT, re.DOTALL)
LINES = [(fact, *re.split(r" +→  ", line)) for fact, lines in SECTIONS for line in lines.splitlines()]


@pytest.fixture(scope="module")
def content(root: Path) -> Content:
    content, problems = load(root / "decks/mali-france.yaml")
    assert content, problems
    return content


@pytest.mark.parametrize(("name", "template", "gives"), LINES)
def test_gives_what_the_page_says(content: Content, name: str, template: str, gives: str) -> None:
    fact = content.facts[f"mali-2022/{name}"]
    slots = {**forms_of(content.relations[fact.relation].roles.values()), **FACT_SLOTS}
    source, problems = parse(Wording(template, NOWHERE), slots)
    assert source is not None, problems
    assert source.render(content.readings.slots(fact, "en"), sentence=False) == gives.strip()


def test_every_fence_is_read() -> None:
    assert TEXT.count("```facts") == len(SECTIONS)
    assert len(LINES) == TEXT.count("   →  ")


def test_the_page_shows_every_filter_and_condition() -> None:
    templates = " ".join(template for _, template, _ in LINES)
    assert set(re.findall(r"\| (\w+)", templates)) == set(FILTERS)
    assert set(re.findall(r"is (plural|definite|proper)", templates)) == set(OWN_TESTS)
    assert "precision" in DATE_FORMS
