"""What the files that authors write may hold: one definition for reading and for JSON Schema.

These are the documents as written, with ids still to be resolved; `articles`, `facts`,
`vocabulary`, `question_templates` and `decks` make the model from them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, ClassVar, Literal, TypeVar, Union, get_args, get_origin

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    StringConstraints,
    Tag,
    ValidationError,
    model_validator,
)
from pydantic_core import CoreSchema, ErrorDetails, PydanticCustomError

from quizgen import edtf, marks
from quizgen.model import Ask, Difficulty, Edition, Level, Mark, Paper, Status
from quizgen.problems import Code, Problem, did_you_mean
from quizgen.yamlfile import Document, read

_NUMBER = re.compile(
    r"(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?: (?P<scale>thousand|million|billion))?", re.ASCII
)
_MOST_DIGITS = 15
"""Beyond these, numbers are sooner mistakes than facts, and arithmetic is no longer exact."""
_SCALES = {None: 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")


def _number(text: object) -> Decimal:
    match = _NUMBER.fullmatch(text.strip()) if isinstance(text, str) else None
    code = "bad-number"
    if not match:
        raise PydanticCustomError(code, "a number is written 4300, 4,300, 0.5 or 20 million")
    digits = match["digits"].replace(",", "")
    if len(digits) > _MOST_DIGITS:
        raise PydanticCustomError(code, "no number has more than {most} digits", {"most": _MOST_DIGITS})
    return Decimal(digits) * _SCALES[match["scale"]]


def _date(text: object) -> edtf.Date:
    code = "bad-date"
    try:
        return edtf.parse(str(text))
    except ValueError as error:
        raise PydanticCustomError(code, "{reason}", {"reason": str(error)}) from error


def _mark(text: object) -> Mark:
    code = "bad-mark"
    try:
        return marks.parse(str(text))
    except ValueError as error:
        raise PydanticCustomError(code, "{reason}", {"reason": str(error)}) from error


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _typed(value: object) -> object:
    return value if isinstance(value, dict) else {"type": value}


def _language(text: object) -> str:
    if isinstance(text, str) and _LANGUAGE.fullmatch(text):
        return text
    code = "bad-language"
    raise PydanticCustomError(code, "a language is written as BCP 47 has it: en, fr, en-GB")


class Says:
    """Marks text by what it says, such as the name of a relation: JSON Schema then offers those that there are."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Asked for by pydantic."""
        return {**handler(core), SAYS: self.what}


class OneOrSeveral:
    """Marks a list of which a single entry may stand for itself."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Asked for by pydantic."""
        found = handler(core)
        return {"anyOf": [found["items"], found]}


SAYS = "x-says"
"""The key of JSON Schema that holds the mark, until `schemas` puts in its place what is known."""


def _meaning(**words: str) -> dict[str, Any]:
    """What each word of a choice means."""
    return {"enumDescriptions": list(words.values())}


MOST_STEMS = 20

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Jinja = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Edtf = Annotated[edtf.Date, PlainValidator(_date, json_schema_input_type=Annotated[str, Says("date")])]
Count = Annotated[Decimal, PlainValidator(_number, json_schema_input_type=Annotated[str, Says("number")])]
Language = Annotated[str, PlainValidator(_language, json_schema_input_type=Annotated[str, Says("language")])]
MarkText = Annotated[Mark, PlainValidator(_mark, json_schema_input_type=Annotated[str, Says("mark")])]
Named = TypeVar("Named")
ListOf = Annotated[tuple[Named, ...], BeforeValidator(_listed), OneOrSeveral()]
Listed = ListOf[Line]

_FOLDER = r"[^./\\][^/\\]*"

FlawName = Annotated[Line, Says("flaw")]
FolderName = Annotated[str, StringConstraints(strip_whitespace=True, pattern=rf"^{_FOLDER}$", max_length=80)]
ArticleName = Annotated[FolderName, Says("article")]
FormerFact = Annotated[str, StringConstraints(pattern=rf"^({_FOLDER}/)?[a-z0-9][a-z0-9_-]*$", max_length=161)]
KindName = Annotated[Line, Says("kind")]
RelationName = Annotated[Line, Says("relation")]
RoleName = Annotated[Line, Says("role")]
Topic = Annotated[Line, Says("topic")]
TypeName = Annotated[Line, Says("type")]
UnitName = Annotated[Line, Says("unit")]


