"""A project with much in it to check: 1,000 templates of all kinds and 10,000 facts from 20 articles.

    python benchmarks/workloads/wide.py FOLDER

Fifty branches, such as mills and schools, have two types of institute, five relations and twenty
templates each; most templates ask about one type only, and many have an example. About two items a fact.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from workloads.synthetic import MONTHS, Organisation, identifier, organisations, write


class Size(NamedTuple):
    """How much there is: twenty templates a branch, five facts an institute."""

    articles: int
    branches: int
    institutes: int


WHOLE = Size(articles=20, branches=50, institutes=2_000)
TENTH = Size(articles=2, branches=5, institutes=200)

RELATIONS = """\
  seat_{branch}:
    topic: places/{branch}
    roles: {{subject: {branch}, town: town}}
    single: {{town: [subject], subject: [town]}}
    reads: {{en: {{statement: "{{{{ lead }}}}{{{{ subject.the }}}} has its seat in {{{{ town }}}}."}}}}
  founded_{branch}:
    topic: people/{branch}
    roles: {{subject: {branch}, founders: {{type: person, many: yes}}}}
    single: {{founders: [subject], subject: [founders]}}
    reads: {{en: {{statement: "{{{{ lead }}}}{{{{ founders }}}} founded {{{{ subject.the }}}}."}}}}
  head_{branch}:
    topic: people/{branch}
    roles: {{subject: {branch}, head: person}}
    single: {{head: [subject, time], subject: [head, time]}}
    reads: {{en: {{statement: "{{{{ lead }}}}{{{{ head }}}} was at the head of {{{{ subject.the }}}}."}}}}
  members_{branch}:
    topic: numbers/{branch}
    roles: {{subject: {branch}, members: number}}
    single: {{members: [subject, time]}}
    reads: {{en: {{statement: "{{{{ lead }}}}{{{{ subject.the }}}} had {{{{ members }}}}."}}}}
  opened_{branch}:
    topic: times/{branch}
    roles: {{subject: {branch}}}
    single: {{time: [subject]}}
    reads:
      en:
        statement: "{{{{ by.lead }}}}{{{{ subject.the }}}} opened its doors {{{{ when }}}}."
        event: "the opening of {{{{ subject.the }}}}"
