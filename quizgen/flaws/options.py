"""Flaws of the options as a set."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from quizgen.flaws.asked import Asked, bare, without_article, words
from quizgen.flaws.finding import Finding
from quizgen.flaws.measures import TIMES, Measure, family, measure
from quizgen.flaws.references import without_references

_SENTENCE = 5
_WORDS = 2
_NAME = 4
_LITTLE = 3
_MOST_TIMES = 4


def verdicts(item: Asked) -> Finding | None:
    """A true-false question in disguise."""
    if item.lexicon is None:
        return None
    found = [option for option in item.options if item.lexicon.verdict.match(option)]
    verdict = len(found) > 1 and all(item.lexicon.verdict.fullmatch(words(option)[0]) for option in found)
    return Finding(f"the options are “{'” and “'.join(found[:2])}”", found[0]) if verdict else None


def several_right(item: Asked) -> Finding | None:
    """Where options overlap, whoever picks one has picked part of the other."""
    item = without_references(item)
    measures = _measures(item)
    if not any(measures) and _all_apart(item.options):  # as nearly always
        return None
    for (one, its), (other, others) in combinations(zip(item.options, measures, strict=True), 2):
        if its and others:
            if _overlap(its, others):
                return Finding(f"the options “{one}” and “{other}” overlap", one)
            continue
        if bare(one) == bare(other):
            return Finding(f"the options “{one}” and “{other}” are the same", one)
        shorter, longer = sorted((one, other), key=len)
        if not (its or others) and _holds(longer, shorter):
            return Finding(f"the option “{longer}” contains the option “{shorter}”", longer)
    return None


def lost_sequence(item: Asked) -> Finding | None:
    """Numbers and dates rise or fall, names are in the order of the alphabet, unless chance was asked."""
    if item.shuffled:
        return None
    item = without_references(item)
    options, measures = item.options, _measures(item)
    if len(options) < 3:  # two are always in order
        return None
    if all(measures):
        numbers = [found.middle for found in measures if found]
        in_order = numbers in (sorted(numbers), sorted(numbers, reverse=True))
        return None if in_order else Finding("the options are numbers, and not in order")
    if any(measures) or not all(_is_name(option) for option in options):
        return None
    names = [_in_alphabet(without_article(option)) for option in options]
    surnames = [_in_alphabet(words(option)[-1]) for option in options]
    if any(list(order) == sorted(order) for order in (names, surnames)):
        return None
    return Finding("the options are names, and not in the order of the alphabet")


def implausible(item: Asked) -> Finding | None:
    """A number so far from the right one that nobody takes it."""
    key = measure(item.key, item.lexicon) if item.key else None
    if key is None or key.middle <= 0 or key.unit in TIMES:
        return None
    for distractor in item.distractors:
        wrong = measure(distractor, item.lexicon)
        times = wrong.middle / key.middle if wrong and wrong.unit == key.unit else 1
        if not 1 <= times * _MOST_TIMES <= _MOST_TIMES**2:
            return Finding(f"“{distractor}” is not within ¼ to {_MOST_TIMES} times “{item.key}”", distractor)
    return None


def mixed(item: Asked) -> Finding | None:
    """Options of one type, unit and format; what differs is taken or left for that alone."""
    item = without_references(item)
    options, measures = item.options, _measures(item)
    families = set(map(family, measures))
    if len(families) > 1:
        kinds = sorted(families)
        return Finding(f"some options are a {kinds[0]}, others a {kinds[1]}")
    units = {found.unit for found in measures if found}
    if len(units) > 1:
        return Finding(f"the options have different units: {', '.join(sorted(unit or 'none' for unit in units))}")
    infinitives = [bool(item.lexicon and item.lexicon.infinitive.match(option)) for option in options]
    if any(infinitives) and not all(infinitives):
        return Finding(f"“{options[infinitives.index(True)]}” is a verb, other options are not")
    if len(options) < 3:  # two differ anyway
        return None
    lengths = [len(words(option)) for option in options]
    *_, second, longest = sorted(lengths)
    # Where the key is the long one, it is told as that.
    if longest >= _SENTENCE and second <= _WORDS and options[lengths.index(longest)] != item.key:
        return Finding("one option is a sentence, the others are words")
    return None


@lru_cache(maxsize=1)  # the checks ask for them one after the other
def _measures(item: Asked) -> Sequence[Measure | None]:
    return [measure(option, item.lexicon) for option in item.options]


def _all_apart(options: Sequence[str]) -> bool:
    texts = [f" {bare(option)} " for option in options]
    every = "\n".join(texts)
    return all(every.count(text) == 1 for text in texts)


def _holds(text: str, part: str) -> bool:
    return f" {bare(part)} " in f" {bare(text)} "


def _is_name(option: str) -> bool:
    """Of a few words, with a capital each but for the little ones: “the Isle of Man”, not “Men and boys”."""
    found = words(without_article(option))
    little = all(word[0].isupper() or len(word) <= _LITTLE for word in found)
    return 0 < len(found) <= _NAME and found[0][0].isupper() and little


def _in_alphabet(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _overlap(one: Measure, other: Measure) -> bool:
    if one.unit != other.unit or (one.low == one.high and other.low == other.high):
        return one == other
    # Ranges may touch, as 10–20 and 20–30 do, which asks for care but leaves most answers clear.
    return max(one.low, other.low) <= min(one.high, other.high)