class Written(BaseModel):
    """Base of all documents: unknown keys are refused, nothing changes after reading.

    Its `ENTRIES` are lists and mappings of which one part may be read where another is wrong.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    ENTRIES: ClassVar[tuple[str, ...]] = ()


class SourceDocument(Written):
    """A publication that a brief was written from."""

    publisher: Line = Field(description="Who published it.", examples=["CIA World Factbook"])
    title: Line = Field(description="Its title.")
    date: Edtf | None = Field(default=None, description="When it was published.", examples=["2022-05-03"])
    address: Line | None = Field(default=None, description="Where it can be read.", examples=["https://example.org/"])


class ArticleDocument(Written):
    """What `article.yaml` holds."""

    ENTRIES: ClassVar[tuple[str, ...]] = ("sources",)

    title: Line = Field(description="The article's title, as published.")
    language: Language = Field(description="The language of the text, as BCP 47 has it.")
    published: Edtf = Field(description="When it was published.", examples=["2022-05-03"])
    date_known: Literal["stated", "inferred"] = Field(
        default="stated",
        description="How that date is known.",
        json_schema_extra=_meaning(stated="the article gives it", inferred="it follows from what the article says"),
    )
    cited_as: Line = Field(
        description="How questions name the article; it reads after “according to”.",
        examples=["an article of May 2022"],
    )
    address: Line | None = Field(default=None, description="Where it can be read.", examples=["https://example.org/"])
    sources: dict[Id, SourceDocument] = Field(
        default={},
        description="What a brief of your own was written from, by id; each fact then names those it rests on.",
    )
    formerly: FolderName | None = Field(
        default=None, description="The name that its folder had first: learners' cards are known by it."
    )
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(
        description="The checksum of article.txt, so that a changed text is noticed. "
        "Write 64 zeros; `quizgen check` then says what to put here."
    )


class NamesDocument(Written):
    """The forms of a name in one language."""

    name: Line = Field(description="The bare name.", examples=["Sahel"])
    the: Line | None = Field(
        default=None, description="The name with its article, if it takes one.", examples=["the Sahel"]
    )
    adjective: Line | None = Field(default=None, description="The adjective of the name.", examples=["Malian"])
    short: Line | None = Field(default=None, description="A shorter name, for a second mention.")
    plural: bool = Field(default=False, description="Whether its verb is plural: the Houthis are.")
    aliases: tuple[Line, ...] = Field(default=(), description="Other names, also right when typed.")


class ImageDocument(Written):
    """A picture."""

    file: Line = Field(
        description="The picture's file, below the article's folder: PNG, JPEG, WebP, GIF or SVG, of 2 MB at most.",
        examples=["images/bridge.png"],
    )
    alt: Line = Field(
        description="What it shows, for those who do not see it.", examples=["A stone bridge with three arches"]
    )
    credit: Line = Field(description="Who made it.", examples=["Ada Brock"])
    licence: Line = Field(description="Under which licence it may be used.", examples=["CC BY 4.0"])
    source: Line | None = Field(default=None, description="Where it is from.", examples=["https://example.org/"])


class MarkedImageDocument(ImageDocument):
    """A picture on which things can be pointed at."""

    marks: Annotated[dict[Line, MarkText], Field(max_length=200)] = Field(
        default={},
        description="Where entities are on it, by their ids: two opposite corners of a rectangle, or all of a polygon, "
        "in shares of width and height from the top left. For kind `image_occlusion`.",
        examples=[{"mali": "0.25,0.4 0.4,0.6"}],
    )


class EntityDocument(Written):
    """An entity."""

    type: TypeName = Field(description="What kind of thing it is: a type of the vocabulary.", examples=["country"])
    names: Annotated[
        dict[Language, Annotated[NamesDocument, BeforeValidator(_named, json_schema_input_type=Line | NamesDocument)]],
        Field(min_length=1),
    ] = Field(description="Its name in each language: text, or a mapping of its forms.", examples=[{"en": "Niamey"}])
    gloss: dict[Language, Line] = Field(
        default={},
        description="What it is, in a few words: told to a learner who chose it wrongly.",
        examples=[{"en": "the capital of Niger"}],
    )
    overlaps: tuple[Line, ...] = Field(
        default=(),
        description="Entities that it contains, lies in or could be taken for: they are never options beside it.",
    )
    source: Line | None = Field(default=None, description="Where the gloss comes from, when not from the article.")
    image: MarkedImageDocument | None = Field(
        default=None, description="A picture of it: beside a question that names it, and beside an answer that it is."
    )


_WAYS = ("exactly", "about", "just_over", "over", "under")


class QuantityDocument(Written):
    """A number with its unit: exactly one of the five ways of knowing it."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [{"required": [way], "properties": {way: {"not": {"type": "null"}}}} for way in _WAYS],
        }
    )

    unit: UnitName = Field(description="What is counted: a unit of the vocabulary.", examples=["soldiers"])
    exactly: Count | None = Field(default=None, description="The number, when it is exact.", examples=["2,400"])
    about: Count | None = Field(default=None, description="A rough number.", examples=["20 million"])
    just_over: Count | None = Field(default=None, description="A number that the true one is a little above.")
    over: Count | None = Field(default=None, description="A number that the true one is above.")
    under: Count | None = Field(default=None, description="A number that the true one is below.")

    @model_validator(mode="after")
    def _one_number(self) -> QuantityDocument:
        if len(self.known()) != 1:
            code = "bad-quantity"
            raise PydanticCustomError(code, "give just one of exactly, about, just_over, over, under")
        return self

    def known(self) -> dict[str, Decimal]:
        """The ways given, with their numbers."""
        return {way: value for way in _WAYS if (value := getattr(self, way)) is not None}


def _shape(value: object) -> str:
    if isinstance(value, (dict, QuantityDocument)):
        return "quantity"
    return "list" if isinstance(value, (list, tuple)) else "one"


