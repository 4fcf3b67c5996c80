"""Which items are drawn: mixed, and as many as there can be."""

from __future__ import annotations

from collections import Counter

import pytest

from quizgen.model import OneOf, Ordering, Response, Text, TrueFalse
from tests.forms.quizzes import NAMES, ask, item, one_of, plain


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
