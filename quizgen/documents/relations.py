"""`relations.yaml`: the vocabulary, and how relations read."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from quizgen.documents.base import Written
from quizgen.documents.texts import Id, Jinja, Language, Line, Listed, ListOf, RoleName, Topic, TypeName


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


def _typed(value: object) -> object:
    return value if isinstance(value, dict) else {"type": value}


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