RoleValue = Annotated[
    Annotated[Line, Tag("one")]
    | Annotated[tuple[Line, ...], Tag("list")]
    | Annotated[QuantityDocument, Tag("quantity")],
    Discriminator(_shape),
]


class StatementDocument(Written):
    """A relation with what fills its roles."""

    subject: RoleValue = Field(description="What fills the first role: the id of an entity.", examples=["mali"])
    relation: RelationName = Field(description="What is said of the subject: a relation of the vocabulary.")
    roles: dict[RoleName, RoleValue] = Field(
        default={},
        description="What fills the other roles of the relation: ids of entities, quantities or dates.",
        examples=[{"inhabitants": {"about": "20 million", "unit": "inhabitants"}}],
    )

    def filled(self) -> dict[str, Any]:
        """All roles, subject first."""
        return {"subject": self.subject, **self.roles}


class FactDocument(StatementDocument):
    """A fact."""

    time: Edtf | None = Field(default=None, description="When it happened, or held.", examples=["2022-05-02"])
    as_of: Edtf | None = Field(
        default=None, description="When the article says it of a state that changes.", examples=["2022-05"]
    )
    attribution: Line | None = Field(
        default=None, description="Whose statement it is: an entity, or `article`.", examples=["article"]
    )
    status: Status = Field(
        default="asserted",
        description="How far it is true.",
        json_schema_extra=_meaning(
            asserted="the article says so",
            attributed="somebody says so, whom `attribution` names",
            contested="others say otherwise; `attribution` names who says it",
            planned="it was planned when the article was written",
            erroneous="the article errs: never asked",
            superseded="no longer so: never asked",
        ),
    )
    ask: Ask = Field(
        default="freely",
        description="How it may be asked.",
        json_schema_extra=_meaning(
            freely="as its status and dates allow",
            attributed="only with “according to …”",
            dated="only with its date",
            never="not at all; `reason` says why",
        ),
    )
    reason: Line | None = Field(default=None, description="Why it may not, or only so, be asked.")
    quotes: Annotated[tuple[Line, ...], Field(min_length=1)] = Field(
        description="Passages that prove it, letter for letter; each occurs once in the article."
    )
    formerly: FormerFact | None = Field(
        default=None,
        description="The id that it had first, or article/id where it was moved: learners' cards are known by it.",
        examples=["mali-pop"],
    )
    sources: Annotated[ListOf[Id], Field(min_length=1)] | None = Field(
        default=None, description="On which of the brief's sources it rests, by their ids in article.yaml."
    )
    image: ImageDocument | None = Field(default=None, description="A picture of what it tells, beside the answer.")


class CompletenessDocument(Written):
    """A promise that the facts list every value of a role."""

    relation: RelationName = Field(description="The relation whose values are all recorded.")
    subject: RoleValue | None = Field(default=None, description="For this subject only.")
    roles: dict[RoleName, RoleValue] = Field(default={}, description="For these values of other roles only.")
    lists: RoleName = Field(description="The role of which the facts give every value, or `time`.")
    because: Line = Field(description="How this is known; told to learners who choose wrongly.")


class DenialDocument(StatementDocument):
    """A statement known not to hold."""

    because: Line = Field(description="How this is known; told to learners who choose wrongly.")


class EntitiesDocument(Written):
    """What `seeds/entities.yaml` holds: the register of entities that articles share."""

    ENTRIES: ClassVar[tuple[str, ...]] = ("entities",)
    entities: dict[Id, EntityDocument] = Field(
        description="Who and what the facts of several articles are about, by id."
    )


class FactsDocument(Written):
    """What `facts.yaml` holds."""

    ENTRIES: ClassVar[tuple[str, ...]] = ("entities", "facts", "complete", "denials")
    entities: dict[Id, EntityDocument] = Field(
        default={}, description="Who and what the facts are about, by id; wrong options are chosen among them."
    )
    tempting: tuple[Line, ...] = Field(
        default=(),
        description="Entities of the register that no fact here names, but that are tempting as wrong options.",
        examples=[["burkina-faso", "senegal"]],
    )
    facts: dict[Id, FactDocument] = Field(default={}, description="What the article says, by id.")
    complete: tuple[CompletenessDocument, ...] = Field(
        default=(), description="Promises that the facts list every value of a role: other values are then wrong."
    )
    denials: tuple[DenialDocument, ...] = Field(default=(), description="Statements that are known not to hold.")


class RoleDocument(Written):
    """A role in its long form."""

    type: ListOf[TypeName] = Field(description="The type that fills it, or several; or `number`, or `date`.")
    many: bool = Field(default=False, description="Whether it may hold several values at once.")
    optional: bool = Field(default=False, description="Whether a fact may lack it.")


class ReadingDocument(Written):
    """How a relation reads in one language."""

    statement: Jinja = Field(
        description="A full sentence with slots, for rationales, true/false and cloze; it begins with {{ lead }}.",
        examples=["{{ lead }}{{ subject.the }} was designed by {{ designer }}."],
    )
    event: Jinja | None = Field(
        default=None,
        description="A noun phrase for what happens, to order and to date it.",
        examples=["the opening of {{ subject.the }}"],
    )
    description: Jinja | None = Field(
        default=None,
        description="A noun phrase that says which subject, for matching.",
        examples=["seat of {{ subject.the }}"],
    )


