"""What is looked for in a package, each by its own code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from quizgen.model import Place
from quizgen.problems import Code, Problem, Severity
from quizgen.verification import answers, cards, html, media, templates
from quizgen.verification.seen import Seen
from quizgen.verification.updates import Update


class Check(NamedTuple):
    """How something is found, and how it is mended."""

    find: Callable[[Seen], Iterator[str]]
    hint: str
    severity: Severity = "error"


CHECKS: Mapping[Code, Check] = {
    "blank-front": Check(cards.blank_fronts, "fill the fields that its front shows, or leave the card out"),
    "no-card": Check(cards.notes_without_card, "fill the fields that a front shows; a cloze note needs a {{c1::gap}}"),
    "same-guid": Check(cards.same_guids, "give each note a GUID of its own; Anki would mix them up for ever after"),
    "unknown-field": Check(templates.unknown_fields, "name a field of the note type"),
    "bad-template": Check(templates.other_faults, "mend the template; Anki shows this message instead of the card"),
    "broken-html": Check(html.broken, "close the tag, or write < as &lt; where none is meant"),
    "media-missing": Check(media.missing, "pack the file, or take out what refers to it"),
    "media-unused": Check(media.unused, "leave it out, as Anki does not import it", "warning"),
    "answer-shown": Check(answers.visible, "reword the question, if it does not mean to show it", "warning"),
}
"""In the order in which they are tried. The warnings have their honest exceptions."""


def findings(seen: Seen) -> Iterator[Problem]:
    """All that is wrong with a package."""
    place = Place(seen.package.path)
    for code, check in CHECKS.items():
        for message in check.find(seen):
            yield Problem(place, code, message, check.hint, check.severity)


def findings_of_update(update: Update, path: str) -> Iterator[Problem]:
    """All that importing a package over an older one should not do."""
    place = Place(path)
    for name in update.rescheduled:
        hint = "export it without scheduling, and keep GUIDs, note types and their cards as they were"
        yield Problem(place, "schedule-changed", f"a card of {name} was studied, and its schedule changes", hint)
    for skipped in update.skipped:
        hint = "see the page of this code for each reason: quizgen explain note-skipped"
        yield Problem(place, "note-skipped", f"{skipped.note} is not brought up to date: {skipped.why}", hint)
    for name in update.duplicates:
        hint = "keep the GUID that the note had; the learner now has both, and studies it anew"
        yield Problem(place, "note-twice", f"{name} begins as a note does that the learner has", hint)
    for name in update.rewritten:
        hint = "keep the date of a note that did not change; else the learner's own edits are lost"
        yield Problem(place, "needless-update", f"{name} is written anew, and says what it said", hint, "warning")
