"""`facts.yaml`: what an article says."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from quizgen.documents.base import Written, meaning
from quizgen.documents.entities import EntityDocument, ImageDocument
from quizgen.documents.texts import Count, Edtf, FormerFact, Id, Line, ListOf, RelationName, RoleName, UnitName
from quizgen.model import Ask, Status

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
        json_schema_extra=meaning(
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
        json_schema_extra=meaning(
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