class RelationDocument(Written):
    """A relation."""

    topic: Topic = Field(description="What questions about it are filed under.", examples=["politics"])
    roles: Annotated[
        dict[
            Id,
            Annotated[RoleDocument, BeforeValidator(_typed, json_schema_input_type=ListOf[TypeName] | RoleDocument)],
        ],
        Field(min_length=1),
    ] = Field(
        description="Each role with the type that fills it, or several, or `number`, or `date`. "
        "The first is always `subject`.",
        examples=[{"subject": "bridge", "designer": "person"}],
    )
    single: dict[RoleName, Listed | tuple[Listed, ...]] = Field(
        default={},
        description="Roles that have one value in the world for given others; this proves other answers wrong.",
        examples=[{"designer": ["subject"]}],
    )
    plan: bool = Field(default=False, description="Whether it reads as a plan: “was to open”.")
    speaker: RoleName | None = Field(
        default=None,
        description="The role of whoever says it, where the relation is a saying: “the mayor called the bridge safe”.",
        examples=["subject"],
    )
    reads: Annotated[dict[Language, ReadingDocument], Field(min_length=1)] = Field(
        description="How it reads, in each language."
    )


class TypesDocument(BaseModel):
    """A type of entity: its parent, and its word in each language."""

    model_config = ConfigDict(extra="allow", frozen=True, defer_build=True)
    __pydantic_extra__: dict[str, Line]
    parent: TypeName | None = Field(default=None, alias="is", description="The wider type that it is a kind of.")


class VocabularyDocument(Written):
    """What `relations.yaml` holds."""

    ENTRIES: ClassVar[tuple[str, ...]] = ("types", "units", "relations")
    types: dict[Id, TypesDocument] = Field(
        default={},
        description="Kinds of entity, by id: each with its word in each language, such as en: city.",
        examples=[{"town": {"is": "city", "en": "town"}}],
    )
    units: dict[Id, dict[Language, dict[Literal["zero", "one", "two", "few", "many", "other"], Line]]] = Field(
        default={},
        description="What is counted, by id: for each language a word for each plural form it has, of "
        "zero, one, two, few, many and other.",
        examples=[{"soldiers": {"en": {"one": "soldier", "other": "soldiers"}}}],
    )
    relations: dict[Id, RelationDocument] = Field(default={}, description="Kinds of fact, by id.")


class AsksDocument(Written):
    """Which facts a template asks about, and what it hides of them."""

    relation: ListOf[RelationName] = Field(description="The relation of the facts; or a list, or `any`.")
    where: dict[RoleName, Listed] = Field(
        default={},
        description="Only facts with these in their roles: narrower types, or ids of entities.",
        examples=[{"subject": "government"}],
    )
    hide: ListOf[RoleName] = Field(
        description="The role asked for; or a list, or `each`: one item a role. Of two facts compared: greater, "
        "less, earlier or later."
    )
    compare: RoleName | None = Field(
        default=None, description="Compares two facts by this role: a number, or `time`.", examples=["time"]
    )
    gather: bool = Field(
        default=False, description="Whether the facts that differ in the hidden role only are asked at once."
    )
    count: Annotated[int, Field(ge=1, le=8)] = Field(
        default=1, description="How many facts one question is about, for ordering and matching."
    )


class WishesDocument(Written):
    """What a template asks of its distractors."""

    count: Annotated[int, Field(ge=1, le=7)] = Field(default=3, description="How many wrong options at most.")
    at_least: Annotated[int, Field(ge=1, le=7)] = Field(
        default=2, description="With fewer wrong options there is no item."
    )
    prefer: tuple[Line, ...] = Field(default=(), description="Entities or types to take first.")
    avoid: tuple[Line, ...] = Field(default=(), description="Entities to leave out.")


class ExampleDocument(Written):
    """What a template must give for some facts."""

    fact: Listed = Field(description="The fact, as article/fact; or a list.", examples=["mali-2022/bamako"])
    role: RoleName | None = Field(default=None, description="Which hidden role is meant, where there are several.")
    stem: Line = Field(description="The stem that the template must give.")
    key: Line = Field(description="The right answer; several are parted by “; ”, pairs written left = right.")


class PairDocument(Written):
    """The two columns of a matching item."""

    left: Jinja = Field(description="How the left column reads.", examples=["{{ it.subject.the }}"])
    right: Jinja = Field(description="How the right column reads.", examples=["{{ it.description }}"])


class ReverseDocument(Written):
    """The other direction of a question that is asked both ways."""

    hide: RoleName = Field(description="The role asked for in this direction.", examples=["subject"])
    stem: Jinja = Field(
        description="The question in this direction, with slots.",
        examples=["{{ lead }}which bridge was designed by {{ designer }}?"],
    )
    answer: Jinja | None = Field(default=None, description="How its answer reads. Default: {{ it.name }}.")


def _answer_shape(value: object) -> str:
    return "columns" if isinstance(value, (dict, PairDocument)) else "text"


def _former_shape(value: object) -> str:
    return "roles" if isinstance(value, dict) else "text"


