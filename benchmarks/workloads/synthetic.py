"""A project as large as wanted: invented organisations, five facts about each, eight of them an article.

    python benchmarks/workloads/synthetic.py ORGANISATIONS FOLDER

Names are made of syllables, so that all differ and none is part of another; chance is seeded, so
that the same number always gives the same files.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random

AN_ARTICLE = 8
"""Organisations an article is about; with five facts each it holds as many facts as the real one."""

SYLLABLES = [first + vowel for first in "b d f g k l m n p r s t v z".split() for vowel in "a e i o u".split()]
MONTHS = "January February March April May June July August September October November December".split()

RELATIONS = """\
types:
  institute: {en: institute}
  town: {en: town}
  founder: {en: person}
units:
  members: {en: {one: member, other: members}}
relations:
  bench_seat:
    topic: bench/places
    roles: {subject: institute, town: town}
    single: {town: [subject], subject: [town]}
    reads:
      en:
        statement: "{{ lead }}{{ subject.the }} has its seat in {{ town }}."
  bench_founder:
    topic: bench/people
    roles: {subject: institute, founder: founder}
    single: {founder: [subject], subject: [founder]}
    reads:
      en:
        statement: "{{ lead }}{{ subject.the }} was founded by {{ founder }}."
  bench_head:
    topic: bench/people
    roles: {subject: institute, head: founder}
    single: {head: [subject, time], subject: [head, time]}
    reads:
      en:
        statement: "{{ lead }}{{ head }} was at the head of {{ subject.the }}."
  bench_members:
    topic: bench/numbers
    roles: {subject: institute, members: number}
    single: {members: [subject, time]}
    reads:
      en:
        statement: "{{ lead }}{{ subject.the }} had {{ members }}."
  bench_opened:
    topic: bench/times
    roles: {subject: institute}
    single: {time: [subject]}
    reads:
      en:
        statement: "{{ by.lead }}{{ subject.the }} opened its doors {{ when }}."
        event: "the opening of {{ subject.the }}"
"""

# For each relation: name, kind, what is hidden, and the stem where the kind needs one.
TEMPLATES = {
    "seat": [
        ("town", "choice", "town", "{{ lead }}in which {{ town.kind }} does {{ subject.the }} have its seat?"),
        ("whose", "choice", "subject", "{{ lead }}which {{ subject.kind }} has its seat in {{ town }}?"),
        ("typed", "short_answer", "town", "{{ lead }}where does {{ subject.the }} have its seat?"),
        ("judged", "true_false", "town", None),
        ("gap", "cloze", "town", None),
    ],
    "founder": [
        ("who", "choice", "founder", "{{ lead }}who founded {{ subject.the }}?"),
        ("what", "choice", "subject", "{{ lead }}which {{ subject.kind }} was founded by {{ founder }}?"),
        ("typed", "short_answer", "founder", "{{ lead }}by whom was {{ subject.the }} founded?"),
        ("judged", "true_false", "founder", None),
        ("gap", "cloze", "founder", None),
    ],
    "head": [
        ("who", "choice", "head", "{{ lead }}who was at the head of {{ subject.the }}?"),
        ("what", "choice", "subject", "{{ lead }}which {{ subject.kind }} had {{ head }} at its head?"),
        ("typed", "short_answer", "head", "{{ lead }}who headed {{ subject.the }}?"),
        ("judged", "true_false", "head", None),
        ("gap", "cloze", "head", None),
    ],
    "members": [
        ("count", "choice", "members", "{{ lead }}{{ members.how_many }} did {{ subject.the }} have?"),
        ("belong", "choice", "members", "{{ lead }}{{ members.how_many }} belonged to {{ subject.the }}?"),
        ("typed", "number", "members", "{{ lead }}{{ members.how_many }} were counted in {{ subject.the }}?"),
        ("judged", "true_false", "members", None),
        ("gap", "cloze", "members", None),
    ],
    "opened": [
        ("when", "choice", "time", "{{ time.ask }} did {{ subject.the }} open its doors?"),
        ("first", "choice", "time", "{{ time.ask }} could one first enter {{ subject.the }}?"),
        ("typed", "date", "time", "{{ time.ask }} did {{ subject.the }} open?"),
        ("judged", "true_false", "time", None),
        ("gap", "cloze", "time", None),
    ],
}
"""Five templates a relation. No two stems are alike, so that sets of facts would give one item a template."""

SETS = """\
kind: {kind}
language: en
asks:
  relation: bench_{relation}
  where: {{subject: [{subjects}]}}
  hide: {hide}
  count: 4
