"""Flaws that give the key away to who does not know it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

from quizgen.flaws.asked import Asked, content, words
from quizgen.flaws.finding import Finding
from quizgen.flaws.references import without_references

LONG_KEY = 4
MUCH_SHORTER = 0.75


def longest(item: Asked) -> Finding | None:
    """The right option is the one that was qualified until it was right."""
    item = without_references(item)
    key = item.key
    if len(words(key)) < LONG_KEY or not item.distractors or _stem_names_all(item, item.distractors):
        return None
    if all(len(other) < MUCH_SHORTER * len(key) for other in item.distractors):
        return Finding(f"the right option “{key}” is much the longest", key)
    return None


def clue_word(item: Asked) -> Finding | None:
    """A telling word that stem and key share, and no distractor has."""
    if not item.key or not item.distractors:
        return None
    key, text = content(item.key, item.lexicon), item.stem.casefold()
    if not any(word[:-1] in text for word in key):  # in whatever form: city, cities
        return None
    stem = content(item.stem, item.lexicon)
    others = [content(other, item.lexicon) for other in item.distractors]
    told = (key & stem).difference(*others)
    # Where the stem names all options, as in "which came first", none is told apart by that.
    if not told or any((other & stem) - key for other in others) or _stem_names_all(item, item.distractors):
        return None
    word = next(word for word in words(item.key) if content(word, item.lexicon) & told)
    return Finding(f"only the right option has “{word}”, as the stem has", word)


def convergence(item: Asked) -> Finding | None:
    """Distractors made by changing a part of the key leave the key as what they have in common."""
    item = without_references(item)
    if not item.key or len(item.options) < 3:  # two share the same with each other
        return None
    options = [content(option, item.lexicon) for option in item.options]
    key = item.keys[0]
    others = options[:key] + options[key + 1 :]
    if len(options[key].intersection(chain(*others)) - options[key].intersection(*others)) < 2:  # as nearly always
        return None
    shared = Counter(word for option in options for word in option)
    telling = {word for word, count in shared.items() if 1 < count < len(options)}
    scores = [sum(shared[word] - 1 for word in option & telling) for option in options]
    most = max(score for index, score in enumerate(scores) if index != key)
    if scores[key] > most:
        return Finding(f"“{item.key}” is what the other options have in common", item.key)
    return None


def grammar(item: Asked) -> Finding | None:
    """Article, capital or full stop that fits one option only."""
    if len(item.options) < 2:  # one option is no choice
        return None
    article = item.lexicon.indefinite.search(item.stem) if item.lexicon else None
    if item.lexicon and article:
        wants_vowel = article[1].casefold() != "a"
        fit = [option for option in item.options if bool(item.lexicon.vowel.match(option)) == wants_vowel]
        if 0 < len(fit) < len(item.options):
            return Finding(f"after “{article[1]}” only “{'” or “'.join(fit)}” can stand", article[1])
    if item.lexicon and item.lexicon.asks_plural.search(item.stem):
        plural = [bool(item.lexicon.plural.search(option)) for option in item.options]
        if item.key and plural.count(True) == 1 and plural[item.keys[0]]:
            return Finding(f"only “{item.key}” is plural, as the stem is", item.key)
    if not item.key or len(item.options) < 3:  # of two, each is alone
        return None
    for what, has in (("a full stop", _STOPPED), ("a capital", _CAPITAL)):
        having = [bool(has.search(option)) for option in item.options]
        if having.count(having[item.keys[0]]) == 1:
            return Finding(f"“{item.key}” alone {'has' if having[item.keys[0]] else 'lacks'} {what}", item.key)
    return None


_STOPPED = re.compile(r"[.!]$")
_CAPITAL = re.compile(r"^(?:the |an? |l[ea]s? |l[’']|une? )?(?:[^a-zà-ÿ]|al-)")


def _stem_names_all(item: Asked, options: tuple[str, ...]) -> bool:
    stem = _spaced(item.stem)
    return all(_spaced(option) in stem for option in options)


def _spaced(text: str) -> str:
    return f" {' '.join(words(text)).casefold()} "