class TemplateDocument(Written):
    """A question template."""

    kind: KindName = Field(description="The kind of question.")
    language: Annotated[Language, Says("phrases")] = Field(description="The language of the question.")
    level: Level = Field(
        default="remember",
        description="What the learner must do.",
        json_schema_extra=_meaning(
            remember="recall what the article says",
            understand="say it in other words",
            apply="use it",
            analyse="set facts against each other",
        ),
    )
    topics: ListOf[Topic] = Field(default=(), description="What it is filed under; default: the relation's topic.")
    asks: AsksDocument = Field(
        description="Which facts it asks about, and what it hides of them.",
        examples=[{"relation": "population", "hide": "inhabitants"}],
    )
    stem: Annotated[
        tuple[Jinja, ...],
        Field(min_length=1, max_length=MOST_STEMS),
        BeforeValidator(_listed),
        OneOrSeveral(),
    ] = Field(
        default=(),
        description="The question, with slots; or a list of stems that ask the same, of which each item takes one. "
        "Kinds `true_false` and `cloze` need none.",
        examples=["{{ lead }}who designed {{ subject.the }}?"],
    )
    answer: (
        Annotated[Annotated[Jinja, Tag("text")] | Annotated[PairDocument, Tag("columns")], Discriminator(_answer_shape)]
        | None
    ) = Field(
        default=None,
        description="How the key and the options read; for matching, {left: …, right: …}. Default: {{ it.name }}.",
        examples=["{{ it.the }}"],
    )
    reverse: ReverseDocument | None = Field(
        default=None, description="For kind `reversed`: how it is asked the other way round."
    )
    rationale: Jinja | None = Field(
        default=None, description="Why the key is right; default: the relation's statement."
    )
    distractors: WishesDocument = Field(default=WishesDocument(), description="What wrong options to choose.")
    examples: tuple[ExampleDocument, ...] = Field(
        default=(), description="What it must give for some facts; tested by `quizgen check`."
    )
    allow: Mapping[FlawName, Line] = Field(
        default={},
        description="Flaws that its items may have, each with the reason.",
        examples=[{"negative-stem": "it is the exception that is worth knowing"}],
    )
    formerly: (
        Annotated[
            Annotated[Line, Tag("text")] | Annotated[dict[RoleName, Line], Tag("roles")], Discriminator(_former_shape)
        ]
        | None
    ) = Field(
        default=None,
        description="The name that it had first, or of the template it was split from: learners' cards are known by "
        "it. Where that hid several roles, or this does, a mapping: role: name.role.",
        examples=["politics/seat"],
    )


class AnkiDocument(Written):
    """Anki settings of a deck."""

    deck: Line = Field(description="The deck's name in Anki; `::` makes subdecks.", examples=["Sahel::Mali and France"])
    subdecks: Literal["none", "topic", "kind"] = Field(
        default="none",
        description="What the deck is split by.",
        json_schema_extra=_meaning(
            none="it is one deck", topic="a subdeck for each topic", kind="a subdeck for each kind"
        ),
    )
    tags: tuple[Line, ...] = Field(default=(), description="Tags that every note gets.", examples=[["sahel"]])
    retired: Literal["once", "always", "never"] = Field(
        default="once",
        description="Whether notes that have left the deck are in it once more, marked and tagged quizgen::retired.",
        json_schema_extra=_meaning(
            once="in the edition in which they leave",
            always="in every edition from then on",
            never="no: they stay with learners as they were",
        ),
    )


class LogoDocument(Written):
    """A school's logo."""

    file: Line = Field(
        description="The picture's file, in the theme's folder: PNG, JPEG, WebP, GIF or SVG, of 2 MB at most.",
        examples=["logo.svg"],
    )
    alt: Line = Field(description="What it shows, for those who do not see it.", examples=["Lycée Ada Brock"])


FontName = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9 _-]*$", max_length=60)
]


class FontDocument(Written):
    """A file of a font."""

    family: FontName = Field(description="The name by which the font is used.", examples=["Atkinson Hyperlegible"])
    file: Line = Field(
        description="Its file, in the theme's folder: WOFF2, WOFF, OTF or TTF, of 1 MB at most.",
        examples=["fonts/atkinson.woff2"],
    )
    weight: Literal["normal", "bold"] = Field(default="normal", description="How heavy its letters are.")
    style: Literal["normal", "italic"] = Field(default="normal", description="Whether they are slanted.")


class ThemeDocument(Written):
    """What `theme.yaml` holds."""

    school: Line | None = Field(default=None, description="The school's name, at the head of each sheet.")
    header: Line | None = Field(default=None, description="A line below it.", examples=["History · Year 9"])
    logo: LogoDocument | None = Field(default=None, description="Beside both.")
    text_font: ListOf[FontName] = Field(
        default=(), description="The font of texts, or several: the first that is there."
    )
    heading_font: ListOf[FontName] = Field(default=(), description="That of headings and of what stands around texts.")
    fonts: Annotated[tuple[FontDocument, ...], Field(max_length=8)] = Field(
        default=(), description="Fonts that not every computer has: they become part of the sheet."
    )


