"""In what order questions stand on each form, and what they show."""

from __future__ import annotations

import pytest

from quizgen.model import Matching, Option, Ordering, SeveralOf
from tests.forms.quizzes import ask, item, one_of, plain


def test_forms_differ_in_all_orders() -> None:
    """Of questions within their kind, and of what each shows; neighbours cannot copy."""
    entries = tuple("abcd")
    arranged = [
        item("o", Ordering(entries, entries, (3, 1, 2, 0)), "ordering"),
        item("m", Matching(tuple((entry, f"of {entry}") for entry in "efgh"), (1, 0, 3, 2)), "matching"),
        item("s", SeveralOf(tuple(map(Option, ("k", "l", "m", "n"))), (1, 2)), "multiple"),
    ]
    forms, _ = ask([*plain(6), *arranged], forms=4)
    for first, second in ((one, other) for one in forms for other in forms if one.letter < other.letter):
        assert [item.id for item in first.items] != [item.id for item in second.items]
        shown = {item.id: item.response for item in second.items}
        assert not [item.id for item in first.items if item.response == shown[item.id]]


def test_arrangements_are_never_shown_in_their_right_order() -> None:
    forms, _ = ask([item("o", Ordering(("a", "b"), ("1", "2"), (1, 0)), "ordering")], forms=6)
    assert {item.response.shown for form in forms for item in form.items if isinstance(item.response, Ordering)} == {
        (1, 0)
    }


@pytest.mark.parametrize("texts", [("450", "900", "1,350"), ("in 2014", "in May 2021", "in 2022")])
def test_numbers_and_dates_stay_in_ascending_order(texts: tuple[str, ...]) -> None:
    forms, _ = ask([item("n", one_of(*texts, key=1), "choice")], forms=5)
    assert {item.response for form in forms for item in form.items} == {one_of(*texts, key=1)}


def test_another_seed_gives_another_sheet() -> None:
    (first, *_), _ = ask(plain(60), "1", questions=20)
    (second, *_), _ = ask(plain(60), "2", questions=20)
    assert {item.id for item in first.items} != {item.id for item in second.items}


def test_an_item_more_leaves_the_others_in_their_order() -> None:
    """What is new comes between; nothing is reshuffled on account of it."""
    before, _ = ask(plain(20), forms=2)
    after, _ = ask(plain(21), forms=2)
    old = [item.id for item in before[0].items]
    assert [item.id for item in after[0].items if item.id in old] == old
