"""Decks, notes and cards into one `.apkg`: note by note, and the same to the byte whenever it is made again."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import genanki

from quizgen.exporters import Watch
from quizgen.exporters.anki.decks import NamedDeck, deck_id, deck_of, description
from quizgen.exporters.anki.escaping import deck_name
from quizgen.exporters.anki.notes import ItemNote
from quizgen.exporters.anki.notetypes import NOTE_TYPES, model
from quizgen.model import Deck, Place, Quiz
from quizgen.problems import ContentError, Problem

_BOX = "collection.anki2"


def package(quiz: Quiz, watch: Watch) -> bytes:
    """The whole `.apkg`. Raises ContentError if two items are one note to Anki, or the disk is full."""
    moment = int(datetime.combine(quiz.deck.edition.earliest, time(12), UTC).timestamp())
    with TemporaryDirectory(prefix="quizgen-") as folder:
        database = Path(folder, _BOX)
        with _told(folder), closing(sqlite3.connect(database)) as connection:
            # The file is thrown away if anything fails: nothing needs to be safe from a crash.
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            _Package(quiz, watch, moment).write_to_db(connection.cursor(), moment, itertools.count(moment * 1000))
            connection.commit()
        return _zipped(database)


@contextmanager
def _told(folder: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        hint = "free some space there, or set TMPDIR to a folder on another disk"
        problem = Problem(Place(folder), "cannot-write", f"no room for a temporary file: {error}", hint)
        raise ContentError([problem]) from error


def _zipped(database: Path) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        with database.open("rb") as source, archive.open(_entry(_BOX, database.stat().st_size), "w") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        archive.writestr(_entry("media", 0), "{}")
    return content.getvalue()


def _entry(name: str, size: int) -> ZipInfo:
    entry = ZipInfo(name)  # of 1980, as long as nobody says otherwise
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3  # on Windows too
    entry.file_size = size
    return entry


class _Package(genanki.Package):  # type: ignore[misc]  # genanki ships no types
    """A package that makes its notes while it writes them, in the order of the quiz."""

    def __init__(self, quiz: Quiz, watch: Watch, mod: int) -> None:
        kinds = dict.fromkeys(NOTE_TYPES[type(item.response)] for item in quiz.items)
        names = dict.fromkeys([deck_name(quiz.deck.anki.deck), *(deck_of(item, quiz.deck) for item in quiz.items)])
        super().__init__([NamedDeck(name, mod) for name in names])
        self.decks[0].description = description(quiz)
        for kind in kinds:
            self.decks[0].add_model(model(kind))
        self.quiz, self.watch = quiz, watch

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, ids: Iterator[int]) -> None:
        """Write decks and note types, then the notes: genanki's decks would want to hold them all."""
        super().write_to_db(cursor, timestamp, ids)
        taken: dict[str, str] = {}
        for position, item in enumerate(self.watch(self.quiz.items), start=1):
            note = ItemNote(item, self.quiz.deck, position)
            if note.guid in taken:
                raise ContentError([_same_note(self.quiz.deck, item.id, taken[note.guid])])
            taken[note.guid] = item.id
            note.write_to_db(cursor, timestamp, deck_id(deck_of(item, self.quiz.deck)), ids)


def _same_note(deck: Deck, *items: str) -> Problem:
    return Problem(
        deck.place,
        "same-note",
        f"{' and '.join(sorted(items))} would be one note to Anki, which then keeps both for ever",
        "give their templates, or their articles, different names",
    )