class CellDocument(Written):
    """So many items with these properties; what is not said may be any."""

    count: Annotated[int, Field(ge=1, le=1000)] = Field(description="How many questions.")
    topic: ListOf[Topic] = Field(default=(), description="On this topic, or one of several; none means any.")
    kind: ListOf[KindName] = Field(default=(), description="Of this kind, or one of several; none means any.")
    level: ListOf[Level] = Field(default=(), description="Of this level, or one of several; none means any.")
    difficulty: ListOf[Difficulty] = Field(
        default=(), description="As difficult as this, as predicted, or one of several; none means any."
    )


class SectionDocument(Written):
    """A section of a sheet."""

    heading: Line | None = Field(default=None, description="What it is called.", examples=["Soldiers and missions"])
    instructions: Line | None = Field(default=None, description="What it tells learners to do.")
    points: Annotated[int, Field(ge=1, le=100)] | None = Field(
        default=None, description="For each of its questions; default: the sheet's."
    )
    ask: tuple[CellDocument, ...] = Field(
        default=(),
        description="How many questions of which topic, kind, level and difficulty.",
        examples=[[{"count": 6, "topic": "missions", "kind": "choice"}]],
    )
    items: tuple[Line, ...] = Field(
        default=(),
        description="The ids of items that come first, in this order on every form; `quizgen list items` gives them.",
    )


class SheetDocument(Written):
    """Sheet settings of a deck."""

    title: Line | None = Field(default=None, description="The heading; default: the deck's title.")
    instructions: Line | None = Field(
        default=None,
        description="What the sheet tells learners to do; left out: “Answer all questions.”, in the sheet’s language.",
    )
    questions: Annotated[int, Field(ge=1, le=1000)] | None = Field(
        default=None,
        description="How many questions a form has; left out: 20, or as many as there can be. "
        "No two ask about the same fact.",
        examples=["20"],
    )
    forms: Annotated[int, Field(ge=1, le=99)] = Field(
        default=2, description="How many forms: the same questions in another order."
    )
    parallel: bool = Field(
        default=False, description="Whether each form has other questions, alike and as difficult as far as there are."
    )
    points: Annotated[int, Field(ge=1, le=100)] = Field(default=1, description="For each question.")
    minutes: Annotated[int, Field(ge=1, le=1000)] | None = Field(
        default=None, description="How much time there is.", examples=["45"]
    )
    paper: Paper = Field(default="A4", description="The size of the paper.")
    topics: ListOf[Topic] = Field(default=(), description="Only these of the deck's topics; none means all.")
    kinds: ListOf[KindName] = Field(default=(), description="Only these of the deck's kinds; none means all.")
    answer_sheet: bool = Field(default=False, description="Whether each form has a page to fill in, with a QR code.")
    together: bool = Field(default=False, description="Whether all forms are in one file, and all keys in another.")
    theme: Line | None = Field(
        default=None,
        description="The folder of a school's own look, from the project's folder.",
        examples=["themes/lycee"],
    )
    levels: ListOf[Level] = Field(default=(), description="Only these levels; none means all.")
    difficulties: ListOf[Difficulty] = Field(
        default=(), description="Only what is as difficult as this, as predicted; none means all."
    )
    sections: tuple[SectionDocument, ...] = Field(
        default=(), description="The blueprint: instead of questions, topics, kinds, levels and difficulties."
    )
    language: Language | None = Field(
        default=None, description="The language of its fixed words, such as Name and Points; default: the deck's."
    )
    editions: Annotated[ListOf[Edition], Field(min_length=1)] = Field(
        default=("standard",), description="How each form is laid out, with the same questions."
    )
    article: bool = Field(default=False, description="Whether the article stands in front, with numbered lines.")


class DeckDocument(Written):
    """A deck file."""

    title: Line = Field(description="What the deck is called.")
    description: Line = Field(description="What it is about; shown in Anki.")
    language: Language = Field(description="The language of its questions: only templates in it are used.")
    edition: Annotated[Edtf, Says("day")] = Field(
        description="The day of this edition: set it anew when the content changes.", examples=["2026-11-23"]
    )
    articles: Annotated[ListOf[ArticleName], Field(min_length=1)] = Field(description="Names of folders in seeds/.")
    templates: Listed = Field(default=("*",), description="Names of templates, or patterns.", examples=[["politics/*"]])
    topics: ListOf[Topic] = Field(
        default=(), description="Only questions on these; none means all. politics takes politics/coups too."
    )
    kinds: ListOf[KindName] = Field(default=(), description="Only these kinds of question; none means all.")
    seed: Line = Field(default="1", description="Another seed gives other orders and other wrong options.")
    anki: AnkiDocument | None = Field(default=None, description="How the deck looks in Anki.")
    sheet: SheetDocument = Field(default=SheetDocument(), description="How the printed quiz looks.")


Kind = TypeVar("Kind", bound=BaseModel)


DEFAULTS = ("kind", "language", "level", "topics", "answer", "rationale", "distractors")
"""The keys of a template that its folder may give: not what makes it this one, its stem, facts and examples."""


