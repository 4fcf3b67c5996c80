"""What happens to a learner's collection when a later version of a package is imported over an earlier one."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from quizgen.frozen import frozen
from quizgen.packages import Note, Package
from quizgen.verification.seen import named

if TYPE_CHECKING:
    from quizgen.verification.learner import HeldNote, Holdings

_OF_NO_MATTER = frozenset({"mod", "usn"})


@frozen
class Skipped:
    """A note that differs in the new package, and was not brought up to date."""

    note: str
    why: str


@frozen
class Update:
    """What changed; notes by name, tags and note types by theirs."""

    studied: int
    added: Sequence[str]
    updated: Sequence[str]
    rewritten: Sequence[str]
    """Updated though they say what they said: what a learner changed in them is lost for nothing."""
    untouched: int
    absent: int
    """Of the old package, and in the new one no more: they stay with the learner."""
    skipped: Sequence[Skipped]
    rescheduled: Sequence[str]
    tags_lost: Mapping[str, int]
    """Of how many notes each tag is gone."""
    note_types_changed: Sequence[str]
    note_types_added: Sequence[str]
    duplicates: Sequence[str]


def update(old: Package, new: Package, before: Holdings, after: Holdings) -> Update:
    """Compare what the learner held before the import of the new package with what they hold after it."""
    shipped = {note.guid: note for note in new.notes}
    known = {note.guid: note for note in old.notes}
    added = [number for number in after.notes if number not in before.notes]
    changed = {number: (held, after.notes[number]) for number, held in before.notes.items() if number in after.notes}
    updated = [held.guid for held, now in changed.values() if _content(held) != _content(now)]
    rewritten = [held.guid for held, now in changed.values() if _content(held) == _content(now) and held.mod != now.mod]
    names = {guid: named(note) for guid, note in (known | shipped).items()}
    types_before, types_after = before.note_types, after.note_types
    return Update(
        studied=before.answers,
        added=[names.get(after.notes[number].guid, after.notes[number].guid) for number in added],
        updated=[names[guid] for guid in updated],
        rewritten=[names[guid] for guid in rewritten],
        untouched=len(changed) - len(updated) - len(rewritten),
        absent=len(known.keys() - shipped.keys()),
        skipped=list(_skipped(shipped, before, after)),
        rescheduled=[names[guid] for guid in _rescheduled(before, after)],
        tags_lost=_tags_lost(changed.values()),
        note_types_changed=[
            str(kind["name"])
            for number, kind in types_before.items()
            if number in types_after and _essence(kind) != _essence(types_after[number])
        ],
        note_types_added=[str(kind["name"]) for number, kind in types_after.items() if number not in types_before],
        duplicates=list(_duplicates(before, after, added, names)),
    )


def _content(note: HeldNote) -> tuple[object, ...]:
    return note.note_type, note.fields, sorted(note.tags)


def _skipped(shipped: Mapping[str, Note], before: Holdings, after: Holdings) -> Iterator[Skipped]:
    """What the package has, and the collection does not have afterwards, with why."""
    earlier = {note.guid: note for note in before.notes.values()}
    held = {note.guid: note for note in after.notes.values()}
    for guid, note in shipped.items():
        now = held.get(guid)
        if now is None:
            yield Skipped(named(note), "Anki does not take it")
        elif _words(tuple(note.fields.values()), note.tags) != _words(now.fields, now.tags):
            yield Skipped(named(note), _why(note, earlier.get(guid), before.note_types))


def _why(note: Note, earlier: HeldNote | None, types: Mapping[int, Mapping[str, Any]]) -> str:
    if earlier is None:
        return "Anki changed it when it took it in"
    kind = types.get(earlier.note_type)
    if note.mod <= earlier.mod:
        return "it is not dated later than the note that the learner has"
    if kind is None or not _fits(note, kind):
        return "its note type has other fields or cards than the learner's, and Anki's “Merge note types” is off"
    return "Anki does not say why"


def _fits(note: Note, kind: Mapping[str, Any]) -> bool:
    fields = tuple(field["name"] for field in kind["flds"])
    templates = [template["name"] for template in kind["tmpls"]]
    return (
        note.note_type.id == kind["id"]
        and note.note_type.fields == fields
        and [template.name for template in note.note_type.templates] == templates
    )


def _words(fields: Sequence[str], tags: Sequence[str]) -> tuple[object, ...]:
    # Anki keeps text composed: é as one character.
    return [unicodedata.normalize("NFC", field) for field in fields], sorted(
        unicodedata.normalize("NFC", tag) for tag in tags
    )


def _rescheduled(before: Holdings, after: Holdings) -> Iterator[str]:
    """The notes whose cards come up at another time than before, or are gone."""
    for number, card in before.cards.items():
        note = before.notes.get(card[0]) if isinstance(card[0], int) else None
        if note and after.cards.get(number) != card:
            yield note.guid


def _tags_lost(changed: Iterable[tuple[HeldNote, HeldNote]]) -> Mapping[str, int]:
    lost = Counter(tag for held, now in changed for tag in {*held.tags} - {*now.tags})
    return dict(sorted(lost.items()))


def _essence(kind: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in kind.items() if name not in _OF_NO_MATTER}


def _duplicates(before: Holdings, after: Holdings, added: Sequence[int], names: Mapping[str, str]) -> Iterator[str]:
    """New notes that begin as one does that the learner had: the same with another GUID."""
    had: defaultdict[str, set[str]] = defaultdict(set)
    for note in before.notes.values():
        had[note.fields[0]].add(str(before.note_types.get(note.note_type, {}).get("name")))
    for number in added:
        note = after.notes[number]
        kind = after.note_types.get(note.note_type, {}).get("name")
        if note.fields[0].strip() and kind in had[note.fields[0]]:
            yield names.get(note.guid, note.guid)
