"""An item as its reader meets it: words, without what quizgen knows of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from quizgen.flaws.lexicon import Lexicon, lexicon
from quizgen.model import Item, OneOf, SeveralOf
from quizgen.responses import key_text

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
_LETTERS = re.compile(r"\w+")
_ARTICLE = re.compile(r"^(?:the|an?|le|la|les|l[’']|un|une)\s*\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_POSSESSIVE = re.compile(r"[’']s?$")
_QUOTES = re.compile(r"[“«‘\"]")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|‘[^’]*’(?!\w)|\"[^\"]*\"")


@dataclass(slots=True, eq=False)
class Asked:
    """One item. `keys` are the indices of the right options; without options, `answer` is what counts.

    `shuffled` says that the order of the options was left to recorded chance. What follows from the rest:
    the `lexicon` by which flaws are told in its language, None where nobody has listed the words; the `key` of a choice
    of one; and the wrong options.
    """

    stem: str
    kind: str
    language: str = "en"
    options: tuple[str, ...] = ()
    keys: tuple[int, ...] = ()
    answer: str = ""
    shuffled: bool = False
    lexicon: Lexicon | None = field(init=False)
    key: str = field(init=False)
    distractors: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.lexicon = lexicon(self.language)
        self.key = self.options[self.keys[0]] if len(self.keys) == 1 and self.options else ""
        wrong = [option for index, option in enumerate(self.options) if index not in self.keys]
        self.distractors = tuple(wrong)

    @property
    def own_words(self) -> str:
        """The stem without quoted words, which are somebody else's."""
        return without_quotations(self.stem)


def asked(item: Item) -> Asked:
    """The words of an item that quizgen made: names are shuffled, numbers and dates rise."""
    response = item.response
    options: tuple[str, ...] = ()
    keys: tuple[int, ...] = ()
    if isinstance(response, (OneOf, SeveralOf)):
        options = tuple(option.text for option in response.options)
        keys = (response.key,) if isinstance(response, OneOf) else response.keys
    return Asked(
        item.stem,
        item.kind,
        item.language.split("-")[0],
        options,
        keys,
        key_text(response),
        shuffled=not all(map(_DIGIT.search, options)),
    )


remembered = lru_cache(maxsize=1 << 15)
"""Keeps what is found of a text: options are the same few thousand texts again and again."""


@remembered
def words(text: str) -> tuple[str, ...]:
    """The words of a text; a number with its commas is one, a name with its hyphens too."""
    return tuple(_all(_WORD, text))


@remembered
def triggers(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The words of a text, in small letters, that a term might have; of nearly every text none."""
    return lexicon.triggers.intersection(_all(_LETTERS, text.casefold()))


def _all(word: re.Pattern[str], text: str) -> list[str]:
    """What a pattern without spaces finds in a text: most words are letters and digits, which it finds whole."""
    found: list[str] = []
    for part in text.split():
        if part.isalnum():
            found.append(part)
        else:
            found += word.findall(part)
    return found


@remembered
def content(text: str, lexicon: Lexicon | None) -> frozenset[str]:
    """The words of a text that say something, in a form that the plural and the possessive share."""
    common = lexicon.common if lexicon else frozenset[str]()
    telling = [word.casefold() for word in words(text) if len(word) > 2 or (len(word) == 2 and word.isupper())]  # EU
    return frozenset([_base(word) for word in telling if word not in common])


@remembered
def bare(text: str) -> str:
    """The words of an option by which two are the same: without article, stops and capitals."""
    return " ".join(words(without_article(text.strip()))).casefold()


def without_article(text: str) -> str:
    """A name as it stands in an index."""
    return _ARTICLE.sub("", text)


def without_quotations(text: str) -> str:
    """A text with what stands between quotation marks blanked, so that all else keeps its place."""
    if not _QUOTES.search(text):  # as nearly always
        return text
    return _QUOTED.sub(lambda quoted: "“" + "_" * (len(quoted[0]) - 2) + "”", text)


def is_name(text: str, start: int, end: int) -> bool:
    """Whether a word of a text belongs to a name: it has a capital where the sentence gives it none."""
    if not text[start].isupper() or text[start:end].isupper():
        return False
    begins = not text[:start].strip(" “«\"'‘(") or re.search(r"[.?!:]\s+[“«\"'‘(]?$", text[:start])
    follows = re.match(r"[\s-]+(\w)\w*", text[end:])
    return not begins or bool(follows and follows[1].isupper() and not begins_stem(text, start))


def begins_stem(text: str, start: int) -> bool:
    """Whether a word is the first of a sentence with an end: a title has none."""
    return start == 0 and text.rstrip()[-1:] in "?.!:"


@remembered
def _base(word: str) -> str:
    word = _POSSESSIVE.sub("", word)
    if len(word) > 4 and word.endswith("ies"):  # cities, but not "lies"
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
