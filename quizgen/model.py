"""What quizgen reasons about: articles, entities, facts, relations, templates, items, quizzes.

All of it is `frozen`, and imports nothing but that and the dates. Whatever an author wrote knows
its `Place`; whatever quizgen made knows the fact and the template it came from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from quizgen.edtf import Date
from quizgen.frozen import frozen

Status = Literal["asserted", "attributed", "contested", "planned", "erroneous", "superseded"]
Ask = Literal["freely", "attributed", "dated", "never"]
Level = Literal["remember", "understand", "apply", "analyse"]
Approximation = Literal["exactly", "about", "just_over", "over", "under"]

TIME = "time"
"""The role that every dated fact has beside those of its relation."""


@frozen
class Place:
    """Where in a file something stands; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


NOWHERE = Place("")
"""The place of what was made by hand, as in tests."""

# What authors write


@frozen
class Image:
    """A picture: `alt` says what it shows to those who do not see it. `name` follows from its content alone."""

    name: str
    content: bytes = field(repr=False)
    alt: str
    credit: str
    licence: str
    source: str | None = None


@frozen
class Mark:
    """An area of a picture: a polygon, whose corners are shares of width and height from the top left."""

    corners: tuple[tuple[float, float], ...]

    @property
    def left(self) -> float:
        """Where it begins."""
        return min(x for x, _ in self.corners)

    @property
    def top(self) -> float:
        """Where it begins from above."""
        return min(y for _, y in self.corners)

    @property
    def width(self) -> float:
        """How wide it is."""
        return max(x for x, _ in self.corners) - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return max(y for _, y in self.corners) - self.top


@frozen
class Source:
    """A publication that a brief was written from."""

    publisher: str
    title: str
    published: Date | None
    address: str | None


@frozen
class Article:
    """A text and how it is cited. `cited_as` reads after "according to".

    A brief names its `sources`, by ids; then each of its facts says on which of them it rests.
    """

    id: str
    text: str
    title: str
    language: str
    published: Date
    date_known: Literal["stated", "inferred"]
    cited_as: str
    address: str | None
    place: Place
    formerly: str | None = None
    sources: Mapping[str, Source] = field(default_factory=dict, hash=False)


@frozen
class Names:
    """The forms of an entity's name in one language; `the` carries its article, if it takes one."""

    name: str
    the: str
    adjective: str | None = None
    short: str | None = None
    plural: bool = False
    aliases: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        """Every way of naming the entity, the usual one first."""
        forms = (self.name, self.the, self.short, *self.aliases)
        return tuple(dict.fromkeys(filter(None, forms)))


@dataclass(frozen=True, slots=True, eq=False)
class Entity:
    """Somebody or something that facts are about. `gloss` says what it is, by language.

    On its image, `marks` show where other entities are, by their ids; no two of them overlap.
    """

    id: str
    type: str
    names: Mapping[str, Names]
    gloss: Mapping[str, str]
    overlaps: frozenset[str]
    source: str | None
    place: Place
    image: Image | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)


@frozen
class Quantity:
    """A counted number, with its unit and how exactly it is known."""

    number: Decimal
    unit: str
    how: Approximation = "exactly"


Value = Entity | Quantity | Date


@frozen
class Quote:
    """A verbatim passage, and its span in the article's text, in characters."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """Something an article says. `roles` holds one or more values a role, subject first.

    `time` is when it happened or held; `as_of` when the article said so of a state.
    """

    id: str
    article: Article
    relation: str
    roles: Mapping[str, tuple[Value, ...]]
    time: Date | None
    as_of: Date | None
    attribution: Entity | None
    status: Status
    ask: Ask
    reason: str | None
    quotes: tuple[Quote, ...]
    place: Place
    formerly: str | None = None
    image: Image | None = None
    sources: tuple[Source, ...] = ()

    @property
    def key(self) -> str:
        """The fact's id with its article's, unique among all articles."""
        return f"{self.article.id}/{self.id}"

    @property
    def identity(self) -> tuple[str, str]:
        """The article and the fact by the names they had first, by which items and learners' cards are known."""
        article, _, name = (self.formerly or self.id).rpartition("/")
        return article or self.article.formerly or self.article.id, name

    @property
    def when(self) -> Date | None:
        """The date a question about this fact must give."""
        return self.time or self.as_of

    def values(self, role: str) -> tuple[Value, ...]:
        """What fills a role; `time` is a role of every dated fact."""
        if role == TIME:
            return (self.time,) if self.time else ()
        return self.roles.get(role, ())


