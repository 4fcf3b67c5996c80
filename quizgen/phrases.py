"""The fixed words that sentences need, by language. Adding a language is one entry in `PHRASES`."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.edtf import Precision
from quizgen.frozen import frozen
from quizgen.model import Approximation


@frozen
class Phrases:
    """Patterns take `{}` for the text they frame."""

    according_to: str
    lead: str
    as_of: str
    at: Mapping[Precision, str]
    around: str
    probably: str
    since: str
    until: str
    between: str
    ask: Mapping[Precision, str]
    approximately: Mapping[Approximation, str]
    how_many: Mapping[bool, str]
    number: str
    answer: str
    only_one: str
    compared: Mapping[str, str]


ENGLISH = Phrases(
    according_to="according to {}",
    lead="{}, ",
    as_of="as of {}",
    at={"year": "in {}", "month": "in {}", "day": "on {}", "interval": "{}"},
    around="around {}",
    probably="probably {}",
    since="since {}",
    until="until {}",
    between="from {} to {}",
    ask={
        "year": "in which year",
        "month": "in which month and year",
        "day": "on what date",
        "interval": "in which period",
    },
    approximately={
        "exactly": "{}",
        "about": "about {}",
        "just_over": "a little over {}",
        "over": "over {}",
        "under": "under {}",
    },
    how_many={True: "how many {}", False: "about how many {}"},
    number="number",
    answer="answer",
    only_one="Only one {kind} fits here: {key}.",
    compared={
        "greater": "{left} is less than {right}.",
        "less": "{left} is more than {right}.",
        "earlier": "It came later: {left}, after {right}.",
        "later": "It came earlier: {left}, before {right}.",
    },
)

PHRASES: Mapping[str, Phrases] = {"en": ENGLISH}


def phrases(language: str) -> Phrases:
    """The words of a language; raises KeyError where it has none yet."""
    return PHRASES[language.split("-", maxsplit=1)[0]]


def sentence(text: str) -> str:
    """A clause as a sentence: a capital first, a stop last."""
    stop = "" if text.endswith((".", "?", "!")) else "."
    return f"{text[:1].upper()}{text[1:]}{stop}"