def load_defaults(path: Path) -> tuple[Document | None, frozenset[str], list[Problem]]:
    """Read defaults for templates: those that are good, and the keys of those that are not. None if all are bad."""
    document, problems = read(path)
    if document is None:
        return None, frozenset(), problems
    details: list[ErrorDetails] = []
    try:
        TemplateDocument.model_validate(document.data)
    except ValidationError as error:
        details = [detail for detail in error.errors(include_url=False) if detail["type"] != "missing"]
    if any(not detail["loc"] for detail in details):
        return None, frozenset(), [*problems, *_problems(details, document, TemplateDocument)]
    strange = [key for key in document.data if key not in DEFAULTS]
    for key in strange:
        problems.append(Problem(document.place((key,), key=True), "unknown-key", *_not_a_default(key)))
    details = [detail for detail in details if detail["loc"][0] in DEFAULTS]
    problems += _problems(details, document, TemplateDocument)
    unread = frozenset(str(detail["loc"][0]) for detail in details)
    return document.without({*strange, *unread}), unread, problems


def _not_a_default(key: str) -> tuple[str, str]:
    if key in TemplateDocument.model_fields:
        return (
            f"`{key}` cannot be the same for a folder",
            f"write it into each template; here may stand {', '.join(DEFAULTS)}",
        )
    return f"`{key}` is not a key here", did_you_mean(key, DEFAULTS)


def load(
    path: Path, definition: type[Kind], defaults: Iterable[Document] = ()
) -> tuple[Kind | None, Document | None, list[Problem]]:
    """Read a file as one of the documents above; None where it has errors.

    What it does not say itself is taken from `defaults`, the first of them that has it.
    Of a document with `ENTRIES` the good ones are given; the others are its `unread`.
    """
    document, problems = read(path)
    if document is None:
        return None, None, problems
    for each in defaults:
        document = document.over(each)
    try:
        return definition.model_validate(document.data), document, problems
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems += _problems(details, document, definition)
    unread = [_entry(detail["loc"], definition) for detail in details]
    if not all(unread):
        return None, document, problems
    document.unread.update(str(entry[-1]) for entry in unread)
    return definition.model_validate(_without(unread, document.data)), document, problems


Location = tuple[int | str, ...]


def _entry(location: Location, definition: type[BaseModel]) -> Location:
    """The entry that can be left out for this error to be gone; nothing if there is none."""
    if not issubclass(definition, Written) or location[:1] == () or location[0] not in definition.ENTRIES:
        return ()
    by_name = get_origin(definition.model_fields[str(location[0])].annotation) is dict
    if by_name:
        return location[:2] if len(location) > 1 else ()
    return location[:1]


def _without(entries: Iterable[Location], data: Any) -> dict[str, Any]:
    left: dict[str, Any] = dict(data)
    for section, *name in entries:
        if name and isinstance(left.get(str(section)), dict):
            left[str(section)] = {key: value for key, value in left[str(section)].items() if key != name[0]}
        else:
            left.pop(str(section), None)
    return left


def _problems(details: Sequence[ErrorDetails], document: Document, definition: type[BaseModel]) -> Iterator[Problem]:
    missing: dict[Location, set[str]] = {}
    entries = {detail["loc"][:-1] for detail in details}  # a list with wrong entries is not told to be empty too
    details = [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in entries]
    for detail in details:
        if detail["type"] == "missing":
            missing.setdefault(detail["loc"][:-1], set()).add(str(detail["loc"][-1]))
    for detail in details:
        if detail["type"] == "extra_forbidden":
            lacks = missing.get(detail["loc"][:-1], set())
            meant = difflib.get_close_matches(str(detail["loc"][-1]), lacks, n=1)
            lacks.difference_update(meant)  # a key that is only misspelt is not told to be missing too
            yield _unknown_key(detail["loc"], meant, document, definition)
    for detail in details:
        left_out = detail["type"] == "missing" and detail["loc"][-1] not in missing[detail["loc"][:-1]]
        if detail["type"] != "extra_forbidden" and not left_out:
            yield _problem(detail, document)


def _unknown_key(location: Location, meant: list[str], document: Document, definition: type[BaseModel]) -> Problem:
    location = _written(location, document.data)
    name = str(location[-1])
    hint = did_you_mean(name, meant or _fields(definition, location[:-1]))
    if _value(document.data, location) is None:
        # {about: 3,200} is to YAML `about: 3`, and a key `200` with nothing in it.
        hint = "in { } a comma parts entries: put text that holds one between quotation marks"
    return Problem(document.place(location, key=True), "unknown-key", f"`{name}` is not a key here", hint)


def _problem(detail: ErrorDetails, document: Document) -> Problem:
    location = _written(detail["loc"], document.data)
    on_key = "[key]" in detail["loc"]
    return Problem(document.place(location, key=on_key), *_told(detail, location, on_key=on_key))