"""

# For each relation, two templates for each of its types: name, kind, what else is asked, and the stem.
TEMPLATES = {
    "seat": [
        ("town", "choice", "hide: town", "{{ lead }}in which {{ town.kind }} does {{ subject.the }} have its seat?"),
        ("gap", "cloze", "hide: town", ""),
        ("typed", "short_answer", "hide: town", "{{ lead }}where does {{ subject.the }} have its seat?"),
        ("pairs", "matching", "hide: town, count: 4", "Which institute has its seat in which town?"),
    ],
    "founded": [
        ("who", "multiple", "hide: founders", "{{ lead }}who founded {{ subject.the }}?"),
        ("what", "choice", "hide: subject", "{{ lead }}which {{ subject.kind }} was founded by {{ founders }}?"),
        ("both", "multiple", "hide: founders", "{{ lead }}whom does {{ subject.the }} thank for its beginnings?"),
        ("typed", "short_answer", "hide: subject", "{{ lead }}what did {{ founders }} found?"),
    ],
    "head": [
        ("who", "choice", "hide: head", "{{ lead }}who was at the head of {{ subject.the }}?"),
        ("judged", "true_false", "hide: head", ""),
        ("typed", "short_answer", "hide: head", "{{ lead }}who headed {{ subject.the }}?"),
        ("gap", "cloze", "hide: head", ""),
    ],
    "members": [
        ("count", "choice", "hide: members", "{{ lead }}{{ members.how_many }} did {{ subject.the }} have?"),
        ("judged", "true_false", "hide: members", ""),
        ("typed", "number", "hide: members", "{{ lead }}{{ members.how_many }} were counted in {{ subject.the }}?"),
        ("order", "ordering", "hide: members, count: 4", "Which has the fewest members, which the most?"),
    ],
    "opened": [
        ("when", "choice", "hide: time", "{{ time.ask }} did {{ subject.the }} open its doors?"),
        ("gap", "cloze", "hide: time", ""),
        ("typed", "date", "hide: time", "{{ time.ask }} did {{ subject.the }} open?"),
        ("first", "choice", "compare: time, hide: earlier", "What was first, {{ first.event }} or {{ second.event }}?"),
    ],
}  # fmt: skip

DECK = """\
title: A wide deck
description: Made to measure how long quizgen needs to check a large project.
language: en
edition: 2026-11-23
articles: [{articles}]
templates: [wide/*]
"""


def write_project(folder: Path, size: Size = WHOLE) -> Path:
    """Write the project; gives its folder."""
    every = organisations(size.institutes)
    _write_vocabulary(folder, size)
    for number in range(size.branches):
        _write_templates(folder / "templates" / "wide" / _branch(number), number, every, size)
    names = [f"article-{number:02}" for number in range(size.articles)]
    for number, name in enumerate(names):
        _write_article(folder / "seeds" / name, [*enumerate(every)][number :: size.articles], size)
    write(folder / "decks" / "wide.yaml", DECK.format(articles=", ".join(names)))
    return folder


def _branch(number: int) -> str:
    return f"branch-{number:02}"


def _type(index: int, size: Size) -> str:
    """The type of an institute, by its place in the list: of all branches in turn, and then of the other type."""
    return f"{_branch(index % size.branches)}-{'ab'[index // size.branches % 2]}"


def _write_vocabulary(folder: Path, size: Size) -> None:
    lines = ["types:", "  town: {en: town}", "  person: {en: person}"]
    for number in range(size.branches):
        lines.append(f"  {_branch(number)}: {{en: institute}}")
        lines += [f"  {_branch(number)}-{each}: {{is: {_branch(number)}, en: institute}}" for each in "ab"]
    lines += ["units:", "  members: {en: {one: member, other: members}}", "relations:"]
    relations = (RELATIONS.format(branch=_branch(number)) for number in range(size.branches))
    write(folder / "templates" / "relations.yaml", "\n".join(lines) + "\n" + "".join(relations))


def _write_templates(folder: Path, number: int, every: list[Organisation], size: Size) -> None:
    for relation, written in TEMPLATES.items():
        for order, (name, kind, asked, stem) in enumerate(written):
            index = number + size.branches * (order // 2)
            asks = f"relation: {relation}_{_branch(number)}, where: {{subject: {_type(index, size)}}}, {asked}"
            text = f"kind: {kind}\nlanguage: en\nasks: {{{asks}}}\n" + (f'stem: "{stem}"\n' if stem else "")
            text += 'answer: "{{ it.subject.the }} ({{ it.when }})"\n' if kind == "ordering" else ""
            write(folder / f"{relation}-{name}.yaml", text + _example(relation, name, index, every[index], size))


def _example(relation: str, name: str, index: int, one: Organisation, size: Size) -> str:
    """What a template gives for the first institute of its type; only where that is plain."""
    stem, key = {
        "seat-town": (f"In which town does the {one.name} Institute have its seat?", one.town),
        "seat-gap": (f"The {one.name} Institute has its seat in ____.", one.town),
        "seat-typed": (f"Where does the {one.name} Institute have its seat?", one.town),
        "founded-what": (f"Which institute was founded by {one.founder} and {one.head}?", f"{one.name} Institute"),
        "opened-when": (f"On what date did the {one.name} Institute open its doors?", _day(one)),
        "opened-typed": (f"On what date did the {one.name} Institute open?", _day(one)),
    }.get(f"{relation}-{name}", ("", ""))
    fact = f"article-{index % size.articles:02}/{one.id}-{relation}"
    return f"examples:\n  - fact: {fact}\n    stem: {stem}\n    key: {key}\n" if stem else ""


def _day(one: Organisation) -> str:
    return f"{MONTHS[one.month - 1]} {one.day}, {one.year}"


def _write_article(folder: Path, group: list[tuple[int, Organisation]], size: Size) -> None:
    text = "\n\n".join(" ".join(_sentences(one).values()) for _, one in group) + "\n"
    write(folder / "article.txt", text)
    about = f"title: What became of {group[0][1].name} and its neighbours\nlanguage: en\npublished: 2022-05-03\n"
    about += f"cited_as: an article of May 2022\nsha256: {sha256(text.encode()).hexdigest()}\n"
    write(folder / "article.yaml", about)
    write(folder / "facts.yaml", "\n".join(_facts(group, size)) + "\n")


def _sentences(one: Organisation) -> dict[str, str]:
    sentences = one.sentences()
    founded = f"It was {one.founder} and {one.head} who, with borrowed money, founded the {one.name} Institute."
    return {"seat": sentences["seat"], "founded": founded, **{name: sentences[name] for name in _DATED}}


_DATED = ("head", "members", "opened")


def _facts(group: list[tuple[int, Organisation]], size: Size) -> Iterator[str]:
    yield "entities:"
    for index, one in group:
        names = f"{{name: {one.name} Institute, the: the {one.name} Institute, short: {one.name}}}"
        yield f"  {one.id}:\n    type: {_type(index, size)}\n    names: {{en: {names}}}"
        yield f"  {one.town.lower()}: {{type: town, names: {{en: {one.town}}}, gloss: {{en: a town on the river}}}}"
        for person in (one.founder, one.head):
            names = f"{{name: {person}, aliases: [{person.split()[1]}]}}"
            yield f"  {identifier(person)}: {{type: person, names: {{en: {names}}}}}"
    yield "facts:"
    for index, one in group:
        about = "about" if one.about else "exactly"
        founder, head = identifier(one.founder), identifier(one.head)
        told = {
            "seat": f"    roles: {{town: {one.town.lower()}}}",
            "founded": f"    roles: {{founders: [{founder}, {head}]}}",
            "head": f"    roles: {{head: {head}}}\n    as_of: 2022-05",
            "members": f'    roles: {{members: {{{about}: "{one.members}", unit: members}}}}\n    as_of: 2022-05',
            "opened": f"    time: {one.year}-{one.month:02}-{one.day:02}",
        }
        for relation, quote in _sentences(one).items():
            yield f"  {one.id}-{relation}:\n    subject: {one.id}"
            yield f"    relation: {relation}_{_branch(index % size.branches)}\n{told[relation]}"
            yield f'    quotes:\n      - "{quote}"'


if __name__ == "__main__":
    print(write_project(Path(sys.argv[1])))
