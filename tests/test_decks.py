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
