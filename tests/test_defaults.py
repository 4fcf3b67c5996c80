"""Defaults by folder: the nearest wins, and a template's own key over all."""

from __future__ import annotations

from pathlib import Path

from quizgen.documents.template import DEFAULTS, TemplateDocument
from quizgen.problems import Problem
from quizgen.question_templates import Prepared, find_templates, load_templates
from quizgen.questions import QUESTIONS
from quizgen.readings import Readings
from tests.project import vocabulary

ASKS = """
asks: {relation: seat, hide: town}
stem: "Where has {{ subject.the }} its seat?"
"""


def read(folder: Path, files: dict[str, str]) -> tuple[dict[str, Prepared], list[Problem]]:
    """The templates among some files."""
    for name, text in files.items():
        path = folder / "templates" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    readings = Readings(vocabulary(folder))
    prepared, problems = load_templates(find_templates([folder / "templates"]), readings, QUESTIONS, None)
    return {each.template.id: each for each in prepared}, problems


def test_the_nearest_wins_and_the_own_key_over_all(tmp_path: Path) -> None:
    files = {
        "_defaults": "{kind: choice, language: en, level: apply, topics: [far], distractors: {count: 5}}",
        "a/_defaults": "{level: analyse, topics: near, distractors: {at_least: 1}}",
        "a/b/one": ASKS,
        "a/two": f"{ASKS}level: understand\nkind: short_answer\n",
        "three": f"{ASKS}topics: []\n",
    }
    prepared, problems = read(tmp_path, files)
    assert problems == []
    templates = {name: each.template for name, each in prepared.items()}
    assert {name: (each.kind, each.level, each.topics) for name, each in templates.items()} == {
        "a/b/one": ("choice", "analyse", ("near",)),
        "a/two": ("short_answer", "understand", ("near",)),
        "three": ("choice", "apply", ()),
    }
    # One value takes the other's place as a whole.
    assert (templates["a/b/one"].wishes.count, templates["a/b/one"].wishes.at_least) == (3, 1)
    assert templates["three"].wishes.count == 5


def test_wordings_know_the_file_that_they_stand_in(tmp_path: Path) -> None:
    files = {
        "_defaults": "language: en\nkind: choice\nanswer: |\n  it is\n  {{ its.name }}\n",
        "one": ASKS,
        "two": ASKS,
    }
    prepared, problems = read(tmp_path, files)
    assert prepared == {}
    places = {(Path(problem.place.path).name, problem.place.line, problem.place.column) for problem in problems}
    assert places == {("_defaults.yaml", 5, 6)}
    assert len(set(problems)) == 1


def test_what_is_wrong_with_them_is_told_once(tmp_path: Path) -> None:
    files = {"_defaults": "{language: en, kind: [choice], stem: x}", "one": ASKS, "two": ASKS}
    prepared, problems = read(tmp_path, files)
    assert prepared == {}
    assert [(problem.code, problem.place.line) for problem in problems] == [("unknown-key", 1), ("wrong-type", 1)]


def test_other_folders_have_no_part_in_them(tmp_path: Path) -> None:
    files = {"a/_defaults": "{language: en, kind: choice}", "b/one": ASKS}
    _, problems = read(tmp_path, files)
    assert [problem.code for problem in problems] == ["missing-key", "missing-key"]


def test_the_page_says_which_keys_they_may_hold(root: Path) -> None:
    text = (root / "docs/formats.md").read_text(encoding="utf-8")
    listed = ", ".join(f"`{key}`" for key in DEFAULTS[:-1])
    assert f"It may hold {listed} and `{DEFAULTS[-1]}`" in text
    assert set(DEFAULTS) < set(TemplateDocument.model_fields)
