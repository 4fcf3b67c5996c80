"""Flaws of the stem: what it asks, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from quizgen.flaws.asked import Asked, is_name, triggers, without_quotations, words
from quizgen.flaws.finding import Finding
from quizgen.flaws.lexicon import Lexicon, Terms
from quizgen.flaws.references import without_references

MOST_WORDS = 30
MOST_SENTENCES = 2
_FEW_WORDS = 4
_GAP = re.compile(r"_{2,}")
_DOTS = re.compile(r"(?<=\s)(?:…|\.{3,})(?=\s+\w)")
_EMPHASISED = re.compile(r"[*_>]$")
_SENTENCE_END = re.compile(r"[.?!]+[”»\"’)]*\s+(?=[“«\"‘(]?[A-ZÀ-Ý])")
_YEAR = re.compile(r"\b(?:1\d{3}|20\d\d)\b")


def gap(item: Asked) -> Finding | None:
    """Fill-in-the-blank: cloze cards are made for that."""
    if not item.options or not any(sign in item.stem for sign in ("__", "…", "...")):
        return None
    found = _GAP.search(item.stem) or _DOTS.search(item.own_words)  # dots shorten what is quoted
    return Finding(f"the stem has a gap, “{found[0]}”", found[0]) if found else None


def negative(item: Asked) -> Finding | None:
    """A negative that is easily read past."""
    if item.lexicon is None or _has_none(item, item.lexicon.negative):
        return None
    for found in _own(item.lexicon.negative, item.own_words, item.lexicon):
        if not _is_emphasised(item.own_words, found):
            return Finding(f"the stem turns on “{found[0]}”, which is easily read past", found[0])
    return None


def vague(item: Asked) -> Finding | None:
    """A word that each reader measures otherwise."""
    if item.lexicon is None or _has_none(item, item.lexicon.vague):
        return None
    return _first((item.stem, *item.options), item.lexicon.vague, item.lexicon, "says too little for one right answer")


def absolute(item: Asked) -> Finding | None:
    """A word that is seldom true, as test-wise readers know; in a question it tells nobody the answer."""
    if item.lexicon is None or _has_none(item, item.lexicon.absolute):
        return None
    judged = (item.stem,) if item.kind == "true_false" else without_references(item).options
    return _first(judged, item.lexicon.absolute, item.lexicon, "is seldom true, and readers know it")


def vague_time(item: Asked) -> Finding | None:
    """A time that is another for each reader; a year beside it says which."""
    if item.lexicon is None or _has_none(item, item.lexicon.vague_time) or _YEAR.search(item.own_words):
        return None
    found = next(_own(item.lexicon.vague_time, item.own_words, item.lexicon), None)
    return Finding(f"“{found[0]}” is not a date", found[0]) if found else None


def long(item: Asked) -> Finding | None:
    """More to read than the question needs; names of options do not count, as "which came first" must give them."""
    count = len(words(item.stem))
    # A statement to judge or complete carries its date and attribution besides.
    if count > MOST_WORDS and item.kind not in {"true_false", "cloze"}:
        stem = item.stem.casefold()
        count -= sum(len(words(option)) for option in item.options if option.casefold() in stem)
        if count > MOST_WORDS:
            return Finding(f"the stem has {count} words, more than {MOST_WORDS}")
    if sum(map(item.stem.count, ".?!")) < MOST_SENTENCES:  # as nearly always, and then it has no more
        return None
    sentences = len(_sentences(item))
    return Finding(f"the stem has {sentences} sentences, more than {MOST_SENTENCES}") if sentences > 2 else None


def unfocused(item: Asked) -> Finding | None:
    """With the options covered, nobody could answer."""
    if item.lexicon is None or item.kind in {"true_false", "cloze"}:
        return None
    stem = item.stem.strip()
    if item.lexicon.unfocused.search(stem) or (item.options and _is_fragment(stem, item.lexicon)):
        return Finding("with the options covered, nobody could say what is asked")
    return None


def end(item: Asked) -> Finding | None:
    """A stem has an end, so that readers know they have read it all."""
    if item.stem and item.stem.rstrip()[-1:] not in ".?!:…”»_":
        return Finding(f"the stem ends without a stop: “{item.stem[-30:]}”")
    return None


def _is_fragment(stem: str, lexicon: Lexicon) -> bool:
    if stem.endswith("?") or lexicon.imperative.search(stem):
        return False
    bare = _DOTS.sub("", _GAP.sub("", stem))
    return len(words(bare)) < _FEW_WORDS or (len(words(bare)) == _FEW_WORDS and bool(lexicon.copula.search(bare)))


def _sentences(item: Asked) -> list[str]:
    text, sentences, begun = item.own_words, [], 0
    for stop in _SENTENCE_END.finditer(text):
        sentence = text[begun : stop.end()]
        if not (item.lexicon and item.lexicon.abbreviation.search(sentence.rstrip())):
            sentences.append(sentence)
            begun = stop.end()
    return [sentence for sentence in (*sentences, text[begun:]) if sentence.strip()]


def _has_none(item: Asked, terms: Terms) -> bool:
    """Whether neither the stem nor an option has a word of these terms, as nearly always."""
    return terms.words.isdisjoint(_triggers(item))


@lru_cache(maxsize=1)  # the checks ask for it one after the other
def _triggers(item: Asked) -> frozenset[str]:
    if item.lexicon is None:
        return frozenset()
    return frozenset().union(*[triggers(text, item.lexicon) for text in (item.stem, *item.options)])


def _first(texts: Iterable[str], terms: Terms, lexicon: Lexicon, wrong: str) -> Finding | None:
    """Where one of them has such a term, itself and not as part of a name."""
    for text in texts:
        if terms.words.isdisjoint(triggers(text, lexicon)):
            continue
        if found := next(_own(terms, without_quotations(text), lexicon), None):
            return Finding(f"“{found[0]}” {wrong}", found[0])
    return None


def _own(terms: Terms, text: str, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """The terms that are words of the sentence, not of a name in it."""
    every = terms.find(text, triggers(text, lexicon))
    return (found for found in every if not is_name(text, found.start(), found.end()))


def _is_emphasised(text: str, found: re.Match[str]) -> bool:
    shouted = found[0].isupper() and not text.isupper()
    return shouted or bool(_EMPHASISED.search(text[: found.start()]))
