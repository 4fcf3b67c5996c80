"""Items that ask the same and have the same answer: one of them is left out, and the deck is built."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from quizgen.pipeline import generate

RELATION = """
  worked_on:
    topic: town
    roles: {subject: bridge, worker: person}
    reads: {en: {statement: "{{ lead }}{{ worker }} worked on {{ subject.the }}."}}
"""
FACTS = """
  worker-1: {subject: ossel-footbridge, relation: worked_on, roles: {worker: halloran}, quotes: [Ines Halloran]}
  worker-2: {subject: ossel-footbridge, relation: worked_on, roles: {worker: quay}, quotes: [Ada Quay]}
complete:
  - {relation: worked_on, subject: ossel-footbridge, lists: worker, because: the article names these two}
"""
TEMPLATE = """
kind: true_false
language: en
asks: {relation: worked_on, hide: worker}
"""


def test_the_same_wrong_value_may_be_drawn_for_two_facts(project: Path) -> None:
    """There is but one more person: where chance takes both statements to be false, they are the same."""
    for name, text in (("templates/relations.yaml", RELATION), ("seeds/bridge/facts.yaml", FACTS)):
        with (project / name).open("a") as file:
            file.write(text)
    (project / "templates/town/worked-on.yaml").write_text(TEMPLATE)
    left_out = 0
    for seed in range(20):
        quiz, problems = generate(project / "decks/bridge.yaml", seed=str(seed))
        assert quiz, problems
        stems = [item.stem for item in quiz.items if item.template == "town/worked-on"]
        assert len(set(stems)) == len(stems)
        left_out += any("it asks the same as" in refusal.reason for refusal in quiz.refusals)
    assert left_out


def test_two_articles_may_state_one_fact(project: Path) -> None:
    """It is asked once; both are read."""
    text = "The Ossel Footbridge, by Ines Halloran, won a prize."
    folder = project / "seeds/prize"
    folder.mkdir()
    (folder / "article.txt").write_text(text)
    about = "title: A prize\nlanguage: en\npublished: 2024-11\ncited_as: a second example\n"
    (folder / "article.yaml").write_text(f"{about}sha256: {sha256(text.encode()).hexdigest()}\n")
    fact = "subject: ossel-footbridge, relation: designed_by, roles: {designer: halloran}, quotes: [by Ines Halloran]"
    (folder / "facts.yaml").write_text(f"facts:\n  designer: {{{fact}}}\n")
    deck = project / "decks/bridge.yaml"
    before, _ = generate(deck)
    deck.write_text(deck.read_text().replace("articles: [bridge]", "articles: [bridge, prize]"))
    quiz, problems = generate(deck)
    assert before, "as it stands"
    assert quiz, problems
    assert [item.id for item in quiz.items] == [item.id for item in before.items]
    assert any(refusal.facts == ("prize/designer",) for refusal in quiz.refusals)
