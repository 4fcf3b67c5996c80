"""Flaws of the options as a set."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
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
    options = without_references(item).options
    found = {option: measure(option, item.lexicon) for option in options}
    if not any(found.values()) and _all_apart(options):  # as nearly always
        return None
    for one, other in combinations(options, 2):
        measures = found[one], found[other]
        if measures[0] and measures[1]:
            if _overlap(measures[0], measures[1]):
                return Finding(f"the options “{one}” and “{other}” overlap", one)
            continue
        if bare(one) == bare(other):
            return Finding(f"the options “{one}” and “{other}” are the same", one)
        shorter, longer = sorted((one, other), key=len)
        if not any(measures) and _holds(longer, shorter):
            return Finding(f"the option “{longer}” contains the option “{shorter}”", longer)
    return None


def lost_sequence(item: Asked) -> Finding | None:
    """Numbers and dates rise or fall, names are in the order of the alphabet, unless chance was asked."""
    options = without_references(item).options
    if item.shuffled or len(options) < 3:  # two are always in order
        return None
    measures = [measure(option, item.lexicon) for option in options]
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
    options = without_references(item).options
    families = [family(option, item.lexicon) for option in options]
    if len(set(families)) > 1:
        kinds = sorted(set(families))
        return Finding(f"some options are a {kinds[0]}, others a {kinds[1]}")
    units = {found.unit for option in options if (found := measure(option, item.lexicon))}
    if len(units) > 1:
        return Finding(f"the options have different units: {', '.join(sorted(unit or 'none' for unit in units))}")
    infinitives = [bool(item.lexicon and item.lexicon.infinitive.match(option)) for option in options]
    if any(infinitives) and not all(infinitives):
        return Finding(f"“{options[infinitives.index(True)]}” is a verb, other options are not")
    if len(options) < 3:  # two differ anyway
        return None
    *_, second, longest = sorted(options, key=lambda option: len(words(option)))
    # Where the key is the long one, it is told as that.
    if longest != item.key and len(words(longest)) >= _SENTENCE and len(words(second)) <= _WORDS:
        return Finding("one option is a sentence, the others are words")
    return None


def _all_apart(options: Sequence[str]) -> bool:
    texts = [f" {bare(option)} " for option in options]
    return all(sum(text in other for other in texts) == 1 for text in texts)


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
