"""Items and quizzes to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizgen.forms import select
from quizgen.model import Form, Item, OneOf, Option, Proof, Quiz, Response, SheetSettings
from quizgen.problems import Problem
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
