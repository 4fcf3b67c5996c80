"""A small invented world, and what the program makes of a few facts about it.

Facts, relations and templates are the YAML that authors write, a little shorter: an entity may be
just its type, and a fact without quotes gets a passage of its own in the article.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from quizgen.articles import load_article
from quizgen.drafting import Desk
from quizgen.facts import FactBase, load_facts
from quizgen.matching import Binding, bind
from quizgen.model import Item, OneOf, Refusal, SeveralOf
from quizgen.problems import Problem
from quizgen.question_templates import Prepared, load_templates
from quizgen.questions import QUESTIONS, make
from quizgen.readings import Readings
from quizgen.vocabulary import Vocabulary, load_vocabulary

RELATIONS = """
types:
  place: {en: place}
  town: {is: place, en: town}
  region: {is: place, en: region}
  person: {en: person}
  office: {en: office}
  event: {en: event}
units:
  soldiers: {en: {one: soldier, other: soldiers}}
  years: {en: {one: year, other: years}}
  months: {en: {one: month, other: months}}
relations:
  seat:
    topic: places
    roles: {subject: office, town: town}
    single: {town: [subject]}
    reads: {en: {statement: "{{ lead }}{{ subject.the }} has its seat in {{ town }}."}}
  holds:
    topic: people
    roles: {subject: person, office: office}
    single: {subject: [office, time]}
    reads:
      en:
        statement: "{{ lead }}{{ subject }} was {{ office }}."
        description: "{{ office }} {{ when }}"
  met:
    topic: people
    roles: {subject: person, other: person, town: {type: town, optional: yes}}
    reads: {en: {statement: "{{ lead }}{{ subject }} met {{ other }}{% if town %} in {{ town }}{% endif %}."}}
  ruled:
    topic: people
    roles: {subject: person, towns: {type: town, many: yes}}
    reads: {en: {statement: "{{ lead }}{{ subject }} ruled {{ towns }}."}}
  sent:
    topic: numbers
    roles: {subject: town, region: region, soldiers: number}
    single: {soldiers: [subject, region, time]}
    reads: {en: {statement: "{{ lead }}{{ subject }} had {{ soldiers }} in {{ region.the }}."}}
  lasted:
    topic: numbers
    roles: {subject: event, span: number}
    single: {span: [subject]}
    reads: {en: {statement: "{{ lead }}{{ subject.the }} lasted {{ span }}."}}
  happened:
    topic: times
    roles: {subject: event}
    single: {time: [subject]}
    reads:
      en:
        statement: "{{ by.lead }}{{ subject.the }} happened {{ when }}."
        event: "{{ subject.the }}"
  will_happen:
    topic: times
    plan: yes
    roles: {subject: event}
    reads: {en: {statement: "{{ lead }}{{ subject.the }} is planned."}}
"""

ARTICLE = "tale"


def data(text: str) -> dict[str, Any]:
    """YAML as text, lists and mappings."""
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader) or {}  # noqa: S506  # gives nothing but text
    return loaded


def write_article(folder: Path, facts: str, **settings: str) -> None:
    """An article's folder with its facts; each fact has the passage that it quotes."""
    written = data(facts)
    for name, entity in written.get("entities", {}).items():
        if isinstance(entity, str):
            written["entities"][name] = {"type": entity, "names": {"en": name.replace("-", " ").title()}}
    for name, fact in written.get("facts", {}).items():
        fact.setdefault("quotes", [f"Here the tale tells of {name}."])
    passages = [quote for fact in written.get("facts", {}).values() for quote in fact["quotes"]]
    text = "\n".join(["A tale.", *dict.fromkeys(passages)])
    about = {
        "title": "A tale",
        "language": "en",
        "published": "2022-05-03",
        "cited_as": f"a {folder.name} of May 2022",
        "sha256": sha256(text.encode()).hexdigest(),
        **settings,
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "article.txt").write_bytes(text.encode())
    _write(folder / "article.yaml", about)
    _write(folder / "facts.yaml", written)


def write_project(
    folder: Path,
    facts: str | Mapping[str, str],
    templates: Mapping[str, str],
    *,
    relations: str = RELATIONS,
    deck: str = "",
) -> Path:
    """A project's deck file; `facts` of several articles are given by their names."""
    articles = {ARTICLE: facts} if isinstance(facts, str) else facts
    for name, text in articles.items():
        write_article(folder / "seeds" / name, text)
    for name, text in {"relations": relations, **templates}.items():
        path = folder / "templates" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "decks").mkdir(exist_ok=True)
    settings = {
        "title": "Tales",
        "description": "What they tell.",
        "language": "en",
        "edition": "2026-11-23",
        "articles": list(articles),
        "templates": list(templates),
        "sheet": {"instructions": "Answer.", "questions": "1", "forms": "1"},
        **data(deck),
    }
    _write(folder / "decks" / "deck.yaml", settings)
    return folder / "decks" / "deck.yaml"


