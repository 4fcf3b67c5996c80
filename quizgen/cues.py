"""Whether one question gives away the answer to another, by the words that stand on paper."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import assert_never

from quizgen.frozen import frozen
from quizgen.model import (
    Basic,
    Cloze,
    Item,
    Matching,
    Number,
    Occlusion,
    OneOf,
    Ordering,
    Response,
    Reversed,
    SeveralOf,
    Text,
    TrueFalse,
)

Phrases = tuple[str, ...]
"""Words with a space on both sides of each, so that only whole words are found: `" may 2021 "`.

A text that holds all phrases of a key gives it away.
"""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+")
_GROUPED = re.compile(r"\d+[.,]\d+")
_HEDGES = frozenset(["the", "a", "an", "about", "around", "just", "little", "over", "under", "in", "on"])
_STATEMENT = 5
"""From so many words on an option says something; shorter ones are names among other names."""

_SAMPLE = 500
_SUBJECT = 8
"""What more than one question in so many names is the subject of the quiz, and tells nobody anything."""


@frozen
class Clues:
    """What an item shows, and what no other may show or ask for beside it."""

    shown: str
    keys: tuple[Phrases, ...]


class Cues:
    """The words of items, each looked at once."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Know from `items` what the quiz is about: names that stand everywhere give nothing away."""
        typical = [_shown(item) for item in items[:: len(items) // _SAMPLE + 1]]
        self._often = max(2, len(typical) / _SUBJECT)
        self._typical: dict[str, list[str]] = defaultdict(list)
        for text in typical:
            for word in set(text.split()):
                self._typical[word].append(text)
        self._common: dict[Phrases, bool] = {}
        self._clues: dict[str, Clues] = {}

    def of(self, item: Item) -> Clues:
        """What the item shows and what it asks for."""
        if item.id not in self._clues:
            keys = tuple(key for key in _keys(item.response) if not self._is_common(key))
            self._clues[item.id] = Clues(_shown(item), keys)
        return self._clues[item.id]

    def _is_common(self, key: Phrases) -> bool:
        if key not in self._common:
            self._common[key] = sum(holds(text, key) for text in self._typical.get(handle(key), ())) > self._often
        return self._common[key]


def holds(text: str, key: Phrases) -> bool:
    """Whether the text gives the key away."""
    return all(map(text.__contains__, key))


def handle(key: Phrases) -> str:
    """The word that a key is found by: its longest, as long words are rare."""
    return max((word for phrase in key for word in phrase.split()), key=len)


def _shown(item: Item) -> str:
    return _padded(word for text in (item.stem, *_statements(item.response)) for word in [*_words(text), "|"])


def _statements(response: Response) -> tuple[str, ...]:
    """What a question says beside its stem."""
    match response:
        case OneOf(options) | SeveralOf(options):
            return tuple(option.text for option in options if len(_words(option.text)) >= _STATEMENT)
        case Ordering(entries):
            return entries
        case Matching(pairs):
            return tuple(side for pair in pairs for side in pair)
        case Cloze(hint=hint):
            return (hint,)
        case TrueFalse() | Basic() | Reversed() | Text() | Number() | Occlusion():
            return ()
        case _:
            assert_never(response)


def _keys(response: Response) -> tuple[Phrases, ...]:
    keys = (tuple(_phrase(text) for text in texts) for texts in _key_texts(response))
    return tuple(key for key in keys if all(key))


def _key_texts(response: Response) -> tuple[tuple[str, ...], ...]:  # noqa: PLR0911  # one return a form of response
    """What gives the answer away: for arrangements, only what belongs together standing together."""
    match response:
        case OneOf(options, key):
            return ((options[key].text,),)
        case SeveralOf(options, keys):
            return tuple((options[key].text,) for key in keys)
        case (
            Basic(answer, accepted)
            | Reversed(answer=answer, accepted=accepted)
            | Text(answer, accepted)
            | Cloze(answer=answer, accepted=accepted)
            | Occlusion(answer=answer, accepted=accepted)
        ):
            return tuple((text,) for text in (answer, *accepted))
        case Number(answer=answer):
            return ((answer,),)
        case Ordering(entries, notes):
            return tuple(zip(entries, notes, strict=True))
        case Matching(pairs):
            return pairs
        case TrueFalse():
            return ()
        case _:
            assert_never(response)


def _phrase(text: str) -> str:
    """The words that tell; of a great number, the number alone. Empty where there are none."""
    words = _words(text)
    number = next((word for word in words if _GROUPED.fullmatch(word)), None)
    if number:
        return f" {number} "
    while words and words[0] in _HEDGES:
        words = words[1:]
    return _padded(words) if words else ""


def _padded(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