stem: Put these together in a question of kind {kind}.
"""

DECK = """\
title: A synthetic deck
description: Made to measure how quizgen behaves on a large project.
language: en
edition: 2026-11-23
articles: [{articles}]
templates: [bench/*]
anki: {{deck: Synthetic, subdecks: topic, tags: [bench]}}
"""


@dataclass(frozen=True)
class Organisation:
    """An invented institute and what its article says of it."""

    name: str
    town: str
    founder: str
    head: str
    members: int
    about: bool
    year: int
    month: int
    day: int

    @property
    def id(self) -> str:
        return self.name.lower()

    def sentences(self) -> dict[str, str]:
        """The passage for each fact."""
        opened = f"{MONTHS[self.month - 1]} {self.day}, {self.year}"
        return {
            "seat": f"The {self.name} Institute has made its home in the old mills of {self.town}.",
            "founder": f"It was {self.founder} who, with borrowed money, founded the {self.name} Institute.",
            "head": f"Now {self.head} is at the head of the {self.name} Institute, after a quarrelsome election.",
            "members": f"The {self.name} Institute has {'about ' if self.about else ''}{self.members:,} members.",
            "opened": f"On {opened} the {self.name} Institute opened its doors to a curious public.",
        }


def organisations(count: int) -> list[Organisation]:
    """As many as wanted, no name twice."""
    chance = Random(1)
    names = (_name(number) for number in chance.sample(range(len(SYLLABLES) ** 3), count * 4))
    return [
        Organisation(
            next(names), next(names), f"Ada {next(names)}", f"Tomas {next(names)}",
            chance.randrange(12, 9_999), chance.random() < 0.3,
            chance.randrange(1900, 2021), chance.randrange(1, 13), chance.randrange(1, 29),
        )
        for _ in range(count)
    ]  # fmt: skip


def _name(number: int) -> str:
    parts = []
    for _ in range(3):
        number, digit = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[digit])
    return "".join(parts).capitalize() + "n"


def write_project(folder: Path, count: int) -> Path:
    """Write a project of so many organisations; gives its deck file."""
    templates = folder / "templates"
    write(templates / "relations.yaml", RELATIONS)
    for relation, written in TEMPLATES.items():
        for name, kind, hide, stem in written:
            text = f"kind: {kind}\nlanguage: en\nasks: {{relation: bench_{relation}, hide: {hide}}}\n"
            write(templates / "bench" / f"{relation}-{name}.yaml", text + (f'stem: "{stem}"\n' if stem else ""))
    every = organisations(count)
    first = ", ".join(one.id for one in every[:4])
    for kind, relation, hide in (("matching", "seat", "town"), ("ordering", "opened", "time")):
        text = SETS.format(kind=kind, relation=relation, subjects=first, hide=hide)
        write(templates / "bench" / f"{kind}.yaml", text)
    articles = []
    for start in range(0, count, AN_ARTICLE):
        articles.append(f"article-{start // AN_ARTICLE:04}")
        _write_article(folder / "seeds" / articles[-1], every[start : start + AN_ARTICLE])
    deckfile = folder / "decks" / "synthetic.yaml"
    write(deckfile, DECK.format(articles=", ".join(articles)))
    return deckfile


def _write_article(folder: Path, group: list[Organisation]) -> None:
    text = "\n\n".join(" ".join(organisation.sentences().values()) for organisation in group) + "\n"
    write(folder / "article.txt", text)
    write(
        folder / "article.yaml",
        f"title: What became of the {group[0].name} Institute and its neighbours\nlanguage: en\n"
        "published: 2022-05-03\ncited_as: an article of May 2022\n"
        f"sha256: {sha256(text.encode()).hexdigest()}\n",
    )
    write(folder / "facts.yaml", "\n".join(_facts(group)) + "\n")


def _facts(group: list[Organisation]) -> Iterator[str]:
    yield "entities:"
    for one in group:
        yield f"  {one.id}:"
        yield "    type: institute"
        yield f"    names: {{en: {{name: {one.name} Institute, the: the {one.name} Institute}}}}"
        yield f"  {one.town.lower()}: {{type: town, names: {{en: {one.town}}}}}"
        for person in (one.founder, one.head):
            names = f"{{name: {person}, aliases: [{person.split()[1]}]}}"
            yield f"  {identifier(person)}: {{type: founder, names: {{en: {names}}}}}"
    yield "facts:"
    for one in group:
        quotes = one.sentences()
        roles = {
            "seat": f"{{town: {one.town.lower()}}}",
            "founder": f"{{founder: {identifier(one.founder)}}}",
            "head": f"{{head: {identifier(one.head)}}}",
            "members": f'{{members: {{{"about" if one.about else "exactly"}: "{one.members}", unit: members}}}}',
        }
        dates = {
            "head": "as_of: 2022-05",
            "members": "as_of: 2022-05",
            "opened": f"time: {one.year}-{one.month:02}-{one.day:02}",
        }
        for fact, quote in quotes.items():
            yield f"  {one.id}-{fact}:"
            yield f"    subject: {one.id}"
            yield f"    relation: bench_{fact}"
            if fact in roles:
                yield f"    roles: {roles[fact]}"
            if fact in dates:
                yield f"    {dates[fact]}"
            yield "    quotes:"
            yield f'      - "{quote}"'


def identifier(person: str) -> str:
    """The id of a person."""
    return person.lower().replace(" ", "-")


def write(path: Path, text: str) -> None:
    """Write a file, and make the folders for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    print(write_project(Path(sys.argv[2]), int(sys.argv[1])))
