"""Items as a teacher reads them; docs/cookbook.md shows one of every kind, word for word."""

from __future__ import annotations

from dataclasses import replace

from quizgen.model import Matching, OneOf, Option, Ordering, Proof, TrueFalse
from quizgen.reports.items import report
from quizgen.responses import key_text, texts
from tests.samples import hostile_quiz, sample_quiz

ITEM = sample_quiz().items[0]


def test_everything_of_an_item_is_there() -> None:
    for item in sample_quiz().items:
        told = report([item])
        assert told.startswith(f"{item.stem}\n")
        for text in (*texts(item.response), item.rationale, item.id, *(one.quote.text for one in item.evidence)):
            assert text in told
        if not isinstance(item.response, (Ordering, Matching)) and "; " not in key_text(item.response):
            assert f"  * {key_text(item.response)}" in told


def test_a_wrong_answer_has_what_it_is_else_why_it_is_wrong() -> None:
    proof = Proof("denied", (), "It is not so.")
    options = (Option("A"), Option("B", proof), Option("C", proof, "a letter"))
    assert "  * A\n  - B: It is not so.\n  - C: a letter\n" in report([replace(ITEM, response=OneOf(options, 0))])
    false = replace(ITEM, response=TrueFalse(answer=False, proof=proof))
    assert "  * False: It is not so.\n" in report([false])


def test_it_controls_no_terminal() -> None:
    """A line a text, whatever the article holds."""
    item = replace(ITEM, stem="a\x1b[31m\nb", rationale="c\x07\td")
    told = report([*hostile_quiz().items, item])
    assert all(letter.isprintable() for line in told.splitlines() for letter in line)
    assert "\na [31m b\n" in told
    assert "  why: c d\n" in told
