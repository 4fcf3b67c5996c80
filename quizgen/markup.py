"""Pieces of HTML that somebody else wrote: which elements they may hold, and whether all are closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from quizgen.problems import did_you_mean

ELEMENTS = frozenset(
    "b bdi br cite div em hr i li ol p small span strong sub sup table tbody td th thead tr u ul".split()
)
ATTRIBUTES = frozenset(["class", "colspan", "dir", "lang", "rowspan"])
_VOID = frozenset(["br", "hr"])


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that may not stand there: where it begins, in characters, what it is, and how to mend it."""

    at: int
    what: str
    hint: str


def flaws(text: str) -> Iterator[Flaw]:
    """All, from top to bottom."""
    reader = _Reader(text)
    reader.feed(text)
    reader.close()
    yield from sorted([*reader.flaws, *reader.unclosed(), *reader.unread()], key=lambda flaw: flaw.at)


class _Reader(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = text
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.open: list[tuple[str, int]] = []
        self.flaws: list[Flaw] = []
        self.read: set[int] = set()

    @property
    def at(self) -> int:
        line, column = self.getpos()
        return self.starts[line - 1] + column

    def flaw(self, what: str, hint: str) -> None:
        self.flaws.append(Flaw(self.at, what, hint))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.read.add(self.at)
        if tag not in ELEMENTS:
            hint = did_you_mean(tag, ELEMENTS) if len(tag) < 12 else ""
            self.flaw(f"<{tag}> may not stand in a theme", hint or f"known: {', '.join(sorted(ELEMENTS))}")
            return
        for name, _ in attrs:
            if name not in ATTRIBUTES:
                hint = f"known: {', '.join(sorted(ATTRIBUTES))}; looks belong into style.css"
                self.flaw(f"<{tag}> may not have `{name}`", hint)
        if tag not in _VOID:
            self.open.append((tag, self.at))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # <div/> does not close it.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.read.add(self.at)
        if tag not in ELEMENTS:
            return  # told where it begins
        if not self.open or self.open[-1][0] != tag:
            inner = f"<{self.open[-1][0]}> is still open" if self.open else "no element is open"
            self.flaw(f"</{tag}> closes nothing here", f"{inner}; close elements in turn")
            return
        self.open.pop()

    def unclosed(self) -> Iterator[Flaw]:
        for tag, at in self.open:
            yield Flaw(at, f"<{tag}> is not closed", f"write </{tag}> where it ends")

    def unread(self) -> Iterator[Flaw]:
        """Whatever looks like markup and is none of the above: comments, doctypes, half a tag."""
        for at, letter in enumerate(self.text):
            if letter == "<" and at not in self.read:
                yield Flaw(
                    at, f"“{self.text[at : at + 20].splitlines()[0]}” is no tag", "write &lt; for the sign itself"
                )
