"""What an update leaves to the learner: each cell of the table in docs/updates.md, measured in real Anki.

`python -m tests.exporters.test_contract` measures anew, and writes the table.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import pytest
from anki.import_export_pb2 import ImportAnkiPackageUpdateCondition as Update

from quizgen.exporters.anki import models, notetypes
from quizgen.model import Quiz
from tests.exporters.author import Author
from tests.exporters.learner import Learner, learner
from tests.samples import sample_quiz

DOCUMENT = Path(__file__).parents[2] / "docs" / "updates.md"
TABLE = re.compile(r"(?<=<!-- measured -->\n).*?(?=<!-- /measured -->)", re.DOTALL)
START = 1_700_000_000
"""Of the first build, long ago: what learners do is dated by their own clock."""
LATER = 2_000_000_000
"""Of the second build, after whatever they did."""

SETTINGS: Mapping[str, Mapping[str, Any]] = {
    "as Anki has them": {},
    "update notes: always": {"update_notes": Update.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS},
    "update notes: never": {"update_notes": Update.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_NEVER},
    "update note types: always": {"update_notetypes": Update.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS},
    "update note types: never": {"update_notetypes": Update.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_NEVER},
    "merge note types": {"merge_notetypes": True},
    "import learning progress": {"with_scheduling": True},
}
"""The settings of Anki's import window, one changed at a time."""

Act = Callable[[Learner, str], object]
Look = Callable[[Learner, str], object]


@dataclass(frozen=True)
class Row:
    """Something of the learner's: how it comes about, and how one sees it.

    `which` note it is about. What is done to a deck or note type is tried `alone`, as it is done to all notes.
    """

    what: str
    which: Literal["stays", "changes", "goes"]
    act: Act
    look: Look
    alone: bool = False
    revised: bool = False

    @property
    def item(self) -> str:
        """The id of an item of its own."""
        return f"mali-2022/{self.which}/{sha256(self.what.encode()).hexdigest()[:8]}/en"


def quizzes(rows: Sequence[Row]) -> tuple[Quiz, Quiz]:
    """Two editions with an item for each row: in the second some have changed and some are gone."""
    quiz = sample_quiz()
    quiz = replace(quiz, deck=replace(quiz.deck, anki=replace(quiz.deck.anki, deck="Ours")))
    first = [replace(quiz.items[0], id=row.item) for row in rows]
    later = [
        replace(item, rationale="Another.") if row.which == "changes" else item
        for row, item in zip(rows, first, strict=True)
        if row.which != "goes"
    ]
    return replace(quiz, items=tuple(first)), replace(quiz, items=tuple(later))


# What learners do


def study(anki: Learner, name: str) -> None:
    anki.collection.sched.set_due_date([anki.card(name).id], "5")


def edit(field: str) -> Act:
    def act(anki: Learner, name: str) -> None:
        note = anki.note(name)
        note[field] = "mine"
        anki.collection.update_note(note)

    return act


def add_tag(anki: Learner, name: str) -> None:
    note = anki.note(name)
    note.tags.append("mine")
    anki.collection.update_note(note)


def suspend(anki: Learner, name: str) -> None:
    anki.collection.sched.suspend_cards([anki.card(name).id])


def flag(anki: Learner, name: str) -> None:
    anki.collection.set_user_flag_for_cards(3, [anki.card(name).id])


def move(anki: Learner, name: str) -> None:
    deck = anki.collection.decks.id("Mine")
    assert deck
    anki.collection.set_deck([anki.card(name).id], int(deck))


def rename_deck(anki: Learner, name: str) -> None:
    anki.collection.decks.rename(anki.card(name).did, "Mine")


def choose_options(anki: Learner, name: str) -> None:
    decks = anki.collection.decks
    deck = decks.get(anki.card(name).did)
    assert deck
    decks.set_config_id_for_deck_dict(deck, decks.add_config("Mine")["id"])


def describe_deck(anki: Learner, name: str) -> None:
    deck = anki.collection.decks.get(anki.card(name).did)
    assert deck
    deck["desc"] = "mine"
    anki.collection.decks.save(deck)


def delete(anki: Learner, name: str) -> None:
    anki.collection.remove_notes([anki.note(name).id])


def style(anki: Learner, name: str) -> None:
    model = anki.card(name).note_type()
    anki.collection.models.update_dict({**model, "css": "/* mine */"})


def rewrite_front(anki: Learner, name: str) -> None:
    model = anki.card(name).note_type()
    model["tmpls"][0]["qfmt"] += "mine"
    anki.collection.models.update_dict(model)


def add_field(anki: Learner, name: str) -> None:
    models = anki.collection.models
    model = anki.card(name).note_type()
    models.add_field(model, models.new_field("Mine"))
    models.update_dict(model)
    edit("Mine")(anki, name)


# What one sees of it


def scheduling(anki: Learner, name: str) -> object:
    return anki.state()[name]


def field(name: str) -> Look:
    return lambda anki, item: anki.note(item)[name]


def tags(anki: Learner, name: str) -> object:
    return "mine" in anki.note(name).tags


def deck_name(anki: Learner, name: str) -> object:
    return anki.collection.decks.name(anki.card(name).did)


def options(anki: Learner, name: str) -> object:
    return anki.collection.decks.config_dict_for_deck_id(anki.card(name).did)["name"]


