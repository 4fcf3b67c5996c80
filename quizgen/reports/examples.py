"""What became of the examples in templates, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import click

from quizgen.examples import Given, Tried
from quizgen.listing import near
from quizgen.reports.words import differences


def report(tried: Sequence[Tried], bare: Sequence[str], elsewhere: int) -> str:
    """A line for each example that holds, several for another, and how many there are."""
    lines = [line for one in tried for line in _lines(one)]
    return "".join(f"{line}\n" for line in [*lines, *_summary(tried, bare, elsewhere)])


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
