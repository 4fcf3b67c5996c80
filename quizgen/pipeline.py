"""From a deck file to a quiz, step by step: content, bindings, items, checks, forms."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Literal, NamedTuple

from quizgen import checks, forms
from quizgen.content import Content, load
from quizgen.drafting import Desk
from quizgen.facts import FactBase
from quizgen.flaws.lint import Flawed, Flaws, look
from quizgen.flaws.whole import seen
from quizgen.matching import Binding, bind
from quizgen.memory import MOST, Past
from quizgen.model import Deck, Item, Quiz, Refusal, SheetSettings, Template, TrueFalse
from quizgen.problems import Problem, errors, in_order
from quizgen.questions import QUESTIONS, make, make_variant
from quizgen.responses import key_text
from quizgen.spread import spread
from quizgen.tried import Asking, Outcome, Trial, Tried
from quizgen.variants import as_written

Watch = Callable[[Sequence[Binding]], Iterable[Binding]]
"""Passes bindings through while somebody counts them, for a progress bar."""


class Generated(NamedTuple):
    """A quiz and what is wrong; the quiz is None where errors stand in the way."""

    quiz: Quiz | None
    problems: tuple[Problem, ...]


def generate(
    deckfile: str | os.PathLike[str],
    *,
    seed: str | None = None,
    sheet: Callable[[SheetSettings], SheetSettings] | None = None,
    watch: Watch = iter,
) -> Generated:
    """The quiz that a deck file asks for, and every problem on the way.

    With another `seed`, options, orders and the choice of wrong answers differ; `sheet` changes what is printed.
    """
    content, problems = load(deckfile)
    if content is None or errors(problems):
        return Generated(None, problems)
    if sheet is not None:
        content = replace(content, deck=replace(content.deck, sheet=sheet(content.deck.sheet)))
    if seed is not None:
        content = replace(content, deck=replace(content.deck, seed=seed), memory=None)
    return quiz_of(content, problems, outcomes(content, watch))


def quiz_of(content: Content, problems: Sequence[Problem], tried: Sequence[Outcome]) -> Generated:
    """The quiz of loaded content and these outcomes; `problems` are those of loading it."""
    quiz = without_sheet(content, tried)
    found = checks.check_items(quiz, flaws(tried))
    if errors(found):
        return Generated(None, in_order([*problems, *found]))
    chosen, selected = forms.select(quiz, quiz.deck.sheet, quiz.deck.seed)
    return Generated(replace(quiz, forms=chosen), in_order([*problems, *found, *selected]))


def without_sheet(content: Content, tried: Iterable[Outcome]) -> Quiz:
    """The quiz of these outcomes, before its items are checked and its forms are chosen."""
    wanted = [outcome.made for outcome in tried if outcome.wanted]
    items = [made for made in wanted if isinstance(made, Item)]
    refusals = tuple(made for made in wanted if isinstance(made, Refusal))
    return Quiz(content.deck, content.articles, _in_curated_order(items, content.deck, content.base), refusals)


def flaws(tried: Iterable[Outcome]) -> Flaws:
    """The flaws of the items made, by id."""
    found: dict[str, tuple[Flawed, ...]] = {}
    for outcome in tried:
        if outcome.flaws:
            name = outcome.binding.id
            found[name] = (*found.get(name, ()), *outcome.flaws)
    return found


def outcomes(content: Content, watch: Watch = iter, *, thoroughly: bool = False) -> list[Outcome]:
    """What becomes of every binding of the templates that the deck uses.

    If thoroughly, items are looked at for all flaws, otherwise only for those that no item may have.
    """
    deck, memory = content.deck, content.memory
    known = memory.tried if memory and (memory.is_thorough or not thoroughly) else {}
    thoroughly = thoroughly or (memory is not None and memory.is_thorough)
    used = {one.template.id: one for one in content.templates if left_out(one.template, deck) is None}
    anew = {name: [*bind(one, content.base, content.readings)] for name, one in used.items() if name not in known}
    bindings = [binding for each in anew.values() for binding in each]
    made = _made(content, bindings, watch, thoroughly=thoroughly)
    keeps = memory is not None and len(bindings) <= MOST
    tried: dict[str, Tried] = {}
    found: list[Outcome] = []
    asked: dict[Asking, str] = {}
    for name in used:
        each = [*islice(made, len(anew[name]))] if name in anew else known[name]
        found += [unlike(outcome, asks, asked) for outcome, asks in each]
        if keeps:  # else, of a hundred thousand, it would be held for nothing
            tried[name] = each
    next(made, None)  # whoever watches sees the end
    if memory and keeps:
        read = content.articles, content.base, content.readings.anew(), memory.read
        memory.keep(Past(memory.now.files, *read, tried, thoroughly), len(bindings))
    return found


def _made(content: Content, bindings: Sequence[Binding], watch: Watch, *, thoroughly: bool) -> Iterator[Trial]:
    """What becomes of bindings by themselves."""
    desk = Desk(content.base, content.readings, content.deck.seed)
    work = partial(outcome_of, desk=desk, deck=content.deck, thoroughly=thoroughly)
    # The items of one fact rest on the same quote and names.
    made = spread(work, bindings, alike=lambda binding: id(binding.facts[0]), known=_known(content, bindings))
    for _ in watch(bindings):
        yield next(made)


def _known(content: Content, bindings: Iterable[Binding]) -> Iterator[object]:
    """What items and outcomes hold without having made it."""
    yield from bindings
    yield from content.articles
    for prepared in content.templates:
        yield prepared.template.place
    for fact in content.facts.values():
        yield from (*fact.quotes, fact.image)
    for entity in content.base.entities.values():
        yield entity.image


def left_out(template: Template, deck: Deck) -> Literal["language", "kind"] | None:
    """For what a deck does not use a template; None if it does."""
    if template.language.split("-")[0] != deck.language.split("-")[0]:
        return "language"
    return "kind" if deck.kinds and template.kind not in deck.kinds else None


def outcome_of(binding: Binding, desk: Desk, deck: Deck, *, thoroughly: bool) -> Trial:
    """What becomes of a binding by itself, and what it asks if it is in the deck."""
    made = make(binding, desk)
    if isinstance(made, Refusal):
        return Outcome(binding, made), None
    if deck.topics and not forms.covers(deck.topics, made.topics):
        # What is not in the deck stands in the way of nothing that asks the same.
        return Outcome(binding, made, wanted=False), None
    template = "" if isinstance(made.response, TrueFalse) else made.template
    asks = template, _usual_stem(binding, made, desk), key_text(made.response)
    found = look(made, thoroughly=thoroughly)
    return Outcome(binding, made, flaws=found, seen=seen(made) if thoroughly else None), asks


def unlike(outcome: Outcome, asks: Asking | None, asked: dict[Asking, str]) -> Outcome:
    """The outcome, unless another item asks the same and has the same answer.

    So it is where two articles state one fact, and where chance makes two statements to judge alike.
    """
    made = outcome.made
    first = asked.setdefault(asks, outcome.binding.id) if asks else outcome.binding.id
    if first == outcome.binding.id:
        return outcome
    reason = f"it asks the same as {first}"
    refusal = Refusal(outcome.binding.id, made.template, made.facts, reason, made.place, same_as=first)
    return Outcome(outcome.binding, refusal)


def _usual_stem(binding: Binding, made: Item, desk: Desk) -> str:
    """The stem as the first of its variants puts it."""
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
