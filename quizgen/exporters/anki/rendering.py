"""Anki's own template language: which cards a note has, and what stands on their sides.

As much of it as cards of ours may use: fields, sections, cloze deletions, answers to type, the front side.
A filter that is not known here raises LookupError, for a card must not be shown otherwise than Anki shows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from quizgen.frozen import frozen

FRONT_SIDE = "FrontSide"
TYPED = re.compile(r"\[\[type:(.+?)\]\]")
"""What a side holds in place of the box to type in, or of what was typed; Anki fills it in as it shows the card."""

_TAG = re.compile(r"\{\{\s*([#^/]?)\s*(.*?)\s*\}\}", re.DOTALL)
_CLOZE = re.compile(r"\{\{c(\d+)::(.*?)(?:::(.*?))?\}\}", re.DOTALL)
_MASK = "image-occlusion:"
_OF_MASKS = ("left", "top", "width", "height", "points")
_EMPTY = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*", re.IGNORECASE)
_NOT_IN_ATTRIBUTES = re.compile(r"[\x00-/:-@\[-`{-\xff]")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


@frozen
class Template:
    """What a note type says of one of its cards."""

    name: str
    front: str
    back: str


@frozen
class Card:
    """The HTML of both sides, before Anki fills in what is typed."""

    name: str
    front: str
    back: str


@frozen
class _Field:
    name: str
    filters: tuple[str, ...]


@frozen
class _Section:
    name: str
    negated: bool
    parts: tuple[_Part, ...]


_Part = str | _Field | _Section


@frozen
class _Side:
    """What a side is filled from; `number` is that of the cloze deletion which the card asks for."""

    fields: Mapping[str, str]
    number: int = 0
    answers: bool = False


def cards(templates: Iterable[Template], fields: Mapping[str, str], *, cloze: bool = False) -> Iterator[Card]:
    """The cards that Anki makes of a note: one for each template whose front shows a field, or for each deletion."""
    for template in templates:
        if not cloze and _shows_something(_parsed(template.front), fields):
            yield _card(template.name, template, _Side(fields))
        # Anki makes cards also of deletions in fields that no side shows.
        for number in sorted(_numbers(fields.values())) if cloze else ():
            yield _card(f"{template.name} {number}", template, _Side(fields, number))


def _card(name: str, template: Template, side: _Side) -> Card:
    front = _filled(_parsed(template.front), side)
    answers = replace(side, fields={**side.fields, FRONT_SIDE: front}, answers=True)
    return Card(name, front, _filled(_parsed(template.back), answers))


@lru_cache(maxsize=256)
def _parsed(text: str) -> tuple[_Part, ...]:
    """Text, fields and sections as they follow each other."""
    open_sections: list[tuple[str, str]] = []
    parts: list[list[_Part]] = [[]]
    end = 0
    for found in _TAG.finditer(text):
        parts[-1].append(text[end : found.start()])
        end = found.end()
        sign, name = found.groups()
        if sign in ("#", "^"):
            open_sections.append((sign, name))
            parts.append([])
        elif sign == "/":
            opened, begun = open_sections.pop() if open_sections else ("", "")
            if begun != name:
                message = f"{found[0]} closes nothing that is open"
                raise LookupError(message)
            inner = tuple(parts.pop())
            parts[-1].append(_Section(name, opened == "^", inner))
        else:
            *filters, field = (part.strip() for part in name.split(":"))
            parts[-1].append(_Field(field, tuple(filters)))
    if open_sections:
        message = f"{{{{{''.join(open_sections[-1])}}}}} is never closed"
        raise LookupError(message)
    return (*parts[0], text[end:])


def _filled(parts: Sequence[_Part], side: _Side) -> str:
    return "".join(_text(part, side) for part in parts)


def _text(part: _Part, side: _Side) -> str:
    match part:
        case str():
            return part
        case _Section(name, negated, inner):
            return _filled(inner, side) if _is_empty(side.fields[name]) == negated else ""
        case _Field(name, ()):
            return side.fields[name]
        case _Field(name, ("type",)):
            return f"[[type:{name}]]"
        case _Field(name, ("cloze",)):
            asks = side.number in _numbers([side.fields[name]])
            return _CLOZE.sub(_deletion(side), side.fields[name]) if asks else ""
        case _Field(name, filters):
            message = f"there is no filter {':'.join(filters)}"
            raise LookupError(message)


def _deletion(side: _Side) -> Callable[[re.Match[str]], str]:
    """A deletion as the side shows it: the hint instead of what is asked for, or all that was deleted."""

    def shown(found: re.Match[str]) -> str:
        number, text, hint = found.groups()
        if text.startswith(_MASK):
            return _mask(text, number, side)
        if int(number) != side.number:
            return f'<span class="cloze-inactive" data-ordinal="{number}">{text}</span>'
        if side.answers:
            return f'<span class="cloze" data-ordinal="{number}">{text}</span>'
        hidden = _NOT_IN_ATTRIBUTES.sub(lambda char: _NAMED.get(char[0], f"&#x{ord(char[0]):02X};"), text)
        said = "..." if hint is None else hint
        return f'<span class="cloze" data-cloze="{hidden}" data-ordinal="{number}">[{said}]</span>'

    return shown


def _mask(text: str, number: str, side: _Side) -> str:
    """An area of a picture, in the words by which Anki's script knows how to draw it."""
    shape, *properties = text.removeprefix(_MASK).split(":")
    which = "cloze-inactive" if int(number) != side.number else "cloze-highlight" if side.answers else "cloze"
    said = dict(one.split("=", 1) for one in properties)
    if not said.keys() <= {*_OF_MASKS}:
        message = f"a mask has no {' or '.join(said.keys() - {*_OF_MASKS})}"
        raise LookupError(message)
    data = "".join(f'data-{name}="{value}" ' for name, value in said.items())
    return f'<div class="{which}" data-ordinal="{number}" data-shape="{shape}" {data}></div>'


def _shows_something(parts: Sequence[_Part], fields: Mapping[str, str]) -> bool:
    """Whether a field stands here that is not empty, in sections that are shown; plain text does not count."""
    return any(
        _shows_something(part.parts, fields) and _is_empty(fields[part.name]) == part.negated
        if isinstance(part, _Section)
        else isinstance(part, _Field) and not _is_empty(fields[part.name])
        for part in parts
    )


def _numbers(texts: Iterable[str]) -> set[int]:
    """The numbers of all deletions in these texts."""
    return {int(number) for text in texts for number, *_ in _CLOZE.findall(text)}


def _is_empty(text: str) -> bool:
    return _EMPTY.fullmatch(text) is not None
