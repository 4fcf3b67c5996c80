"""What `check` reads, and how often."""

from __future__ import annotations

from pathlib import Path

from quizgen.inspection import check
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
