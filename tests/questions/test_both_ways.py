"""Basic questions, and those asked both ways: each direction must have one answer, and prove it."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.model import Basic, Reversed
from quizgen.responses import questions
from tests.project import RELATIONS, world

SEAT = """
entities:
  abbey: {type: office, names: {en: {name: Abbey, the: the Abbey}}}
  guild: office
  alder: {type: town, names: {en: {name: Alder, aliases: [Alderton]}}}
  birch: town
facts:
  f: {subject: abbey, relation: seat, roles: {town: alder}}
"""
ONE_EACH = RELATIONS.replace("single: {town: [subject]}", "single: {town: [subject], subject: [town]}")
BOTH_WAYS = """
kind: reversed
language: en
asks: {relation: seat, hide: town}
stem: "Where has {{ subject.the }} its seat?"
reverse:
  hide: subject
  stem: "Which {{ subject.kind }} has its seat in {{ town }}?"
  answer: "{{ it.the }}"
"""


def test_basic(tmp_path: Path) -> None:
    basic = (
        'kind: basic\nlanguage: en\nasks: {relation: seat, hide: town}\nstem: "Where has {{ subject.the }} its seat?"'
    )
    assert world(tmp_path, SEAT, basic).item().response == Basic("Alder", ("Alderton",))


def test_two_questions_in_one_item(tmp_path: Path) -> None:
    item = world(tmp_path, SEAT, BOTH_WAYS, relations=ONE_EACH).item()
    assert item.id == "tale/f/t1/en"
    assert item.response == Reversed(
        "Alder", "Which office has its seat in Alder?", "The Abbey", ("Alderton",), ("Abbey",)
    )
    assert [(question.stem, question.response) for question in questions(item)] == [
        ("Where has the Abbey its seat?", Basic("Alder", ("Alderton",))),
        ("Which office has its seat in Alder?", Basic("The Abbey", ("Abbey",))),
    ]


ALSO = SEAT + "  g: {subject: guild, relation: seat, roles: {town: alder}}"


@pytest.mark.parametrize(
    ("facts", "template", "relations", "reason"),
    [
        (SEAT, BOTH_WAYS, RELATIONS, "the other way round, nothing proves that `subject` has one value"),
        (ALSO, BOTH_WAYS, RELATIONS, "the other way round, with what the stem shows, `g` would be right too"),
        (SEAT, BOTH_WAYS.replace("in {{ town }}", "somewhere"), ONE_EACH, "the other way round, nothing proves"),
        (SEAT, BOTH_WAYS.replace("Where has", "Alderton? Where has"), ONE_EACH, "the stem tells its answer"),
        (
            SEAT,
            BOTH_WAYS.replace("in {{ town }}", "in {{ town }}, the Abbey"),
            ONE_EACH,
            "the other way round, the stem tells its answer: “Abbey”",
        ),
        (
            SEAT,
            BOTH_WAYS.replace("in {{ town }}", "in {{ town }}, {{ subject }}"),
            ONE_EACH,
            "the other way round, the stem shows its own answer",
        ),
    ],
)
def test_refused_where_one_way_has_no_single_answer(
    tmp_path: Path, facts: str, template: str, relations: str, reason: str
) -> None:
    """However good the other is."""
    found = world(tmp_path, facts, template, relations=relations).refusals()
    assert found["f"].startswith(reason)
