"""`seeds/entities.yaml`, and the entities of `facts.yaml`: who and what facts are about."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from quizgen.documents.base import Written
from quizgen.documents.texts import Id, Language, Line, MarkText, TypeName


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


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


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


class EntitiesDocument(Written):
    """What `seeds/entities.yaml` holds: the register of entities that articles share."""

    ENTRIES: ClassVar[tuple[str, ...]] = ("entities",)
    entities: dict[Id, EntityDocument] = Field(
        description="Who and what the facts of several articles are about, by id."
    )
