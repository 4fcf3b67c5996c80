"""What became of the examples in templates, for people: the words that differ are marked, also without colour."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import click

from quizgen.examples import Given, Tried
from quizgen.listing import near

_WORD = re.compile(r"\w+|[^\s\w]")


def report(tried: Sequence[Tried], bare: Sequence[str], elsewhere: int) -> str:
    """A line for each example that holds, several for another, and how many there are."""
    lines = [line for one in tried for line in _lines(one)]
    return "".join(f"{line}\n" for line in [*lines, *_summary(tried, bare, elsewhere)])


def differences(expected: str, produced: str) -> tuple[str, str]:
    """Both texts, with the words that differ between [- -] and {+ +}."""
    words: tuple[list[str], list[str]] = (_WORD.findall(expected), _WORD.findall(produced))
    changes = [code for code in SequenceMatcher(None, *words, autojunk=False).get_opcodes() if code[0] != "equal"]
    old = _marked(expected, [(start, end) for _, start, end, _, _ in changes], "[-", "-]", "red")
    new = _marked(produced, [(start, end) for _, _, _, start, end in changes], "{+", "+}", "green")
    return old, new


def _marked(text: str, parts: Sequence[tuple[int, int]], opening: str, closing: str, colour: str) -> str:
    """The text with some of its words marked, each part by its first word and the one behind its last."""
    spans = [found.span() for found in _WORD.finditer(text)]
    for first, end in reversed([part for part in parts if part[0] < part[1]]):
        start, stop = spans[first][0], spans[end - 1][1]
        text = text[:start] + click.style(f"{opening}{text[start:stop]}{closing}", fg=colour) + text[stop:]
    return text


def _lines(tried: Tried) -> Iterator[str]:
    example, name = tried.example, f"{tried.template}, {', '.join(tried.example.facts)}"
    name += f" ({example.role})" if example.role else ""
    if tried.holds:
        yield f"{click.style('ok', fg='green')} {name}: {example.stem} = {example.key}"
        return
    yield f"{click.style(_verdict(tried), fg='red', bold=True)} {name}, {near(example.place.path)}:{example.place.line}"
    match tried.outcome:
        case Given(stems, key):
            for part, expected, produced in (("stem", example.stem, stems[0]), ("key", example.key, key)):
                if expected != produced:
                    old, new = differences(expected, produced)
                    yield f"    {part} expected: {old}"
                    yield f"    {' ' * len(part)} produced: {new}"
        case str(reason):
            yield f"    this gives no question: {reason}"
        case None:
            yield "    the template does not ask about this; look at its `relation`, `where` and `hide`"


def _verdict(tried: Tried) -> str:
    match tried.outcome:
        case Given():
            return "ok" if tried.holds else "differs"
        case str():
            return "refused"
        case None:
            return "unmatched"


def _summary(tried: Sequence[Tried], bare: Sequence[str], elsewhere: int) -> Iterator[str]:
    counts = Counter(map(_verdict, tried))
    parts = [
        f"{counts[verdict]:,} {verdict}" for verdict in ("ok", "differs", "refused", "unmatched") if counts[verdict]
    ]
    yield f"{len(tried):,} example{'' if len(tried) == 1 else 's'}" + (f": {', '.join(parts)}" if parts else "")
    if elsewhere:
        yield f"Not tried, as their facts are not in this project: {elsewhere:,}"
    if bare:
        yield f"Without examples: {', '.join(bare)}"