def description(anki: Learner, name: str) -> object:
    deck = anki.collection.decks.get(anki.card(name).did)
    assert deck
    return deck["desc"]


def is_there(anki: Learner, name: str) -> object:
    return bool(anki.cards(f'"Id:{name}"'))


def css(anki: Learner, name: str) -> object:
    return anki.card(name).note_type()["css"]


def front(anki: Learner, name: str) -> object:
    return anki.card(name).note_type()["tmpls"][0]["qfmt"]


ROWS = (
    Row("scheduling of a card whose note is unchanged", "stays", study, scheduling),
    Row("scheduling of a card whose note changed", "changes", study, scheduling),
    Row("scheduling of a card whose note retired", "goes", study, scheduling),
    Row("a suspended card whose note changed", "changes", suspend, scheduling),
    Row("a flag on a card whose note changed", "changes", flag, lambda anki, name: anki.card(name).flags),
    Row("the deck that a card was moved to", "changes", move, deck_name),
    Row("an edit of a note that is unchanged", "stays", edit("Rationale"), field("Rationale")),
    Row("an edit of a note that changed", "changes", edit("Question"), field("Question")),
    Row("“My notes” of a note that is unchanged", "stays", edit("My notes"), field("My notes")),
    Row("“My notes” of a note that changed", "changes", edit("My notes"), field("My notes")),
    Row("“My notes” of a note that retired", "goes", edit("My notes"), field("My notes")),
    Row("own tags of a note that is unchanged", "stays", add_tag, tags),
    Row("own tags of a note that changed", "changes", add_tag, tags),
    Row("own style (CSS) of the cards", "stays", style, css, alone=True),
    Row("own front or back of the cards", "stays", rewrite_front, front, alone=True),
    Row("own style where quizgen has revised the cards", "stays", style, css, alone=True, revised=True),
    Row("an own field, of a note that is unchanged", "stays", add_field, field("Mine"), alone=True),
    Row("an own field, of a note that changed", "changes", add_field, field("Mine"), alone=True),
    Row("the name given to the deck", "stays", rename_deck, deck_name, alone=True),
    Row("the options chosen for the deck", "stays", choose_options, options, alone=True),
    Row("an own description of the deck", "stays", describe_deck, description, alone=True),
    Row("that a note was deleted", "stays", delete, is_there),
)
OURS = (
    Row("the change of a note arrives", "changes", lambda *_: None, field("Rationale")),
    Row("… though the learner edited that note", "changes", edit("Options"), field("Rationale")),
    Row("… though the learner added a field", "changes", add_field, field("Rationale"), alone=True),
)
"""What is to change, and does or does not."""

ALL = (*ROWS, *OURS)


@cache
def packages(rows: tuple[Row, ...]) -> tuple[Path, Path]:
    """Both editions, built once."""
    author = Author(Path(tempfile.mkdtemp()) / "deck.yaml")
    first, second = quizzes(rows)
    package = author.build(first, moment=START)
    with quizgen_of_later(revised=rows[0].revised):
        return package, author.build(second, moment=LATER)


@contextmanager
def quizgen_of_later(*, revised: bool) -> Iterator[None]:
    """As a later quizgen does, whose cards have changed."""
    with pytest.MonkeyPatch.context() as patch:
        if revised:
            for kind in notetypes.REVISED:
                patch.setitem(notetypes.REVISED, kind, LATER)
        models.model.cache_clear()
        yield
    models.model.cache_clear()


@cache
def outcomes(rows: tuple[Row, ...], settings: str) -> Sequence[bool]:
    """Whether one sees the same after the update as before, for each row."""
    with tempfile.TemporaryDirectory() as folder, learner(Path(folder)) as anki:
        first, second = packages(rows)
        anki.take(first)
        for row in rows:
            row.act(anki, row.item)
        before = [row.look(anki, row.item) for row in rows]
        anki.take(second, **SETTINGS[settings])
        return [row.look(anki, row.item) == was for row, was in zip(rows, before, strict=True)]


def is_kept(row: Row, settings: str) -> bool:
    """Whether one sees the same after the update as before."""
    together = (row,) if row.alone else tuple(one for one in ALL if not one.alone)
    return outcomes(together, settings)[together.index(row)]


def table() -> str:
    """All of it, measured."""
    head = f"| | {' | '.join(SETTINGS)} |\n|---|{'---|' * len(SETTINGS)}\n"
    return head + "".join(map(line, ALL))


def line(row: Row) -> str:
    """The row as the table has it."""
    words = ("lost", "kept") if row in ROWS else ("yes", "no")
    return f"| {row.what} | {' | '.join(words[is_kept(row, settings)] for settings in SETTINGS)} |\n"


@pytest.mark.parametrize("row", ALL, ids=lambda row: row.what)
def test_the_table_is_true(row: Row) -> None:
    """Under each of the settings."""
    assert line(row) in DOCUMENT.read_text("utf-8")


def test_the_table_has_no_other_rows() -> None:
    """Such as of what was measured once."""
    (rows,) = TABLE.findall(DOCUMENT.read_text("utf-8"))
    assert rows.count("\n") == len(ALL) + 2


if __name__ == "__main__":
    DOCUMENT.write_text(TABLE.sub(lambda _: table(), DOCUMENT.read_text("utf-8")), "utf-8")
