"""Question templates: read, and checked against the vocabulary before any fact is seen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Protocol

from quizgen import library
from quizgen.defaults import Defaults, Layer
from quizgen.documents.reading import load
from quizgen.documents.template import PairDocument, TemplateDocument
from quizgen.flaws import FLAWS, MAY_STAY
from quizgen.frozen import frozen
from quizgen.model import TIME, Example, Pattern, Role, Shape, Template, Wishes, Wording
from quizgen.phrases import PHRASES
from quizgen.problems import Code, Problem, Severity, did_you_mean, errors
from quizgen.readings import Readings, forms_of
from quizgen.sandbox import Source, parse
from quizgen.slots import FACT_SLOTS
from quizgen.vocabulary import NUMBER, Vocabulary
from quizgen.yamlfile import Document

ANY, EACH = "any", "each"
RELATIONS_FILE = "relations.yaml"
PICKS: Mapping[str, tuple[str, str]] = {"number": ("greater", "less"), "time": ("earlier", "later")}
"""What a comparison may hide: by a number, or by time."""


@frozen
class Takes:
    """What a kind of question takes: patterns of some shapes; a stem, or the relation's statement; two directions."""

    shapes: frozenset[Shape]
    stem: bool
    reverse: bool = False


class Kind(Protocol):
    """A kind of question, as far as its templates are concerned."""

    @property
    def takes(self) -> Takes: ...


Kinds = Mapping[str, Kind]
Slots = Mapping[str, Collection[str] | Mapping[str, Collection[str]]]


@frozen
class Prepared:
    """A template with its wordings checked, and likewise its other direction."""

    template: Template
    stems: tuple[Source, ...]
    answer: Source | None
    left: Source | None
    rationale: Source | None
    reverse: Prepared | None = None


