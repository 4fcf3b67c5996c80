"""Deck files."""

from __future__ import annotations

from pathlib import Path

from quizgen.decks import load_deck
from quizgen.model import AnkiSettings, Deck

LEAST = """
title: Tales
description: What they tell.
language: en
edition: 2026-11-23
articles: [tale]
"""


def deck(folder: Path, text: str) -> tuple[Deck | None, list[str]]:
    path = folder / "tales.yaml"
    path.write_text(text, "utf-8")
    found, _, problems = load_deck(path)
    return found, [problem.code for problem in problems]


def test_what_is_not_said_has_a_default(tmp_path: Path) -> None:
    found, problems = deck(tmp_path, LEAST)
    assert problems == []
    assert found
    assert (found.id, found.templates, found.topics, found.kinds, found.seed) == ("tales", ("*",), (), (), "1")
    assert found.anki == AnkiSettings("Tales")
    assert (found.sheet.title, found.sheet.questions, found.sheet.forms, found.sheet.paper) == ("Tales", None, 2, "A4")


def test_all_that_can_be_said(tmp_path: Path) -> None:
    more = """
templates: [own/*]
kinds: [choice]
topics: [people]
seed: "7"
anki: {deck: "A::B", subdecks: kind, tags: [x]}
sheet: {title: T, instructions: I, questions: 5, forms: 3, points: 2, paper: Letter, kinds: [choice], topics: [t],
  answer_sheet: yes, together: yes}
"""
    found, problems = deck(tmp_path, LEAST + more)
    assert problems == []
    assert found
    assert (found.templates, found.kinds, found.topics, found.seed) == (("own/*",), ("choice",), ("people",), "7")
    assert found.anki == AnkiSettings("A::B", "kind", ("x",))
    assert (found.sheet.points, found.sheet.paper, found.sheet.topics) == (2, "Letter", ("t",))
    assert (found.sheet.answer_sheet, found.sheet.together) == (True, True)


def test_an_edition_is_a_day_and_an_article_named_once(tmp_path: Path) -> None:
    assert deck(tmp_path, LEAST.replace("2026-11-23", "2026-11"))[1] == ["bad-date"]
    found, problems = deck(tmp_path, LEAST.replace("[tale]", "[tale, tale]"))
    assert problems == ["duplicate-article"]
    assert found
    assert found.articles == ("tale",)


BLUEPRINT = """
sheet:
  points: 2
  minutes: 30
  parallel: yes
  language: fr
  paper: A3
  editions: [standard, large-18]
  article: yes
  sections:
    - heading: People
      instructions: Choose.
      items: [tale/a/t/en]
      ask:
        - {count: 3, topic: people, kind: [choice, multiple], level: remember, difficulty: easy}
    - {points: 5, ask: [{count: 1}]}
"""


def test_a_blueprint_knows_its_places(tmp_path: Path) -> None:
    """Of each cell and each pinned item; a section without points has those of the sheet."""
    found, problems = deck(tmp_path, LEAST + BLUEPRINT)
    assert problems == []
    assert found
    sheet = found.sheet
    assert (sheet.minutes, sheet.parallel, sheet.language, sheet.paper) == (30, True, "fr", "A3")
    assert (sheet.editions, sheet.article) == (("standard", "large-18"), True)
    first, second = sheet.sections
    assert (first.heading, first.instructions, first.points, second.points) == ("People", "Choose.", 2, 5)
    assert [(pin.item, pin.place.line) for pin in first.pinned] == [("tale/a/t/en", 19)]
    [cell] = first.cells
    assert (cell.topics, cell.kinds, cell.levels) == (("people",), ("choice", "multiple"), ("remember",))
    assert (cell.count, cell.difficulties, cell.place.line) == (3, ("easy",), 21)


def test_a_sheet_says_once_what_it_asks(tmp_path: Path) -> None:
    """Sections do without what else says it, and are not empty."""
    sections = "sections: [{heading: H}, {ask: [{count: 1}]}]"
    assert deck(tmp_path, f"{LEAST}sheet: {{questions: 2, levels: apply, {sections}}}")[1] == [
        "blueprint-twice",
        "blueprint-twice",
        "empty-section",
    ]
