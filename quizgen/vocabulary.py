"""The vocabulary that facts and templates share: types, units and relations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quizgen.documents.reading import load
from quizgen.documents.relations import ReadingDocument, RelationDocument, VocabularyDocument
from quizgen.model import TIME, EntityType, Reading, Relation, Role, Single, Wording
from quizgen.problems import Problem, did_you_mean
from quizgen.yamlfile import Document

NUMBER, DATE = "number", "date"
LITERALS = (NUMBER, DATE)
RESERVED_ROLES = (TIME, "when", "by", "lead", "event", "description", "statement", "it", "first", "second")


@dataclass(eq=False)
class Vocabulary:
    """Types, units and relations by id; later files replace what earlier ones define.

    `unread` are those of which it is told already that they cannot be read; all, if not even their names could be.
    """

    types: dict[str, EntityType] = field(default_factory=dict)
    units: dict[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    all_unread: bool = False
    _ancestors: dict[str, frozenset[str]] = field(default_factory=dict)

    def is_unread(self, name: str) -> bool:
        """Whether a type, unit or relation is not known only for a problem told already."""
        return self.all_unread or name in self.unread

    def are_read(self, kinds: Iterable[str]) -> bool:
        """Whether all these types, and what they are, are known for good."""
        return all(
            (above in self.types or above in LITERALS) and not self.is_unread(above)
            for kind in kinds
            for above in self.ancestors(kind)
        )

    def ancestors(self, kind: str) -> frozenset[str]:
        """A type and all that it is."""
        found = self._ancestors.get(kind)
        if found is None:
            parent = self.types[kind].parent if kind in self.types else None
            found = self._ancestors[kind] = frozenset((kind,)) | (self.ancestors(parent) if parent else frozenset())
        return found

    def is_any(self, kind: str, wanted: Iterable[str]) -> bool:
        """Whether a type is, or descends from, one of those wanted."""
        return not self.ancestors(kind).isdisjoint(wanted)

    def word(self, kind: str, language: str) -> str:
        """The word for a type, such as "city"; its parent's where it has none."""
        found: str | None = kind
        while found in self.types:
            words = self.types[found].words
            word = words.get(language) or words.get(language.split("-", maxsplit=1)[0])
            if word:
                return word
            found = self.types[found].parent
        return kind.replace("-", " ").replace("_", " ")

    def unit(self, unit: str, language: str, plural_form: str) -> str:
        """The word for a unit in a CLDR plural form."""
        words = self.units[unit]
        forms = words.get(language) or words.get(language.split("-", maxsplit=1)[0]) or {}
        return forms.get(plural_form) or forms.get("other") or unit


def load_vocabulary(paths: Sequence[Path], known: Vocabulary | None = None) -> tuple[Vocabulary, list[Problem]]:
    """Read relation files, the curated one first; or those beyond what is known."""
    vocabulary = Vocabulary({**known.types}, {**known.units}, {**known.relations}) if known else Vocabulary()
    problems: list[Problem] = []
    for path in paths:
        document, source, found = load(path, VocabularyDocument)
        problems += found
        if document is not None and source is not None:
            vocabulary.unread |= source.unread
            problems += _add(vocabulary, document, source)
        else:
            vocabulary.all_unread = True
    return vocabulary, problems


def _add(vocabulary: Vocabulary, document: VocabularyDocument, source: Document) -> list[Problem]:
    problems: list[Problem] = []
    for name, written in document.types.items():
        words = dict(written.__pydantic_extra__ or {})
        vocabulary.types[name] = EntityType(name, written.parent, words)
    for name, forms in document.units.items():
        vocabulary.units[name] = {
            language: {str(form): word for form, word in plurals.items()} for language, plurals in forms.items()
        }
    for name, written in document.types.items():
        problems += _type_problems(vocabulary, name, written.parent, source)
    for name, relation in document.relations.items():
        problems += _relation_problems(vocabulary, name, relation, source)
        vocabulary.relations[name] = _relation(name, relation, source)
    return problems


