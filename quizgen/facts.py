"""The fact base: entities and facts, found by what fills their roles."""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import combinations, pairwise
from pathlib import Path

from quizgen import edtf
from quizgen.documents.entities import EntitiesDocument, EntityDocument, NamesDocument
from quizgen.documents.facts import CompletenessDocument, DenialDocument, FactDocument, FactsDocument, QuantityDocument
from quizgen.documents.reading import Reading, load
from quizgen.images import Album
from quizgen.marks import overlapping
from quizgen.model import (
    TIME,
    Article,
    Completeness,
    Denial,
    Entity,
    Fact,
    Names,
    Place,
    Quantity,
    Quote,
    Relation,
    Role,
    Single,
    Source,
    Value,
)
from quizgen.problems import Code, Problem, did_you_mean
from quizgen.vocabulary import DATE, NUMBER, Vocabulary
from quizgen.yamlfile import Document

Said = Fact | Completeness | Denial
"""What an article may say."""
Values = tuple[Value, ...]
Location = tuple[str | int, ...]

ARTICLE = "article"
"""The attribution that names the article itself, and the type of entity an article is."""

_WORD = re.compile(r"\w+")

UNREAD = ""
"""The type of an entity of which something is wrong that is told already."""

UNTRUE = ("erroneous", "superseded")

REGISTER = "entities.yaml"
"""The file beside the articles' folders that holds the entities they share."""


