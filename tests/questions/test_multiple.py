"""Several right answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.model import SeveralOf
from tests.project import world

FACTS = """
entities: {ann: person, bob: person, cid: person, alder: town, birch: town, cedar: town, dale: town}
facts:
  f: {subject: ann, relation: ruled, roles: {towns: [alder, birch]}}
"""
PROMISE = """
complete: [{relation: ruled, subject: ann, lists: towns, because: the tale names both}]
"""
WHICH = """
kind: multiple
language: en
asks: {relation: ruled, hide: towns}
stem: "{{ lead }}which towns did {{ subject }} rule?"
distractors: {count: 2, at_least: 2}
"""


def test_all_values_are_right_and_all_else_is_proved_wrong(tmp_path: Path) -> None:
    response = world(tmp_path, FACTS + PROMISE, WHICH).item().response
    assert isinstance(response, SeveralOf)
    assert {response.options[index].text for index in response.keys} == {"Alder", "Birch"}
    assert {option.text for option in response.options if option.proof} == {"Cedar", "Dale"}


def test_without_a_promise_there_may_be_more(tmp_path: Path) -> None:
    assert "nothing proves that `towns` has one value, given subject" in world(tmp_path, FACTS, WHICH).refusal()


def test_another_fact_with_other_answers_is_in_the_way(tmp_path: Path) -> None:
    more = "  g: {subject: ann, relation: ruled, roles: {towns: [cedar]}, as_of: 2014}"
    reasons = world(tmp_path, FACTS + more + PROMISE, WHICH).refusals()
    assert reasons["f"] == "with what the stem shows, `g` would be right too"


GATHERED = """
entities: {ann: person, bob: person, cid: person, dan: person, eve: person, alder: town}
facts:
  f: {subject: ann, relation: met, roles: {other: bob}%s}
  g: {subject: ann, relation: met, roles: {other: cid}%s}
complete: [{relation: met, subject: ann, lists: other, because: the tale names both}]
"""
WHOM = """
kind: multiple
language: en
asks: {relation: met, hide: other, gather: yes}
stem: "{{ lead }}whom did {{ subject }} meet?"
distractors: {count: 2, at_least: 2}
"""


def test_facts_that_differ_in_one_role_are_gathered(tmp_path: Path) -> None:
    item = world(tmp_path, GATHERED % ("", ""), WHOM).item()
    assert item.facts == ("tale/f", "tale/g")
    assert item.id == "tale/f+g/t1/en"


@pytest.mark.parametrize("second", ["", ", status: contested, attribution: eve"])
def test_what_different_people_say_is_not_gathered(tmp_path: Path, second: str) -> None:
    """None of them says both."""
    made = world(tmp_path, GATHERED % (", status: contested, attribution: dan", second), WHOM)
    assert set(made.refusals()) == {"f", "g"}