def _type_problems(vocabulary: Vocabulary, name: str, parent: str | None, source: Document) -> list[Problem]:
    place = source.place(("types", name, "is"))
    if name in LITERALS:
        message = f"`{name}` is built in and cannot be a type of entity"
        return [Problem(source.place(("types", name), key=True), "bad-type", message, "choose another name")]
    if parent is None:
        return []
    if parent not in vocabulary.types:
        vocabulary.types[name] = EntityType(name, None, vocabulary.types[name].words)
        told = vocabulary.is_unread(parent)
        vocabulary.unread.add(name)
        if told:
            return []
        hint = did_you_mean(parent, vocabulary.types.keys() - {name})
        return [Problem(place, "unknown-type", f"`{parent}` is not a type", hint)]
    if name in _above(parent, vocabulary):
        vocabulary.unread.add(name)
        vocabulary.types[name] = EntityType(name, None, vocabulary.types[name].words)
        message = f"`{name}` is, by way of `{parent}`, itself" if parent != name else f"`{name}` is itself"
        return [Problem(place, "circular-type", message, "name a wider type, or delete `is`")]
    return []


def _above(kind: str, vocabulary: Vocabulary) -> set[str]:
    """A type and all that it is, though they may go round in a circle."""
    seen: set[str] = set()
    at: str | None = kind
    while at is not None and at in vocabulary.types and at not in seen:
        seen.add(at)
        at = vocabulary.types[at].parent
    return seen


def _relation_problems(
    vocabulary: Vocabulary, name: str, relation: RelationDocument, source: Document
) -> list[Problem]:
    at = ("relations", name)
    problems: list[Problem] = []
    if next(iter(relation.roles)) != "subject":
        message = f"the first role of `{name}` is `{next(iter(relation.roles))}`"
        problems.append(Problem(source.place((*at, "roles")), "bad-role", message, "the first is always `subject`"))
    for role, written in relation.roles.items():
        if role in RESERVED_ROLES:
            place = source.place((*at, "roles", role), key=True)
            problems.append(Problem(place, "bad-role", f"`{role}` cannot name a role", "it is a slot of every fact"))
        known = (*vocabulary.types, *LITERALS)
        problems += [
            Problem(
                source.place((*at, "roles", role)), "unknown-type", f"`{kind}` is not a type", did_you_mean(kind, known)
            )
            for kind in written.type
            if kind not in known and not vocabulary.is_unread(kind)
        ]
    if relation.speaker and relation.speaker not in relation.roles:
        message = f"`{relation.speaker}` is not a role of `{name}`"
        place = source.place((*at, "speaker"))
        problems.append(Problem(place, "unknown-role", message, did_you_mean(relation.speaker, relation.roles)))
    roles = (*relation.roles, TIME)
    for role, written_rules in relation.single.items():
        for word in {role, *(given for rule in _rules(written_rules) for given in rule)} - set(roles):
            place = source.place((*at, "single", role), key=word == role)
            message = f"`{word}` is not a role of `{name}`"
            problems.append(Problem(place, "unknown-role", message, did_you_mean(word, roles)))
    return problems


def _rules(written: tuple[str, ...] | tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """The alternatives of one `single` entry: a list of roles, or several lists."""
    if all(isinstance(rule, str) for rule in written):
        return (tuple(str(role) for role in written),)
    return tuple(tuple(rule) for rule in written)


def _relation(name: str, written: RelationDocument, source: Document) -> Relation:
    roles = {role: Role(role, spec.type, spec.many, spec.optional) for role, spec in written.roles.items()}
    single = tuple(
        Single(role, frozenset(given) - {TIME}, TIME in given)
        for role, rules in written.single.items()
        for given in _rules(rules)
    )
    reads = {
        language: _reading(reading, ("relations", name, "reads", language), source)
        for language, reading in written.reads.items()
    }
    place = source.place(("relations", name), key=True)
    return Relation(name, written.topic, roles, single, written.plan, reads, place, written.speaker)


def _reading(written: ReadingDocument, at: tuple[str, ...], source: Document) -> Reading:
    def wording(key: str, text: str) -> Wording:
        return source.wording((*at, key), text)

    event = wording("event", written.event) if written.event else None
    description = wording("description", written.description) if written.description else None
    return Reading(wording("statement", written.statement), event, description)
