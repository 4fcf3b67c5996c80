"""What stands together on a sheet, whatever the items are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizgen.cues import Cues
from quizgen.forms.arranging import ON_PAPER
from quizgen.forms.turning import position
from quizgen.model import (
    Cloze,
    Form,
    Item,
    Matching,
    Number,
    OneOf,
    Option,
    Ordering,
    Response,
    SeveralOf,
    Text,
    TrueFalse,
)
from quizgen.problems import errors
from tests.forms.quizzes import NAMES, WRONG, ask, item, one_of, plain

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
@example([item(f"q{n}", one_of(f"A{n}", f"B{n}", f"C{n}"), "choice") for n in range(3)], 3, 2, "1")
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
        # As they were made; but options are turned where too many would have their key at one place.
        turned = [one for one in forms[0].items if one != known[one.id]]
        places = Counter(position(known[one.id].response) for one in forms[0].items if position(one.response))
        assert not turned or max(places.values()) > 2
        assert all(isinstance(one.response, OneOf) for one in turned)
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
    numbers = [int(word) for word in problems[0].message.replace(",", "").split() if word.isdigit()]
    if forms:
        all_of_them, asked, *rest = numbers
        # Where all can be asked, the message has no more to say.
        given, *passed_over = rest or [len(pool)]
        assert (asked, given, all_of_them) == (len(pool) + 1, len(forms[0].items), len(pool))
        assert given + sum(passed_over) == len(pool)


def test_a_quiz_that_asks_for_no_number_takes_what_there_is() -> None:
    """Twenty, or as many as there are, and nobody is warned."""
    for count, taken in ((30, 20), (7, 7)):
        (first, *_), problems = ask(plain(count), "1", questions=None)
        assert len(first.items) == taken
        assert problems == ()
