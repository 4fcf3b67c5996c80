"""What is wrong with the items of a quiz: `CHECKS`, each a function from a quiz to problems.

The rules are those of the item-writing literature (Haladyna; Tarrant 2006) that words alone can
decide. Words are compared whole, never as parts of others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from quizgen.model import Cloze, Item, Matching, OneOf, Ordering, Quiz, SeveralOf, TrueFalse
from quizgen.problems import Code, Problem
from quizgen.responses import texts
from quizgen.truth import contains

Check = Callable[[Quiz], Iterable[Problem]]

LONG_STEM = 30
"""Words in a question beyond which a stem is a reading exercise (rubric: gratuitous information)."""
LONG_KEY = 4
"""Words from which a key that is much longer than all distractors stands out."""
CONTENT_WORD = 5
"""Letters from which a word shared by stem and key alone is a clue."""

_WORD = re.compile(r"[\w’'-]+")
_VAGUE_TIME = re.compile(
    r"\b(currently|recently|nowadays|today|yesterday|last (week|month|year|\w+day)|this (week|month|year))\b",
    re.IGNORECASE,
)
_OF_THE_ABOVE = re.compile(r"\b(all|none|both|neither) of (the above|these|them)\b", re.IGNORECASE)


def no_items(quiz: Quiz) -> Iterator[Problem]:
    """A deck must give something."""
    if not quiz.items:
        refused = len(quiz.refusals)
        hint = "name other templates, topics or kinds"
        if refused:
            hint = f"{refused} were refused; quizgen check --verbose says why"
        yield Problem(quiz.deck.place, "no-items", "this deck gives no item", hint)


def duplicates(quiz: Quiz) -> Iterator[Problem]:
    """No two items may have the same id, or the same stem; sets to order or pair are told apart by their entries."""
    ids: dict[str, Item] = {}
    stems: dict[tuple[str, ...], Item] = {}
    for item in quiz.items:
        if item.id in ids:
            yield _problem(item, "duplicate-id", "another item has this id", "ask for different facts or roles")
        entries = sorted(texts(item.response)) if isinstance(item.response, (Ordering, Matching)) else ()
        stem = (item.stem.casefold(), item.language, *entries)
        if stem in stems:
            message = f"“{item.stem}” is also the stem of {stems[stem].id}"
            yield _problem(item, "duplicate-stem", message, "word one of the two templates otherwise")
        ids[item.id] = stems[stem] = item


def empty_texts(quiz: Quiz) -> Iterator[Problem]:
    """Every stem and answer must say something."""
    for item in quiz.items:
        if not item.stem.strip() or not all(text.strip() for text in texts(item.response)):
            yield _problem(item, "empty-text", "the stem or an answer is empty", "look at the slots it prints")


def overlapping_options(quiz: Quiz) -> Iterator[Problem]:
    """No option may contain another, or speak of the others."""
    for item in quiz.items:
        if not isinstance(item.response, (OneOf, SeveralOf)):
            continue
        options = [option.text for option in item.response.options]
        for one in options:
            if _OF_THE_ABOVE.search(one):
                yield _problem(item, "of-the-above", f"the option “{one}” speaks of the others", "name a thing instead")
            holder = next((other for other in options if other != one and contains(other, one)), None)
            if holder:
                message = f"the option “{holder}” contains the option “{one}”"
                yield _problem(item, "options-overlap", message, "list one in the other's `overlaps`")


def longest_key(quiz: Quiz) -> Iterator[Problem]:
    """The right option should not stand out by its length."""
    for item in quiz.items:
        if not isinstance(item.response, OneOf):
            continue
        options = [option.text for option in item.response.options]
        key = options.pop(item.response.key)
        named = all(other.casefold() in item.stem.casefold() for other in options)
        if not named and len(key.split()) >= LONG_KEY and all(len(other) < 0.75 * len(key) for other in options):
            yield _warning(item, "longest-key", f"the right option “{key}” is much the longest", "shorten its name")


def clue_words(quiz: Quiz) -> Iterator[Problem]:
    """No telling word may stand in stem and key alone."""
    for item in quiz.items:
        if not isinstance(item.response, OneOf):
            continue
        options = [_content(option.text) for option in item.response.options]
        key = options.pop(item.response.key)
        stem = _content(item.stem)
        told = (key & stem).difference(*options)
        # Where the stem names all options, as in "which came first", none is told apart by that.
        if told and not any((option & stem).difference(key) for option in options):
            word = min(told)
            yield _warning(item, "clue-word", f"only the right option has “{word}”, as the stem has", "reword the stem")


def stems(quiz: Quiz) -> Iterator[Problem]:
    """A stem is one short, dated question or statement."""
    for item in quiz.items:
        asks = not isinstance(item.response, (TrueFalse, Cloze))
        words = len(item.stem.split()) - _words_of_options(item)
        if asks and words > LONG_STEM:
            message = f"the stem has {words} words, more than {LONG_STEM}"
            yield _warning(item, "long-stem", message, "leave out what the question does not need")
        if item.stem[-1:] not in ".?!:…”" and item.stem:
            yield _warning(item, "stem-end", f"the stem ends without a stop: “{item.stem[-30:]}”", "end it with ? or .")
        vague = _VAGUE_TIME.search(item.stem)
        if vague:
            message = f"“{vague[0]}” is not a date"
            yield _warning(item, "vague-time", message, "say the date with {{ when }}")
        if re.search(r"\b(a|an)\s*[:?]?$", item.stem):
            yield _warning(item, "article-clue", "the stem ends with “a” or “an”", "move the article into the options")


def _words_of_options(item: Item) -> int:
    """Words of the stem that only name its options again, as "which came first" must."""
    told = [text for text in texts(item.response) if text.casefold() in item.stem.casefold()]
    return sum(len(text.split()) for text in told)


CHECKS: tuple[Check, ...] = (
    no_items,
    duplicates,
    empty_texts,
    overlapping_options,
    longest_key,
    clue_words,
    stems,
)


def check_items(quiz: Quiz) -> list[Problem]:
    """What all checks find."""
    return [problem for check in CHECKS for problem in check(quiz)]


def _content(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text) if len(word) >= CONTENT_WORD}


def _problem(item: Item, code: Code, message: str, hint: str) -> Problem:
    return Problem(item.place, code, f"{item.id}: {message}", hint)


def _warning(item: Item, code: Code, message: str, hint: str) -> Problem:
    return Problem(item.place, code, f"{item.id}: {message}", hint, "warning")
