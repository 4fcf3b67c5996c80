"""Ordering and matching: one order, one pairing."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.model import Item, Matching, Ordering
from tests.project import world

EVENTS = """
entities: {war: event, feast: event, flood: event, fire: event, ann: person}
facts:
  a: {subject: war, relation: happened, time: "2014"}
  b: {subject: feast, relation: happened, time: "%s"}
  c: {subject: flood, relation: happened, time: 2016-05}
"""
ORDER = "kind: ordering\nlanguage: en\nasks: {relation: happened, hide: time, count: 4}\nstem: Order these."


def test_events_in_order_of_time(tmp_path: Path) -> None:
    item = world(tmp_path, EVENTS % "2015/2016-04", ORDER).item()
    assert isinstance(item.response, Ordering)
    assert item.response.entries == ("War", "Feast", "Flood")
    assert item.response.notes == ("2014", "from 2015 to April 2016", "May 2016")
    assert item.id == "tale/a+b+c/t1/en"


def test_never_shown_in_the_right_order(tmp_path: Path) -> None:
    made = world(tmp_path, EVENTS % "2015", ORDER)
    shown = [made.item(str(seed)).response for seed in range(20)]
    assert all(isinstance(one, Ordering) and one.shown != (0, 1, 2) for one in shown)
    assert len(set(shown)) > 2


@pytest.mark.parametrize("time", ["2015/2016", "2016", "2015~", "2015?", "2013/2015", "2015/.."])
def test_what_may_overlap_is_not_ordered(tmp_path: Path, time: str) -> None:
    made = world(tmp_path, EVENTS % time, ORDER)
    assert not [outcome for outcome in made.outcomes() if isinstance(outcome, Item)]


def test_an_event_with_another_date_is_not_ordered(tmp_path: Path) -> None:
    again = "  d: {subject: war, relation: happened, time: '2020', ask: never, reason: doubtful}"
    reasons = world(tmp_path, EVENTS % "2015" + again, ORDER).refusals()
    assert reasons["a+b+c"] == "with what the stem shows, `d` would be right too"


SENT = """
entities: {alder: town, birch: town, cedar: town, upland: region, fells: region}
facts:
  a: {subject: alder, relation: sent, roles: {region: upland, soldiers: {about: 100, unit: soldiers}}, as_of: "2014"}
  b: {subject: birch, relation: sent, roles: {region: upland, soldiers: {%s, unit: soldiers}}, as_of: "2014"}
  c: {subject: cedar, relation: sent, roles: {region: upland, soldiers: {about: 900, unit: soldiers}}, as_of: "2014"}
"""
RANK = """
kind: ordering
language: en
asks: {relation: sent, hide: soldiers, count: 3}
stem: Order these.
answer: "{{ it.subject }} {{ it.when }}"
"""


@pytest.mark.parametrize(("number", "ordered"), [("about: 300", True), ("about: 140", False), ("over: 300", False)])
def test_numbers_are_ordered_only_if_about_leaves_room(tmp_path: Path, number: str, *, ordered: bool) -> None:
    made = world(tmp_path, SENT % number, RANK)
    items = [outcome for outcome in made.outcomes() if isinstance(outcome, Item)]
    assert [item.response.entries for item in items if isinstance(item.response, Ordering)] == (
        [("Alder as of 2014", "Birch as of 2014", "Cedar as of 2014")] if ordered else []
    )


SEATS = """
entities: {abbey: office, manor: office, keep: office, alder: town, birch: town, cedar: town, ann: person}
facts:
  a: {subject: abbey, relation: seat, roles: {town: alder}}
  b: {subject: manor, relation: seat, roles: {town: birch}}
  c: {subject: keep, relation: seat, roles: {town: cedar}}
"""
PAIR = "kind: matching\nlanguage: en\nasks: {relation: seat, hide: town, count: 3}\nstem: Match these."


def test_pairs_of_which_no_other_pairing_is_right(tmp_path: Path) -> None:
    item = world(tmp_path, SEATS, PAIR).item()
    assert isinstance(item.response, Matching)
    assert set(item.response.pairs) == {("Abbey", "Alder"), ("Manor", "Birch"), ("Keep", "Cedar")}
    assert sorted(item.response.shown) == [0, 1, 2] != list(item.response.shown)


def test_a_second_pairing_is_refused_even_if_only_disputed(tmp_path: Path) -> None:
    second = "  d: {subject: abbey, relation: seat, roles: {town: birch}, status: contested, attribution: ann}"
    reasons = world(tmp_path, SEATS + second, PAIR).refusals()
    assert reasons["a+b+c"] == "nothing proves that `a` does not also go with what `b` says"


PEOPLE = """
entities: {ann: person, bob: person, cid: person, abbey: office, manor: office, keep: office}
facts:
  a: {subject: ann, relation: holds, roles: {office: abbey}, as_of: "2014"}
  b: {subject: bob, relation: holds, roles: {office: manor}, as_of: "2014"}
  c: {subject: cid, relation: holds, roles: {office: keep}, as_of: "2014"}
"""
NAMES = "kind: matching\nlanguage: en\nasks: {relation: holds, hide: %s, count: 3}\nstem: Match these."


def test_descriptions_prove_by_what_they_show(tmp_path: Path) -> None:
    item = world(tmp_path, PEOPLE, NAMES % "description").item()
    assert isinstance(item.response, Matching)
    assert ("Ann", "Abbey as of 2014") in item.response.pairs


def test_what_the_columns_leave_out_does_not_count(tmp_path: Path) -> None:
    """Offices alone, without the year: one person at a time proves nothing."""
    reason = world(tmp_path, PEOPLE, NAMES % "office").refusal()
    assert "needs its date" in reason


def test_a_left_side_must_not_tell_its_right_one(tmp_path: Path) -> None:
    told = PAIR + '\nanswer: {left: "{{ it.subject }} ({{ it.town }})", right: "{{ it.town }}"}'
    assert world(tmp_path, SEATS, told).refusal() == "the left column shows `town` of `a`"
    named = SEATS.replace("abbey: office", "abbey: {type: office, names: {en: Alder Abbey}}")
    assert world(tmp_path, named, PAIR).refusal() == "the stem tells its answer: “Alder”"
