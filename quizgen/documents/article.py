"""`article.yaml`: where a text is from."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from quizgen.documents.base import Written, meaning
from quizgen.documents.texts import Edtf, FolderName, Id, Language, Line


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
        json_schema_extra=meaning(stated="the article gives it", inferred="it follows from what the article says"),
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
