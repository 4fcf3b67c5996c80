"""Decks, notes and cards into one `.apkg`: note by note, and the same to the byte whenever it is made again."""

from __future__ import annotations

import itertools
import json
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import genanki

from quizgen.exporters import Watch
from quizgen.exporters.anki import pictures
from quizgen.exporters.anki.decks import NamedDeck, deck_id, deck_of, description
from quizgen.exporters.anki.escaping import deck_name, escape
from quizgen.exporters.anki.ledger import Ledger
from quizgen.exporters.anki.models import model
from quizgen.exporters.anki.notes import Note, as_it_was, as_retired, note_of
from quizgen.exporters.anki.notetypes import FIELDS, NOTE_TYPES, by_name
from quizgen.locks import gone
from quizgen.model import Deck, Image, Item, LockedNote, Place, Quiz
from quizgen.problems import ContentError, Problem

_BOX = "collection.anki2"


def package(quiz: Quiz, ledger: Ledger, watch: Watch) -> bytes:
    """The whole `.apkg`, with the notes entered into the ledger.

    Raises ContentError if two items are one note to Anki or one has become another sort of note, or the disk is full.
    """
    moment = noon_of(quiz.deck)
    with TemporaryDirectory(prefix="quizgen-") as folder:
        database = Path(folder, _BOX)
        with _told(folder), closing(sqlite3.connect(database)) as connection:
            # The file is thrown away if anything fails: nothing needs to be safe from a crash.
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            numbers = itertools.count(moment * 1000)
            _Package(quiz, ledger, watch, moment).write_to_db(connection.cursor(), moment, numbers)
            connection.commit()
        return _zipped(database, pictures.of(quiz.items))


def noon_of(deck: Deck) -> int:
    """Noon, in UTC, of the day of the edition."""
    return int(datetime.combine(deck.edition.earliest, time(12), UTC).timestamp())


@contextmanager
def _told(folder: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        hint = "free some space there, or set TMPDIR to a folder on another disk"
        problem = Problem(Place(folder), "cannot-write", f"no room for a temporary file: {error}", hint)
        raise ContentError([problem]) from error


def _zipped(database: Path, images: Sequence[Image]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        with database.open("rb") as source, archive.open(_entry(_BOX, database.stat().st_size), "w") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        # Anki has files under numbers, and beside them what each is called.
        for number, image in enumerate(images):
            archive.writestr(_entry(str(number), len(image.content)), image.content)
        archive.writestr(_entry("media", 0), json.dumps({number: image.name for number, image in enumerate(images)}))
    return content.getvalue()


def _entry(name: str, size: int) -> ZipInfo:
    entry = ZipInfo(name)  # of 1980, as long as nobody says otherwise
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3  # on Windows too
    entry.file_size = size
    return entry


class _Package(genanki.Package):  # type: ignore[misc]  # genanki ships no types
    """A package that makes its notes while it writes them, in the order of the quiz."""

    def __init__(self, quiz: Quiz, ledger: Ledger, watch: Watch, mod: int) -> None:
        kinds = [NOTE_TYPES[type(item.response)] for item in quiz.items]
        kinds += [by_name(as_it_was(locked).type) for locked in gone(quiz) if ledger.ships(locked)]
        names = dict.fromkeys([deck_name(quiz.deck.anki.deck), *(deck_of(item, quiz.deck) for item in quiz.items)])
        super().__init__([NamedDeck(name, mod) for name in names])
        self.decks[0].description = description(quiz)
        for kind in dict.fromkeys(kinds):
            self.decks[0].add_model(model(kind))
        self.quiz, self.ledger, self.watch = quiz, ledger, watch

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, ids: Iterator[int]) -> None:
        """Write decks and note types, then the notes: genanki's decks would want to hold them all."""
        super().write_to_db(cursor, timestamp, ids)
        taken: dict[str, str] = {}
        strange: list[Problem] = []
        for position, item in enumerate(self.watch(self.quiz.items), start=1):
            note = note_of(item, self.quiz.deck)
            packed = PackedNote(note, position)
            if packed.guid in taken:
                raise ContentError([_same_note(self.quiz.deck, item.id, taken[packed.guid])])
            taken[packed.guid] = item.id
            strange += _another_sort(item, note, self.ledger.before.get(note.id))
            changed = self.ledger.enter(note.id, note.content()).changed
            packed.write_to_db(cursor, changed, deck_id(deck_of(item, self.quiz.deck)), ids)
        if strange:
            raise ContentError(strange)
        for locked in self.ledger.leave():
            if self.ledger.ships(locked):
                packed = PackedNote(as_retired(locked, self.quiz.deck), len(taken) + 1)
                packed.write_to_db(cursor, locked.changed, self.decks[0].deck_id, ids)


class PackedNote(genanki.Note):  # type: ignore[misc]  # genanki ships no types
    """A note as genanki writes it, with the cards of its type."""

    def __init__(self, note: Note, position: int) -> None:
        kind = by_name(note.type)
        super().__init__(
            model=model(kind),
            fields=list({**_EMPTY, **note.fields, "Id": escape(note.id)}.values()),
            tags=note.tags,
            guid=note.guid,
            due=position,
        )
        # None of which is ever empty: genanki need not look.
        self.cards = [genanki.Card(number) for number in range(len(kind.cards))]

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Nothing: a text's own tags are escaped, and the rest is ours."""


_EMPTY = dict.fromkeys(FIELDS, "")


def _another_sort(item: Item, note: Note, old: LockedNote | None) -> Iterator[Problem]:
    was = as_it_was(old).type if old else note.type
    if was != note.type:
        message = f"{item.id} was a note of type “{was}” and would be “{note.type}”: Anki does not take such an update"
        hint = "give the template another name, without `formerly`: then the old note retires and a new one comes"
        yield Problem(item.place, "note-type-changed", message, hint)


def _same_note(deck: Deck, *items: str) -> Problem:
    return Problem(
        deck.place,
        "same-note",
        f"{' and '.join(sorted(items))} would be one note to Anki, which then keeps both for ever",
        "give their templates, or their articles, different names",
    )