@frozen
class Denial:
    """A statement that is known not to hold, with the reason a learner is told."""

    relation: str
    roles: Mapping[str, tuple[Value, ...]]
    because: str
    place: Place


@frozen
class Completeness:
    """The promise that the facts list every value of `role` for the `given` roles."""

    relation: str
    role: str
    given: Mapping[str, tuple[Value, ...]]
    because: str
    place: Place


@frozen
class Role:
    """A place in a relation and the types that may fill it: entity types, `number` or `date`."""

    name: str
    types: tuple[str, ...]
    many: bool = False
    optional: bool = False


@frozen
class Single:
    """`role` has one value for each combination of the `given` roles, at a time or for good."""

    role: str
    given: frozenset[str]
    at_a_time: bool


@frozen
class Wording:
    """A text with slots, in Jinja, and where it stands; with the lines of its file, to find columns in."""

    text: str
    place: Place
    lines: Sequence[str] = field(default=(), compare=False, repr=False)


@frozen
class Reading:
    """How a relation reads in one language: a statement, an event, a description of its subject."""

    statement: Wording
    event: Wording | None = None
    description: Wording | None = None


@frozen
class Relation:
    """A kind of fact: its roles, what absence proves, and how it reads.

    `speaker` is the role of whoever says the rest, where the relation is a saying: to name it is to attribute.
    """

    id: str
    topic: str
    roles: Mapping[str, Role]
    single: tuple[Single, ...]
    plan: bool
    reads: Mapping[str, Reading]
    place: Place
    speaker: str | None = None


@frozen
class EntityType:
    """A type of entity, its parent type, and its word by language."""

    id: str
    parent: str | None
    words: Mapping[str, str]


@frozen
class Example:
    """What a template must give for some facts; tested by `quizgen check`. `place` is that of its facts."""

    facts: tuple[str, ...]
    role: str | None
    stem: str
    key: str
    place: Place
    stem_place: Place
    key_place: Place


Shape = Literal["one", "group", "pair", "set"]
"""How many facts a template asks about at once."""


@frozen
class Wishes:
    """What a template asks of its distractors."""

    count: int = 3
    at_least: int = 2
    prefer: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


@frozen
class Pattern:
    """Which facts a template asks about, and what of them it hides.

    One fact; all facts that differ in the hidden role only (`gather`); two facts compared by a
    role (`compare`); or a set of `count`. No relations, or nothing to hide, means any.
    """

    relations: tuple[str, ...]
    where: Mapping[str, tuple[str, ...]]
    hide: tuple[str, ...]
    gather: bool = False
    compare: str | None = None
    count: int = 1

    @property
    def shape(self) -> Shape:
        """How many facts one binding takes."""
        if self.compare:
            return "pair"
        if self.count > 1:
            return "set"
        return "group" if self.gather else "one"


@frozen
class Template:
    """A question with slots; a wording of None, or no stem, means the default. `left` is a matching item's.

    Of several stems each item takes one: they ask the same in other words. `allow` has the flaws that
    its items may have, by code, with the reason. `reverse` asks the other way round.
    """

    id: str
    kind: str
    language: str
    pattern: Pattern
    stems: tuple[Wording, ...]
    answer: Wording | None
    left: Wording | None
    rationale: Wording | None
    wishes: Wishes
    topics: tuple[str, ...]
    level: Level
    examples: tuple[Example, ...]
    place: Place
    allow: Mapping[str, str] = field(default_factory=dict)
    formerly: str | Mapping[str, str] | None = None
    reverse: Template | None = None

    def identity(self, hide: str) -> str:
        """The template by the name it had first, with the hidden role where it hides several."""
        if isinstance(self.formerly, Mapping) and hide in self.formerly:
            return self.formerly[hide]
        name = self.formerly if isinstance(self.formerly, str) else self.id
        return name if len(self.pattern.hide) == 1 else f"{name}.{hide}"


# What quizgen makes


@frozen
class Proof:
    """Why an option is wrong: the rule that decides it, the facts it rests on, in words."""

    rule: Literal["single-valued", "complete", "denied", "compared"]
    facts: tuple[str, ...]
    text: str


@frozen
class Option:
    """One choice. A wrong one carries its proof, and what it is where that is known."""

    text: str
    proof: Proof | None = None
    gloss: str | None = None


