"""Two statements to judge that chance makes alike: one of them is left out, and the deck is built."""

from __future__ import annotations

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
        left_out += any("it says the same as" in refusal.reason for refusal in quiz.refusals)
    assert left_out
