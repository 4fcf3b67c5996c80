"""How relations read."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.readings import Readings
from quizgen.sandbox import NoForm
from tests.project import ARTICLE, RELATIONS, vocabulary, world

FACTS = """
entities: {ann: person, abbey: office, war: event}
facts:
  f: {subject: ann, relation: holds, roles: {office: abbey}, as_of: 2022}
  g: {subject: war, relation: happened, time: 2014-05}
"""


def test_statement_event_and_description(tmp_path: Path) -> None:
    made = world(tmp_path, FACTS)
    holds, happened = made.base.facts.values()
    assert made.readings.statement(holds, "en") == "As of 2022, Ann was Abbey."
    assert made.readings.statement(happened, "en-GB") == "War happened in May 2014."
    slots = made.readings.slots(holds, "en")
    assert made.readings.render("description", slots, "en") == "Abbey as of 2022"
    assert slots.shown_roles() == {"office", "time"}


def test_what_a_relation_lacks(tmp_path: Path) -> None:
    made = world(tmp_path, FACTS)
    fact = made.base.facts[f"{ARTICLE}/f"]
    assert made.readings.has("happened", "en", "event")
    assert not made.readings.has("holds", "en", "event")
    assert not made.readings.has("holds", "fr", "statement")
    with pytest.raises(NoForm, match="relation `holds` has no event in en"):
        made.readings.render("event", made.readings.slots(fact, "en"), "en")


def test_a_swapped_role_reads_as_if_it_were_so(tmp_path: Path) -> None:
    made = world(tmp_path, FACTS.replace("ann: person,", "ann: person, bob: person,"))
    slots = made.readings.slots(made.base.facts[f"{ARTICLE}/f"], "en", swap={"subject": (made.base.entities["bob"],)})
    assert made.readings.render("statement", slots, "en") == "As of 2022, Bob was Abbey."


def test_readings_are_checked_against_the_roles(tmp_path: Path) -> None:
    wrong = RELATIONS.replace("has its seat in {{ town }}", "has its seat in {{ city }}")
    [problem] = Readings(vocabulary(tmp_path, wrong)).problems
    assert (problem.code, problem.place.line) == ("unknown-slot", 1 + wrong[: wrong.index("{{ city")].count("\n"))
