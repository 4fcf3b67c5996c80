"""Which facts a template binds."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from quizgen.edtf import parse
from quizgen.matching import extent, precedes
from quizgen.model import Quantity
from tests.project import world

FACTS = """
entities: {ann: person, bob: person, cid: person, alder: town, birch: town, war: event, feast: event, flood: event}
facts:
  a: {subject: ann, relation: met, roles: {other: bob, town: alder}}
  b: {subject: bob, relation: met, roles: {other: cid}, as_of: "2014"}
  c: {subject: war, relation: happened, time: "2014"}
  d: {subject: feast, relation: happened, time: "2015"}
  e: {subject: flood, relation: happened, time: "2016"}
  f: {subject: cid, relation: met, roles: {other: ann, town: birch}, ask: never, reason: no}
"""
BOTH = ["other", "town"]


def bound(folder: Path, asks: str, kind: str = "cloze") -> list[tuple[str, str]]:
    stem = "" if kind == "cloze" else "\nstem: Which?"
    made = world(folder, FACTS, f"kind: {kind}\nlanguage: en\nasks: {{{asks}}}{stem}")
    return [("+".join(fact.id for fact in binding.facts), binding.hide) for binding in made.bindings()]


@pytest.mark.parametrize(
    ("asks", "found"),
    [
        ("relation: met, hide: town", [("a", "town"), ("f", "town")]),
        ("relation: met, where: {town: birch}, hide: other", [("f", "other")]),
        ("relation: met, where: {town: town}, hide: other", [("a", "other"), ("f", "other")]),
        ("relation: met, where: {subject: [ann, bob]}, hide: other", [("a", "other"), ("b", "other")]),
        ("relation: [met, happened], hide: time", [("c", "time"), ("d", "time"), ("e", "time")]),
        ("relation: any, where: {subject: event}, hide: each", [(f, r) for f in "cde" for r in ("subject", "time")]),
        ("relation: met, hide: [other, town]", [*product("a", BOTH), ("b", "other"), *product("f", BOTH)]),
    ],
)  # fmt: skip
def test_one_fact_and_the_roles_it_has(tmp_path: Path, asks: str, found: list[tuple[str, str]]) -> None:
    assert bound(tmp_path, asks) == found


def test_pairs_are_neighbours_in_order(tmp_path: Path) -> None:
    asks = "relation: happened, compare: time, hide: earlier"
    assert bound(tmp_path, asks, "choice") == [("c+d", "earlier"), ("d+e", "earlier")]


@pytest.mark.parametrize("count", [3, 6])
def test_sets_are_as_large_as_wished_or_as_can_be(tmp_path: Path, count: int) -> None:
    assert bound(tmp_path, f"relation: happened, hide: time, count: {count}", "ordering") == [("c+d+e", "time")]


def test_the_id_tells_article_facts_template_role_and_language(tmp_path: Path) -> None:
    made = world(tmp_path, FACTS, "kind: cloze\nlanguage: en\nasks: {relation: happened, hide: [time, subject]}")
    assert made.bindings()[0].id == "tale/c/t1.time/en"


@pytest.mark.parametrize(
    ("first", "second", "before"),
    [
        ("2014", "2015", True),
        ("2014", "2014-05", False),
        ("2014/2015", "2016", True),
        ("2014/2016", "2016", False),
        ("2014~", "2015", False),
        ("2014~", "2016", True),
        ("2014?", "2020", False),
        ("../2014", "2015", True),
    ],
)
def test_dates_in_order(first: str, second: str, *, before: bool) -> None:
    assert precedes(parse(first), parse(second)) is before
    assert not precedes(parse(second), parse(first))


def test_about_a_month_is_a_month_either_way() -> None:
    first, last = extent(parse("2014-04~"))
    assert last - first + 1 == 3 * 30


def test_units_are_not_compared() -> None:
    assert not precedes(Quantity(Decimal(1), "years"), Quantity(Decimal(90), "months"))
    assert not precedes(Quantity(Decimal(1), "years"), parse("2014"))