@dataclass(eq=False)
class FactBase:
    """All that the articles of a deck say. Facts are keyed `article/fact`.

    `aside` are entities of the register of which none of these articles speaks: no options, no look-alikes.
    """

    vocabulary: Vocabulary
    entities: dict[str, Entity] = field(default_factory=dict)
    aside: set[str] = field(default_factory=set)
    facts: dict[str, Fact] = field(default_factory=dict)
    denials: list[Denial] = field(default_factory=list)
    complete: list[Completeness] = field(default_factory=list)

    @cached_property
    def by_relation(self) -> Mapping[str, Sequence[Fact]]:
        """The facts of each relation, in the order recorded."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts.values():
            found[fact.relation].append(fact)
        return found

    @cached_property
    def _postings(self) -> Mapping[tuple[str, str, Value], Sequence[Fact]]:
        found: dict[tuple[str, str, Value], list[Fact]] = defaultdict(list)
        for fact in self.facts.values():
            for role in (*fact.roles, TIME):
                for value in fact.values(role):
                    found[fact.relation, role, value].append(fact)
        return found

    @cached_property
    def spoken_of(self) -> Sequence[Entity]:
        """The entities that the articles define, name, or call tempting."""
        return [entity for name, entity in self.entities.items() if name not in self.aside]

    @cached_property
    def by_type(self) -> Mapping[str, Sequence[Entity]]:
        """The entities spoken of, of exactly each type."""
        found: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.spoken_of:
            found[entity.type].append(entity)
        return found

    @cached_property
    def _role_values(self) -> dict[tuple[str, str], Sequence[Value]]:
        return {}

    def values(self, relation: str, role: str) -> Sequence[Value]:
        """The values that the facts of a relation give a role, each once."""
        key = (relation, role)
        if key not in self._role_values:
            facts = self.by_relation.get(relation, ())
            self._role_values[key] = list(dict.fromkeys(value for fact in facts for value in fact.values(role)))
        return self._role_values[key]

    def holding(self, relation: str, role: str, value: Value) -> Sequence[Fact]:
        """The facts of a relation that have a value in a role."""
        return self._postings.get((relation, role, value), ())


def load_facts(
    folders: Sequence[tuple[Path, Article]], vocabulary: Vocabulary, load: Reading = load
) -> tuple[FactBase, list[Problem]]:
    """Read the facts of articles; entities may be shared among them, those of the register beside them too.

    Who reads them again and again may remember what has not changed.
    """
    base = FactBase(vocabulary)
    problems: list[Problem] = []
    read: list[tuple[FactsDocument, Document, Article, Album]] = []
    base.entities.update((article.id, _article_entity(article)) for _, article in folders)
    for register in dict.fromkeys(folder.parent / REGISTER for folder, _ in folders):
        readable, found = _add_register(base, register, load)
        problems += found
        if not readable:
            return base, problems  # else every fact would be told to speak of what there is not
    for folder, article in folders:
        document, source, found = load(folder / "facts.yaml", FactsDocument)
        problems += found
        if document is not None and source is not None:
            read.append((document, source, article, Album(folder, source)))
            problems += _add_entities(base, document, source, read[-1][-1])
    for document, source, article, album in read:
        problems += [*_Reader(base, source, article, album).read(document), *album.problems]
    problems += contradictions(base)
    return base, problems


def reread_facts(past: FactBase, folders: Sequence[tuple[Path, Article]], changed: Collection[Path]) -> FactBase | None:
    """The facts after some of their files have changed, where nothing was wrong; the others are not read again.

    None if all is to be read: if something is wrong now; if entities are not as they were, of which any file may speak;
    and if there is a register, as then it matters who speaks of whom.
    """
    if any(Path(entity.place.path).name == REGISTER for entity in past.entities.values()):
        return None
    base = FactBase(past.vocabulary, dict(past.entities))
    every: tuple[Said, ...] = (*past.facts.values(), *past.complete, *past.denials)
    before: dict[str, list[Said]] = defaultdict(list)
    for one in every:
        before[one.place.path].append(one)
    for folder, article in folders:
        path = folder / "facts.yaml"
        if path not in changed:
            _take_over(base, before[str(path)])
        elif not _is_read(base, path, article):
            return None
    return base if next(contradictions(base), None) is None else None


def _take_over(base: FactBase, said: Iterable[Said]) -> None:
    """Let a base say what another has said."""
    for one in said:
        match one:
            case Fact():
                base.facts[one.key] = one
            case Completeness():
                base.complete.append(one)
            case Denial():
                base.denials.append(one)


def _is_read(base: FactBase, path: Path, article: Article) -> bool:
    """Read one file of facts into a base that has its entities; whether it still has these, and nothing is wrong."""
    document, source, problems = load(path, FactsDocument)
    if document is None or source is None or problems:
        return False
    album = Album(path.parent, source)
    before = _defined(base, path)
    others = {name: entity for name, entity in base.entities.items() if entity.place.path != str(path)}
    alone = FactBase(base.vocabulary, others)
    if _add_entities(alone, document, source, album) or before != _defined(alone, path):
        return False
    return not [*_Reader(base, source, article, album).read(document), *album.problems]


def _defined(base: FactBase, path: Path) -> list[tuple[object, ...]]:
    """All that one file says of entities, in its order."""
    ours = (entity for entity in base.entities.values() if entity.place.path == str(path))
    return [tuple(getattr(entity, one.name) for one in fields(Entity)) for entity in ours]


def _add_register(base: FactBase, path: Path, load: Reading) -> tuple[bool, list[Problem]]:
    """Add the entities of a register, if there is one: whether it can be read, and what is wrong with it."""
    if not path.is_file():
        return True, []
    document, source, problems = load(path, EntitiesDocument)
    if document is None or source is None:
        return False, problems
    album = Album(path.parent, source)
    problems += [*_add_entities(base, document, source, album), *album.problems]
    base.aside |= document.entities.keys()
    return True, problems


def _article_entity(article: Article) -> Entity:
    names = {article.language: Names(article.cited_as, article.cited_as)}
    return Entity(article.id, ARTICLE, names, {}, frozenset(), None, article.place)


def _add_entities(
    base: FactBase, document: FactsDocument | EntitiesDocument, source: Document, album: Album
) -> list[Problem]:
    problems: list[Problem] = []
    for name, written in document.entities.items():
        at: Location = ("entities", name)
        if name in base.entities:
            problems.append(_duplicate_entity(source.place(at, key=True), name, base.entities[name]))
        elif written.type not in base.vocabulary.types and not base.vocabulary.is_unread(written.type):
            hint = did_you_mean(written.type, base.vocabulary.types)
            place = source.place((*at, "type"))
            problems.append(Problem(place, "unknown-type", f"`{written.type}` is not a type", hint))
        base.entities[name] = _entity(name, written, source, album)
    for name in source.unread & set(source.data.get("entities") or ()):
        # What is wrong with it is told; that others speak of it is not wrong too.
        place = source.place(("entities", name), key=True)
        base.entities.setdefault(name, Entity(name, UNREAD, {}, {}, frozenset(), None, place))
    problems += _wrong_marks(base, document, source)
    for name, written in document.entities.items():
        for index, other in enumerate(written.overlaps):
            if other not in base.entities:
                place = source.place(("entities", name, "overlaps", index))
                problems.append(_unknown_entity(place, other, base))
    return problems


def _wrong_marks(base: FactBase, document: FactsDocument | EntitiesDocument, source: Document) -> Iterator[Problem]:
    """Marks of what there is not, and marks of which nobody could tell which is meant."""
    for name, written in document.entities.items():
        marked = written.image.marks if written.image else {}
        at: Location = ("entities", name, "image", "marks")
        for one in marked:
            if one not in base.entities:
                yield _unknown_entity(source.place((*at, one), key=True), one, base)
        for one, other in overlapping(marked):
            message = f"the marks of `{one}` and `{other}` overlap"
            hint = "draw them beside each other; or mark one of them on another picture"
            yield Problem(source.place((*at, other), key=True), "marks-overlap", message, hint)


def _duplicate_entity(place: Place, name: str, first: Entity) -> Problem:
    if first.type == ARTICLE:
        message = f"`{name}` is the name of an article already"
        return Problem(place, "duplicate-entity", message, "give the entity another id")
    message = f"the entity `{name}` is defined here again"
    where = Path(first.place.path)
    hint = f"first in {where.parent.name}/{where.name}, line {first.place.line}; delete one, or give it another id"
    return Problem(place, "duplicate-entity", message, hint)


def _entity(name: str, written: EntityDocument, source: Document, album: Album) -> Entity:
    names = {language: _names(forms) for language, forms in written.names.items()}
    place = source.place(("entities", name), key=True)
    return Entity(
        name, written.type, names, written.gloss, frozenset(written.overlaps), written.source, place,
        album.image(("entities", name, "image"), written.image), written.image.marks if written.image else {},
    )  # fmt: skip


def _names(written: NamesDocument) -> Names:
    return Names(
        written.name,
        written.the or written.name,
        written.adjective,
        written.short,
        written.plural,
        written.aliases,
    )


def _unknown_entity(place: Place, name: str, base: FactBase) -> Problem:
    named = [id_ for id_, entity in base.entities.items() if _is_called(entity, name)]
    hint = f"write its id: {' or '.join(named)}" if named else did_you_mean(name, base.entities)
    return Problem(place, "unknown-entity", f"there is no entity `{name}`", hint)


def _is_called(entity: Entity, name: str) -> bool:
    return any(name.casefold() == form.casefold() for forms in entity.names.values() for form in forms.all())


class _Reader:
    """Resolves one article's facts against its text, the entities and the vocabulary."""

    def __init__(self, base: FactBase, source: Document, article: Article, album: Album) -> None:
        self.base = base
        self.album = album
        self.source = source
        self.article = article
        self.problems: list[Problem] = []

    def read(self, document: FactsDocument) -> list[Problem]:
        """Add all facts, promises and denials to the base; gives what is wrong with them."""
        for index, name in enumerate(document.tempting):
            self.tempting(("tempting", index), name)
        for name, fact in document.facts.items():
            self.fact(name, fact)
        for index, promise in enumerate(document.complete):
            self.completeness(index, promise)
        for index, denial in enumerate(document.denials):
            self.denial(index, denial)
        return self.problems

    def tempting(self, at: Location, name: str) -> None:
        """Let an entity of the register be a wrong option."""
        if name not in self.base.entities:
            self.problems.append(_unknown_entity(self.source.place(at), name, self.base))
        self.base.aside.discard(name)

    def fact(self, name: str, written: FactDocument) -> None:
        """Add one fact, if nothing is wrong with it."""
        before, at = len(self.problems), ("facts", name)
        relation = self.relation(at, written.relation)
        roles = self.roles(at, relation, written.filled(), every=True) if relation else {}
        quotes = self.quotes((*at, "quotes"), written.quotes)
        attribution = self.attribution(at, written)
        sources = self.sources(at, written)
        self.rules(name, written, relation)
        image = self.album.image((*at, "image"), written.image)
        if len(self.problems) == before and relation is not None:
            fact = Fact(
                name, self.article, relation.id, roles, written.time, written.as_of, attribution,
                written.status, written.ask, written.reason, quotes, self.source.place(at, key=True), written.formerly,
                image, sources,
            )  # fmt: skip
            self.base.facts[fact.key] = fact

    def relation(self, at: Location, name: str) -> Relation | None:
        """The relation of that name."""
        relation = self.base.vocabulary.relations.get(name)
        if relation is None and not self.base.vocabulary.is_unread(name):
            hint = did_you_mean(name, self.base.vocabulary.relations)
            self.problem((*at, "relation"), "unknown-relation", f"there is no relation `{name}`", hint)
        return relation

    def roles(
        self, at: Location, relation: Relation, written: Mapping[str, object], *, every: bool
    ) -> dict[str, Values]:
        """What fills the roles, resolved; with `every`, none that is not optional may be missing."""
        found: dict[str, Values] = {}
        for name, value in written.items():
            where = (*at, name) if name == "subject" else (*at, "roles", name)
            role = relation.roles.get(name)
            if role is None:
                known = did_you_mean(name, relation.roles)
                message = f"`{relation.id}` has no role `{name}`"
                self.problem(where, "unknown-role", message, known, key=True)
            else:
                found[name] = self.values(where, role, value)
        unknown = written.keys() - relation.roles.keys()
        missing = [
            name
            for name, role in relation.roles.items()
            # A role whose name is only misspelt is not told to be missing too.
            if name not in written and not role.optional and not difflib.get_close_matches(name, unknown)
        ]
        if every and missing:
            message = f"`{relation.id}` also needs {', '.join(f'`{name}`' for name in missing)}"
            self.problem(at, "missing-role", message, "add it under `roles:`", key=True)
        order = list(relation.roles)
        return {name: found[name] for name in sorted(found, key=order.index)}

    def values(self, at: Location, role: Role, written: object) -> Values:
        """The values that fill a role, checked against its types."""
        if isinstance(written, tuple):
            if not role.many:
                self.problem(
                    at, "too-many", f"`{role.name}` takes one value", "only roles with `many: yes` take a list"
                )
            each = [self.value((*at, index), role, one) for index, one in enumerate(written)]
        else:
            each = [self.value(at, role, written)]
        return tuple(value for value in each if value is not None)

    def value(self, at: Location, role: Role, written: object) -> Value | None:
        """One value of a role."""
        if isinstance(written, QuantityDocument):
            return self.quantity(at, role, written)
        text = str(written)
        if text in self.base.entities:
            self.base.aside.discard(text)
            return self.entity(at, role, self.base.entities[text])
        if DATE in role.types:
            try:
                return edtf.parse(text)
            except ValueError as error:
                self.problem(at, "bad-date", f"`{role.name}` cannot be “{text}”", str(error))
                return None
        if role.types == (NUMBER,):
            hint = "write {exactly: 5, unit: years}, or about, just_over, over, under"
            self.problem(at, "wrong-role-type", f"`{role.name}` takes a quantity, not “{text}”", hint)
            return None
        self.problems.append(_unknown_entity(self.source.place(at), text, self.base))
        return None

    def entity(self, at: Location, role: Role, entity: Entity) -> Entity | None:
        """An entity of a type that the role takes."""
        if self.base.vocabulary.is_any(entity.type, role.types):
            return entity
        if entity.type == ARTICLE or self.base.vocabulary.are_read((entity.type, *role.types)):
            message = f"`{entity.id}` has type {entity.type}; `{role.name}` takes {' or '.join(role.types)}"
            hint = "choose another entity or relation, or another type in the vocabulary"
            self.problem(at, "wrong-role-type", message, hint)
        return None

    def quantity(self, at: Location, role: Role, written: QuantityDocument) -> Quantity | None:
        """A quantity whose unit is in the vocabulary."""
        if NUMBER not in role.types:
            wanted = " or ".join(role.types)
            hint = "write a date" if DATE in role.types else "write an entity's id"
            self.problem(at, "wrong-role-type", f"`{role.name}` takes {wanted}, not a number", hint)
            return None
        if written.unit not in self.base.vocabulary.units:
            if not self.base.vocabulary.is_unread(written.unit):
                hint = did_you_mean(written.unit, self.base.vocabulary.units)
                self.problem((*at, "unit"), "unknown-unit", f"there is no unit `{written.unit}`", hint)
            return None
        [(how, number)] = written.known().items()
        return Quantity(number, written.unit, how)  # type: ignore[arg-type]  # the five keys are the five ways

    def quotes(self, at: Location, written: Sequence[str]) -> tuple[Quote, ...]:
        """The quotes with their spans."""
        for index, (text, after) in enumerate(pairwise(written)):
            whole = f"{text}, {after}"
            if whole in self.article.text:
                message = f"“{text}” and “{after}” are one passage, cut at its comma"
                mended = json.dumps(whole, ensure_ascii=False)
                hint = f"in [ ] a comma begins another entry; put it between quotation marks: [{mended}]"
                self.problem((*at, index), "quote-cut", message, hint)
                return ()
        each = (self.quote((*at, index), text) for index, text in enumerate(written))
        return tuple(quote for quote in each if quote is not None)

    def quote(self, at: Location, text: str) -> Quote | None:
        """The quote with its span; absent or ambiguous is a problem."""
        start = self.article.text.find(text)
        if start < 0:
            near = nearest_passage(text, self.article.text)
            hint = f"the nearest passage is “{near}”" if near else "copy it from article.txt, letter for letter"
            if near == " ".join(text.split()):
                hint = "it does so with a line break or other spaces in between: make it two quotes, parted there"
            self.problem(at, "quote-absent", f"the article does not say “{text}”", hint)
            return None
        again = self.article.text.find(text, start + 1)
        if again >= 0:
            where = " and ".join(f"line {self.article.text.count(chr(10), 0, spot) + 1}" for spot in (start, again))
            message = f"the article says “{text}” more than once"
            self.problem(at, "quote-ambiguous", message, f"on {where}; quote more words around the one you mean")
            return None
        return Quote(text, start, start + len(text))

    def attribution(self, at: Location, written: FactDocument) -> Entity | None:
        """Whose statement the fact is."""
        if written.attribution is None:
            return None
        name = self.article.id if written.attribution == ARTICLE else written.attribution
        if name not in self.base.entities:
            self.problems.append(_unknown_entity(self.source.place((*at, "attribution")), name, self.base))
        self.base.aside.discard(name)
        return self.base.entities.get(name)

    def sources(self, at: Location, written: FactDocument) -> tuple[Source, ...]:
        """Those of the brief's sources on which the fact rests; a brief that has some has them for every fact."""
        known = self.article.sources
        if known and written.sources is None:
            message = f"`{at[-1]}` does not say on which of the sources of `{self.article.id}` it rests"
            self.problem(at, "source-missing", message, f"add `sources:`, such as [{next(iter(known))}]", key=True)
        named = written.sources or ()
        for index, name in enumerate(named):
            if name not in known:
                message = f"`{self.article.id}` has no source `{name}`"
                hint = (
                    did_you_mean(name, known)
                    if known
                    else f"list it under `sources:` in {self.article.id}/article.yaml"
                )
                self.problem((*at, "sources", index), "unknown-source", message, hint)
        return tuple(known[name] for name in named if name in known)

    def rules(self, name: str, written: FactDocument, relation: Relation | None) -> None:
        """What must hold between a fact's status and how it may be asked."""
        at: Location = ("facts", name)
        careful = written.status in ("attributed", "contested") or written.ask == "attributed"
        if careful and written.attribution is None and written.ask != "never":
            why = f"status {written.status}" if written.ask != "attributed" else "ask: attributed"
            message = f"`{name}` ({why}) does not say whose statement it is"
            self.problem(at, "attribution-missing", message, "add `attribution:`, an entity or `article`", key=True)
        if written.status in UNTRUE and written.ask != "never":
            message = f"`{name}` is {written.status}, and yet may be asked"
            self.problem(at, "untrue-asked", message, "write `ask: never` and give the `reason`", key=True)
        if written.ask == "never" and not written.reason:
            message = f"`{name}` may never be asked, but gives no reason"
            self.problem(at, "reason-missing", message, "add `reason:`", key=True)
        if written.ask == "dated" and written.time is None and written.as_of is None:
            message = f"`{name}` may be asked only with its date, and has none"
            self.problem(at, "date-missing", message, "add `time:` or `as_of:`", key=True)
        if written.status == "planned" and relation is not None and not relation.plan and written.ask != "never":
            message = f"`{name}` is only planned, but `{relation.id}` reads as if it had happened"
            self.problem((*at, "relation"), "plan-as-fact", message, "use a relation with `plan: yes`")

    def completeness(self, index: int, written: CompletenessDocument) -> None:
        """Add a promise that facts list every value of a role."""
        before, at = len(self.problems), ("complete", index)
        relation = self.relation(at, written.relation)
        if relation is None:
            return
        roles = (*relation.roles, TIME)
        if written.lists not in roles:
            hint = did_you_mean(written.lists, roles)
            self.problem((*at, "lists"), "unknown-role", f"`{relation.id}` has no role `{written.lists}`", hint)
        filled = {**({"subject": written.subject} if written.subject else {}), **written.roles}
        given = self.roles(at, relation, filled, every=False)
        if len(self.problems) == before:
            place = self.source.place(at)
            self.base.complete.append(Completeness(relation.id, written.lists, given, written.because, place))

    def denial(self, index: int, written: DenialDocument) -> None:
        """Add a statement known not to hold."""
        before, at = len(self.problems), ("denials", index)
        relation = self.relation(at, written.relation)
        roles = self.roles(at, relation, written.filled(), every=False) if relation else {}
        if len(self.problems) == before and relation is not None:
            self.base.denials.append(Denial(relation.id, roles, written.because, self.source.place(at)))

    def problem(self, at: Location, code: Code, message: str, hint: str = "", *, key: bool = False) -> None:
        """Note what is wrong at a place of the file."""
        self.problems.append(Problem(self.source.place(at, key=key), code, message, hint))


