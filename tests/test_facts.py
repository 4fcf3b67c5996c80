"""The fact base: quotes found, roles resolved, contradictions told."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.facts import nearest_passage
from quizgen.problems import Problem
from tests.project import ARTICLE, read_facts, vocabulary

ENTITIES = """
entities: {ann: person, bob: person, cid: person, abbey: office, alder: town, birch: town, upland: region, war: event}
"""


def problems_of(folder: Path, facts: str) -> list[Problem]:
    return read_facts(folder, vocabulary(folder), ENTITIES + facts)[1]


def test_quotes_have_their_spans(tmp_path: Path) -> None:
    facts = "facts: {f: {subject: ann, relation: met, roles: {other: bob}, quotes: [Ann came, Bob saw her]}}"
    base, problems = read_facts(tmp_path, vocabulary(tmp_path), ENTITIES + facts)
    assert problems == []
    fact = base.facts[f"{ARTICLE}/f"]
    assert [fact.article.text[quote.start : quote.end] for quote in fact.quotes] == ["Ann came", "Bob saw her"]


def test_roles_stand_in_the_order_of_the_relation(tmp_path: Path) -> None:
    facts = "facts: {f: {relation: sent, roles: {soldiers: {over: 5, unit: soldiers}, region: upland}, subject: alder}}"
    base, problems = read_facts(tmp_path, vocabulary(tmp_path), ENTITIES + facts)
    assert problems == []
    assert list(base.facts[f"{ARTICLE}/f"].roles) == ["subject", "region", "soldiers"]


HELD = "facts:\n  f: {subject: ann, relation: holds, roles: {office: abbey}%s}\n"
OTHER = "  g: {subject: bob, relation: holds, roles: {office: abbey}%s}\n"


@pytest.mark.parametrize(
    ("first", "second", "contradict"),
    [
        (", time: 2014", ", time: 2014", True),
        (", time: 2014", ", time: 2014-05", True),
        (", time: 2014", ", time: 2015", False),
        (", time: 2014/2016", ", as_of: 2016-01", True),
        (", time: 2014", "", True),
        (", time: 2014", ", time: 2014, status: contested, attribution: cid", False),
        (", time: 2014", ", time: 2014, status: superseded, ask: never, reason: late", False),
        (", time: 2014", ", time: 2014, ask: never, reason: wrong", False),
    ],
)
def test_two_holders_at_one_time_contradict_each_other(
    tmp_path: Path, first: str, second: str, *, contradict: bool
) -> None:
    codes = [problem.code for problem in problems_of(tmp_path, HELD % first + OTHER % second)]
    assert codes == (["contradiction"] if contradict else [])


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ("subject: ann, relation: met, roles: {other: bob}, status: contested", "attribution-missing"),
        ("subject: ann, relation: met, roles: {other: bob}, ask: attributed", "attribution-missing"),
        ("subject: ann, relation: met, roles: {other: bob}, status: erroneous", "untrue-asked"),
        ("subject: ann, relation: met, roles: {other: bob}, status: superseded", "untrue-asked"),
        ("subject: ann, relation: met, roles: {other: bob}, ask: never", "reason-missing"),
        ("subject: ann, relation: met, roles: {other: bob}, ask: dated", "date-missing"),
        ("subject: war, relation: happened, status: planned", "plan-as-fact"),
        ("subject: ann, relation: met", "missing-role"),
        ("subject: ann, relation: met, roles: {other: alder}", "wrong-role-type"),
        ("subject: ann, relation: met, roles: {other: [bob, cid]}", "too-many"),
        ("subject: ann, relation: met, roles: {other: nobody}", "unknown-entity"),
        ("subject: ann, relation: met, roles: {other: bob}, attribution: nobody", "unknown-entity"),
    ],
)
def test_what_a_fact_may_not_be(tmp_path: Path, fact: str, code: str) -> None:
    assert [problem.code for problem in problems_of(tmp_path, f"facts: {{f: {{{fact}}}}}")] == [code]


REGISTER = """
entities:
  mill: {type: town, names: {en: {name: Mill, aliases: [Milltown]}}}
  moor: {type: town, names: {en: Moor}}
  marsh: {type: town, names: {en: Marsh}}
"""


def test_the_register_is_shared_and_changes_no_deck_that_does_not_speak_of_it(tmp_path: Path) -> None:
    (tmp_path / "entities.yaml").write_text(REGISTER)
    facts = "tempting: [moor]\nfacts: {f: {subject: ann, relation: ruled, roles: {towns: [alder, mill]}}}"
    base, problems = read_facts(tmp_path, vocabulary(tmp_path), facts + ENTITIES)
    assert problems == []
    assert [entity.id for entity in base.by_type["town"]] == ["mill", "moor", "alder", "birch"]
    assert "marsh" in base.entities


def test_a_plan_may_be_planned(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "facts: {f: {subject: war, relation: will_happen, status: planned}}") == []


def test_the_nearest_passage_is_shown() -> None:
    text = "Ann met Bob at the gate.\nCid saw  them leave the town."
    assert nearest_passage("Cid saw them leaving the town", text) == "Cid saw them leave the town"
    assert not nearest_passage("nothing of the kind", text)


def test_facts_are_found_by_what_fills_their_roles(tmp_path: Path) -> None:
    facts = "facts:\n" + "".join(
        f"  {name}: {{subject: {subject}, relation: ruled, roles: {{towns: {towns}}}}}\n"
        for name, subject, towns in [("f", "ann", "[alder, birch]"), ("g", "ann", "[alder]"), ("h", "bob", "[alder]")]
    )
    base, problems = read_facts(tmp_path, vocabulary(tmp_path), ENTITIES + facts)
    assert problems == []
    ann, alder, birch = (base.entities[name] for name in ("ann", "alder", "birch"))
    assert [fact.id for fact in base.holding("ruled", "subject", ann)] == ["f", "g"]
    assert [fact.id for fact in base.holding("ruled", "towns", birch)] == ["f"]
    assert base.holding("ruled", "subject", alder) == ()
    assert base.values("ruled", "towns") == [alder, birch]
