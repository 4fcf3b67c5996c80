"""Which items cannot stand on one form."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quizgen.forms.conflicts import Conflicts, members
from quizgen.model import Cloze, Item, Matching, Number, Option, Ordering, SeveralOf, Text, TrueFalse
from tests.forms.quizzes import ask, item, one_of


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (item("a", one_of("Bamako", "Gao"), "choice"), item("b", Text("x"), "short_answer", "Who rules in Bamako?")),
        (
            item("a", Text("the Kremlin"), "short_answer"),
            item("b", TrueFalse(answer=True), "true_false", "Kremlin it is."),
        ),
        (
            item("a", Text("Maïga", ("Abdoulaye M.",)), "short_answer"),
            item("b", Text("y"), "short_answer", "Abdoulaye M?"),
        ),
        (
            item("a", Number(Decimal(4300), "about 4,300 soldiers", "about"), "number"),
            item("b", Text("z"), "short_answer", "Why 4,300 men?"),
        ),
        (
            item("a", Text("2014"), "date"),
            item("b", one_of("the treaty with France of 2014", "none of all of these"), "choice"),
        ),
        (
            item("a", Text("Ségou"), "short_answer"),
            item("b", Ordering(("the fall of Ségou", "x"), ("1", "2"), (1, 0)), "ordering"),
        ),
        (
            item("a", Matching((("Gao", "a city"), ("Niger", "a river")), (1, 0)), "matching"),
            item("b", TrueFalse(answer=True), "true_false", "Niger is a river."),
        ),
        (
            item("a", SeveralOf((Option("Gao"), Option("Kidal")), (0, 1)), "multiple"),
            item("b", Text("x"), "short_answer", "Is it KIDAL?"),
        ),
        (item("a", Cloze("In ", "May 2021", ".", "date"), "cloze"), item("b", Text("in May 2021"), "date")),
    ],
)
def test_no_question_gives_another_away(first: Item, second: Item) -> None:
    """Whichever comes first, the other is left out; each may be asked alone."""
    for items in ([first, second], [second, first]):
        assert clash(*items)
        forms, (problem,) = ask(items)
        assert len(forms[0].items) == 1
        assert "1 can stand on one form; left out are 1 for an answer that is shared or given away" in problem.message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (item("a", Text("not"), "short_answer"), item("b", Text("x"), "short_answer", "What is notable?")),
        (item("a", Text("May 2021"), "date"), item("b", Text("x"), "short_answer", "In May, or in 2021?")),
        (item("a", Text("4,300"), "number"), item("b", Text("x"), "short_answer", "Why 14,300 or 4,3001?")),
        (item("a", one_of("Gao", "Kidal"), "choice"), item("b", one_of("Kidal", "Gao"), "choice")),
        (item("a", TrueFalse(answer=True), "true_false"), item("b", Text("x"), "short_answer", "Is it true?")),
        (
            item("a", Matching((("Gao", "a city"), ("Niger", "a river")), (1, 0)), "matching"),
            item("b", Text("x"), "short_answer", "Is Gao a river?"),
        ),
        (item("a", Text("?!"), "short_answer"), item("b", Text("…"), "short_answer", "?!")),
    ],
)
def test_what_gives_nothing_away(first: Item, second: Item) -> None:
    """Parts of words, other numbers, the names among which to choose."""
    assert not clash(first, second)
    assert not clash(second, first)


def clash(first: Item, second: Item) -> bool:
    """Whether the one cannot stand beside the other."""
    conflicts = Conflicts([first, second])
    one, other = map(conflicts.number, (first, second))
    assert conflicts.clashes(one) >> other & 1 == conflicts.clashes(other) >> one & 1
    return bool(conflicts.cues[one] >> other & 1)


def test_items_of_one_fact_clash() -> None:
    """An item of several facts with all that ask one of them; and the graph knows only what it was shown."""
    both = item("both", Text("x"), "short_answer", facts="a b")
    one, other = (item(fact, Text(fact), "short_answer", facts=fact) for fact in "ab")
    conflicts = Conflicts([both, one, other])
    assert conflicts.clashes(conflicts.number(both)) == 0
    numbers = [conflicts.number(each) for each in (one, other)]
    assert list(members(conflicts.same_fact[conflicts.number(both)])) == numbers
    assert not conflicts.cues[conflicts.number(both)]
    assert all(list(members(conflicts.clashes(number))) == [conflicts.number(both)] for number in numbers)


def test_what_all_speak_of_gives_nothing_away() -> None:
    """In a quiz on Mali, the name is in most stems, and may still be an answer."""
    about = [item(f"q{n}", Text(f"x{n}"), "short_answer", f"What of Mali is {n}?") for n in range(9)]
    forms, problems = ask([*about, item("which", Text("Mali"), "short_answer", "Which country?")])
    assert problems == ()
    assert len(forms[0].items) == 10
