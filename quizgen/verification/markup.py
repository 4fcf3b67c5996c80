"""HTML as a browser reads it, as far as it matters on a card: its text, and tags that spoil what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal, NamedTuple

_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<rest>(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*+)>"""
)
_BEGINS = re.compile(r"</?[a-zA-Z]|<[!?/]")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_END_IS_OPTIONAL = frozenset(
    "p li dt dd tr td th thead tbody tfoot colgroup option optgroup rt rp html head body".split()
)
_RAW = frozenset("script style textarea title xmp iframe noembed noframes".split())
_FOREIGN = frozenset({"svg", "math"})
_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr legend li main nav ol option p pre section table td th tr ul".split()
)
_PICTURES = frozenset("audio canvas embed iframe img input math object script svg video".split())
"""What can be seen or heard without a word; a script may write some."""
_LONGEST_SHOWN = 40


class Token(NamedTuple):
    """A piece of text, a tag, or one that has no end and takes all that follows with it."""

    kind: Literal["text", "start", "end", "swallows"]
    name: str
    text: str


def tokens(html: str) -> Iterator[Token]:
    """The pieces of some HTML; comments are left out."""
    at = 0
    while (opening := html.find("<", at)) >= 0:
        yield Token("text", "", html[at:opening])
        token, at = _token(html, opening)
        if token:
            yield token
        if token and token.kind == "start" and token.name in _RAW:
            closing = re.compile(rf"</{token.name}(?=[\s/>])", re.IGNORECASE).search(html, at)
            if not closing:
                yield Token("swallows", token.name, token.text)
                return
            at = closing.start()
    yield Token("text", "", html[at:])


def _token(html: str, at: int) -> tuple[Token | None, int]:
    """The piece that begins with `<`, and where it ends."""
    if found := _TAG.match(html, at):
        return Token("end" if found["end"] else "start", found["name"].lower(), found[0]), found.end()
    if not _BEGINS.match(html, at):
        return Token("text", "", "<"), at + 1
    is_tag = html[at + 1 : at + 3].lstrip("/")[:1].isalpha()
    closing = "-->" if html.startswith("<!--", at) else ">"
    end = -1 if is_tag else html.find(closing, at + len("<!"))
    if end < 0:
        return Token("swallows", "", html[at:]), len(html)
    return None, end + len(closing)


def faults(html: str) -> Iterator[str]:
    """What of some HTML would spoil the card around it."""
    is_open: list[str] = []
    for token in tokens(html):
        if token.kind == "swallows":
            yield f"`{_shown(token.text)}` has no end, and swallows what follows"
            return
        if token.kind == "start" and not _is_complete(token, is_open):
            is_open.append(token.name)
        elif token.kind == "end" and token.name in is_open:
            del is_open[len(is_open) - 1 - is_open[::-1].index(token.name)]
        elif token.kind == "end" and token.name not in _VOID | _END_IS_OPTIONAL:
            yield f"`{_shown(token.text)}` ends what is not open here"
    for name in dict.fromkeys(is_open):
        if name not in _END_IS_OPTIONAL:
            yield f"`<{name[:_LONGEST_SHOWN]}>` is not closed"


def _is_complete(token: Token, is_open: list[str]) -> bool:
    # Only within drawings and formulas does `/>` end anything.
    is_foreign = token.name in _FOREIGN or not _FOREIGN.isdisjoint(is_open)
    return token.name in _VOID or (is_foreign and token.text.endswith("/>"))


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return f"{text[:_LONGEST_SHOWN]}…" if len(text) > _LONGEST_SHOWN else text


def lines(html: str) -> list[str]:
    """The text of some HTML, as a browser would break it into lines."""
    pieces = (
        unescape(token.text).replace("\n", " ") if token.kind == "text" else "\n" if token.name in _BLOCKS else ""
        for token in tokens(html)
    )
    return [line for line in map(str.strip, "".join(pieces).split("\n")) if line]


def is_visible(html: str) -> bool:
    """Whether there is anything to see or hear."""
    return any(
        token.name in _PICTURES if token.kind == "start" else token.kind == "text" and unescape(token.text).strip()
        for token in tokens(html)
    )