def _told(detail: ErrorDetails, location: Location, *, on_key: bool) -> tuple[Code, str, str]:
    """The code of an error, what is wrong, and how to mend it."""
    kind, given, context, name = detail["type"], detail["input"], detail.get("ctx", {}), _name(location)
    told: tuple[Code, str, str] = (
        _CODES_OF_OURS.get(kind, "bad-value"),
        f"{name} cannot be {_shown(given)}",
        detail["msg"],
    )
    if kind == "missing":
        key, within = detail["loc"][-1], f" in {name}" if location else ""
        told = "missing-key", f"`{key}` is missing{within}", _MISSING_HINTS.get(str(key), f"add a line `{key}: …`")
    elif given is None:
        wanted = _TYPES.get(kind, _TEXT)[0]
        told = "missing-value", f"{name} is empty", f"write {wanted} there, or delete it"
    elif kind in _TYPES:
        wanted, hint = _TYPES[kind]
        told = "wrong-type", f"{name} should be {wanted}, not {_shown(given)}", hint
    elif kind == "bad-quantity":
        told = "bad-quantity", f"{name} holds {'no number' if len(given) < 2 else 'two numbers'}", detail["msg"]
    elif kind == "literal_error":
        known = re.findall(r"'([^']+)'", str(context.get("expected", "")))
        told = "unknown-value", f"{name} cannot be {_shown(given)}", did_you_mean(str(given), known)
    elif kind == "string_pattern_mismatch":
        message = f"{name} is not a good id" if on_key else f"{name} cannot be {_shown(given)}"
        key = next(step for step in reversed(location) if isinstance(step, str))
        told = "bad-text", message, _ID_HINT if on_key else _PATTERN_HINTS.get(key, "")
    elif kind in _LIMITS:
        message, hint = _LIMITS[kind]
        told = "bad-value", message.format(name=name, given=_shown(given), **context), hint.format(**context)
    return told


def _written(location: Location, data: Any) -> Location:
    """A location as far as the file has it: without what the definition adds, such as names of alternatives."""
    found: list[int | str] = []
    for step in location:
        if _has(data, step):
            data = data[step]
            found.append(step)
    return tuple(found)


def _value(data: Any, location: Location) -> Any:
    for step in location:
        data = data[step]
    return data


def _has(data: Any, step: int | str) -> bool:
    if isinstance(data, dict):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and step < len(data)


def _name(location: Location) -> str:
    if not location:
        return "the file"
    if isinstance(location[-1], int):
        return f"entry {location[-1] + 1} of {_name(location[:-1])}"
    return f"`{location[-1]}`"


_CODES_OF_OURS: Mapping[str, Code] = {
    "bad-date": "bad-date",
    "bad-language": "bad-language",
    "bad-mark": "bad-mark",
    "bad-number": "bad-number",
}
"""The errors that our own validators raise; that of a quantity is told apart."""
_MISSING_HINTS = {
    "alt": "say what the picture shows, for those who do not see it",
    "credit": "say who made the picture",
    "licence": "say what allows you to use it, as CC BY 4.0, or public domain",
}
_ID_HINT = "an id has small letters, digits, - and _, and begins with a letter or digit"
_PATTERN_HINTS = {
    "articles": "write the name of a folder in seeds/",
    "formerly": "write the id that it had first, or article/id; of an article the name of its folder",
    "sha256": "64 digits and letters a to f, as sha256sum prints them",
}
_TEXT = ("text", "put text that YAML takes for something else between quotation marks")
_MAPPING = ("a mapping (key: value lines)", "write `key: value` lines below it, indented, or {key: value, …}")
_LIST = ("a list", "write [one, two], or a line `- …` for each")
_WHOLE = ("a whole number", "write it in digits")
_YES_OR_NO = ("yes or no", "write one of these words")
_TYPES = {
    "string_type": _TEXT,
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "bool_parsing": _YES_OR_NO,
    "bool_type": _YES_OR_NO,
}
_LIMITS = {
    "too_long": ("{name} has {actual_length} entries", "{max_length} are the most"),
    "too_short": ("{name} is empty", "give at least one"),
    "string_too_short": ("{name} is empty", "write something, or delete the key"),
    "string_too_long": ("{name} has more than {max_length:,} characters", "shorten it"),
    "greater_than_equal": ("{name} cannot be {given}", "write {ge} or more"),
    "less_than_equal": ("{name} cannot be {given}", "write {le} or less"),
}


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    text = str(value)
    return f"“{text[:57]}…”" if len(text) > 60 else f"“{text}”"


def _fields(definition: Any, location: Iterable[int | str]) -> list[str]:
    """The keys that a mapping at this location may have."""
    for step in location:
        definition = _inside(definition, step)
    definition = _model(definition)
    if definition is None:
        return []
    return [field.alias or name for name, field in definition.model_fields.items()]


def _inside(definition: Any, step: int | str) -> Any:
    model = _model(definition)
    if model is not None and step in model.model_fields:
        return model.model_fields[str(step)].annotation
    for part in _parts(definition):
        if get_origin(part) in (dict, Mapping):
            return get_args(part)[1]
        if get_origin(part) is tuple:
            return get_args(part)[0]
    return definition


def _model(definition: Any) -> type[BaseModel] | None:
    return next((part for part in _parts(definition) if isinstance(part, type) and issubclass(part, BaseModel)), None)


def _parts(definition: Any) -> list[Any]:
    """A type without its annotations, and the members of a union."""
    origin = get_origin(definition)
    if origin is Annotated:
        return _parts(get_args(definition)[0])
    if origin in (Union, UnionType):
        return [part for member in get_args(definition) for part in _parts(member)]
    return [definition]