def _write(path: Path, content: Mapping[str, Any]) -> None:
    content = json.loads(json.dumps(content))  # a list that is used twice must not become an alias
    path.write_text(yaml.safe_dump(dict(content), allow_unicode=True, default_style='"', sort_keys=False), "utf-8")


@dataclass(frozen=True)
class World:
    """Facts and templates that were read without a problem."""

    base: FactBase
    readings: Readings
    templates: Sequence[Prepared]

    def bindings(self) -> list[Binding]:
        """Every template with every fact, or set of facts, that it asks about."""
        return [binding for template in self.templates for binding in bind(template, self.base, self.readings)]

    def outcomes(self, seed: str = "1", *, plain: bool = False) -> list[Item | Refusal]:
        """What becomes of each binding."""
        desk = Desk(self.base, self.readings, seed, plain)
        return [make(binding, desk) for binding in self.bindings()]

    def items(self, seed: str = "1") -> dict[str, Item]:
        """The items by the facts they ask about."""
        made = (outcome for outcome in self.outcomes(seed) if isinstance(outcome, Item))
        return {"+".join(fact.split("/")[1] for fact in item.facts): item for item in made}

    def item(self, seed: str = "1") -> Item:
        """The one item there is."""
        outcomes = self.outcomes(seed)
        assert len(outcomes) == 1, outcomes
        assert isinstance(outcomes[0], Item), outcomes[0]
        return outcomes[0]

    def refusals(self) -> dict[str, str]:
        """Why there is no item, by the facts it would ask about."""
        refused = (outcome for outcome in self.outcomes() if isinstance(outcome, Refusal))
        return {"+".join(fact.split("/")[1] for fact in refusal.facts): refusal.reason for refusal in refused}

    def refusal(self) -> str:
        """Why the one item there could be is none."""
        outcomes = self.outcomes()
        assert len(outcomes) == 1, outcomes
        assert isinstance(outcomes[0], Refusal), outcomes[0]
        return outcomes[0].reason


def vocabulary(folder: Path, relations: str = RELATIONS) -> Vocabulary:
    """The vocabulary of a text."""
    path = folder / "relations.yaml"
    path.write_text(relations, "utf-8")
    found, problems = load_vocabulary([path])
    assert problems == [], "\n".join(map(str, problems))
    return found


def read_facts(folder: Path, known: Vocabulary, facts: str | Mapping[str, str]) -> tuple[FactBase, list[Problem]]:
    """The facts of one article, or of several by their names, and what is wrong with them."""
    articles = {ARTICLE: facts} if isinstance(facts, str) else facts
    read = []
    for name, text in articles.items():
        write_article(folder / name, text)
        article, problems = load_article(folder / name)
        assert problems == [], "\n".join(map(str, problems))
        assert article
        read.append((folder / name, article))
    return load_facts(read, known)


def read_templates(folder: Path, readings: Readings, templates: Mapping[str, str]) -> list[Prepared]:
    """Templates by name, as authors write them."""
    paths = {}
    for name, text in templates.items():
        paths[name] = folder / f"{name}.template.yaml"
        paths[name].write_text(text, "utf-8")
    prepared, problems = load_templates(paths, readings, QUESTIONS, None)
    assert problems == [], "\n".join(map(str, problems))
    return prepared


def world(folder: Path, facts: str | Mapping[str, str], *templates: str, relations: str = RELATIONS) -> World:
    """The facts and templates of these texts."""
    known = vocabulary(folder, relations)
    readings = Readings(known)
    assert readings.problems == []
    base, problems = read_facts(folder, known, facts)
    assert problems == [], "\n".join(map(str, problems))
    named = {f"t{number}": text for number, text in enumerate(templates, start=1)}
    return World(base, readings, read_templates(folder, readings, named))


def options(item: Item) -> list[str]:
    """The options of a choice, in the order of the alphabet."""
    assert isinstance(item.response, (OneOf, SeveralOf))
    return sorted(option.text for option in item.response.options)


def key(item: Item) -> str:
    """The right option of a choice."""
    assert isinstance(item.response, OneOf)
    return item.response.options[item.response.key].text


def ids(outcomes: Iterable[Item | Refusal]) -> list[str]:
    """The ids of items, as they were made or would have been."""
    return [outcome.id if isinstance(outcome, Item) else outcome.item for outcome in outcomes]
