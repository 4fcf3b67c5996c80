"""Articles, plurals and ordinals, so that authors need not fight grammar.

Plural and ordinal categories are CLDR's, through Babel. Which ending an ordinal has, and whether English
says "a" or "an", CLDR does not tell: that is here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

ENDINGS: Mapping[str, Mapping[str, str]] = {
    "en": {"one": "st", "two": "nd", "few": "rd", "other": "th"},
    "fr": {"one": "er", "other": "e"},
}
"""What follows the digits of an ordinal, by language and CLDR's ordinal category."""


@lru_cache(maxsize=64)
def locale(language: str) -> Locale:
    """Babel's locale for a BCP 47 tag."""
    return Locale.parse(language, sep="-")


def direction(language: str) -> str:
    """Where a language is written to, as HTML's `dir` has it; where that is not known, its text is to decide."""
    try:
        return str(locale(language).text_direction)
    except (UnknownLocaleError, ValueError):
        return "auto"


def plural_form(number: Decimal, language: str) -> str:
    """CLDR's plural category of a number: in English "one" or "other"."""
    return str(locale(language).plural_form(number))


def ordinal(number: Decimal, language: str) -> str:
    """A whole number as an ordinal: 1st, 2nd, 3rd; 1er, 2e. ValueError if it has none here."""
    endings = ENDINGS.get(language.split("-", maxsplit=1)[0])
    if endings is None:
        message = f"there are no ordinals for `{language}` yet"
        raise ValueError(message)
    if number != int(number):
        message = f"{number} is not a whole number"
        raise ValueError(message)
    category = str(locale(language).ordinal_form(number))
    return f"{format_decimal(number, locale=locale(language))}{endings[category]}"


def with_article(text: str) -> str:
    """English "a" or "an" before a text, by how its first word is said: an hour, a university, an MP, an 8."""
    word = _WORD.search(text)
    if word is None:
        return text
    return f"{'an' if _begins_with_a_vowel(word[0]) else 'a'} {text}"


_WORD = re.compile(r"\d[\d,]*|[^\W\d_]+(?:’[^\W\d_]+)?")
_EIGHT = re.compile(r"8[\d,]*|1[18](?:,\d{3})*|1[18]\d\d", re.ASCII)
"""Numbers that begin with "eight", "eleven" or "eighteen"; four digits without a comma are a year."""
_SAID_AS_LETTERS = frozenset("AEFHILMNORSX")
"""The letters whose names begin with a vowel: an F, an MP."""
_SAID_AS_A_WORD = re.compile(r"(?:[^aeiou]{0,2}[aeiou]{1,2}){2,}[^aeiou]?")
"""Capitals that can be said as a word, and from four letters on are: NATO, Minusma; unlike EUTM."""
_SILENT_H = re.compile(r"hour|honest|honou?r|heir")
_SAID_WITH_A_CONSONANT = re.compile(
    r"""
    eu | ew | unesco | ouagadougou | (one|once)(?![^\W\d_]) | oneness
    | uni(?!n|m|d(?!i)|ss)                          # a union, a unit, a united; an uninvited, an unimportant
    | u[bt][iou](?!tter) | ural | uran | uru | ukr | ukulele | ugand | usu(?!rp\b)|  us(e|a|ed|er|ing|eful)(?![^\W\d_])
    | usurp | utens | uvul | uyghur | unanim
    """,
    re.VERBOSE,
)
_SAID_WITH_A_VOWEL = re.compile(r"[aeiouàâäåáæéèêëíìîïóòôöøœúùûü]|y(?![aeiou])")


def _begins_with_a_vowel(word: str) -> bool:
    if word[0].isdigit():
        return _EIGHT.fullmatch(word) is not None
    folded = word.casefold()
    if word.isupper() and not (len(word) > 3 and _SAID_AS_A_WORD.fullmatch(folded)):
        return word[0] in _SAID_AS_LETTERS
    if _SILENT_H.match(folded):
        return True
    return not _SAID_WITH_A_CONSONANT.match(folded) and _SAID_WITH_A_VOWEL.match(folded) is not None