def nearest_passage(quote: str, text: str) -> str:
    """The passage of the text that shares most words with the quote, white space folded; empty if none is near."""
    wanted = Counter(_WORD.findall(quote.casefold()))
    length = wanted.total()
    words = list(_WORD.finditer(text))
    left = wanted.copy()
    best, shared, found = 0, 0, 0
    for index, word in enumerate(words):
        if index >= length:
            out = words[index - length][0].casefold()
            left[out] += 1
            shared -= left[out] > 0
        left[word[0].casefold()] -= 1
        shared += left[word[0].casefold()] >= 0
        if shared > best:
            best, found = shared, index
    if best * 2 < length or not best:
        return ""
    passage = words[max(0, found - length + 1) : found + 1]
    shared_at = [index for index, word in enumerate(passage) if word[0].casefold() in wanted]
    start, end = passage[shared_at[0]].start(), passage[shared_at[-1]].end()
    return " ".join(text[start:end].split())


def contradictions(base: FactBase) -> Iterator[Problem]:
    """Facts that give a role different values where the vocabulary allows it one."""
    for relation in base.vocabulary.relations.values():
        for rule in relation.single:
            yield from _contradictions(base, relation, rule)


def _contradictions(base: FactBase, relation: Relation, rule: Single) -> Iterator[Problem]:
    groups: dict[tuple[Values, ...], list[Fact]] = defaultdict(list)
    for fact in base.by_relation.get(relation.id, ()):
        if fact.status == "asserted" and fact.ask != "never" and fact.values(rule.role):
            groups[tuple(fact.values(role) for role in sorted(rule.given))].append(fact)
    for group in groups.values():
        for first, second in _differing(group, rule):
            message = f"`{second.id}` and `{first.id}` give `{rule.role}` two values, but `{relation.id}` allows one"
            where = f"line {first.place.line} of {first.article.id}/facts.yaml"
            hint = f"see {where}; correct one, or its dates, or mark one erroneous or superseded"
            yield Problem(second.place, "contradiction", message, hint)


def _differing(group: Sequence[Fact], rule: Single) -> Iterator[tuple[Fact, Fact]]:
    if len({frozenset(fact.values(rule.role)) for fact in group}) == 1:
        return
    for first, second in combinations(group, 2):
        if set(first.values(rule.role)) != set(second.values(rule.role)) and (
            not rule.at_a_time or coincide(first.when, second.when)
        ):
            yield first, second


def coincide(first: edtf.Date | None, second: edtf.Date | None) -> bool:
    """Whether two times may be the same; a fact without one holds at any."""
    return first is None or second is None or first.overlaps(second)
