"""What a sheet may ask for, and what is said where it cannot be had."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from quizgen.forms import select
from quizgen.model import Cell, Number, Pin, Place, Section, Text
from tests.forms.quizzes import ask, item, plain
from tests.samples import sample_quiz


def test_only_the_topics_and_kinds_asked_for() -> None:
    quiz = sample_quiz()
    wanted = replace(quiz.deck.sheet, questions=1, topics=("military",), kinds=("number", "choice"))
    forms, problems = select(quiz, wanted, "1")
    assert problems == ()
    assert all("military" in item.topics and item.kind in {"number", "choice"} for item in forms[0].items)


@pytest.mark.parametrize(
    ("wishes", "code", "words"),
    [
        ({"topics": ("miltary",)}, "unknown-topic", "did you mean military?"),
        ({"kinds": ("chioce",)}, "unknown-kind", "did you mean choice?"),
        ({"forms": 0}, "bad-forms", "1 to 99 forms"),
        ({"forms": 100}, "bad-forms", "100 forms cannot be made"),
        ({"questions": 0}, "bad-questions", "0 questions"),
        ({"topics": ("people",), "kinds": ("number",)}, "empty-sheet", "no item that it asks for"),
    ],
)
def test_what_cannot_be_asked_for(wishes: dict[str, object], code: str, words: str) -> None:
    """No forms, and an error at the deck file that says what there is."""
    quiz = sample_quiz()
    forms, (problem,) = select(quiz, replace(quiz.deck.sheet, **wishes), "1")  # type: ignore[arg-type]  # any of them
    assert forms == ()
    assert (problem.code, problem.severity, problem.place) == (code, "error", quiz.deck.place)
    assert words in f"{problem.message}; {problem.hint}"


def test_no_items_at_all() -> None:
    """One problem, and not one more for each topic."""
    forms, (problem,) = ask([], questions=20, topics=("military",))
    assert forms == ()
    assert problem.code == "empty-sheet"


def test_too_few_is_a_warning_with_numbers() -> None:
    same = [item(f"same{n}", Text(f"x{n}"), "short_answer", facts="one") for n in range(3)]
    forms, (problem,) = ask([*same, *plain(2)], questions=20)
    assert len(forms[0].items) == 3
    assert (problem.code, problem.severity) == ("too-few-questions", "warning")
    assert problem.message == (
        "the deck has 5 items, 20 asked, 3 can stand on one form; left out are 2 for a fact that is asked already"
    )
    assert problem.hint == "ask for 3, or add facts"


def test_kinds_it_does_not_know_come_last() -> None:
    forms, _ = ask([item("n", Text("x"), "riddle"), *plain(2)])
    assert [item.kind for item in forms[0].items] == ["choice", "choice", "riddle"]


# Sections


def test_sections_stand_in_their_order_each_with_its_own() -> None:
    """Pinned items come first, also before kinds that else come earlier; points and words are those of the section."""
    pinned = item("pinned", Text("Kayes"), "short_answer")
    first = Section((Cell(2, kinds=("choice",)),), (Pin(pinned.id),), "Choose", "Choose one.", 2)
    second = Section((Cell(1, kinds=("number",)), Cell(1, topics=("dates",))), heading="Write", points=3)
    dated = item("dated", Text("2014"), "date", topics=("dates/years",))
    number = item("number", Number(Decimal(3), "3"), "number")
    forms, problems = ask([dated, number, pinned, *plain(4)], sections=(first, second), forms=3)
    assert problems == ()
    for form in forms:
        assert [section.heading for section in form.sections] == ["Choose", "Write"]
        assert [section.instructions for section in form.sections] == ["Choose one.", None]
        assert [item.kind for item in form.items] == ["short_answer", "choice", "choice", "number", "date"]
        assert form.points == 3 * 2 + 2 * 3


def short(cell: Cell, *more: Cell, heading: str | None = None) -> str:
    """What is said of a cell that cannot be filled."""
    same = [item(f"same{n}", Text(f"x{n}"), "short_answer", facts="one") for n in range(3)]
    section = Section((cell, *more), heading=heading)
    _, problems = ask([*same, *plain(4)], sections=(section,))
    return problems[0].message


def test_each_cell_says_what_it_lacks() -> None:
    """How many there are, how many can stand together, and why not more."""
    assert short(Cell(6, ("places",), ("choice",))) == "topic places has 4 choice items, 6 asked"
    assert short(Cell(6, (), ("choice",), ("apply",), ("easy", "hard")), Cell(1)) == (
        "the deck has no easy or hard choice items of level apply, 6 asked"
    )
    assert short(Cell(2, (), ("short_answer",)), Cell(1), heading="Write") == (
        "section “Write”: the deck has 3 short_answer items, 2 asked, 1 can stand on one form; "
        "left out are 2 for a fact that is asked already"
    )
    assert short(Cell(4, (), ("choice",)), Cell(4, (), ("choice",))).endswith(
        "left out are 4 as asked elsewhere on the form"
    )


def test_a_cell_is_told_at_its_place_with_the_nearest() -> None:
    place = Place("decks/x.yaml", 7, 3)
    _, (problem,) = ask(plain(4), sections=(Section((Cell(6, kinds=("choice",), place=place),)),))
    assert (problem.place, problem.severity) == (place, "warning")
    assert problem.hint == "ask for 4, allow more kinds, or add facts"


def test_drawing_alone_would_not_suffice() -> None:
    """The search finds who must give way: a goes with b only, whatever is drawn first."""
    pool = [
        item("a", Text("x1"), "short_answer", facts="f1"),
        item("ab", Text("x2"), "short_answer", topics=("people",), facts="f1 f2"),
        item("b", Text("x3"), "short_answer", facts="f2"),
        item("c", Text("x4"), "short_answer", topics=("people",), facts="f3"),
    ]
    for seed in "12345678":
        forms, problems = ask(
            pool,
            seed,
            sections=(
                Section(
                    (Cell(2, ("places",)), Cell(1)),
                ),
            ),
        )
        assert problems == ()
        assert {"mali/a/t/en", "mali/b/t/en", "mali/c/t/en"} == {item.id for item in forms[0].items}


def test_what_is_pinned_must_be_known_and_stand_together() -> None:
    """Unknown and repeated ids are errors; of two that clash the second is left out."""
    one, other = (item(name, Text(name), "short_answer", facts="f") for name in ("one", "other"))
    pins = (Pin("mali/on/t/en", Place("d", 1)), Pin(one.id, Place("d", 2)), Pin(one.id, Place("d", 3)))
    forms, problems = ask([one, other], sections=(Section((), pins),))
    assert forms == ()
    assert [(problem.code, problem.place.line) for problem in problems] == [("unknown-item", 1), ("pinned-twice", 3)]
    assert (problems[0].hint, problems[1].hint) == (
        "did you mean mali/one/t/en or mali/other/t/en?",
        "delete it here or in line 2",
    )
    forms, (problem,) = ask([one, other], sections=(Section((), (Pin(one.id), Pin(other.id))),))
    assert [item.id for item in forms[0].items] == [one.id]
    assert problem.code == "pinned-clash"
    assert problem.message == ("`mali/other/t/en` is left out: it asks a fact of `mali/one/t/en`, pinned before it")


def test_letters_after_z() -> None:
    forms, _ = ask(plain(3), questions=2, forms=30)
    assert [form.letter for form in forms][24:] == ["Y", "Z", "AA", "AB", "AC", "AD"]