@frozen
class OneOf:
    """Choose one: `key` is the index of the right option, in the order shown."""

    options: tuple[Option, ...]
    key: int


@frozen
class SeveralOf:
    """Choose all that apply: `keys` are the indices of the right options, in the order shown."""

    options: tuple[Option, ...]
    keys: tuple[int, ...]


@frozen
class TrueFalse:
    """Judge the stem. A false one carries the proof that it is."""

    answer: bool
    proof: Proof | None = None


@frozen
class Basic:
    """Recall the answer and judge oneself, with nothing typed; `accepted` are other names that count."""

    answer: str
    accepted: tuple[str, ...] = ()


@frozen
class Reversed:
    """Recall the answer from the stem, and on another day, from a stem of its own, what the first one gave.

    On paper only the first is asked.
    """

    answer: str
    reverse_stem: str
    reverse_answer: str
    accepted: tuple[str, ...] = ()
    reverse_accepted: tuple[str, ...] = ()


@frozen
class Text:
    """Type or write an answer; `accepted` are other spellings that count."""

    answer: str
    accepted: tuple[str, ...] = ()


@frozen
class Number:
    """Type or write a number. `answer` is how it reads, with "about" and unit."""

    value: Decimal
    answer: str
    how: Approximation = "exactly"


@frozen
class Cloze:
    """Fill the gap between `before` and `after`; `hint` says what kind of thing is missing."""

    before: str
    answer: str
    after: str
    hint: str
    accepted: tuple[str, ...] = ()


@frozen
class Occlusion:
    """Name what the mask hides on the item's one image; `accepted` are other names that count."""

    mask: Mark
    answer: str
    accepted: tuple[str, ...] = ()


@frozen
class Ordering:
    """Put in order: `entries` stand in the right order, each with its date or value in `notes`.

    `shown` are their indices in the order shown.
    """

    entries: tuple[str, ...]
    notes: tuple[str, ...]
    shown: tuple[int, ...]


@frozen
class Matching:
    """Pair the two columns: `pairs` are right; `shown` are the indices of the right-hand column."""

    pairs: tuple[tuple[str, str], ...]
    shown: tuple[int, ...]


Response = OneOf | SeveralOf | TrueFalse | Basic | Reversed | Text | Number | Cloze | Occlusion | Ordering | Matching


@frozen
class Evidence:
    """The passage an answer rests on. `answers` are the spans of its quote in which what is asked stands.

    `sources` are those behind the passage, where the article is a brief that names them.
    """

    article: Article
    quote: Quote
    answers: tuple[tuple[int, int], ...] = ()
    sources: tuple[Source, ...] = ()


@frozen
class Item:
    """One question: the narrow waist between templates and exporters.

    The stem of a cloze is its text with the gap as `____`. `id` is `article/facts/template[.role]/language`
    by the names that these had first (`formerly`), and never follows from the wording. `images`
    stand beside the stem, `answer_images` beside the answer.
    """

    id: str
    kind: str
    language: str
    stem: str
    response: Response
    rationale: str
    evidence: tuple[Evidence, ...]
    topics: tuple[str, ...]
    level: Level
    template: str
    facts: tuple[str, ...]
    place: Place = NOWHERE
    images: tuple[Image, ...] = ()
    answer_images: tuple[Image, ...] = ()


@frozen
class AnkiSettings:
    """`subdecks` names what the deck is split by, if anything; `retired` when notes that left it are shipped."""

    deck: str
    subdecks: Literal["none", "topic", "kind"] = "none"
    tags: tuple[str, ...] = ()
    retired: Literal["once", "always", "never"] = "once"


Paper = Literal["A4", "Letter", "A3"]
Edition = Literal["standard", "large-18", "large-24", "dyslexia", "saving", "screen-reader", "practice"]
"""How a form is laid out; the questions and their order are those of the form, whichever it is."""

Difficulty = Literal["easy", "medium", "hard"]


@frozen
class Cell:
    """A cell of a blueprint: so many items with these properties; no property named means any."""

    count: int
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()
    place: Place = NOWHERE


@frozen
class Pin:
    """An item that must stand on the form, by its id."""

    item: str
    place: Place = NOWHERE


