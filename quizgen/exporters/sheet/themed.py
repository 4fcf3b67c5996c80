"""A school's own look on a page: its head and foot, its fonts, its style sheet after ours."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping

from jinja2.exceptions import TemplateError
from markupsafe import Markup, escape

from quizgen import pages
from quizgen.model import FontFile, Theme, Wording
from quizgen.problems import ContentError, Problem
from quizgen.sandbox import parse

_LOGO = "\ufdd0logo\ufdd1"
"""Stands for the logo while a piece is rendered: no document holds such characters, and the picture itself is long."""

_MEDIA = {"woff2": "font/woff2", "woff": "font/woff", "otf": "font/otf", "ttf": "font/ttf"}


def head(theme: Theme, slots: Mapping[str, str]) -> Markup:
    """What stands above a sheet: the theme's own piece, or else the logo beside the school and a line."""
    if theme.head:
        return piece(theme.head, theme, slots)
    lines = [("school", theme.school), ("school-line", theme.header)]
    said = Markup().join(Markup('<p class="{}" dir="auto">{}</p>').format(*line) for line in lines if line[1])
    return logo(theme) + Markup("<div>{}</div>").format(said) if said or theme.logo else Markup()


def foot(theme: Theme, slots: Mapping[str, str]) -> Markup:
    """What stands below it: nothing, unless the theme has a piece of its own."""
    return piece(theme.foot, theme, slots) if theme.foot else Markup()


def piece(wording: Wording, theme: Theme, slots: Mapping[str, str]) -> Markup:
    """A piece of the theme with its slots filled: these are texts, whatever they hold."""
    given = {"school": theme.school or "", "header": theme.header or "", **slots}
    texts = {name: str(escape(text)) for name, text in given.items()} | {"logo": _LOGO if theme.logo else ""}
    source, problems = parse(wording, dict.fromkeys(texts, ()))
    if source is None:
        raise ContentError(problems)
    try:
        text = source.render(texts, sentence=False)
    except TemplateError as error:
        message = f"the theme {error.message}"
        problem = Problem(wording.place, "jinja-fails", message, "look at what is printed, compared and joined there")
        raise ContentError([problem]) from error
    return Markup(text.replace(_LOGO, logo(theme)))  # noqa: S704  # its elements were looked at when it was read


def logo(theme: Theme) -> Markup:
    """As an element of a page; nothing if there is none."""
    if theme.logo is None:
        return Markup()
    return Markup('<img class="logo" src="{}" alt="{}">').format(pages.data_uri(theme.logo), theme.logo.alt)


def style(theme: Theme) -> Markup:
    """Its fonts in the places of ours, then its own rules."""
    rules = [*map(_face, theme.fonts), *_families(theme), theme.style]
    return Markup("\n".join(filter(None, rules)))  # noqa: S704  # looked at when it was read: it ends no <style>


def _face(font: FontFile) -> str:
    address = f"data:{_MEDIA[font.form]};base64,{b64encode(font.content).decode()}"
    return (
        f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight}; font-style: {font.style}; '
        f'src: url("{address}"); }}'
    )


def _families(theme: Theme) -> Iterator[str]:
    """On paper texts are set in --serif and what stands around them in --sans; on screen all in --face."""
    if theme.text_font:
        names = ", ".join(f'"{name}"' for name in theme.text_font)
        yield f":root {{ --serif: {names}, serif; --screen: {names}, sans-serif; }}"
    if theme.heading_font:
        names = ", ".join(f'"{name}"' for name in theme.heading_font)
        yield f":root {{ --sans: {names}, sans-serif; --headings: {names}, sans-serif; }}"
