"""Wrong answers: proved, alike, apart."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from quizgen.model import Item, OneOf, Option
from tests.project import key, options, world

COUNT = """
kind: choice
language: en
asks: {relation: lasted, hide: span}
stem: "{{ lead }}{{ span.how_many }} did {{ subject.the }} last?"
distractors: {count: 7, at_least: 1}
"""
WHEN = """
kind: choice
language: en
asks: {relation: happened, hide: time}
stem: "{{ by.lead }}{{ time.ask }} did {{ subject.the }} happen?"
distractors: {count: 7, at_least: 1}
"""
SEAT = """
kind: choice
language: en
asks: {relation: seat, hide: town}
stem: "In which town does {{ subject.the }} have its seat?"
distractors: {count: 7, at_least: 1%s}
"""
TOWNS = """
entities:
  abbey: office
  manor: office
  alder: town
  birch: town
  new-alder: town
  cedar: {type: town, names: {en: Cedar}, overlaps: [alder]}
  elder: {type: town, names: {en: {name: Elder, aliases: [Alder]}}}
  foreign: {type: town, names: {fr: Ville}}
  ann: person
  upland: region
facts:
  f: {subject: abbey, relation: seat, roles: {town: alder}}
"""


def lasting(span: str) -> str:
    fact = f"{{subject: war, relation: lasted, roles: {{span: {{{span}, unit: years}}}}}}"
    return f"entities: {{war: event}}\nfacts: {{f: {fact}}}"


def wrong(item: Item) -> list[Option]:
    assert isinstance(item.response, OneOf)
    return [option for option in item.response.options if option.text != key(item)]


@pytest.mark.parametrize("number", [2, 3, 7, 40, 4300, 1350, 20_000_000])
@pytest.mark.parametrize("how", ["exactly", "about", "just_over"])
def test_numbers_are_of_the_size_of_the_key_but_not_near_it(tmp_path: Path, how: str, number: int) -> None:
    item = world(tmp_path, lasting(f"{how}: {number}"), COUNT).item()
    assert isinstance(item.response, OneOf)
    words = [option.text.replace(",", "").split() for option in item.response.options]
    found = [next(Decimal(word) for word in text if word.isdigit()) for text in words]
    found = [one * 1_000_000 if "million" in text else one for one, text in zip(found, words, strict=True)]
    assert found == sorted(found)
    others = [one for index, one in enumerate(found) if index != item.response.key]
    assert all(Decimal("0.25") <= one / number <= 4 for one in others)
    reach = {"exactly": (1.0, 1.0), "about": (0.8, 1.2), "just_over": (1.0, 1.1)}[how]
    assert not any(reach[0] * number <= one <= reach[1] * number for one in others)
    hedges = {re.split(r"\d", option.text)[0] for option in item.response.options}
    assert len(hedges) == 1, "one is hedged otherwise"


@pytest.mark.parametrize("span", ["over: 40", "under: 40"])
def test_a_bound_follows_from_another_so_none_is_wrong(tmp_path: Path, span: str) -> None:
    """Whoever lasted over 40 years lasted over 20, and nobody knows whether over 80."""
    assert "0 wrong answers can be proved wrong" in world(tmp_path, lasting(span), COUNT).refusal()


def happening(time: str) -> str:
    return f"entities: {{war: event}}\nfacts:\n  f: {{subject: war, relation: happened, time: '{time}'}}"


@pytest.mark.parametrize("time", ["2014", "2014-05", "2014-05-03", "2014~", "0001", "0002-01", "0001-01-02"])
def test_dates_are_apart_and_as_precise_as_the_key(tmp_path: Path, time: str) -> None:
    item = world(tmp_path, happening(time), WHEN).item()
    about = {text.startswith("About") for text in options(item)}
    assert about == {time.endswith("~")}
    assert len({len(text.split()) for text in options(item)}) == 1
    assert len(set(options(item))) == len(options(item)) > 1


def test_no_date_lies_after_the_article(tmp_path: Path) -> None:
    item = world(tmp_path, happening("2021"), WHEN).item()
    assert options(item)[-1] == "2022"


def test_no_date_is_wrong_where_the_right_one_is_uncertain(tmp_path: Path) -> None:
    assert "0 wrong answers" in world(tmp_path, happening("2014?"), WHEN).refusal()


def test_places_are_neither_the_key_nor_part_of_it_nor_its_namesake_nor_of_another_type(tmp_path: Path) -> None:
    assert options(world(tmp_path, TOWNS, SEAT % "").item()) == ["Alder", "Birch"]


def test_each_carries_its_proof_and_the_key_none(tmp_path: Path) -> None:
    item = world(tmp_path, TOWNS, SEAT % "").item()
    assert [option.proof.text for option in wrong(item) if option.proof] == ["Only one town fits here: Alder."]
    assert isinstance(item.response, OneOf)
    assert item.response.options[item.response.key].proof is None


def test_what_is_preferred_comes_first_and_what_is_to_be_avoided_never(tmp_path: Path) -> None:
    many = TOWNS.replace("facts:", "  oak: town\n  pine: town\n  rowan: town\nfacts:")
    one = SEAT.replace("count: 7", "count: 1")
    for seed in "abcdef":
        assert options(world(tmp_path, many, one % ", prefer: [pine]").item(seed)) == ["Alder", "Pine"]
        assert "Birch" not in options(world(tmp_path, many, SEAT % ", avoid: [birch]").item(seed))


def test_none_is_the_value_of_an_untrue_fact(tmp_path: Path) -> None:
    untrue = "\n  g: {subject: abbey, relation: seat, roles: {town: birch}, status: erroneous, ask: never, reason: no}"
    refusals = world(tmp_path, TOWNS.rstrip() + untrue, SEAT % "").refusals()
    assert refusals["f"] == "0 wrong answers can be proved wrong, 1 are needed"


def test_none_overlaps_another(tmp_path: Path) -> None:
    two = TOWNS.replace(
        "facts:", "  yew: town\n  new-yew: town\n  old: {type: town, names: {en: Old}, overlaps: [birch]}\nfacts:"
    )
    for seed in "abcdef":
        offered = set(options(world(tmp_path, two, SEAT % "").item(seed)))
        assert not {"Yew", "New Yew"} <= offered
        assert not {"Old", "Birch"} <= offered
