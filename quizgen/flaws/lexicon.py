"""The words that flaws are told by, language by language. Adding a language is a module, and its line in `LEXICONS`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module

Pattern = re.Pattern[str]


def words_of(*alternatives: str) -> Pattern:
    """Any of these, as whole words: a hyphen joins words to one."""
    return re.compile(rf"\b(?<!-)(?:{'|'.join(alternatives)})(?![\w-])", re.IGNORECASE)


@cache
def small(pattern: Pattern) -> Pattern:
    """The same for a text in small letters, in which it finds no less, in half the time."""
    return re.compile(pattern.pattern)


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What to look for in one language."""

    common: frozenset[str]
    all_of_the_above: Pattern
    none_of_the_above: Pattern
    verdict: Pattern
    negative: Pattern
    vague: Pattern
    absolute: Pattern
    vague_time: Pattern
    complex: Pattern
    unfocused: Pattern
    imperative: Pattern
    copula: Pattern
    indefinite: Pattern
    vowel: Pattern
    more: Pattern
    less: Pattern
    about: Pattern
    months: Sequence[Pattern]
    century: Pattern
    abbreviation: Pattern
    infinitive: Pattern
    asks_plural: Pattern
    plural: Pattern
    numbers: Sequence[str]


LEXICONS: Mapping[str, str] = {"en": "english", "fr": "french"}
"""The modules that hold them. Each is imported when an item is in its language: its patterns take time to make."""


def lexicon(language: str) -> Lexicon | None:
    """The words of a language or of the language it is a kind of; None where nobody has listed them."""
    return _lexicon(language.split("-", maxsplit=1)[0])


@cache
def _lexicon(language: str) -> Lexicon | None:
    if language not in LEXICONS:
        return None
    found: Lexicon = import_module(f"quizgen.flaws.{LEXICONS[language]}").LEXICON
    return found
