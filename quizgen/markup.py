"""Pieces of HTML that somebody else wrote: which elements they may hold, and whether all are closed."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from quizgen.frozen import frozen

ELEMENTS = frozenset(
    "b bdi br cite div em hr i li ol p small span strong sub sup table tbody td th thead tr u ul".split()
)
ATTRIBUTES = frozenset(["class", "colspan", "dir", "lang", "rowspan"])
_VOID = frozenset(["br", "hr"])


@frozen
class Flaw:
    """Something that may not stand there: where it begins, in characters, what it is, and how to mend it."""

    at: int
    what: str
    hint: str


def flaws(text: str, written: str) -> Iterator[Flaw]:
    """All, from top to bottom; `written` is the same text where something of it was covered."""
    reader = _Reader(text, written)
    reader.feed(text)
    reader.close()
    yield from sorted([*reader.flaws, *reader.unclosed(), *reader.unread()], key=lambda flaw: flaw.at)


class _Reader(HTMLParser):
    def __init__(self, text: str, written: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text, self.written = text, written
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
            shown = self.written[self.at : self.at + len(self.get_starttag_text() or "")]
            self.flaw(f"“{shown[:60]}” may not stand in a theme", f"what may: {', '.join(sorted(ELEMENTS))}")
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
        if tag not in [name for name, _ in self.open]:
            self.flaw(f"</{tag}> closes nothing", f"delete it, or write <{tag}> where it begins")
            return
        while (inner := self.open.pop())[0] != tag:
            self.flaws.append(_unclosed(*inner))

    def unclosed(self) -> Iterator[Flaw]:
        for tag, at in self.open:
            yield _unclosed(tag, at)

    def unread(self) -> Iterator[Flaw]:
        """Whatever looks like markup and is none of the above: comments, doctypes, half a tag."""
        start = 0
        for line in self.written.splitlines(keepends=True):
            signs = (start + at for at, letter in enumerate(self.text[start : start + len(line)]) if letter == "<")
            # What follows it on the line may be part of it.
            if (at := next((at for at in signs if at not in self.read), None)) is not None:
                shown = self.written[at : start + len(line)].strip()
                yield Flaw(at, f"“{shown[:20]}” is no tag", "write &lt; for the sign itself; comments stand in {# … #}")
            start += len(line)


def _unclosed(tag: str, at: int) -> Flaw:
    return Flaw(at, f"<{tag}> is not closed", f"write </{tag}> where it ends")
