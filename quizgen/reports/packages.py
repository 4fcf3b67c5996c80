"""What `quizgen verify` found, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from quizgen.listing import as_json, near
from quizgen.reports import text
from quizgen.reports.data import problem
from quizgen.verification.outcome import Verified
from quizgen.verification.updates import Update

MOST_NAMED = 5
"""So many notes of a sort are named; JSON has them all."""


def as_text(verified: Verified) -> str:
    """Every problem, what is in the package, and what an update does."""
    lines = [text.problems(verified.problems).rstrip("\n")] if verified.problems else []
    counts = ((verified.notes, "note"), (verified.cards, "card"), (verified.media, "media file"))
    held = ", ".join(f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in counts)
    lines.append(f"{near(verified.path)}: {held}")
    if verified.update:
        lines += _update(verified.update)
    if not verified.problems:
        lines.append("No problems.")
    return "\n".join(lines) + "\n"


def as_data(verified: Verified) -> str:
    """The same as JSON; `update` is null unless an older package was given."""
    return as_json(
        {
            "file": near(verified.path),
            "notes": verified.notes,
            "cards": verified.cards,
            "media": verified.media,
            "problems": list(map(problem, verified.problems)),
            "update": asdict(verified.update) if verified.update else None,
        }
    )


def _update(update: Update) -> Iterator[str]:
    yield f"Imported over the older package, with {update.studied:,} cards studied:"
    yield f"  added {len(update.added):,}{_named(update.added)}"
    yield f"  updated {len(update.updated):,}{_named(update.updated)}"
    if update.rewritten:
        yield f"  updated without need {len(update.rewritten):,}{_named(update.rewritten)}"
    yield f"  untouched {update.untouched:,}"
    yield f"  skipped {len(update.skipped):,}{_named([skipped.note for skipped in update.skipped])}"
    yield f"  in the new package no more {update.absent:,}: they stay as they are"
    yield f"  schedules changed {len(update.rescheduled):,}{_named(update.rescheduled)}"
    if update.tags_lost:
        lost = [f"{tag} ({count:,})" for tag, count in update.tags_lost.items()]
        yield f"  tags gone {len(lost):,}{_named(lost)}"
    if update.note_types_changed:
        yield f"  note types changed {len(update.note_types_changed):,}{_named(update.note_types_changed)}"
    if update.note_types_added:
        yield f"  note types added {len(update.note_types_added):,}{_named(update.note_types_added)}"
    if update.duplicates:
        yield f"  there twice {len(update.duplicates):,}{_named(update.duplicates)}"


def _named(names: Sequence[str]) -> str:
    if not names:
        return ""
    return f": {', '.join(names[:MOST_NAMED])}{', …' if len(names) > MOST_NAMED else ''}"