def find_templates(folders: Sequence[Path]) -> dict[str, Path]:
    """Template files by name, in later folders taking the place of those in earlier ones."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.yaml")):
            name = path.relative_to(folder).with_suffix("").as_posix()
            if path.name != RELATIONS_FILE and not any(part.startswith((".", "_")) for part in name.split("/")):
                found[name] = path
    return dict(sorted(found.items()))


def load_templates(
    paths: Mapping[str, Path], readings: Readings, kinds: Kinds, entities: Collection[str] | None
) -> tuple[list[Prepared], list[Problem]]:
    """Read templates by name; gives those without errors."""
    return Templates(readings, kinds).load(paths, entities)


class Good(NamedTuple):
    """A template with which nothing is wrong where, of the names in it, these are not known."""

    prepared: Prepared
    names: frozenset[str]
    unknown: frozenset[str]


Known = Mapping[tuple[str, Path], Sequence[Good]]
"""By name and file: the template as it reads where these names, or those, are not known."""


class Templates:
    """Templates that meet the entities of several decks: each good one is read once, if it is not `known` before."""

    def __init__(self, readings: Readings, kinds: Kinds, known: Known = MappingProxyType({})) -> None:
        self.readings = readings
        self.kinds = kinds
        self._defaults = Defaults()
        self.known: dict[tuple[str, Path], Sequence[Good]] = dict(known)

    def load(self, paths: Mapping[str, Path], entities: Collection[str] | None) -> tuple[list[Prepared], list[Problem]]:
        """Read templates by name; gives those without errors."""
        prepared: list[Prepared] = []
        problems: list[Problem] = []
        for name, path in paths.items():
            template, found = self._load(name, path, entities)
            prepared += [template] if template else []
            problems += found
        return prepared, [*problems, *self._defaults.problems]

    def _load(
        self, name: str, path: Path, entities: Collection[str] | None
    ) -> tuple[Prepared | None, Sequence[Problem]]:
        known = self.known.get((name, path), ())
        for good in known:
            if good.unknown == _unknown(good.names, entities):
                return good.prepared, ()
        layers = self._defaults.of(name, path)
        document, source, found = load(path, TemplateDocument, [layer.document for layer in layers if layer.document])
        if document is None or source is None:
            # What a template lacks may be there, where what is wrong with it is told at its own place.
            return None, [] if source is not None and _lacks_unread(source, layers) else found
        reader = _Reader(name, document, source, self.readings, self.kinds, entities)
        prepared = reader.read()
        found += reader.problems
        if prepared and not found:
            names = reader.names() - self.readings.vocabulary.types.keys()
            self.known[name, path] = [*known, Good(prepared, names, _unknown(names, entities))]
        return prepared, found


def _unknown(names: frozenset[str], entities: Collection[str] | None) -> frozenset[str]:
    return frozenset() if entities is None else frozenset(name for name in names if name not in entities)


def _lacks_unread(source: Document, layers: Sequence[Layer]) -> bool:
    """Whether a template may be wrong only because its defaults could not be read."""
    own = source.data if isinstance(source.data, dict) else {}
    return any(layer.document is None or any(key not in own for key in layer.unread) for layer in layers)


@dataclass
class _Reader:
    """Checks one template against the vocabulary."""

    name: str
    document: TemplateDocument
    source: Document
    readings: Readings
    kinds: Kinds
    entities: Collection[str] | None
    problems: list[Problem] = field(default_factory=list)

    @property
    def vocabulary(self) -> Vocabulary:
        """The types, units and relations there are."""
        return self.readings.vocabulary

    def read(self) -> Prepared | None:
        """The template, if nothing is wrong with it."""
        pattern = self.pattern()
        self.kind(pattern)
        self.language()
        if self.problems or any(relation not in self.vocabulary.relations for relation in pattern.relations):
            return None
        self.where(pattern)
        self.hide(pattern)
        self.both_ways(pattern)
        if not self.compares(pattern):
            return None
        slots = self.slots(pattern)
        written = self.document.answer
        answer_slots = self.answer_slots(pattern, slots)
        columns = written if isinstance(written, PairDocument) else None
        left = self.wording("answer", "left", text=columns.left) if columns else None
        answer = (
            self.wording("answer", "right", text=columns.right)
            if columns
            else self.wording("answer", text=written if isinstance(written, str) else None)
        )
        stems = self.stems()
        rationale = self.wording("rationale", text=self.document.rationale)
        template = Template(
            self.name, self.document.kind, self.document.language, pattern, stems, answer, left, rationale,
            self.wishes(), self.document.topics, self.document.level, self.examples(), self.source.place(),
            self.allowed(), formerly=self.formerly(pattern),
        )  # fmt: skip
        prepared = Prepared(
            template,
            tuple(source for stem in stems if (source := self.parse(stem, slots))),
            self.parse(answer, answer_slots),
            self.parse(left, answer_slots),
            self.parse(rationale, slots),
        )
        prepared = self.with_reverse(prepared, slots)
        return None if errors(self.problems) else prepared

    def both_ways(self, pattern: Pattern) -> None:
        """The other direction hides another role of the same fact."""
        reverse, kind = self.document.reverse, self.document.kind
        takes = self.kinds[kind].takes.reverse
        if reverse is None:
            if takes:
                hint = "say what is asked the other way round: its `hide` and its `stem`"
                self.problem((), "missing-key", "`reverse` is missing", hint)
        elif not takes:
            which = next(name for name, kind in self.kinds.items() if kind.takes.reverse)
            message = f"a question of kind `{kind}` is asked one way only"
            self.problem(("reverse",), "wrong-shape", message, f"make it `kind: {which}`, or delete this", key=True)
        elif len(pattern.hide) != 1:
            message = "a question that is asked both ways hides one role there and one back"
            self.problem(("asks", "hide"), "wrong-shape", message, "name one role here, another under `reverse`")
        elif reverse.hide in pattern.hide:
            message = f"both directions hide `{reverse.hide}`"
            self.problem(("reverse", "hide"), "wrong-shape", message, "name what the first direction shows")
        elif reverse.hide not in (known := self.known_roles(pattern)):
            message = f"there is no `{reverse.hide}` to hide here"
            self.problem(("reverse", "hide"), "unknown-role", message, did_you_mean(reverse.hide, known))

    def with_reverse(self, prepared: Prepared, slots: Slots) -> Prepared:
        """The template with its other direction, a template too, which has the first one's id."""
        written, template = self.document.reverse, prepared.template
        if written is None:
            return prepared
        stem = self.source.wording(("reverse", "stem"), written.stem)
        answer = self.wording("reverse", "answer", text=written.answer)
        pattern = replace(template.pattern, hide=(written.hide,))
        other = replace(template, pattern=pattern, stems=(stem,), answer=answer, examples=())
        source = self.parse(stem, slots)
        back = replace(
            prepared,
            template=other,
            stems=(source,) if source else (),
            answer=self.parse(answer, self.answer_slots(pattern, slots)),
        )
        return replace(prepared, template=replace(template, reverse=other), reverse=back)

    def allowed(self) -> Mapping[str, str]:
        """The flaws that the author has reason to keep."""
        for code in self.document.allow:
            if code not in MAY_STAY:
                known = code in FLAWS
                message = f"`{code}` makes an item wrong, and may not stay" if known else f"there is no flaw `{code}`"
                hint = "delete it, and mend what has the flaw" if known else did_you_mean(code, MAY_STAY)
                self.problem(("allow", code), "unknown-flaw", message, hint, key=True)
        return self.document.allow

    def formerly(self, pattern: Pattern) -> str | Mapping[str, str] | None:
        """The name it had first; by hidden role, where it says so."""
        written = self.document.formerly
        hidden = pattern.hide or self.known_roles(pattern)
        for role in written if isinstance(written, Mapping) else ():
            if role not in hidden:
                message = f"`{role}` is not a role that this hides"
                self.problem(("formerly", role), "unknown-role", message, did_you_mean(role, hidden), key=True)
        return written

    def pattern(self) -> Pattern:
        """What the template asks, with `any` and `each` as no constraint."""
        asks = self.document.asks
        relations = () if ANY in asks.relation else asks.relation
        for index, relation in enumerate(relations):
            if relation not in self.vocabulary.relations and not self.vocabulary.is_unread(relation):
                hint = did_you_mean(relation, [*self.vocabulary.relations, ANY])
                at = ("asks", "relation", index) if len(relations) > 1 else ("asks", "relation")
                self.problem(at, "unknown-relation", f"there is no relation `{relation}`", hint)
        hide = () if EACH in asks.hide else asks.hide
        return Pattern(relations, asks.where, hide, asks.gather, asks.compare, asks.count)

    def kind(self, pattern: Pattern) -> None:
        """The kind must exist, and take as many facts as the pattern gives."""
        kind = self.document.kind
        if kind not in self.kinds:
            self.problem(("kind",), "unknown-kind", f"there is no kind `{kind}`", did_you_mean(kind, self.kinds))
        elif pattern.shape not in self.kinds[kind].takes.shapes:
            wanted = " or ".join(_SHAPES[shape] for shape in sorted(self.kinds[kind].takes.shapes))
            message = f"a question of kind `{kind}` cannot be about {_SHAPES[pattern.shape]}"
            self.problem(("asks",), "wrong-shape", message, f"it takes {wanted}")
        elif self.kinds[kind].takes.stem and not self.document.stem:
            self.problem((), "missing-key", "`stem` is missing", f"a question of kind `{kind}` has no default stem")

    def language(self) -> None:
        """The language must have its words, and every relation must read in it."""
        language = self.document.language
        if language.split("-")[0] not in PHRASES:
            hint = did_you_mean(language, PHRASES)
            self.problem(("language",), "unknown-language", f"there are no words for `{language}` yet", hint)
            return
        for relation in self.document.asks.relation:
            if relation in self.vocabulary.relations and not self.readings.has(relation, language, "statement"):
                if self.readings.problems:
                    continue  # the reading is there, and what is wrong with it is told at its own place
                message = f"`{relation}` has no reading in `{language}`"
                self.problem(("asks", "relation"), "reading-missing", message, "add it under its `reads:`")

    def relations(self, pattern: Pattern) -> list[Mapping[str, Role]]:
        """The roles of each relation that the template may meet."""
        names = pattern.relations or tuple(self.vocabulary.relations)
        return [self.vocabulary.relations[name].roles for name in names]

    def known_roles(self, pattern: Pattern) -> set[str]:
        """The roles that any of the template's relations has."""
        return {role for roles in self.relations(pattern) for role in roles} | {TIME}

    def where(self, pattern: Pattern) -> None:
        """Constraints name roles, and types or entities."""
        known = self.known_roles(pattern)
        for role, wanted in pattern.where.items():
            if role not in known:
                hint = did_you_mean(role, known)
                self.problem(("asks", "where", role), "unknown-role", f"there is no role `{role}` here", hint, key=True)
            for name in wanted:
                if not self.is_known(name):
                    self.unknown_entity(("asks", "where", role), name)

    def names(self) -> frozenset[str]:
        """The types and entities that it names."""
        wishes = self.document.distractors
        return frozenset().union(*self.document.asks.where.values(), wishes.prefer, wishes.avoid)

    def is_known(self, name: str) -> bool:
        """Whether a name is, or may be, that of a type or an entity."""
        known = name in self.vocabulary.types or self.entities is None or name in self.entities
        return known or self.vocabulary.is_unread(name)

    def unknown_entity(self, at: Sequence[str | int], name: str, *, severity: Severity = "error") -> None:
        """Note that a name is neither a type nor an entity."""
        hint = did_you_mean(name, [*self.vocabulary.types, *(self.entities or ())])
        message = f"`{name}` is neither a type nor an entity"
        self.problems.append(Problem(self.source.place(at), "unknown-entity", message, hint, severity))

    def hide(self, pattern: Pattern) -> None:
        """What is hidden is a role, or a reading where items pair or order."""
        known = self.known_roles(pattern) | ({"event", "description"} if pattern.shape == "set" else set())
        if pattern.compare:
            known = set(PICKS["time" if pattern.compare == TIME else "number"])
        if pattern.shape != "one" and not pattern.hide:
            message = f"`{EACH}` hides one role of one fact after another, but this asks about several facts at once"
            self.problem(("asks", "hide"), "wrong-shape", message, "name the role to hide")
        for index, role in enumerate(pattern.hide):
            if role not in known:
                at = ("asks", "hide", index) if len(pattern.hide) > 1 else ("asks", "hide")
                self.problem(at, "unknown-role", f"there is no `{role}` to hide here", did_you_mean(role, known))

    def compares(self, pattern: Pattern) -> bool:
        """Facts are compared by time or by a number, if at all."""
        if pattern.compare in (None, TIME):
            return True
        roles = [role for known in self.relations(pattern) if (role := known.get(str(pattern.compare)))]
        if any(NUMBER in role.types for role in roles):
            return True
        known = [role.name for known in self.relations(pattern) for role in known.values() if NUMBER in role.types]
        message = f"`{pattern.compare}` is not a number that these relations have"
        self.problem(("asks", "compare"), "unknown-role", message, did_you_mean(str(pattern.compare), [*known, TIME]))
        return False

    def slots(self, pattern: Pattern) -> Slots:
        """The slots that every fact the template may meet has."""
        each = [forms_of(roles.values()) for roles in self.relations(pattern)]
        shared = (
            {
                name: tuple(dict.fromkeys(form for forms in each for form in forms[name]))
                for name in each[0]
                if all(name in forms for forms in each)
            }
            if each
            else {TIME: ()}
        )
        own: dict[str, Collection[str]] = {**shared, **FACT_SLOTS}
        if pattern.shape == "pair":
            return {"first": own, "second": own}
        if pattern.shape == "set":
            return {}
        hidden = tuple(dict.fromkeys(form for forms in each for form_list in forms.values() for form in form_list))
        return {**own, "hidden": hidden}

    def answer_slots(self, pattern: Pattern, slots: Slots) -> Slots:
        """The slots of `answer`: the option itself, or the fact it stands for."""
        if pattern.shape in {"one", "group"}:
            return {"it": slots["hidden"]}
        each = self.slots(Pattern(pattern.relations, {}, ()))
        return {"it": {name: forms for name, forms in each.items() if not isinstance(forms, Mapping)}}

    def stems(self) -> tuple[Wording, ...]:
        """The stems with their places, each once."""
        written = self.document.stem
        places: list[tuple[str | int, ...]] = [("stem", index) for index in range(len(written))]
        for index, text in enumerate(written):
            if text in written[:index]:
                message = f"this stem is the same as number {written.index(text) + 1}"
                self.problem(places[index], "bad-value", message, "say it in other words, or delete it")
        return tuple(self.source.wording(at, text) for at, text in zip(places, written, strict=True))

    def wording(self, *at: str, text: str | None) -> Wording | None:
        """A wording with its place."""
        return None if text is None else self.source.wording(at, text)

    def parse(self, wording: Wording | None, slots: Slots) -> Source | None:
        """A wording checked against the slots it may use."""
        if wording is None:
            return None
        source, problems = parse(wording, slots, self.readings.phrases)
        self.problems += problems
        return source

    def wishes(self) -> Wishes:
        """What the template asks of its distractors."""
        written = self.document.distractors
        if written.at_least > written.count:
            message = f"at_least is {written.at_least}, more than the {written.count} to be had"
            self.problem(("distractors", "at_least"), "bad-value", message, "lower it, or raise `count`")
        for wish in ("prefer", "avoid"):
            names = getattr(written, wish)
            unknown = [(index, name) for index, name in enumerate(names) if not self.is_known(name)]
            if len(unknown) == len(names) and unknown and self.is_curated():
                continue  # it is used on articles of another world than ours
            for index, name in unknown:
                # Not an error: the template may serve articles that do know it.
                self.unknown_entity(("distractors", wish, index), name, severity="warning")
        return Wishes(written.count, written.at_least, written.prefer, written.avoid)

    def is_curated(self) -> bool:
        """Whether quizgen brought the template along."""
        return Path(self.source.path).absolute().is_relative_to(library.templates())

    def examples(self) -> tuple[Example, ...]:
        """The examples with their places."""
        return tuple(
            Example(
                example.fact,
                example.role,
                example.stem,
                example.key,
                *(self.source.place(("examples", index, part)) for part in ("fact", "stem", "key")),
            )
            for index, example in enumerate(self.document.examples)
        )

    def problem(self, at: Sequence[str | int], code: Code, message: str, hint: str = "", *, key: bool = False) -> None:
        """Note what is wrong at a place of the file."""
        self.problems.append(Problem(self.source.place(at, key=key), code, message, hint))


_SHAPES: Mapping[Shape, str] = {
    "one": "one fact",
    "group": "facts gathered by `gather: yes`",
    "pair": "two facts compared by `compare:`",
    "set": "a set of facts with a `count:`",
}
