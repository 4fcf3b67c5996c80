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
    PlainValidator,
    StringConstraints,
    Tag,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from quizgen import edtf
from quizgen.model import Ask, Level, Status
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


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Jinja = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Edtf = Annotated[edtf.Date, PlainValidator(_date, json_schema_input_type=str)]
Count = Annotated[Decimal, PlainValidator(_number, json_schema_input_type=str)]
Language = Annotated[str, PlainValidator(_language, json_schema_input_type=str)]
Listed = Annotated[tuple[Line, ...], BeforeValidator(_listed)]


class Written(BaseModel):
    """Base of all documents: unknown keys are refused, nothing changes after reading.

    Its `ENTRIES` are lists and mappings of which one part may be read where another is wrong.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    ENTRIES: ClassVar[tuple[str, ...]] = ()


class ArticleDocument(Written):
    """What `article.yaml` holds."""

    title: Line
    language: Language
    published: Edtf
    date_known: Literal["stated", "inferred"] = "stated"
    cited_as: Line
    address: Line | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class NamesDocument(Written):
    """The forms of a name in one language."""

    name: Line
    the: Line | None = None
    adjective: Line | None = None
    short: Line | None = None
    plural: bool = False
    aliases: tuple[Line, ...] = ()


class EntityDocument(Written):
    """An entity."""

    type: Line
    names: Annotated[
        dict[Language, Annotated[NamesDocument, BeforeValidator(_named)]],
        Field(min_length=1),
    ]
    gloss: dict[Language, Line] = {}
    overlaps: tuple[Line, ...] = ()
    source: Line | None = None


class QuantityDocument(Written):
    """A number with its unit: exactly one of the five ways of knowing it."""

    unit: Line
    exactly: Count | None = None
    about: Count | None = None
    just_over: Count | None = None
    over: Count | None = None
    under: Count | None = None

    @model_validator(mode="after")
    def _one_number(self) -> QuantityDocument:
        if len(self.known()) != 1:
            code = "bad-quantity"
            raise PydanticCustomError(code, "give just one of exactly, about, just_over, over, under")
        return self

    def known(self) -> dict[str, Decimal]:
        """The ways given, with their numbers."""
        ways = ("exactly", "about", "just_over", "over", "under")
        return {way: value for way in ways if (value := getattr(self, way)) is not None}


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

    subject: RoleValue
    relation: Line
    roles: dict[str, RoleValue] = {}

    def filled(self) -> dict[str, Any]:
        """All roles, subject first."""
        return {"subject": self.subject, **self.roles}


class FactDocument(StatementDocument):
    """A fact."""

    time: Edtf | None = None
    as_of: Edtf | None = None
    attribution: Line | None = None
    status: Status = "asserted"
    ask: Ask = "freely"
    reason: Line | None = None
    quotes: Annotated[tuple[Line, ...], Field(min_length=1)]


class CompletenessDocument(Written):
    """A promise that the facts list every value of a role."""

    relation: Line
    subject: RoleValue | None = None
    roles: dict[str, RoleValue] = {}
    lists: Line
    because: Line


class DenialDocument(StatementDocument):
    """A statement known not to hold."""

    because: Line


class FactsDocument(Written):
    """What `facts.yaml` holds."""

    ENTRIES: ClassVar[tuple[str, ...]] = ("entities", "facts", "complete", "denials")
    entities: dict[Id, EntityDocument] = {}
    facts: dict[Id, FactDocument] = {}
    complete: tuple[CompletenessDocument, ...] = ()
    denials: tuple[DenialDocument, ...] = ()


class RoleDocument(Written):
    """A role in its long form."""

    type: Annotated[tuple[Line, ...], BeforeValidator(_listed)]
    many: bool = False
    optional: bool = False


class ReadingDocument(Written):
    """How a relation reads in one language."""

    statement: Jinja
    event: Jinja | None = None
    description: Jinja | None = None


class RelationDocument(Written):
    """A relation."""

    topic: Line
    roles: Annotated[dict[Id, Annotated[RoleDocument, BeforeValidator(_typed)]], Field(min_length=1)]
    single: dict[Line, Listed | tuple[Listed, ...]] = {}
    plan: bool = False
    reads: Annotated[dict[Language, ReadingDocument], Field(min_length=1)]


class TypesDocument(BaseModel):
    """A type of entity: its parent, and its word in each language."""

    model_config = ConfigDict(extra="allow", frozen=True, defer_build=True)
    __pydantic_extra__: dict[str, Line]
    parent: Annotated[Line | None, Field(alias="is")] = None


class VocabularyDocument(Written):
    """What `relations.yaml` holds."""

    ENTRIES: ClassVar[tuple[str, ...]] = ("types", "units", "relations")
    types: dict[Id, TypesDocument] = {}
    units: dict[Id, dict[Language, dict[Literal["zero", "one", "two", "few", "many", "other"], Line]]] = {}
    relations: dict[Id, RelationDocument] = {}


class AsksDocument(Written):
    """Which facts a template asks about, and what it hides of them."""

    relation: Listed
    where: dict[Line, Listed] = {}
    hide: Listed
    compare: Line | None = None
    gather: bool = False
    count: Annotated[int, Field(ge=1, le=8)] = 1


class WishesDocument(Written):
    """What a template asks of its distractors."""

    count: Annotated[int, Field(ge=1, le=7)] = 3
    at_least: Annotated[int, Field(ge=1, le=7)] = 2
    prefer: tuple[Line, ...] = ()
    avoid: tuple[Line, ...] = ()


class ExampleDocument(Written):
    """What a template must give for some facts."""

    fact: Listed
    role: Line | None = None
    stem: Line
    key: Line


class PairDocument(Written):
    """The two columns of a matching item."""

    left: Jinja
    right: Jinja


def _answer_shape(value: object) -> str:
    return "columns" if isinstance(value, (dict, PairDocument)) else "text"


class TemplateDocument(Written):
    """A question template."""

    kind: Line
    language: Language
    level: Level = "remember"
    topics: Listed = ()
    asks: AsksDocument
    stem: Jinja | None = None
    answer: (
        Annotated[Annotated[Jinja, Tag("text")] | Annotated[PairDocument, Tag("columns")], Discriminator(_answer_shape)]
        | None
    ) = None
    rationale: Jinja | None = None
    distractors: WishesDocument = WishesDocument()
    examples: tuple[ExampleDocument, ...] = ()


class AnkiDocument(Written):
    """Anki settings of a deck."""

    deck: Line
    subdecks: Literal["none", "topic", "kind"] = "none"
    tags: tuple[Line, ...] = ()


class SheetDocument(Written):
    """Sheet settings of a deck."""

    title: Line | None = None
    instructions: Line = "Answer all questions."
    questions: Annotated[int, Field(ge=1, le=1000)] | None = None
    forms: Annotated[int, Field(ge=1, le=26)] = 2
    points: Annotated[int, Field(ge=1, le=100)] = 1
    paper: Literal["A4", "Letter"] = "A4"
    topics: Listed = ()
    kinds: Listed = ()


FolderName = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^./\\][^/\\]*$", max_length=80)]


class DeckDocument(Written):
    """A deck file."""

    title: Line
    description: Line
    language: Language
    edition: Edtf
    articles: Annotated[tuple[FolderName, ...], BeforeValidator(_listed), Field(min_length=1)]
    templates: Listed = ("*",)
    topics: Listed = ()
    kinds: Listed = ()
    seed: Line = "1"
    anki: AnkiDocument | None = None
    sheet: SheetDocument = SheetDocument()


Kind = TypeVar("Kind", bound=BaseModel)


def load(path: Path, definition: type[Kind]) -> tuple[Kind | None, Document | None, list[Problem]]:
    """Read a file as one of the documents above; None where it has errors.

    Of a document with `ENTRIES` the good ones are given; the others are its `unread`.
    """
    document, problems = read(path)
    if document is None:
        return None, None, problems
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
        told = "missing-key", f"`{key}` is missing{within}", f"add a line `{key}: …`"
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
    "bad-number": "bad-number",
}
"""The errors that our own validators raise; that of a quantity is told apart."""
_ID_HINT = "an id has small letters, digits, - and _, and begins with a letter or digit"
_PATTERN_HINTS = {
    "articles": "write the name of a folder in seeds/",
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
