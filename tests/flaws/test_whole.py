"""What only a whole quiz can have wrong."""

from __future__ import annotations

from random import Random

import pytest

from quizgen.flaws.whole import FEWEST, of_the_whole, seen
from quizgen.model import NOWHERE, Item, OneOf, Option, Response, Text


def item(number: int, stem: str, response: Response, kind: str = "choice") -> Item:
    return Item(f"a/{number}", kind, "en", stem, response, "So it is.", (), ("t",), "remember", "t", ("f",))


def codes(*items: Item) -> list[str]:
    return [problem.code for problem in of_the_whole(NOWHERE, [(one, seen(one)) for one in items])]


def choices(keys: list[int], options: tuple[str, ...] = ("Ann", "Bob", "Cid")) -> list[Item]:
    return [
        item(number, f"Who came in {1900 + number}?", OneOf(tuple(map(Option, options)), key))
        for number, key in enumerate(keys)
    ]


def test_keys_at_one_place() -> None:
    assert codes(*choices([1] * FEWEST)) == ["key-position"] * 3
    assert codes(*choices([1] * (FEWEST - 1))) == []


@pytest.mark.parametrize("seed", range(200))
def test_keys_where_chance_puts_them(seed: int) -> None:
    """Seeds are fixed: among very many, chance alone goes beyond any limit."""
    rng = Random(seed)
    assert codes(*choices([rng.randrange(3) for _ in range(300)])) == []


def test_keys_that_are_longest() -> None:
    wordy = ("Ann of Skarn", "Bob", "Cid")
    assert codes(*choices([0, 1, 2] * FEWEST, wordy)) == []
    assert "longest-keys" in codes(*choices([0] * FEWEST, wordy))


@pytest.mark.parametrize(
    ("second", "answer", "expected"),
    [
        ("Whom did Ann meet in town?", "Cid", ["same-cue"]),
        ("Who did Ann meet in town?", "Bob", []),
        ("Who did Cid meet in town?", "Cid", []),
    ],
)
def test_two_cards_with_one_cue(second: str, answer: str, expected: list[str]) -> None:
    one = item(1, "Who did Ann meet in town?", Text("Bob"), "short_answer")
    other = item(2, second, Text(answer), "short_answer")
    assert codes(one, other) == expected
