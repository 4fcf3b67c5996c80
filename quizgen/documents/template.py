"""A question template, and what a folder of them may give as defaults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, Discriminator, Field, Tag

from quizgen.documents.base import OneOrSeveral, Says, Written, meaning
from quizgen.documents.texts import (
    FlawName,
    Jinja,
    KindName,
    Language,
    Line,
    Listed,
    ListOf,
    RelationName,
    RoleName,
    Topic,
    listed,
)
from quizgen.model import Level

MOST_STEMS = 20
DEFAULTS = ("kind", "language", "level", "topics", "answer", "rationale", "distractors")
"""The keys of a template that its folder may give: not what makes it this one, its stem, facts and examples."""


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
        json_schema_extra=meaning(
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
        BeforeValidator(listed),
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
