"""From a deck file to a quiz: what a seed changes, and what a new fact does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.model import Item, Number, Quiz, Text
from quizgen.pipeline import Generated, generate
from tests.project import write_project

FACTS = """
entities:
  abbey: office
  manor: office
  keep: office
  alder: town
  birch: town
  cedar: town
  dale: town
  elm: town
  war: event
facts:
  a: {subject: abbey, relation: seat, roles: {town: alder}}
  b: {subject: manor, relation: seat, roles: {town: birch}}
  c: {subject: keep, relation: seat, roles: {town: cedar}}
  d: {subject: war, relation: lasted, roles: {span: {exactly: 30, unit: years}}}
"""
MORE = "  e: {subject: %s, relation: seat, roles: {town: %s}}\n"
TEMPLATES = {
    "own/where": """
kind: choice
language: en
asks: {relation: seat, hide: town}
stem: "In which town has {{ subject }} its seat?"
distractors: {count: 2, at_least: 2}
""",
    "own/typed": """
kind: short_answer
language: en
topics: [own/typed]
asks: {relation: seat, hide: town}
stem: "Where has {{ subject }} its seat?"
""",
    "own/long": """
kind: number
language: en
asks: {relation: lasted, hide: span}
stem: "For {{ span.how_many }} did {{ subject }} last?"
""",
}


def quiz_of(made: Generated) -> Quiz:
    assert made.quiz is not None, made.problems
    return made.quiz


def by_id(quiz: Quiz) -> dict[str, Item]:
    return {item.id: item for item in quiz.items}


def test_the_same_seed_gives_the_same_quiz_wherever_it_lies(tmp_path: Path) -> None:
    one = quiz_of(generate(write_project(tmp_path / "one", FACTS, TEMPLATES)))
    other = quiz_of(generate(write_project(tmp_path / "other" / "place", FACTS, TEMPLATES)))
    assert [(item.id, item.stem, item.response) for item in one.items] == [
        (item.id, item.stem, item.response) for item in other.items
    ]
    assert [[item.response for item in form.items] for form in one.forms] == [
        [item.response for item in form.items] for form in other.forms
    ]


def test_another_seed_gives_other_orders_and_the_same_questions(tmp_path: Path) -> None:
    deck = write_project(tmp_path, FACTS, TEMPLATES)
    made = [quiz_of(generate(deck, seed=seed)) for seed in "abcdef"]
    assert len({tuple((item.id, item.stem) for item in quiz.items) for quiz in made}) == 1
    assert len({tuple(item.response for item in quiz.items) for quiz in made}) > 3


def test_a_new_fact_changes_no_other_item_but_may_lend_it_wrong_answers(tmp_path: Path) -> None:
    """Promised: ids, stems and keys stay, and all that draws no wrong answers stays as it is."""
    before = by_id(quiz_of(generate(write_project(tmp_path / "before", FACTS, TEMPLATES))))
    more = FACTS.replace("facts:", "  tower: office\n  fir: town\nfacts:") + MORE % ("tower", "fir")
    after = by_id(quiz_of(generate(write_project(tmp_path / "after", more, TEMPLATES))))
    assert set(after) - set(before) == {"tale/e/own/where/en", "tale/e/own/typed/en"}
    for name, item in before.items():
        assert after[name].stem == item.stem
        if isinstance(item.response, (Text, Number)):
            assert after[name].response == item.response


def test_a_new_fact_that_draws_on_no_pool_changes_nothing(tmp_path: Path) -> None:
    before = by_id(quiz_of(generate(write_project(tmp_path / "before", FACTS, TEMPLATES))))
    more = FACTS.replace("facts:", "  feast: event\nfacts:") + (
        "  e: {subject: feast, relation: lasted, roles: {span: {exactly: 3, unit: years}}}\n"
    )
    after = by_id(quiz_of(generate(write_project(tmp_path / "after", more, TEMPLATES))))
    assert {name: after[name].response for name in before} == {name: item.response for name, item in before.items()}


def test_articles_share_their_entities_and_contradict_each_other(tmp_path: Path) -> None:
    """What one article disputes, another cannot ask as if nothing were."""
    second = (
        "facts:\n  e: {subject: abbey, relation: seat, roles: {town: %s}, status: contested, attribution: article}\n"
    )
    articles = {"tale": FACTS, "saga": second % "dale"}
    quiz = quiz_of(generate(write_project(tmp_path, articles, TEMPLATES)))
    reasons = {refusal.item: refusal.reason for refusal in quiz.refusals}
    assert reasons["tale/a/own/where/en"] == "with what the stem shows, `e` would be right too"
    assert "tale/b/own/where/en" in by_id(quiz)


def test_two_articles_that_differ_are_told_of(tmp_path: Path) -> None:
    articles = {"tale": FACTS, "saga": "facts:\n  e: {subject: abbey, relation: seat, roles: {town: dale}}\n"}
    made = generate(write_project(tmp_path, articles, TEMPLATES))
    assert made.quiz is None
    assert [problem.code for problem in made.problems] == ["contradiction"]


@pytest.mark.parametrize(
    ("deck", "kinds"),
    [
        ("kinds: [number]", {"number"}),
        ("topics: [numbers]", {"number"}),
        ("topics: [own]", {"short_answer"}),
        ("templates: ['own/w*']", {"choice"}),
    ],
)
def test_a_deck_takes_what_it_asks_for(tmp_path: Path, deck: str, kinds: set[str]) -> None:
    quiz = quiz_of(generate(write_project(tmp_path, FACTS, TEMPLATES, deck=deck)))
    assert {item.kind for item in quiz.items} == kinds


def test_what_a_deck_leaves_out_stands_in_the_way_of_nothing(tmp_path: Path) -> None:
    """Two templates tell the same to judge; one of them is about a topic that the deck does not want."""
    same = "{kind: true_false, language: en, topics: [%s], asks: {relation: met, hide: other}}"
    templates = {"a/unwanted": same % "other", "b/wanted": same % "own"}
    facts = """
entities: {ann: person, bob: person}
facts:
  a: {subject: ann, relation: met, roles: {other: bob}}
"""
    quiz = quiz_of(generate(write_project(tmp_path, facts, templates, deck="topics: [own]")))
    assert [(item.template, item.facts) for item in quiz.items] == [("b/wanted", ("tale/a",))]
    assert quiz.refusals == ()


def test_items_stand_from_recognising_to_recalling_in_the_order_of_the_article(tmp_path: Path) -> None:
    quiz = quiz_of(generate(write_project(tmp_path, FACTS, TEMPLATES)))
    assert [item.id.removesuffix("/en") for item in quiz.items] == [
        *(f"tale/{fact}/own/where" for fact in "abc"),
        "tale/d/own/long",
        *(f"tale/{fact}/own/typed" for fact in "abc"),
    ]


def test_watching_sees_every_binding(tmp_path: Path) -> None:
    seen: list[str] = []

    def watch(bindings):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202  # as the command line does it
        for binding in bindings:
            seen.append(binding.id)
            yield binding

    quiz = quiz_of(generate(write_project(tmp_path, FACTS, TEMPLATES), watch=watch))
    assert sorted(seen) == sorted([*by_id(quiz), *(refusal.item for refusal in quiz.refusals)])
