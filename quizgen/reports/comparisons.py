"""What is new in a deck, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

import click

from quizgen.comparison import ON_IMPORT, Compared, Comparison
from quizgen.reports.words import differences

_COLOURS = {"added": "green", "returned": "green", "changed": "yellow", "retired": "red", "left": "red"}


def as_data(comparison: Comparison) -> dict[str, object]:
    """For programs; these keys are a promise: some may be added, none renamed."""
    notes = [{**asdict(note), "on_import": ON_IMPORT[note.fate]} for note in comparison.notes]
    return {"notes": notes, "counts": {**_counts(comparison), "unchanged": comparison.unchanged}}


def as_text(comparison: Comparison) -> str:
    """For people: the notes by what becomes of them, and how many there are of each."""
    lines = []
    for fate, meaning in ON_IMPORT.items():
        notes = [note for note in comparison.notes if note.fate == fate]
        if notes:
            lines.append(click.style(f"{fate}: {meaning}", fg=_COLOURS.get(fate), bold=True))
            lines += [line for note in notes for line in _told(note)]
    counts = [f"{count:,} {fate}" for fate, count in _counts(comparison).items() if count]
    return "\n".join([*lines, ", ".join([*counts, f"{comparison.unchanged:,} unchanged"])]) + "\n"


def _counts(comparison: Comparison) -> dict[str, int]:
    return {fate: sum(note.fate == fate for note in comparison.notes) for fate in ON_IMPORT}


def _told(note: Compared) -> Iterator[str]:
    yield f"  {note.id}"
    yield f"    {_one_line(note.question)}"
    for part in note.differences:
        old, new = differences(_one_line(part.old), _one_line(part.new))
        yield f"      {part.name}, old: {old}"
        yield f"      {' ' * len(part.name)}  new: {new}"


def _one_line(text: str) -> str:
    # Control characters of an article must not reach the terminal.
    return " / ".join("".join(filter(str.isprintable, line)) for line in text.splitlines() if line.strip())
