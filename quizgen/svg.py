"""What an SVG could do beside being looked at.

Cards and sheets show it as an `<img>`, in which browsers run and load nothing. But the file lies open
in the learner's collection, so what could run or ask the network for something does not get there.
"""

from __future__ import annotations

import re
from typing import NoReturn
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg svg"
_RUNS = {"script", "foreignobject", "iframe", "object", "embed", "handler", "listener"}
_OUTSIDE = re.compile(r"url\(\s*['\"]?\s*[^#'\"\s]|@import|javascript:", re.IGNORECASE)
_WITHIN = re.compile(r"\s*(#|data:image/(png|jpeg|gif|webp);base64,)")


class Unsafe(Exception):
    """Says what, and in which line."""


def is_svg(content: bytes) -> bool:
    """Whether it is one at all. Raises Unsafe if it could do anything."""
    reader = _Reader()
    try:
        reader.parser.Parse(content, True)  # noqa: FBT003  # expat takes no names
    except (expat.ExpatError, LookupError, ValueError):
        return False
    return reader.root == _SVG


class _Reader:
    """Looks at every element, attribute and text; entities need a DOCTYPE, and so there are none."""

    def __init__(self) -> None:
        self.root = ""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.element
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = lambda *_: self.refuse("a DOCTYPE")
        self.parser.ProcessingInstructionHandler = lambda target, _: self.refuse(f"an instruction, <?{target}?>")

    def refuse(self, what: str) -> NoReturn:
        message = f"{what}, in line {self.parser.CurrentLineNumber}"
        raise Unsafe(message)

    def element(self, tag: str, attributes: dict[str, str]) -> None:
        self.root = self.root or tag
        if (name := _local(tag)) in _RUNS:
            self.refuse(f"<{name}>")
        for key, value in attributes.items():
            self.attribute(_local(key), value)

    def attribute(self, name: str, value: str) -> None:
        if name.startswith("on"):
            self.refuse(f"something to run, `{name}`")
        if name == "attributename" and value.lower().endswith("href"):
            self.refuse("an animation that changes an address")
        if name in ("href", "src") and not _WITHIN.match(value):
            self.refuse(f"an address of something outside, `{name}`")
        self.text(value)

    def text(self, text: str) -> None:
        if _OUTSIDE.search(text):
            self.refuse("an address of something outside")


def _local(name: str) -> str:
    return name.rpartition(" ")[2].lower()
