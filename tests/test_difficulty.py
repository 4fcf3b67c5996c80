"""How difficult items are said to be."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from quizgen import generate
from quizgen.difficulty import predicted
from quizgen.model import (
    Basic,
    Cloze,
    Mark,
    Matching,
    Number,
    Occlusion,
    OneOf,
    Option,
    Ordering,
    Response,
    Reversed,
    SeveralOf,
    Text,
    TrueFalse,
)
from tests.forms.quizzes import item


def options(*texts: str) -> tuple[Option, ...]:
    return tuple(map(Option, texts))


SMALL, LARGE = (Mark(((0, 0), (side, 0), (side, side), (0, side))) for side in (0.1, 0.5))


@pytest.mark.parametrize(
    ("response", "difficulty"),
    [
        (TrueFalse(answer=True), "easy"),
        (OneOf(options("Bamako", "Gao", "Kidal"), 0), "easy"),
        (OneOf(options("Training mission", "Mediation mission", "Embassy"), 0), "medium"),
        (OneOf(options("in 2014", "in May 2021"), 1), "medium"),
        (SeveralOf(options("Gao", "Kidal", "Mopti"), (0, 1)), "medium"),
        (SeveralOf(options("Gao", "Kidal", "Mopti", "Kayes", "Nioro"), (0, 1)), "hard"),
        (Ordering(tuple("abcd"), tuple("1234"), (1, 0, 2, 3)), "medium"),
        (Ordering(tuple("abcde"), tuple("12345"), (1, 0, 2, 3, 4)), "hard"),
        (Matching((("a", "1"), ("b", "2")), (1, 0)), "medium"),
        (Matching(tuple((name, name.upper()) for name in "abcde"), (1, 0, 2, 3, 4)), "hard"),
        (Cloze("In ", "Gao", ".", "city"), "medium"),
        (Cloze("In ", "May 2021", ".", "date"), "hard"),
        (Cloze("It was ", "an end of joint operations", ".", "decision"), "hard"),
        (Occlusion(LARGE, "Mali"), "medium"),
        (Occlusion(SMALL, "Gambia"), "hard"),
        (Basic("Gao"), "hard"),
        (Reversed("Gao", "Which?", "city"), "hard"),
        (Text("Gao"), "hard"),
        (Number(Decimal(3), "3 soldiers"), "hard"),
    ],
)
def test_each_form_of_response(response: Response, difficulty: str) -> None:
    assert predicted(item("x", response, "any")) == difficulty


def test_a_higher_level_is_more_difficult() -> None:
    chosen = item("x", OneOf(options("Bamako", "Gao", "Kidal"), 0), "choice")
    assert predicted(replace(chosen, level="understand")) == "medium"


def test_the_shipped_deck_has_enough_of_each(root: Path) -> None:
    """Else it would tell a teacher nothing."""
    quiz, _ = generate(root / "decks/mali-france.yaml")
    assert quiz
    counts = Counter(map(predicted, quiz.items))
    assert min(counts.values()) >= len(quiz.items) / 5
