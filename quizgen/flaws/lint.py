"""Flaws in the items of a quiz: found in each by itself, told once for each template that makes them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quizgen.flaws import FLAWS, OF_OPTIONS, OF_RECALL, OF_STEMS
from quizgen.flaws.asked import Asked, asked
from quizgen.flaws.finding import Finding
from quizgen.model import Item, OneOf, Place, Quiz, SeveralOf, Template, Wording
from quizgen.problems import Code, Problem
from quizgen.responses import questions


class Flawed(NamedTuple):
    """A flaw of an item, and the stem in which it is: an item that is asked both ways has two."""

    code: Code
    finding: Finding
    stem: str


Flaws = Mapping[str, Sequence[Flawed]]
"""The flaws of items, by id."""

_OF_CHOICES = {code: flaw.find for code, flaw in {**OF_STEMS, **OF_OPTIONS}.items()}
_OF_CARDS = {code: flaw.find for code, flaw in {**OF_STEMS, **OF_RECALL}.items()}
_FATAL = {code: flaw.find for code, flaw in FLAWS.items() if flaw.severity == "error"}

_OF_WORDS: tuple[Code, ...] = ("negative-stem", "vague-term", "absolute-term", "vague-time")
"""What a stem can be told of before any fact fills it."""
_SLOT = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_WIDEST = 90


def look(item: Item, *, thoroughly: bool = True) -> tuple[Flawed, ...]:
    """The flaws of an item; if not thoroughly, only those that no item may have."""
    if not thoroughly and not isinstance(item.response, (OneOf, SeveralOf)):
        return ()  # what no item may have is wrong in its options
    found: list[Flawed] = []
    for question in questions(item):
        view = asked(question)
        possible = (_OF_CHOICES if view.options else _OF_CARDS) if thoroughly else _FATAL
        found += [Flawed(code, told, view.stem) for code, find in possible.items() if (told := find(view))]
    return tuple(found)


def lint(quiz: Quiz, templates: Iterable[Template], flaws: Flaws) -> Iterator[Problem]:
    """The flaws of items that are no errors, but for those that their template allows."""
    known = {template.id: template for template in templates}
    counts = Counter(item.template for item in quiz.items)
    cases: dict[tuple[str, Code], list[Flawed]] = defaultdict(list)
    for item in quiz.items:
        for flaw in flaws.get(item.id, ()):
            cases[item.template, flaw.code].append(flaw)
    for (name, code), flawed in cases.items():
        if code not in _FATAL and code not in known[name].allow:
            yield _told(known[name], flawed, counts[name])
    for template in known.values():
        if not counts[template.id]:
            for stem in _stems(template):
                yield from _of_words(template, stem)


def _stems(template: Template) -> tuple[Wording, ...]:
    return (*template.stems, *(template.reverse.stems if template.reverse else ()))


def errors_of(quiz: Quiz, flaws: Flaws) -> Iterator[Problem]:
    """The flaws that no item may have."""
    for item in quiz.items:
        for code, finding, _ in flaws.get(item.id, ()):
            if code in _FATAL:
                yield Problem(item.place, code, f"{item.id}: {finding.message}", FLAWS[code].hint)


def _told(template: Template, flawed: Sequence[Flawed], count: int) -> Problem:
    code, finding, stem = flawed[0]
    which = "in its one item" if count == 1 else f"in {len(flawed)} of its {count} items, such as"
    message = f"{finding.message}; {which} “{_shortened(stem)}”"
    return Problem(_place(template, finding.word), code, message, _hint(code), FLAWS[code].severity)


def _of_words(template: Template, stem: Wording) -> Iterator[Problem]:
    text = Asked(_SLOT.sub("___", stem.text), template.kind, template.language)
    for code in _OF_WORDS:
        if code not in template.allow and (finding := FLAWS[code].find(text)):
            place = _place_in(stem, finding.word) or stem.place
            yield Problem(place, code, finding.message, _hint(code), FLAWS[code].severity)


def _hint(code: Code) -> str:
    return f"{FLAWS[code].hint}; or say why it may stay: `allow: {{{code}: …}}`"


def _place(template: Template, word: str) -> Place:
    """Where the word stands in a stem; where the first stem does, if a fact brings the word."""
    places = (_place_in(stem, word) for stem in _stems(template))
    first = template.stems[0].place if template.stems else template.place
    return next((place for place in places if place), first)


def _place_in(stem: Wording, word: str) -> Place | None:
    if not word:
        return None
    start = stem.place
    whole = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    for row in range(start.line, start.line + stem.text.count("\n") + 1):
        line = stem.lines[row - 1] if row <= len(stem.lines) else ""
        bare = _SLOT.sub(lambda slot: " " * len(slot[0]), line)
        if found := whole.search(bare, start.column - 1 if row == start.line else 0):
            return Place(start.path, row, found.start() + 1)
    return None


def _shortened(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[:_WIDEST].rsplit(' ', 1)[0]} …"
