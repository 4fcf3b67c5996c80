"""Flaws of the options as a set."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

from quizgen.flaws.asked import Asked, words
from quizgen.flaws.finding import Finding
from quizgen.flaws.measures import Measure, family, measure

_SENTENCE = 5
_WORDS = 2
_NAME = 4
_MOST_TIMES = 4
_ARTICLE = re.compile(r"^(?:the|an?|le|la|les|l[’']|un|une)\s*\b", re.IGNORECASE)


def all_of_the_above(item: Asked) -> Finding | None:
    """Options are shuffled, so none is above; and who knows two knows that all are right."""
    return _speaking(item, item.lexicon.all_of_the_above) if item.lexicon else None


def none_of_the_above(item: Asked) -> Finding | None:
    """Whoever picks it need not know the answer."""
    return _speaking(item, item.lexicon.none_of_the_above) if item.lexicon else None


def verdicts(item: Asked) -> Finding | None:
    """A true-false question in disguise."""
    if item.lexicon is None:
        return None
    found = [option for option in item.options if item.lexicon.verdict.match(option)]
    verdict = len(found) > 1 and all(item.lexicon.verdict.fullmatch(words(option)[0]) for option in found)
    return Finding(f"the options are “{'” and “'.join(found[:2])}”", found[0]) if verdict else None


def complex_options(item: Asked) -> Finding | None:
    """An option made of other options tests logic, not knowledge."""
    if item.lexicon is None:
        return None
    for option in item.options:
        others = [other for other in item.options if other != option]
        parts = re.split(r",? (?:and|et) |, ", option)
        made_of_others = len(parts) > 1 and all(any(_same(part, other) for other in others) for part in parts)
        if made_of_others or item.lexicon.complex.search(option):
            return Finding(f"the option “{option}” is made of others", option)
    return None


def several_right(item: Asked) -> Finding | None:
    """Where options overlap, whoever picks one has picked part of the other."""
    for one, other in combinations(item.options, 2):
        if _same(one, other):
            return Finding(f"the options “{one}” and “{other}” are the same", one)
        measures = measure(one, item.lexicon), measure(other, item.lexicon)
        if measures[0] and measures[1] and _overlap(measures[0], measures[1]):
            return Finding(f"the options “{one}” and “{other}” overlap", one)
        shorter, longer = sorted((one, other), key=len)
        if not any(measures) and _holds(longer, shorter):
            return Finding(f"the option “{longer}” contains the option “{shorter}”", longer)
    return None


def lost_sequence(item: Asked) -> Finding | None:
    """Numbers and dates rise or fall, names are in the order of the alphabet, unless chance was asked."""
    if item.shuffled or len(item.options) < 3:  # two are always in order
        return None
    measures = [measure(option, item.lexicon) for option in item.options]
    if all(measures):
        numbers = [found.middle for found in measures if found]
        in_order = numbers in (sorted(numbers), sorted(numbers, reverse=True))
        return None if in_order else Finding("the options are numbers, and not in order")
    if any(measures) or any(len(words(option)) > _NAME for option in item.options):
        return None
    names = [_ARTICLE.sub("", option).casefold() for option in item.options]
    if not all(option[:1].isupper() for option in item.options) or all(one <= other for one, other in pairwise(names)):
        return None
    return Finding("the options are names, and not in the order of the alphabet")


def implausible(item: Asked) -> Finding | None:
    """A number so far from the right one that nobody takes it."""
    key = measure(item.key, item.lexicon) if item.key else None
    if key is None or key.middle <= 0 or key.unit in {"year", "month", "day"}:
        return None
    for distractor in item.distractors:
        wrong = measure(distractor, item.lexicon)
        times = wrong.middle / key.middle if wrong and wrong.unit == key.unit else 1
        if not 1 <= times * _MOST_TIMES <= _MOST_TIMES**2:
            return Finding(f"“{distractor}” is not within ¼ to {_MOST_TIMES} times “{item.key}”", distractor)
    return None


def mixed(item: Asked) -> Finding | None:
    """Options of one type, unit and format; what differs is taken or left for that alone."""
    families = [family(option, item.lexicon) for option in item.options]
    if len(set(families)) > 1:
        kinds = sorted(set(families))
        return Finding(f"some options are a {kinds[0]}, others a {kinds[1]}")
    units = {found.unit for option in item.options if (found := measure(option, item.lexicon))}
    if len(units) > 1:
        return Finding(f"the options have different units: {', '.join(sorted(unit or 'none' for unit in units))}")
    lengths = sorted(len(words(option)) for option in item.options)
    if len(lengths) > 2 and lengths[-1] >= _SENTENCE and lengths[-2] <= _WORDS:  # two differ anyway
        return Finding("one option is a sentence, the others are words")
    return None


def _speaking(item: Asked, pattern: re.Pattern[str]) -> Finding | None:
    found = next((option for option in item.options if pattern.match(option.strip())), None)
    return Finding(f"the option “{found}” speaks of the others", found) if found else None


def _holds(text: str, part: str) -> bool:
    return f" {_bare(part)} " in f" {_bare(text)} "


def _same(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return " ".join(words(_ARTICLE.sub("", text.strip()).casefold()))


def _overlap(one: Measure, other: Measure) -> bool:
    if one.unit != other.unit or (one.low == one.high and other.low == other.high):
        return one == other
    # Ranges may touch, as 10–20 and 20–30 do, which asks for care but leaves most answers clear.
    return max(one.low, other.low) <= min(one.high, other.high)
