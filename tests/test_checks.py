"""What words alone tell of a quiz."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizgen.checks import check_items
from quizgen.edtf import parse
from quizgen.flaws.lint import look
from quizgen.model import NOWHERE, AnkiSettings, Deck, Item, OneOf, Option, Ordering, Quiz, SheetSettings, Text

DECK = Deck(
    "d", "D", "", "en", parse("2026-11-23"), "1", (), (), (), (), AnkiSettings("D"), SheetSettings("D", ""), NOWHERE
)


def choice(stem: str, *options: str, name: str = "a") -> Item:
    """A choice of which the first option is right."""
    response = OneOf(tuple(map(Option, options)), 0)
    return Item(name, "choice", "en", stem, response, "So it is.", (), ("t",), "remember", "t", ("f",))


def codes(*items: Item) -> list[str]:
    return [problem.code for problem in check_items(Quiz(DECK, (), items), {item.id: look(item) for item in items})]


def test_nothing_is_wrong_with_a_good_one() -> None:
    assert codes(choice("Who came in 2014?", "Ann", "Bob", "Cid")) == []


@pytest.mark.parametrize(
    ("stem", "options", "code"),
    [
        ("Who came?", ["Ann", "Ann Lee"], "several-keys"),
        ("Who came?", ["Ann", "None of the above"], "none-of-the-above"),
        ("Who came?", ["Ann", "Bob", "All of these"], "all-of-the-above"),
        ("Who came?", ["Ann", " "], "empty-text"),
    ],
)
def test_what_no_quiz_may_have(stem: str, options: list[str], code: str) -> None:
    assert codes(choice(stem, *options)) == [code]


def test_no_two_alike() -> None:
    one, other = choice("Who came?", "Ann", "Bob"), choice("who came?", "Cid", "Dan", name="b")
    assert codes(one, other) == ["duplicate-stem"]
    assert codes(one, replace(other, stem="Who went?", id="a")) == ["duplicate-id"]


def test_sets_are_told_apart_by_what_they_hold() -> None:
    one = replace(choice("Order these.", "x"), response=Ordering(("a", "b", "c"), ("1", "2", "3"), (1, 0, 2)))
    other = replace(one, id="b", response=Ordering(("a", "b", "d"), ("1", "2", "3"), (1, 0, 2)))
    assert codes(one, other) == []
    assert codes(one, replace(one, id="b")) == ["duplicate-stem"]


def test_a_deck_must_give_something() -> None:
    assert codes() == ["no-items"]
    assert codes(replace(choice("Who?", "x"), response=Text("Ann"))) == []
