"""Statements to judge."""

from __future__ import annotations

from pathlib import Path

from quizgen.model import TrueFalse
from tests.project import World, world

FACTS = """
entities: {abbey: office, manor: office, alder: town, birch: town, ann: person, bob: person}
facts:
  f: {subject: abbey, relation: seat, roles: {town: alder}%s}
"""
JUDGE = """
kind: true_false
language: en
asks: {relation: seat, hide: town}
"""
SEEDS = [str(seed) for seed in range(16)]


def statements(made: World) -> dict[str, bool]:
    found = {}
    for seed in SEEDS:
        item = made.item(seed)
        assert isinstance(item.response, TrueFalse)
        assert (item.response.proof is None) == item.response.answer
        found[item.stem] = item.response.answer
    return found


def test_false_ones_hold_a_value_proved_wrong(tmp_path: Path) -> None:
    assert statements(world(tmp_path, FACTS % "", JUDGE)) == {
        "Abbey has its seat in Alder.": True,
        "Abbey has its seat in Birch.": False,
    }


def test_examples_leave_nothing_to_chance(tmp_path: Path) -> None:
    made = world(tmp_path, FACTS % "", JUDGE)
    for seed in SEEDS:
        [item] = made.outcomes(seed, plain=True)
        assert getattr(item, "response", None) == TrueFalse(answer=True)


def test_where_no_value_is_provably_wrong_it_is_true(tmp_path: Path) -> None:
    untrue = "\n  g: {subject: abbey, relation: seat, roles: {town: birch}, status: erroneous, ask: never, reason: no}"
    made = world(tmp_path, (FACTS % "").rstrip() + untrue, JUDGE)
    assert {made.items(seed)["f"].stem for seed in SEEDS} == {"Abbey has its seat in Alder."}


def test_no_swap_makes_another_true_statement(tmp_path: Path) -> None:
    """Bob held the manor as well: naming it would be no lie."""
    held = """
entities: {ann: person, bob: person, cid: person, abbey: office}
facts:
  f: {subject: ann, relation: holds, roles: {office: abbey}, time: "2014"}
  g: {subject: bob, relation: holds, roles: {office: abbey}, time: "2014-05", status: contested, attribution: cid}
"""
    judge = "kind: true_false\nlanguage: en\nasks: {relation: holds, where: {subject: person}, hide: subject}"
    made = world(tmp_path, held, judge)
    assert {made.items(seed)["f"].stem for seed in SEEDS} == {"In 2014, Ann was Abbey.", "In 2014, Cid was Abbey."}


def test_whose_statement_it_is_stays(tmp_path: Path) -> None:
    claimed = FACTS % ", status: contested, attribution: ann"
    assert set(statements(world(tmp_path, claimed, JUDGE))) == {
        "According to Ann, Abbey has its seat in Alder.",
        "According to Ann, Abbey has its seat in Birch.",
    }


def test_a_statement_must_show_what_it_is_about(tmp_path: Path) -> None:
    vague = JUDGE + 'stem: "{{ subject }} has a seat."'
    assert world(tmp_path, FACTS % "", vague).refusal() == "the statement does not show `town`"
