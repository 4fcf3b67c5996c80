"""What stands in the way of a quiz: `CHECKS`, each a function from a quiz to problems; and fatal flaws of its items.

What only makes an item worse than it could be is told by `flaws`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from quizgen.flaws.lint import Flaws, errors_of
from quizgen.model import Item, Quiz
from quizgen.problems import Code, Problem
from quizgen.responses import beside_stem, questions, texts

Check = Callable[[Quiz], Iterable[Problem]]


def no_items(quiz: Quiz) -> Iterator[Problem]:
    """A deck must give something."""
    if not quiz.items:
        refused = len(quiz.refusals)
        hint = "name other templates, topics or kinds; or begin a template for its facts: quizgen new template NAME"
        if refused:
            hint = f"{refused} were refused; quizgen check --verbose says why"
        yield Problem(quiz.deck.place, "no-items", "this deck gives no item", hint)


def duplicates(quiz: Quiz) -> Iterator[Problem]:
    """No two items may have the same id, or the same stem with nothing beside it to tell them apart."""
    ids: dict[str, Item] = {}
    stems: dict[tuple[str, ...], Item] = {}
    for item in quiz.items:
        if item.id in ids:
            yield _problem(
                item,
                "duplicate-id",
                "another item has this id",
                "ask for different facts or roles; of two that say `formerly` the same, one must not",
            )
        for question in questions(item):
            stem = told_by(question)
            if stem in stems:
                message = f"“{question.stem}” is also the stem of {stems[stem].id}"
                yield _problem(item, "duplicate-stem", message, "word one of the two templates otherwise")
            stems[stem] = item
        ids[item.id] = item


def told_by(question: Item) -> tuple[str, ...]:
    """By what a question is told from others."""
    return (question.stem.casefold(), question.language, *beside_stem(question.response))


def empty_texts(quiz: Quiz) -> Iterator[Problem]:
    """Every stem and answer must say something."""
    for item in quiz.items:
        said = [text for question in questions(item) for text in (question.stem, *texts(question.response))]
        if not all(map(str.strip, said)):
            yield _problem(item, "empty-text", "the stem or an answer is empty", "look at the slots it prints")


CHECKS: tuple[Check, ...] = (
    no_items,
    duplicates,
    empty_texts,
)


def check_items(quiz: Quiz, flaws: Flaws) -> list[Problem]:
    """What all checks find, and which of the flaws of its items no item may have."""
    return [*(problem for check in CHECKS for problem in check(quiz)), *errors_of(quiz, flaws)]


def _problem(item: Item, code: Code, message: str, hint: str) -> Problem:
    return Problem(item.place, code, f"{item.id}: {message}", hint)
