"""Parallel forms: other questions, alike and as difficult; what cannot be had is said."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from quizgen import generate
from quizgen.difficulty import predicted
from quizgen.forms import select
from quizgen.model import Cell, Pin, Section, Text
from tests.forms.quizzes import ask, item, one_of, plain
from tests.forms.test_forms import assert_stands_alone


@pytest.mark.parametrize(("questions", "forms", "distinct"), [(10, 4, 4), (20, 2, 2), (20, 30, 2)])
def test_counterparts_stand_under_one_number(root: Path, questions: int, forms: int, distinct: int) -> None:
    """Of one kind and as difficult; no two neighbours have a question in common."""
    quiz, _ = generate(root / "decks/mali-france.yaml")
    assert quiz
    sheet = replace(quiz.deck.sheet, sections=(), questions=questions, forms=forms, parallel=True)
    made, problems = select(quiz, sheet, "1")
    assert (made, problems) == select(quiz, sheet, "1")
    assert len(made) == forms
    assert [problem.code for problem in problems] == (["questions-return"] if forms > distinct else [])
    for form in made:
        assert_stands_alone(form, quiz.items)
        for first, other in zip(made[0].items, form.items, strict=True):
            assert (first.kind, predicted(first)) == (other.kind, predicted(other))
    for before, after in pairwise(made):
        assert not {item.id for item in before.items} & {item.id for item in after.items}
    had = [item.id for form in made[:distinct] for item in form.items]
    assert len(had) == len(set(had))


def test_what_returns_is_said() -> None:
    """From which form on, and whether neighbours share some."""
    forms, (problem,) = ask(plain(4), questions=2, forms=3, parallel=True)
    assert problem.code == "questions-return"
    assert problem.message == (
        "3 parallel forms asked, 2 can be had without a question twice: from form C on up to 2 of 2 return from an "
        "earlier form"
    )
    assert {item.id for item in forms[2].items} == {item.id for item in forms[0].items}
    _, (problem,) = ask(plain(2), questions=2, forms=2, parallel=True)
    assert "up to 2 of 2 return from an earlier form; neighbours share some: A and B" in problem.message


def test_what_is_not_as_difficult_is_said() -> None:
    """It is rather asked than that a question would return on the next form."""
    texts = [item("easy", one_of("Gao", "Kidal"), "choice"), item("medium", one_of("in 2014", "in 2015"), "choice")]
    forms, (problem,) = ask(texts, questions=1, forms=2, parallel=True)
    assert forms[0].items[0].id != forms[1].items[0].id
    assert problem.code == "forms-unequal"
    assert problem.message.endswith("as their counterparts on form A: 1 on form B")


def test_pinned_items_are_on_every_form() -> None:
    """At its beginning, and without a warning."""
    pinned = item("pinned", Text("Kayes"), "short_answer")
    section = Section((Cell(2),), (Pin(pinned.id),))
    forms, problems = ask([*plain(8), pinned], forms=4, parallel=True, sections=(section,))
    assert problems == ()
    assert [form.items[0].id for form in forms] == [pinned.id] * 4
    assert len({item.id for form in forms for item in form.items}) == 1 + 2 * 4
