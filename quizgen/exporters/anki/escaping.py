"""Text on its way into HTML fields, cloze gaps, tags and deck names, escaped exactly once; and out of fields again."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

# Braces are Anki's, brackets its sounds and LaTeX, the backslash MathJax's; the other control characters
# are nobody's, and one of them separates the fields of a note.
_SPECIAL = re.compile(r'[&<>"{}\[\]\\\x00-\x1f\x7f]')
_ESCAPED = {
    **{chr(code): "" for code in (*range(0x20), 0x7F)},
    **{character: f"&#{ord(character)};" for character in r'"{}[]\\'},
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "\n": "<br>",
    "\t": " ",
}
_BREAK = re.compile(r"<br>|</(?:li|p|blockquote|ol|ul|div)>")
_TAG = re.compile(r"<[^>]*>")
_LINES = re.compile(r"[ \t]*\n\s*")
_SEPARATES = "::"
_NOT_IN_TAGS = re.compile(r'[\s"\x00-\x1f\x7f]+')
_NOT_IN_NAMES = re.compile(r'["\x00-\x1f\x7f]+')


def escape(text: str) -> str:
    """Text as HTML that shows it as it is, also within a double-quoted attribute."""
    return _SPECIAL.sub(lambda found: _ESCAPED[found[0]], text)


def plain(html: str) -> str:
    """The text of a field for people: without tags, a line for each entry of a list."""
    return _LINES.sub("\n", unescape(_TAG.sub("", _BREAK.sub("\n", html)))).strip()


def gap(answer: str, hint: str) -> str:
    """A cloze deletion: no colon of the answer separates it from the hint, no brace of either ends it."""
    parts = [escape(part).replace(":", "&#58;") for part in (answer, hint) if part]
    return f"{{{{c1::{_SEPARATES.join(parts)}}}}}"


@lru_cache(maxsize=4096)
def tag(*parts: str) -> str:
    """A tag below `quizgen::`; parts may be hierarchies of their own."""
    names = (_NOT_IN_TAGS.sub("-", name.strip(": ")) for part in parts for name in part.split(_SEPARATES))
    return _SEPARATES.join(("quizgen", *filter(None, names)))


def deck_name(*parts: str) -> str:
    """A deck's name as Anki keeps it: no quotation marks, no part empty."""
    names = (_NOT_IN_NAMES.sub("", name).strip(": ") for part in parts for name in part.split(_SEPARATES))
    return _SEPARATES.join(filter(None, names))
