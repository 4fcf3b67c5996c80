"""`theme.yaml`: a school's own look."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from quizgen.documents.base import Written
from quizgen.documents.texts import Line, ListOf


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
