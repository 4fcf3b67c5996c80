"""A school's own look: a folder with `theme.yaml`, a logo, fonts, a style sheet and pieces of a page.

A theme may come from strangers. What it brings is bounded, stays in its folder, and becomes part of the page: nothing
of it is run, and nothing is asked of the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import nodes

from quizgen.documents.reading import load
from quizgen.documents.theme import FontDocument, ThemeDocument
from quizgen.images import Album, Refused
from quizgen.markup import Flaw, flaws
from quizgen.model import FontFile, Image, Place, Theme, Wording
from quizgen.problems import Problem, did_you_mean, errors
from quizgen.sandbox import parse, tree_of
from quizgen.yamlfile import Document, place_of, read_text

FILE = "theme.yaml"
STYLE = "style.css"
PIECES = {"head": "head.html.j2", "foot": "foot.html.j2"}
SLOTS = ("title", "school", "header", "logo", "form", "date", "questions", "points")
"""What the pieces may print."""

_MOST_STYLE = 200_000
_MOST_FONT = 2**20
_SMALLER = "save it as WOFF2, with the letters of your languages only"
_FONTS = {b"wOF2": "woff2", b"wOFF": "woff", b"OTTO": "otf", b"\x00\x01\x00\x00": "ttf"}
_RAW = re.compile(r"\{%[-+]?\s*raw\b")
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_IN_STYLE = re.compile(r"<[/!]|@import\b[^;]*|url\(\s*['\"]?\s*(?!data:|#|['\"\s])[^)]*\)?", re.IGNORECASE)
_STYLE_TOLD = {
    "<": ("could end the style sheet", "delete it: a style sheet holds no tags"),
    "@import": ("asks for another file", "copy its rules into this one"),
    "url": ("asks for another file", "name fonts and the logo in theme.yaml; small pictures can be data: addresses"),
}


def load_theme(folder: Path, named_at: Place) -> tuple[Theme | None, list[Problem]]:
    """Read a theme's folder; None if anything of it is wrong. It is named at a place of another file, or nowhere."""
    if not folder.is_dir():
        near = [path.name for path in folder.parent.glob("*/") if (path / FILE).is_file()]
        hint = did_you_mean(folder.name, near) or f"make the folder, with a file {FILE} in it"
        return None, [Problem(named_at, "theme-missing", f"there is no theme {folder.name}", hint)]
    written, source, problems = load(folder / FILE, ThemeDocument)
    style, found = _style(folder)
    problems += found
    pieces: dict[str, Wording | None] = {}
    for name, file in PIECES.items():
        pieces[name], found = _piece(folder, file)
        problems += found
    if written is None or source is None:
        return None, problems
    album = Album(folder, source)
    logo = _logo(album, written)
    fonts, found = _fonts(album, source, written.fonts)
    problems += [*album.problems, *found]
    theme = Theme(written.school, written.header, logo, written.text_font, written.heading_font, fonts, style, **pieces)
    return None if errors(problems) else theme, problems


def _logo(album: Album, written: ThemeDocument) -> Image | None:
    found = album.picture(("logo",), written.logo.file) if written.logo else None
    return Image(found[0], found[1], written.logo.alt, "", "") if found and written.logo else None


def _fonts(
    album: Album, source: Document, written: Sequence[FontDocument]
) -> tuple[tuple[FontFile, ...], list[Problem]]:
    fonts, problems = [], []
    for index, font in enumerate(written):
        try:
            fonts.append(_font(album, font))
        except Refused as refused:
            problems.append(
                Problem(source.place(("fonts", index, "file")), "theme-font", refused.message, refused.hint)
            )
    return tuple(fonts), problems


def _font(album: Album, font: FontDocument) -> FontFile:
    content = album.content(font.file, _MOST_FONT, _SMALLER, what="font", such_as="fonts/name.woff2")
    for signature, form in _FONTS.items():
        if content.startswith(signature):
            return FontFile(font.family, form, content, font.weight, font.style)
    message = f"{font.file} is no font that browsers read"
    raise Refused(message, "theme-font", "save it as WOFF2, WOFF, OTF or TTF; what counts is the content, not the name")


def _style(folder: Path) -> tuple[str, list[Problem]]:
    path = folder / STYLE
    text, problems = _text(folder, path)
    if len(text) > _MOST_STYLE:
        message = f"{len(text):,} letters, more than {_MOST_STYLE:,}"
        return "", [Problem(Place(str(path)), "theme-style", message, "leave out what the sheet does not use")]
    # In a comment only the end of the style sheet does harm.
    plain = re.sub(r"/\*.*?\*/", lambda found: re.sub(r"[^\n</!]", " ", found[0]), text, flags=re.DOTALL)
    for found in _IN_STYLE.finditer(plain):
        what, hint = next(told for sign, told in _STYLE_TOLD.items() if found[0].lower().startswith(sign))
        place = place_of(text, found.start(), str(path))
        shown = text[found.start() : found.end()][:60]
        problems.append(Problem(place, "theme-style", f"“{shown}” {what}", hint))
    return text, problems


def _piece(folder: Path, file: str) -> tuple[Wording | None, list[Problem]]:
    path = folder / file
    text, problems = _text(folder, path)
    if not text:
        return None, problems
    wording = Wording(text, Place(str(path)), text.split("\n"))
    _, found = parse(wording, dict.fromkeys(SLOTS, ()))
    # What Jinja does not read in such a block would not be looked at either.
    raw = [
        Flaw(block.start(), "`raw` is not part of what themes may use", "delete it") for block in _RAW.finditer(text)
    ]
    problems += [*found, *(_told(flaw, text, path) for flaw in (*raw, *flaws(_JINJA.sub(_filled, text), text)))]
    if not found:
        problems += _unescaped(wording)
    return wording, problems


def _filled(found: re.Match[str]) -> str:
    """In place of what Jinja prints something as long that can begin no tag, and be none."""
    return re.sub(r"[^\n]", "x", found[0])


def _told(flaw: Flaw, text: str, path: Path) -> Problem:
    return Problem(place_of(text, flaw.at, str(path)), "theme-html", flaw.what, flaw.hint)


def _unescaped(wording: Wording) -> Iterator[Problem]:
    """Texts in Jinja that are markup: these would not have been looked at."""
    tree, _ = tree_of(wording)
    for constant in tree.find_all(nodes.Const) if tree else ():
        if isinstance(constant.value, str) and re.search("[<>&]", constant.value):
            place = Place(wording.place.path, constant.lineno)
            message = f"“{constant.value[:60]}” is markup in a text"
            yield Problem(place, "theme-html", message, "write it outside of {{ … }}")


def _text(folder: Path, path: Path) -> tuple[str, list[Problem]]:
    """What a file holds that may be left out."""
    if not path.exists() and not path.is_symlink():
        return "", []
    if not path.resolve().is_relative_to(folder.resolve()):
        message = f"{path.name} is a link that leads out of {folder.name}/"
        return "", [Problem(Place(str(path)), "theme-outside", message, "put the file itself there")]
    text, problems = read_text(path)
    return text or "", problems


def theme_of(name: str, project: Path, named_at: Place) -> tuple[Theme | None, list[Problem]]:
    """The theme of a project that a deck file names, which stays inside of the project."""
    folder = project / name
    if Path(name).is_absolute() or not folder.resolve().is_relative_to(project.resolve()):
        message = f"“{name}” leads out of {project.name}/"
        return None, [Problem(named_at, "theme-outside", message, "copy the theme into the project, as themes/name")]
    return load_theme(folder, named_at)


__all__: Sequence[str] = ["PIECES", "SLOTS", "load_theme", "theme_of"]
