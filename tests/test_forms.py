"""Which questions stand together on a sheet, and how its forms differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.cues import Cues, Independent
from quizgen.forms import ON_PAPER, select
from quizgen.model import (
    Cloze,
    Form,
    Item,
    Matching,
    Number,
    OneOf,
    Option,
    Ordering,
    Proof,
    Quiz,
    Response,
    SeveralOf,
    SheetSettings,
    Text,
    TrueFalse,
)
from quizgen.problems import Problem, errors
from tests.samples import sample_quiz

WRONG = Proof("single-valued", (), "Only one fits.")
NAMES = ("Bamako", "Gao", "Kidal", "Mopti", "Ségou", "Sikasso", "Kayes", "Koulikoro", "Taoudénit", "Ménaka")


def item(
    name: str, response: Response, kind: str, stem: str = "", topics: Sequence[str] = ("places",), facts: str = ""
) -> Item:
    return Item(
        id=f"mali/{name}/t/en",
        kind=kind,
        language="en",
        stem=stem or f"Question {name}?",
        response=response,
        rationale="",
        evidence=(),
        topics=tuple(topics),
        level="remember",
        template="t",
        facts=tuple((facts or name).split()),
    )


def one_of(*texts: str, key: int = 0) -> OneOf:
    return OneOf(tuple(Option(text, None if at == key else WRONG) for at, text in enumerate(texts)), key)


def quiz_of(items: Sequence[Item]) -> Quiz:
    return replace(sample_quiz(), items=tuple(items), forms=())


def ask(items: Sequence[Item], seed: str = "1", **wishes: object) -> tuple[tuple[Form, ...], tuple[Problem, ...]]:
    wanted = replace(SheetSettings("Mali", "", questions=len(items), forms=2), **wishes)  # type: ignore[arg-type]  # any
    return select(quiz_of(items), wanted, seed)


def plain(count: int) -> list[Item]:
    """Items of four options that have nothing to do with one another."""
    return [item(f"q{n}", one_of(*(f"{name}{n}" for name in NAMES[:4]), key=n % 4), "choice") for n in range(count)]


# Any items


texts = st.sampled_from(NAMES)
several = st.lists(texts, min_size=3, max_size=5, unique=True).map(tuple)


def shuffled(entries: Sequence[str]) -> st.SearchStrategy[tuple[int, ...]]:
    return st.permutations(range(len(entries))).map(tuple)


responses: dict[str, st.SearchStrategy[Response]] = {
    "choice": several.map(lambda names: one_of(*names, key=len(names) - 1)),
    "multiple": several.map(
        lambda names: SeveralOf(tuple(Option(name, WRONG if at > 1 else None) for at, name in enumerate(names)), (0, 1))
    ),
    "true_false": st.booleans().map(TrueFalse),
    "short_answer": texts.map(Text),
    "number": st.integers(1, 9).map(lambda number: Number(Decimal(number), f"{number},000 soldiers")),
    "cloze": texts.map(lambda name: Cloze("In ", name, ".", "city")),
    "ordering": several.flatmap(lambda names: shuffled(names).map(lambda shown: Ordering(names, names, shown))),
    "matching": several.flatmap(
        lambda names: shuffled(names).map(lambda shown: Matching(tuple((name, f"of {name}") for name in names), shown))
    ),
}


@st.composite
def pools(draw: st.DrawFn) -> list[Item]:
    kinds = draw(st.lists(st.sampled_from(sorted(responses)), max_size=24))
    return [
        item(
            f"q{n}",
            draw(responses[kind]),
            kind,
            stem=f"{draw(st.sampled_from(['Who', 'What', 'Where']))} of {draw(texts)} is {n}?",
            topics=draw(st.sets(st.sampled_from(["places", "people", "dates"]), min_size=1).map(sorted)),
            facts=" ".join(draw(st.sets(st.sampled_from("abcdefghijklmnop"), min_size=1, max_size=3).map(sorted))),
        )
        for n, kind in enumerate(kinds)
    ]


@settings(max_examples=150, deadline=None)
@given(pools(), st.integers(1, 12), st.integers(1, 5), st.sampled_from(["1", "2"]))
def test_forms_hold_what_may_stand_together(pool: list[Item], questions: int, count: int, seed: str) -> None:
    """The same questions on each form, in groups; no fact twice; nothing given away; too few never in silence."""
    forms, problems = ask(pool, seed, questions=questions, forms=count)
    assert (forms, problems) == ask(pool, seed, questions=questions, forms=count)
    assert [form.letter for form in forms] == list("ABCDE"[:count] if forms else "")
    known = {item.id: item for item in pool}
    for form in forms:
        assert {item.id for item in form.items} == {item.id for item in forms[0].items}
        kinds = [ON_PAPER.index(item.kind) for item in form.items]
        assert kinds == sorted(kinds)
        assert_stands_alone(form, pool)
        for one in form.items:
            assert means_the_same(one.response, known[one.id].response)
            assert replace(one, response=known[one.id].response) == known[one.id]
    if forms:
        assert all(one == known[one.id] for one in forms[0].items)
    asked = len(forms[0].items) if forms else 0
    assert asked <= questions
    assert bool(problems) == (asked < questions)
    assert bool(errors(problems)) == (asked == 0)


def assert_stands_alone(form: Form, pool: Sequence[Item]) -> None:
    facts = [fact for item in form.items for fact in item.facts]
    assert len(facts) == len(set(facts))
    common = Cues(pool)
    for first, second in ((one, other) for one in form.items for other in form.items if one is not other):
        keys = common.of(first).keys
        assert not [key for key in keys if all(phrase in common.of(second).shown for phrase in key)]
        assert not set(keys) & set(common.of(second).keys)


def means_the_same(one: Response, other: Response) -> bool:
    """Whether they differ in the order of what is shown only."""
    if isinstance(one, (OneOf, SeveralOf)) and isinstance(other, (OneOf, SeveralOf)):
        return right(one) == right(other) and set(one.options) == set(other.options)
    if isinstance(one, (Ordering, Matching)) and isinstance(other, (Ordering, Matching)):
        return replace(one, shown=other.shown) == other and set(one.shown) == set(other.shown)
    return one == other


def right(response: OneOf | SeveralOf) -> set[str]:
    keys = (response.key,) if isinstance(response, OneOf) else response.keys
    return {response.options[key].text for key in keys}


@settings(max_examples=60, deadline=None)
@given(pools())
def test_as_many_as_can_be_are_as_many_as_are_said(pool: list[Item]) -> None:
    """The warning counts each item once: given, or passed over for a reason."""
    forms, problems = ask(pool, questions=len(pool) + 1)
    numbers = [int(word) for word in problems[0].message.replace(";", "").split() if word.isdigit()]
    if forms:
        asked, given, all_of_them, *passed_over = numbers
        assert (asked, given, all_of_them) == (len(pool) + 1, len(forms[0].items), len(pool))
        assert given + sum(passed_over) == len(pool)


# Giving away


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
        together = Independent(Cues(items))
        assert [together.admit(item) for item in items] == [True, False]
        forms, (problem,) = ask(items)
        assert len(forms[0].items) == 1
        assert "1 can be given: 2 items; 1 passed over for an answer that is shared or given away" in problem.message


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
    together = Independent(Cues([first, second]))
    assert together.admit(first)
    assert together.admit(second)


def test_what_all_speak_of_gives_nothing_away() -> None:
    """In a quiz on Mali, the name is in most stems, and may still be an answer."""
    about = [item(f"q{n}", Text(f"x{n}"), "short_answer", f"What of Mali is {n}?") for n in range(9)]
    forms, problems = ask([*about, item("which", Text("Mali"), "short_answer", "Which country?")])
    assert problems == ()
    assert len(forms[0].items) == 10


# Balance


def one_of_each_kind(n: int) -> dict[str, Response]:
    return {
        "choice": one_of(*(f"{name}{n}" for name in NAMES[:4]), key=n % 4),
        "true_false": TrueFalse(n % 2 == 0),
        "short_answer": Text(f"answer{n}"),
        "ordering": Ordering((f"x{n}", f"y{n}"), ("1", "2"), (1, 0)),
    }


def test_kinds_and_topics_are_mixed() -> None:
    """One of each kind at least, choices most often; topics in turn."""
    pool = [
        item(f"{kind}{n}", response, kind, topics=("abcde"[n % 5],))
        for n in range(40)
        for kind, response in one_of_each_kind(n).items()
    ]
    forms, problems = ask(pool, questions=18)
    assert problems == ()
    assert Counter(item.kind for item in forms[0].items) == {
        "choice": 8,
        "true_false": 4,
        "short_answer": 4,
        "ordering": 2,
    }
    topics = Counter(topic for item in forms[0].items for topic in item.topics)
    assert max(topics.values()) - min(topics.values()) <= 1
    judged = Counter(item.response.answer for item in forms[0].items if isinstance(item.response, TrueFalse))
    assert judged[True] == judged[False]


def test_what_takes_many_facts_comes_in_before_they_are_taken() -> None:
    single = [item(f"q{n}", Text(f"x{n}"), "short_answer", facts=f"f{n}") for n in range(12)]
    broad = item("all", Ordering(tuple("abcd"), tuple("1234"), (1, 0, 2, 3)), "ordering", facts="f0 f1 f2 f3")
    for seed in "12345":
        forms, _ = ask([*single, broad], seed, questions=9)
        assert broad.id in {item.id for item in forms[0].items}


def test_rather_many_questions_than_broad_ones() -> None:
    """Where facts are scarce, what would take many of them stays out."""
    single = [item(f"q{n}", Text(f"x{n}"), "short_answer", facts=f"f{n}") for n in range(12)]
    broad = item("all", Ordering(tuple("abcd"), tuple("1234"), (1, 0, 2, 3)), "ordering", facts="f0 f1 f2 f3")
    forms, problems = ask([*single, broad], questions=12)
    assert problems == ()
    assert len(forms[0].items) == 12


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_keys_are_spread_over_positions(seed: str) -> None:
    """On every form each letter is right about as often as any other."""
    forms, _ = ask(plain(40), seed, forms=5, questions=24)
    for form in forms:
        keys = Counter(item.response.key for item in form.items if isinstance(item.response, OneOf))
        assert max(keys.values()) - min(keys[at] for at in range(4)) <= 2


# Orders


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


# Limits


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
        ({"forms": 0}, "bad-forms", "1 to 26 forms"),
        ({"forms": 27}, "bad-forms", "27 forms cannot be made"),
        ({"questions": 0}, "bad-questions", "0 questions"),
        ({"topics": ("people",), "kinds": ("number",)}, "empty-sheet", "no item of these topics and kinds"),
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
    same = [item(f"q{n}", Text(f"x{n}"), "short_answer", facts="one") for n in range(3)]
    forms, (problem,) = ask([*same, *plain(2)], questions=20)
    assert len(forms[0].items) == 3
    assert (problem.code, problem.severity) == ("too-few-questions", "warning")
    assert problem.message == (
        "20 questions asked, 3 can be given: 5 items; 2 passed over for a fact that is asked already"
    )
    assert problem.hint.startswith("ask for 3,")


def test_kinds_it_does_not_know_come_last() -> None:
    forms, _ = ask([item("n", Text("x"), "riddle"), *plain(2)])
    assert [item.kind for item in forms[0].items] == ["choice", "choice", "riddle"]


# Size


def test_a_quiz_that_asks_for_no_number_takes_what_there_is() -> None:
    """Twenty, or as many as there are, and nobody is warned."""
    for count, taken in ((30, 20), (7, 7)):
        (first, *_), problems = ask(plain(count), "1", questions=None)
        assert len(first.items) == taken
        assert problems == ()
