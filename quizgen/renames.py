"""Cards that a rename would lose: ids that the lock knows and no item has, beside new ones that ask the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import NamedTuple

from quizgen.exporters.anki.escaping import plain
from quizgen.exporters.anki.notes import Note, as_it_was, note_of
from quizgen.locks import gone
from quizgen.model import Fact, Item, Place, Quiz
from quizgen.problems import Problem

ALIKE = 0.8
"""From which share of letters in common on two cards ask the same."""


class _Identity(NamedTuple):
    """The parts of an item's id."""

    article: str
    fact: str
    template: str
    language: str


class _Rename(NamedTuple):
    """One part of an identity that seems to have a new name, and an item that has it."""

    part: str
    old: str
    new: str


def lost_identities(quiz: Quiz, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    """A warning for each name that seems to have changed without `formerly:`."""
    lost = [note for note in gone(quiz) if not note.retired]
    come = [item for item in quiz.items if quiz.lock and item.id not in quiz.lock.notes]
    if not lost or not come:
        return
    candidates: dict[tuple[str, _Identity], list[Item]] = defaultdict(list)
    for item in come:
        for part in ("article", "fact", "template"):
            candidates[part, _without(part, _identity(item.id))].append(item)
    renames: Counter[_Rename] = Counter()
    examples: dict[_Rename, Item] = {}
    for note in lost:
        identity, was = _identity(note.id), as_it_was(note)
        for part in ("article", "fact", "template"):
            for item in candidates[part, _without(part, identity)]:
                if _ask_the_same(was, note_of(item, quiz.deck)):
                    rename = _Rename(part, getattr(identity, part), getattr(_identity(item.id), part))
                    renames[rename] += 1
                    examples.setdefault(rename, item)
    for rename, count in renames.items():
        item = examples[rename]
        yield _problem(rename, count, _place(rename, item, quiz, facts), item)


def _identity(name: str) -> _Identity:
    article, facts, *template, language = name.split("/")
    return _Identity(article, facts, "/".join(template), language)


def _without(part: str, identity: _Identity) -> _Identity:
    return identity._replace(**{part: ""})


def _ask_the_same(one: Note, other: Note) -> bool:
    alike = SequenceMatcher(None, _said(one), _said(other), autojunk=False).ratio()
    return one.type == other.type and alike >= ALIKE


def _said(note: Note) -> str:
    # Not the options: chance may choose others.
    return "\n".join(plain(note.fields.get(name, "")) for name in ("Question", "Rationale"))


def _place(rename: _Rename, item: Item, quiz: Quiz, facts: Mapping[str, Fact]) -> Place:
    match rename.part:
        case "article":
            return next(article.place for article in quiz.articles if article.id == rename.new)
        case "fact":
            return facts[item.facts[0]].place
        case _:
            return item.place


def _problem(rename: _Rename, count: int, place: Place, item: Item) -> Problem:
    cards = "a card is" if count == 1 else f"{count:,} cards are"
    message = f"{cards} gone that asked the same under the {rename.part} `{rename.old}`: learners would begin anew"
    hint = (
        f"add `formerly: {_former(rename, item)}`; if it asks something else, build the deck, and the old ones retire"
    )
    return Problem(place, "identity-lost", message, hint, "warning")


def _former(rename: _Rename, item: Item) -> str:
    """What to write, as the id of a template with several hidden roles ends in the role."""
    role = rename.new.removeprefix(item.template)
    if rename.part != "template" or not role:
        return rename.old
    if rename.old.endswith(role):
        return rename.old.removesuffix(role)
    return f"{{{role[1:]}: {rename.old}}}"
