"""Templates are checked before any fact is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.question_templates import find_templates, load_templates
from quizgen.questions import QUESTIONS
from quizgen.readings import Readings
from tests.project import vocabulary

GOOD = """
kind: choice
language: en
asks: {relation: seat, where: {subject: office}, hide: town}
stem: "Where has {{ subject.the }} its seat?"
answer: "{{ it.name }}"
"""


def codes(folder: Path, text: str) -> list[str]:
    (folder / "one.yaml").write_text(text, "utf-8")
    readings = Readings(vocabulary(folder))
    prepared, problems = load_templates({"one": folder / "one.yaml"}, readings, QUESTIONS, {"abbey"})
    assert len(prepared) == (0 if problems else 1)
    return [problem.code for problem in problems]


def test_a_good_one(tmp_path: Path) -> None:
    assert codes(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kind: choice", "kind: riddle", "unknown-kind"),
        ("language: en", "language: fr", "unknown-language"),
        ("relation: seat", "relation: sit", "unknown-relation"),
        ("hide: town", "hide: city", "unknown-role"),
        ("where: {subject: office}", "where: {object: office}", "unknown-role"),
        ("where: {subject: office}", "where: {subject: offfice}", "unknown-entity"),
        ("subject.the", "object.the", "unknown-slot"),
        ("subject.the", "subject.count", "unknown-form"),
        ("it.name", "town.name", "unknown-slot"),
        ("hide: town}", "hide: town, count: 3}", "wrong-shape"),
        ("hide: town}", "hide: town, gather: yes}", "wrong-shape"),
        ("hide: town}", "compare: town, hide: greater}", "unknown-role"),
        ('stem: "Where has {{ subject.the }} its seat?"\n', "", "missing-key"),
        ("kind: choice", "kind: choice\ndistractors: {count: 2, at_least: 3}", "bad-value"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert old in GOOD
    assert codes(tmp_path, GOOD.replace(old, new)) == [code]


def test_several_relations_share_their_slots(tmp_path: Path) -> None:
    both = GOOD.replace("relation: seat", "relation: [seat, happened]").replace("hide: town", "hide: subject")
    both = both.replace("where: {subject: office}, ", "").replace("subject.the", "town.the")
    assert codes(tmp_path, both) == ["unknown-slot"]


def test_a_projects_own_takes_the_place_of_a_curated_one(tmp_path: Path) -> None:
    for name in ("curated/a/one.yaml", "curated/two.yaml", "own/a/one.yaml", "own/relations.yaml", "own/.x/no.yaml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", "utf-8")
    assert find_templates([tmp_path / "curated", tmp_path / "own"]) == {
        "a/one": tmp_path / "own/a/one.yaml",
        "two": tmp_path / "curated/two.yaml",
    }
