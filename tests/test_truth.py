"""What is right, what else would be, and what is provably wrong."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.edtf import parse
from quizgen.facts import FactBase
from quizgen.model import NOWHERE, Entity, Names, Quantity, Value
from quizgen.truth import Question, contains, could_be, lookalikes, overlapping, refute, rivals, rule
from quizgen.vocabulary import Vocabulary
from tests.project import ARTICLE, read_facts, vocabulary

ENTITIES = """
entities:
  ann: person
  bob: person
  cid: person
  dan: person
  abbey: office
  manor: office
  alder: town
  birch: town
  cedar: town
  upland: region
  high-upland: region
  hills: {type: region, names: {en: Hills}, overlaps: [upland]}
  moor: {type: region, names: {en: {name: Moor, aliases: [Fells]}}}
  fells: {type: region, names: {en: Fells}}
"""


def base_of(folder: Path, facts: str) -> FactBase:
    base, problems = read_facts(folder, vocabulary(folder), ENTITIES + facts)
    assert problems == []
    return base


def ask(base: FactBase, fact: str, hide: str, *shown: str, dated: bool = False) -> Question:
    alike = lookalikes(base.entities.values())
    return Question(base.facts[f"{ARTICLE}/{fact}"], hide, frozenset(shown), dated, "en", alike)


def soldiers(number: int | str, how: str = "exactly") -> Quantity:
    return Quantity(Decimal(number), "soldiers", how)  # type: ignore[arg-type]  # any of the five ways


HELD = """
facts:
  first: {subject: ann, relation: holds, roles: {office: abbey}, time: "2014"}
  second: {subject: bob, relation: holds, roles: {office: abbey}, time: "2016/2018"}
  elsewhere: {subject: cid, relation: holds, roles: {office: manor}, time: "2014"}
"""


def test_another_fact_is_a_rival_only_at_the_same_time(tmp_path: Path) -> None:
    base = base_of(tmp_path, HELD)
    assert list(rivals(ask(base, "first", "subject", "office", dated=True), base)) == []
    assert [fact.id for fact in rivals(ask(base, "first", "subject", "office"), base)] == ["second"]


def test_what_the_stem_leaves_out_is_not_known(tmp_path: Path) -> None:
    base = base_of(tmp_path, HELD)
    assert [fact.id for fact in rivals(ask(base, "first", "subject", dated=True), base)] == ["elsewhere"]


def test_a_fact_without_date_holds_at_any_time(tmp_path: Path) -> None:
    always = "  always: {subject: dan, relation: holds, roles: {office: abbey}, status: contested, attribution: cid}"
    base = base_of(tmp_path, HELD + always)
    assert [fact.id for fact in rivals(ask(base, "first", "subject", "office", dated=True), base)] == ["always"]


@pytest.mark.parametrize(("status", "rival"), [("erroneous", False), ("superseded", False), ("contested", True)])
def test_untrue_facts_are_no_rivals_but_spare_their_values(tmp_path: Path, status: str, *, rival: bool) -> None:
    more = f"status: {status}, attribution: cid, ask: never, reason: because"
    other = f"  other: {{subject: dan, relation: holds, roles: {{office: abbey}}, time: 2014-05, {more}}}"
    base = base_of(tmp_path, HELD + other)
    question = ask(base, "first", "subject", "office", dated=True)
    assert bool(list(rivals(question, base))) == rival
    assert refute(question, base.entities["dan"], base) is None
    assert refute(question, base.entities["bob"], base) is not None


def test_single_at_a_time_needs_the_time(tmp_path: Path) -> None:
    base = base_of(tmp_path, HELD)
    assert rule(ask(base, "first", "subject", "office", dated=True), base) is not None
    assert rule(ask(base, "first", "subject", "office"), base) is None
    assert rule(ask(base, "first", "subject", dated=True), base) is None


def test_a_proof_names_its_rule_and_fact(tmp_path: Path) -> None:
    base = base_of(tmp_path, HELD)
    proof = refute(ask(base, "first", "subject", "office", dated=True), base.entities["cid"], base)
    assert proof is not None
    assert (proof.rule, proof.facts) == ("single-valued", ("tale/first",))
    assert proof.text == "Only one person fits here: Ann."


MET = """
facts:
  first: {subject: ann, relation: met, roles: {other: bob, town: alder}}
  open: {subject: ann, relation: met, roles: {other: cid}}
