"""What `check` reads, and how often."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.inspection import check
from quizgen.problems import Problem, in_order
from tests.project import write_project

FACTS = """
entities: {ann: person, bob: person, mayor: office, clerk: office}
facts:
  first: {subject: ann, relation: holds, roles: {office: mayor}}
"""
MORE = """
facts:
  second: {subject: bob, relation: holds, roles: {office: clerk}}
"""
WHO = "{kind: true_false, language: en, asks: {relation: holds, hide: office}}"


def test_articles_of_a_deck_share_entities(tmp_path: Path) -> None:
    """Each article alone would lack those of the other."""
    deckfile = write_project(tmp_path, {"one": FACTS, "two": MORE}, {"who": WHO})
    alone = [problem.code for problem in check([deckfile]).problems]
    assert "unknown-entity" not in alone
    assert [problem.code for problem in check([tmp_path]).problems] == alone


def test_what_no_deck_uses_is_checked_too(tmp_path: Path) -> None:
    deckfile = write_project(tmp_path, FACTS, {"who": WHO})
    before = check([tmp_path]).problems
    (deckfile.parent.parent / "templates" / "unused.yaml").write_text(WHO.replace("holds", "hold"))
    [found] = set(check([tmp_path]).problems) - set(before)
    assert (Path(found.place.path).name, found.code) == ("unused.yaml", "unknown-relation")


def test_a_template_of_whose_questions_all_are_refused_is_told_of(tmp_path: Path) -> None:
    """Once, with the reason met most; not where it asks in one deck, though in another it cannot."""
    ask = "{kind: short_answer, language: en, asks: {relation: holds, hide: subject}, stem: 'Who is {{ office }}?'}"
    dated = FACTS.replace("roles: {office: mayor}}", "roles: {office: mayor}, time: 2020}")
    deckfile = write_project(tmp_path, {"one": dated, "two": MORE}, {"who": WHO, "whom": ask})
    deckfile.with_name("other.yaml").write_text(deckfile.read_text())
    [told] = _all_refused(tmp_path)
    assert (told.place.line, told.message, told.severity) == (1, "all of its 2 questions are refused", "warning")
    assert "needs its date" in told.hint
    assert not _all_refused(deckfile), "another deck may ask it"
    (tmp_path / "templates" / "whom.yaml").write_text(ask.replace("Who is", "{{ when }}, who was"))
    assert not _all_refused(tmp_path)


def _all_refused(path: Path) -> list[Problem]:
    return [problem for problem in check([path]).problems if problem.code == "all-refused"]


@pytest.mark.parametrize("order", [1, -1])
def test_a_template_is_held_against_the_entities_of_each_deck(tmp_path: Path, order: int) -> None:
    """Though it is read once, whichever deck comes first: bob is known to one of them only."""
    of_bob = WHO.replace("hide: office", "hide: office, where: {subject: [bob]}")
    alone = FACTS.replace(", bob: person", "")
    decks = []
    for name, facts in {"one": FACTS, "two": alone}.items():
        deckfile = write_project(tmp_path, {name: facts}, {"who": WHO, "of-bob": of_bob})
        decks.append(deckfile.rename(deckfile.with_name(f"{name}.yaml")))
    told = [check([deckfile]).problems for deckfile in decks]
    assert ["unknown-entity" in {problem.code for problem in found} for found in told] == [False, True]
    assert check(decks[::order]).problems == in_order([*told[0], *told[1]])