@frozen
class Section:
    """A section of a blueprint: what it is called, what to do, and which items it has.

    What is `pinned` comes first, in this order on every form; `points` are for each item.
    """

    cells: tuple[Cell, ...] = ()
    pinned: tuple[Pin, ...] = ()
    heading: str | None = None
    instructions: str | None = None
    points: int = 1
    place: Place = NOWHERE


@frozen
class FontFile:
    """A font that becomes part of a page; `form` is woff2, woff, otf or ttf."""

    family: str
    form: str
    content: bytes = field(repr=False)
    weight: Literal["normal", "bold"] = "normal"
    style: Literal["normal", "italic"] = "normal"


@frozen
class Theme:
    """A school's own look. `head` and `foot` are pieces of HTML with slots, in place of what is usual there."""

    school: str | None = None
    header: str | None = None
    logo: Image | None = None
    text_font: tuple[str, ...] = ()
    heading_font: tuple[str, ...] = ()
    fonts: tuple[FontFile, ...] = ()
    style: str = ""
    head: Wording | None = None
    foot: Wording | None = None


@frozen
class SheetSettings:
    """What a printed quiz holds; no topics, kinds, levels or difficulties named means all of the deck's.

    `sections` are its blueprint; without them it is one section of so many `questions`: if no number is given, of
    twenty, or as many as can be had. `parallel` forms have other items, alike in what the blueprint asks and as
    difficult. `language` is that of its fixed words, by default the deck's; the usual `instructions` are among them.
    With `article`, its text stands in front; with `answer_sheet`, there is a page to fill in beside each form. With
    `together`, all forms stand in one file.
    """

    title: str
    instructions: str | None = None
    questions: int | None = None
    forms: int = 2
    points: int = 1
    paper: Paper = "A4"
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()
    sections: tuple[Section, ...] = ()
    parallel: bool = False
    minutes: int | None = None
    language: str | None = None
    editions: tuple[Edition, ...] = ("standard",)
    article: bool = False
    answer_sheet: bool = False
    together: bool = False
    theme: Theme | None = None


@frozen
class Deck:
    """What a deck file asks for. `edition` is the day by which learners know this state of it."""

    id: str
    title: str
    description: str
    language: str
    edition: Date
    seed: str
    articles: tuple[str, ...]
    templates: tuple[str, ...]
    topics: tuple[str, ...]
    kinds: tuple[str, ...]
    anki: AnkiSettings
    sheet: SheetSettings
    place: Place


@frozen
class FormSection:
    """A section as it stands on a form; `points` are for each of its items."""

    items: tuple[Item, ...]
    heading: str | None = None
    instructions: str | None = None
    points: int = 1


@frozen
class Form:
    """One printed version: its letter, and its items by section, with their options in its own order.

    Questions are numbered through all sections, from 1.
    """

    letter: str
    sections: tuple[FormSection, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Those of all sections, in the order of their numbers."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def points(self) -> int:
        """Those of all questions together."""
        return sum(section.points * len(section.items) for section in self.sections)


@frozen
class Refusal:
    """A question that was not made, and why; `same_as` is the item that asks the same, where that is why."""

    item: str
    template: str
    facts: tuple[str, ...]
    reason: str
    place: Place
    same_as: str | None = None


@frozen
class LockedNote:
    """An item's note as a lock file holds it: its content as JSON, and when that changed, in seconds since 1970.

    `retired` is the edition in which it left the deck.
    """

    id: str
    content: bytes
    changed: int
    retired: str | None = None


@frozen
class Lock:
    """What is known of a deck's earlier notes, by item id; what has changed since is dated `moment`."""

    path: str
    notes: Mapping[str, LockedNote]
    moment: int


Verdict = Literal["accept", "revise", "reject"]
"""What a reader says of an item: it may stay, it must be mended, it is not worth mending."""


@frozen
class Review:
    """That somebody has read an item, and what of it. `fingerprint` is that of what was seen; the date is ISO 8601."""

    id: str
    fingerprint: str
    verdict: Verdict
    reader: str
    date: str
    remark: str = ""
    place: Place = NOWHERE


@frozen
class Quiz:
    """All that a deck file gives: what exporters write down.

    Without a `lock` nothing is known of earlier notes: all count as changed on the day of the edition.
    """

    deck: Deck
    articles: tuple[Article, ...]
    items: tuple[Item, ...]
    refusals: tuple[Refusal, ...] = ()
    forms: tuple[Form, ...] = field(default=())
    lock: Lock | None = None