"""
PROMISE = """
complete:
  - {relation: met, subject: ann, lists: other, because: the tale names all}
"""


def test_absence_alone_proves_nothing(tmp_path: Path) -> None:
    base = base_of(tmp_path, MET)
    assert refute(ask(base, "first", "other", "subject", "town"), base.entities["dan"], base) is None


def test_a_promise_proves_what_it_is_about_and_only_where_the_stem_tells_it(tmp_path: Path) -> None:
    base = base_of(tmp_path, MET + PROMISE)
    proof = refute(ask(base, "first", "other", "subject"), base.entities["dan"], base)
    assert proof is not None
    assert (proof.rule, proof.text) == ("complete", "The tale names all.")
    assert refute(ask(base, "first", "other", "town"), base.entities["dan"], base) is None


def test_a_role_left_open_may_be_anything(tmp_path: Path) -> None:
    """Ann met Cid, nobody says where: it may have been in Alder."""
    base = base_of(tmp_path, MET + PROMISE)
    question = ask(base, "first", "other", "subject", "town")
    assert [fact.id for fact in rivals(question, base)] == ["open"]
    assert refute(question, base.entities["cid"], base) is None


def test_a_denial_proves_what_it_denies(tmp_path: Path) -> None:
    denial = "\ndenials: [{relation: met, subject: ann, roles: {other: dan, town: alder}, because: he was away}]"
    base = base_of(tmp_path, MET + denial)
    dan = base.entities["dan"]
    proof = refute(ask(base, "first", "other", "subject", "town"), dan, base)
    assert proof is not None
    assert (proof.rule, proof.text) == ("denied", "He was away.")
    assert refute(ask(base, "first", "other", "subject"), dan, base) is None


SENT = """
facts:
  one: {subject: alder, relation: sent, roles: {region: upland, soldiers: {exactly: 100, unit: soldiers}}, as_of: 2014}
  next: {subject: birch, relation: sent, roles: {region: hills, soldiers: {about: 110, unit: soldiers}}, as_of: 2014}
  third: {subject: cedar, relation: sent, roles: {region: moor, soldiers: {over: 5000, unit: soldiers}}, as_of: 2014}
  fourth: {subject: cedar, relation: sent, roles: {region: fells, soldiers: {over: 6000, unit: soldiers}}, as_of: 2014}
