"""Facts made up from the vocabulary, for what a template may meet one day: written as authors write, and loaded so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quizgen.articles import load_article
from quizgen.facts import FactBase, load_facts
from quizgen.model import Pattern, Relation, Role
from quizgen.problems import ContentError, errors
from quizgen.vocabulary import DATE, NUMBER, Vocabulary

FACTS = 9
"""A relation: one for each peculiar name."""

_SYLLABLES = [first + vowel for first in "bdfgklmnprstvz" for vowel in "aeiou"]
_LONG = "International Commission for the Reconstruction and Lasting Development of the Northern Provinces of {}"


def synthetic_facts(pattern: Pattern, vocabulary: Vocabulary) -> FactBase:
    """Facts that a pattern takes, as its relations allow them."""
    written = _Writer(pattern, vocabulary)
    for relation in pattern.relations or vocabulary.relations:
        written.relation(vocabulary.relations[relation])
    with TemporaryDirectory() as folder:
        return _loaded(Path(folder) / "synthetic", written, vocabulary)


def _loaded(folder: Path, written: _Writer, vocabulary: Vocabulary) -> FactBase:
    text = "".join(f"{fact['quotes'][0]}\n" for fact in written.facts.values())
    article = {"title": "Made up", "language": "en", "published": "2022-05-03", "cited_as": "an article of May 2022"}
    folder.mkdir()
    (folder / "article.txt").write_bytes(text.encode())
    _write(folder / "article.yaml", {**article, "sha256": sha256(text.encode()).hexdigest()})
    _write(folder / "facts.yaml", {"entities": written.entities, "facts": written.facts})
    read, problems = load_article(folder)
    base, found = load_facts([(folder, read)] if read else [], vocabulary)
    if errors([*problems, *found]):
        raise ContentError([*problems, *found])
    return base


def _write(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")  # JSON is YAML


class _Writer:
    """The entities and facts of a `facts.yaml`."""

    def __init__(self, pattern: Pattern, vocabulary: Vocabulary) -> None:
        self.pattern = pattern
        self.vocabulary = vocabulary
        self.entities: dict[str, dict[str, Any]] = {}
        self.facts: dict[str, dict[str, Any]] = {}

    def relation(self, relation: Relation) -> None:
        """Its facts: each with an entity of its own in every role, so that none contradicts another."""
        for number in range(FACTS):
            roles = {
                role.name: self.value(role, number, place)
                for place, role in enumerate(relation.roles.values())
                if not (role.optional and number % 2)
            }
            fact: dict[str, Any] = {"subject": roles.pop("subject"), "relation": relation.id, "roles": roles}
            name = f"{relation.id}-{number}"
            fact["quotes"] = [f"So says passage {len(self.facts):05}."]
            if number != FACTS - 1:
                fact["time" if number % 4 else "as_of"] = f"{2001 + 2 * number}-0{number + 1}"
            if number == 5:
                fact |= {"status": "attributed", "attribution": "article"}
            elif relation.plan:
                fact["status"] = "planned"
            self.facts[name] = fact

    def value(self, role: Role, number: int, place: int) -> Any:
        """What fills a role of the fact of that number."""
        if role.types[0] == NUMBER:
            how = ("exactly", "about", "just_over")[number % 3]
            return {how: str(13 * 3**number), "unit": next(iter(self.vocabulary.units))}
        if role.types[0] == DATE:
            return f"{2002 + number}"
        several = 2 if role.many and number % 2 else 1
        named = [self.entity(self.type_of(role, number), (number + place) % FACTS) for _ in range(several)]
        return named if several > 1 else named[0]

    def type_of(self, role: Role, number: int) -> str:
        """The type that the pattern or role wants; the last fact has one of its own kind where there are narrower."""
        wanted = [name for name in self.pattern.where.get(role.name, ()) if name in self.vocabulary.types]
        kind = (wanted or role.types)[0]
        narrower = [name for name, one in self.vocabulary.types.items() if one.parent == kind]
        return narrower[0] if narrower and number == FACTS - 1 else kind

    def entity(self, kind: str, shape: int) -> str:
        """A new entity; its names have that peculiarity."""
        number = len(self.entities)
        name = f"synthetic-{number}"
        self.entities[name] = {"type": kind, "names": _names(shape, number)}
        return name


def _names(shape: int, number: int) -> dict[str, Any]:
    tag = "".join(_digits(number, _SYLLABLES)).capitalize()
    letters = "".join(_digits(number, "ابتدرسعكلمنهوي"))
    kanji = "".join(_digits(number, "山川木林空海星雪風花"))
    long = _LONG.format(tag)
    shapes: tuple[dict[str, Any], ...] = (
        {"en": {"name": long, "the": f"the {long}"}},
        {"en": {"name": f"{tag} Islands", "the": f"the {tag} Islands", "plural": "yes"}},
        {"en": f"Sector {number + 100}"},
        {"en": f"N’{tag}’s Reach"},
        {"en": letters},
        {"en": kanji},
        {"fr": f"Mont {tag}"},
    )
    usual = {"en": {"name": f"Al{tag.lower()}", "adjective": f"Al{tag.lower()}ese"}}
    return shapes[shape] if shape < len(shapes) else usual


def _digits(number: int, digits: Iterable[str]) -> Iterable[str]:
    """The number with three digits of these."""
    each = list(digits)
    return [each[number // len(each) ** power % len(each)] for power in (0, 1, 2)]
