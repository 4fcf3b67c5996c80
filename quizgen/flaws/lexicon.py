"""The words that flaws are told by, language by language. Adding a language is a module, and its line in `LEXICONS`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module

Pattern = re.Pattern[str]


@cache
def words_of(*alternatives: str) -> Pattern:
    """Any of these, as whole words: a hyphen joins words to one."""
    return re.compile(rf"\b(?<!-)(?:{'|'.join(alternatives)})(?![\w-])", re.IGNORECASE)


class Terms:
    """Terms to look for: words that count wherever they stand, and words that do among others, where `_` is the word.

    A text that has none of their `words`, in small letters, has no term either: so it is with nearly every text.
    """

    def __init__(self, alone: str, among: Mapping[str, str]) -> None:
        self._forms: dict[str, tuple[str, ...]] = {word: (word,) for word in alone.split()}
        for words, form in among.items():
            for word in words.split():
                self._forms[word] = (*self._forms.get(word, ()), form.replace("_", word))
        self.words = frozenset(self._forms)

    def find(self, text: str, words: frozenset[str]) -> list[re.Match[str]]:
        """The terms in a text that has these words, from left to right."""
        patterns = [words_of(*self._forms[word]) for word in self.words & words]
        return sorted((found for pattern in patterns for found in pattern.finditer(text)), key=re.Match.span)


def ranked(*names: str, first: int = 1) -> Mapping[str, int]:
    """The rank of words of which one comes after the other; those of one rank stand together."""
    return {word: rank for rank, words in enumerate(names, start=first) for word in words.split()}


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What to look for in one language."""

    common: frozenset[str]
    all_of_the_above: Pattern
    none_of_the_above: Pattern
    verdict: Pattern
    negative: Terms
    vague: Terms
    absolute: Terms
    vague_time: Terms
    complex: Pattern
    unfocused: Pattern
    imperative: Pattern
    copula: Pattern
    indefinite: Pattern
    vowel: Pattern
    more: Pattern
    less: Pattern
    about: Pattern
    months: Mapping[str, int]
    century: Pattern
    abbreviation: Pattern
    infinitive: Pattern
    asks_plural: Pattern
    plural: Pattern
    numbers: Mapping[str, int]

    @cached_property
    def triggers(self) -> frozenset[str]:
        """The words without which a text has no term at all."""
        return self.negative.words | self.vague.words | self.absolute.words | self.vague_time.words


LEXICONS: Mapping[str, str] = {"en": "english", "fr": "french"}
"""The modules that hold them. Each is imported when an item is in its language: its patterns take time to make."""


@cache
def lexicon(language: str) -> Lexicon | None:
    """The words of a language or of the language it is a kind of; None where nobody has listed them."""
    module = LEXICONS.get(language.split("-", maxsplit=1)[0])
    if module is None:
        return None
    found: Lexicon = import_module(f"quizgen.flaws.{module}").LEXICON
    return found