"""


def test_a_shown_name_stands_for_all_that_it_may_mean(tmp_path: Path) -> None:
    """The Hills lie in the Upland; and Moor goes by the name of Fells."""
    base = base_of(tmp_path, SENT)
    assert [fact.id for fact in rivals(ask(base, "one", "subject", "region", dated=True), base)] == ["next"]
    assert [fact.id for fact in rivals(ask(base, "next", "subject", "region", dated=True), base)] == ["one"]
    assert [fact.id for fact in rivals(ask(base, "third", "soldiers", "subject", "region"), base)] == ["fourth"]


def test_a_shown_number_stands_for_all_that_it_may_be(tmp_path: Path) -> None:
    base = base_of(tmp_path, SENT)
    assert [fact.id for fact in rivals(ask(base, "next", "subject", "soldiers", dated=True), base)] == ["one"]


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        (soldiers(100), soldiers(100), True),
        (soldiers(100), soldiers(101), False),
        (soldiers(120, "about"), soldiers(100, "about"), True),
        (soldiers(126, "about"), soldiers(100, "about"), False),
        (soldiers(110), soldiers(100, "just_over"), True),
        (soldiers(111), soldiers(100, "just_over"), False),
        (soldiers(50, "over"), soldiers(100, "over"), True),
        (soldiers(200, "under"), soldiers(100, "under"), True),
        (soldiers(99), soldiers(100, "over"), False),
        (soldiers(5), soldiers(0, "over"), True),
        (soldiers("4.3"), soldiers("4.30"), True),
        (soldiers("4.3"), soldiers("4.3", "just_over"), True),
        (soldiers("4.4"), soldiers("4.3", "under"), False),
        (soldiers(100), Quantity(soldiers(1).number, "years"), True),
        (parse("2014"), parse("2014-05"), True),
        (parse("2014"), parse("2015"), False),
        (parse("2014~"), parse("2015"), True),
        (parse("2014~"), parse("2016"), False),
        (parse("2014?"), parse("1990"), True),
        (parse("2014/2016"), parse("2016-12-31"), True),
        (parse("2014/.."), parse("2099"), True),
        (parse("2014"), soldiers(2014), False),
    ],
)
def test_what_could_be_the_same(one: Value, other: Value, *, may: bool) -> None:
    assert could_be(one, other) is could_be(other, one) is may


def test_entities_overlap_by_name_and_by_word_of_their_author(tmp_path: Path) -> None:
    base = base_of(tmp_path, "")
    overlaps = overlapping(base)
    found = {
        frozenset((one, other))
        for one in ("upland", "high-upland", "hills", "moor", "fells")
        for other in ("upland", "high-upland", "hills", "moor", "fells")
        if base.entities[other] in overlaps.get(base.entities[one], ())
    }
    assert found == {
        frozenset(("upland", "high-upland")),
        frozenset(("upland", "hills")),
        frozenset(("moor", "fells")),
    }


WORDS = st.lists(st.sampled_from(["Old", "New", "Mill", "Ö", "?", "!?"]), min_size=1, max_size=3).map(" ".join)
NAMES = st.builds(Names, WORDS, WORDS, aliases=st.lists(WORDS, max_size=1).map(tuple))
NAMED = st.dictionaries(st.sampled_from(["de", "en"]), NAMES, min_size=1)


@given(st.lists(st.tuples(NAMED, st.frozensets(st.sampled_from(["e0", "e1", "e9"]), max_size=1)), max_size=5))
def test_all_overlap_that_do_when_each_is_held_against_each(
    drawn: list[tuple[dict[str, Names], frozenset[str]]],
) -> None:
    entities = [
        Entity(f"e{at}", "town", names, {}, overlaps, None, NOWHERE) for at, (names, overlaps) in enumerate(drawn)
    ]
    found = overlapping(FactBase(Vocabulary(), {entity.id: entity for entity in entities}))
    for one, other in permutations(entities, 2):
        assert (other in found.get(one, ())) is (holds(one, other) or holds(other, one))


def holds(one: Entity, other: Entity) -> bool:
    """Whether the author says that one overlaps the other, or a name of one stands in a name of the other."""
    return other.id in one.overlaps or any(
        contains(name, part)
        for language in one.names.keys() & other.names.keys()
        for name in one.names[language].all()
        for part in other.names[language].all()
    )


def test_namesakes_may_be_what_each_other_overlaps(tmp_path: Path) -> None:
    more = "  tor: {type: region, names: {en: Hills}}\n"
    base, problems = read_facts(tmp_path, vocabulary(tmp_path), ENTITIES + more)
    assert problems == []
    alike = lookalikes(base.entities.values())
    assert {one.id for one in alike[base.entities["tor"]]} == {"hills", "upland"}
    assert base.entities["ann"] not in alike


@pytest.mark.parametrize(
    ("text", "part", "holds"),
    [
        ("Mali’s army", "mali", True),
        ("Malian army", "Mali", False),
        ("Who led (in Mali-Nord)?", "Mali", True),
        ("4,300 soldiers", "300", False),
        ("4,300 soldiers", "4,300 soldiers", True),
        ("Cafe\u0301 Noir", "Caf\u00e9", True),
        ("🐫 caravan", "🐍", False),
        ("🐫", "🐫", True),
    ],
)
def test_words_are_found_whole(text: str, part: str, *, holds: bool) -> None:
    assert contains(text, part) is holds
