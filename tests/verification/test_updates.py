"""One version imported over another in real Anki, and what is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from quizgen.packages import read_package
from quizgen.verification.checks import findings_of_update
from quizgen.verification.learner import Learner
from quizgen.verification.updates import Skipped, Update, update
from tests.packages.made import NOTES, database, exported, note_type, package

LATER = 1_760_000_000
MALI = "note `note-0` (“What is the capital of Mali?”)"
NIGER = "note `note-1` (“And of Niger?”)"
CHAD = ("And of Chad?", "N'Djamena")


def after(old: Path, new: Path, folder: Path, study: int = 2) -> Update:
    """What a learner has of it."""
    with Learner(folder / "anki") as learner:
        learner.take(old)
        learner.study(study)
        before = learner.holdings()
        learner.take(new)
        return update(read_package(old), read_package(new), before, learner.holdings())


def counts(update: Update) -> Mapping[str, int]:
    """How many of each sort, where there are any."""
    found = {
        "added": len(update.added),
        "updated": len(update.updated),
        "rewritten": len(update.rewritten),
        "untouched": update.untouched,
        "absent": update.absent,
        "skipped": len(update.skipped),
        "rescheduled": len(update.rescheduled),
        "duplicates": len(update.duplicates),
        "types changed": len(update.note_types_changed),
        "types added": len(update.note_types_added),
    }
    return {name: count for name, count in found.items() if count}


def codes(update: Update) -> list[str]:
    """What is wrong with it."""
    return [problem.code for problem in findings_of_update(update, "a.apkg")]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """What the learner has."""
    return package(tmp_path / "old.apkg")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Where the next version goes."""
    return tmp_path / "new.apkg"


def test_the_same(old: Path, tmp_path: Path) -> None:
    """Nothing happens, and the cards were studied."""
    found = after(old, old, tmp_path)
    assert found.studied == 2
    assert counts(found) == {"untouched": 2}
    assert codes(found) == []


def test_each_sort_of_change(old: Path, new: Path, tmp_path: Path) -> None:
    """Dates of their own: one note changed, one new; none moves in the schedule."""
    package(new, [("What is the capital of Mali?", "Bamako, since 1908"), NOTES[1], CHAD])
    with database(new) as connection:
        connection.execute("UPDATE notes SET mod = ? WHERE guid = 'note-0'", [LATER])
    found = after(old, new, tmp_path)
    assert counts(found) == {"added": 1, "updated": 1, "untouched": 1}
    assert found.added == ["note `note-2` (“And of Chad?”)"]
    assert found.updated == [MALI]
    assert codes(found) == []


def test_changed_and_not_dated_later(old: Path, new: Path, tmp_path: Path) -> None:
    """Anki leaves the old wording."""
    package(new, [("What is the capital of Mali?", "Bamako, since 1908"), NOTES[1]])
    found = after(old, new, tmp_path)
    assert found.skipped == [Skipped(MALI, "it is not dated later than the note that the learner has")]
    assert counts(found) == {"untouched": 2, "skipped": 1}
    assert codes(found) == ["note-skipped"]


def test_dated_later_and_not_changed(old: Path, new: Path, tmp_path: Path) -> None:
    """All is written anew, for nothing."""
    found = after(old, package(new, mod=LATER), tmp_path)
    assert found.rewritten == [MALI, NIGER]
    assert codes(found) == ["needless-update", "needless-update"]


def test_a_field_more(old: Path, new: Path, tmp_path: Path) -> None:
    """Anki then does not merge, unless it is told to."""
    kind = note_type(fields=("Front", "Back", "Hint"))
    package(new, [("What is the capital of Mali?", "Bamako!", ""), (*NOTES[1], "")], kind, mod=LATER)
    found = after(old, new, tmp_path)
    why = "its note type has other fields or cards than the learner's, and Anki's “Merge note types” is off"
    assert found.skipped == [Skipped(MALI, why), Skipped(NIGER, why)]


def test_another_style(old: Path, new: Path, tmp_path: Path) -> None:
    """Told as a change of the note type, and no fault."""
    found = after(old, package(new, kind=note_type(css=".card { color: teal }"), mod=LATER), tmp_path)
    assert found.note_types_changed == ["Fact"]


def test_other_guids(old: Path, new: Path, tmp_path: Path) -> None:
    """The learner has everything twice."""
    found = after(old, package(new, guids=["a", "b"]), tmp_path)
    assert counts(found) == {"added": 2, "untouched": 2, "absent": 2, "duplicates": 2}
    assert codes(found) == ["note-twice", "note-twice"]


def test_tags_that_go(new: Path, tmp_path: Path) -> None:
    """Anki takes the new ones in place of the old."""
    old = package(tmp_path / "old.apkg", tags=["sahel", "edition::1"])
    found = after(old, package(new, tags=["sahel", "edition::2"], mod=LATER), tmp_path)
    assert found.tags_lost == {"edition::1": 2}
    assert found.updated == [MALI, NIGER]


def test_notes_that_are_gone(old: Path, new: Path, tmp_path: Path) -> None:
    """They stay with the learner."""
    found = after(old, package(new, NOTES[:1]), tmp_path)
    assert counts(found) == {"untouched": 2, "absent": 1}


def test_a_card_that_is_new_again(old: Path, tmp_path: Path) -> None:
    """No import does that with Anki's settings of today; it would be told, with the note."""
    with Learner(tmp_path / "anki") as learner:
        learner.take(old)
        learner.study(2)
        before = learner.holdings()
        cards = learner._collection.find_cards("Mali")
        learner._collection.sched.schedule_cards_as_new(cards)
        found = update(read_package(old), read_package(old), before, learner.holdings())
    assert found.rescheduled == [MALI]
    assert codes(found) == ["schedule-changed"]


@pytest.mark.parametrize("legacy", [True, False])
def test_over_what_anki_exported(old: Path, new: Path, tmp_path: Path, legacy: bool) -> None:  # noqa: FBT001
    """In both formats, also as what comes later."""
    assert counts(after(old, exported(new, old, legacy=legacy), tmp_path)) == {"untouched": 2}
