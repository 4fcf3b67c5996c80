"""A deck file: what is in a deck, how it looks in Anki, and the blueprint of its sheet."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from quizgen.documents.base import Says, Written, meaning
from quizgen.documents.texts import ArticleName, Edtf, KindName, Language, Line, Listed, ListOf, Topic
from quizgen.model import Difficulty, Edition, Level, Paper


class AnkiDocument(Written):
    """Anki settings of a deck."""

    deck: Line = Field(description="The deck's name in Anki; `::` makes subdecks.", examples=["Sahel::Mali and France"])
    subdecks: Literal["none", "topic", "kind"] = Field(
        default="none",
        description="What the deck is split by.",
        json_schema_extra=meaning(
            none="it is one deck", topic="a subdeck for each topic", kind="a subdeck for each kind"
        ),
    )
    tags: tuple[Line, ...] = Field(default=(), description="Tags that every note gets.", examples=[["sahel"]])
    retired: Literal["once", "always", "never"] = Field(
        default="once",
        description="Whether notes that have left the deck are in it once more, marked and tagged quizgen::retired.",
        json_schema_extra=meaning(
            once="in the edition in which they leave",
            always="in every edition from then on",
            never="no: they stay with learners as they were",
        ),
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
