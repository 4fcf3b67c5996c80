"""Fields and templates whose HTML spoils the card."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.verification.markup import faults
from quizgen.verification.seen import Seen, named
from quizgen.verification.templates import raw_fields, without_replacements

_LATEX = re.compile(r"\[latex\].*?\[/latex\]|\[(\$\$?)\].*?\[/\1\]", re.DOTALL)
"""Anki makes pictures of it before anybody takes it for HTML."""


def broken_fields(seen: Seen) -> Iterator[str]:
    """Tags that are not closed, close nothing, or swallow what follows."""
    for note in seen.package.notes:
        for field in raw_fields(note.note_type):
            value = note.fields[field]
            if "<" in value:
                for fault in faults(_LATEX.sub("", value)):
                    yield f"{named(note)}, field `{field[:100]}`: {fault}"


def broken_templates(seen: Seen) -> Iterator[str]:
    """The same, in the HTML around the fields."""
    for kind in seen.shown_types:
        for template in kind.templates:
            for side, html in (("front", template.front), ("back", template.back)):
                for fault in faults(without_replacements(html)):
                    yield f"note type `{kind.name[:100]}`, {side} of template `{template.name[:100]}`: {fault}"


def broken(seen: Seen) -> Iterator[str]:
    """Both."""
    yield from broken_templates(seen)
    yield from broken_fields(seen)
