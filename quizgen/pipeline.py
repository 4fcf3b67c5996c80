"""From a deck file to a quiz, step by step: content, bindings, items, checks, forms."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from quizgen import checks, forms
from quizgen.content import Content, load
from quizgen.drafting import Desk
from quizgen.facts import FactBase
from quizgen.matching import Binding, bind
from quizgen.model import Deck, Item, Quiz, Refusal, TrueFalse
from quizgen.problems import Problem, errors, in_order
from quizgen.questions import QUESTIONS, make, make_variant
from quizgen.responses import key_text
from quizgen.variants import as_written

Watch = Callable[[Sequence[Binding]], Iterable[Binding]]
"""Passes bindings through while somebody counts them, for a progress bar."""


class Generated(NamedTuple):
    """A quiz and what is wrong; the quiz is None where errors stand in the way."""

    quiz: Quiz | None
    problems: tuple[Problem, ...]


def generate(deckfile: str | os.PathLike[str], *, seed: str | None = None, watch: Watch = iter) -> Generated:
    """The quiz that a deck file asks for, and every problem on the way.

    With another `seed`, options, orders and the choice of wrong answers differ.
    """
    content, problems = load(deckfile)
    if content is None or errors(problems):
        return Generated(None, problems)
    return quiz_of(content, problems, seed, watch)


def quiz_of(content: Content, problems: Sequence[Problem], seed: str | None = None, watch: Watch = iter) -> Generated:
    """The quiz that loaded content gives; `problems` are those of loading it."""
    deck = content.deck if seed is None else replace(content.deck, seed=seed)
    items, refusals = _questions(content, Desk(content.base, content.readings, deck.seed), watch)
    quiz = Quiz(deck, content.articles, _in_curated_order(items, deck, content.base), tuple(refusals))
    found = checks.check_items(quiz)
    if errors(found):
        return Generated(None, in_order([*problems, *found]))
    quiz, selected = with_sheet(quiz)
    return Generated(quiz, in_order([*problems, *found, *selected]))


def with_sheet(quiz: Quiz, **changes: Any) -> tuple[Quiz, tuple[Problem, ...]]:
    """The quiz with its forms chosen anew, for sheet settings that differ in these fields."""
    deck = replace(quiz.deck, sheet=replace(quiz.deck.sheet, **changes))
    chosen, problems = forms.select(quiz, deck.sheet, deck.seed)
    return replace(quiz, deck=deck, forms=chosen), problems


def _questions(content: Content, desk: Desk, watch: Watch) -> tuple[list[Item], list[Refusal]]:
    deck = content.deck
    bindings = [
        binding
        for prepared in content.templates
        if prepared.template.language.split("-")[0] == deck.language.split("-")[0]
        and (not deck.kinds or prepared.template.kind in deck.kinds)
        for binding in bind(prepared, content.base, content.readings)
    ]
    items: list[Item] = []
    refusals: list[Refusal] = []
    asked: dict[tuple[str, str, str], str] = {}
    for binding in watch(bindings):
        made = _unlike(binding, make(binding, desk), desk, asked)
        if isinstance(made, Refusal):
            refusals.append(made)
        elif not deck.topics or forms.covers(deck.topics, made.topics):
            items.append(made)
    return items, refusals


def _unlike(
    binding: Binding, made: Item | Refusal, desk: Desk, asked: dict[tuple[str, str, str], str]
) -> Item | Refusal:
    """The item, unless another asks the same and has the same answer.

    So it is where two articles state one fact, and where chance makes two statements to judge alike.
    """
    if isinstance(made, Refusal):
        return made
    template = "" if isinstance(made.response, TrueFalse) else made.template
    first = asked.setdefault((template, _usual_stem(binding, made, desk), key_text(made.response)), made.id)
    if first == made.id:
        return made
    return Refusal(made.id, made.template, made.facts, f"it asks the same as {first}", made.place)


def _usual_stem(binding: Binding, made: Item, desk: Desk) -> str:
    """The stem as the first of its variants puts it, by which items that ask alike are known."""
    if len(binding.prepared.stems) < 2:
        return made.stem
    each = (make_variant(variant, desk) for variant in as_written(binding))
    return next(item.stem for item in each if isinstance(item, Item))


def _in_curated_order(items: Sequence[Item], deck: Deck, base: FactBase) -> tuple[Item, ...]:
    """Rounds through the article, from recognising to recalling, so that no card gives away the next."""
    kinds = {kind: rank for rank, kind in enumerate(QUESTIONS)}
    articles = {name: rank for rank, name in enumerate(deck.articles)}

    def rank(item: Item) -> tuple[int, int, int, str]:
        fact = base.facts[item.facts[0]]
        return kinds[item.kind], articles[fact.article.id], fact.quotes[0].start, item.id

    return tuple(sorted(items, key=rank))
