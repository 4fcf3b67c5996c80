"""A collection to throw away, in real Anki: it imports, shows cards and studies as a learner's would.

Only here is Anki imported. Cards are rendered by its core: the Python around that would run LaTeX on a stranger's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import unquote

from anki.collection import Collection, ImportAnkiPackageRequest
from anki.errors import AnkiException
from anki.models import NotetypeId

from quizgen.frozen import frozen
from quizgen.packages import Note, Package
from quizgen.verification.seen import Rendered, Seen, named

_MARKUP = re.compile(r"<a .*?</a>|<[^>]*>")
_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
_OF_LATEX = "latex-"
"""How pictures are called that Anki makes when they are first seen."""

_BUTTONS: Sequence[Literal[1, 2, 3, 4]] = (1, 2, 3, 4)
_CARD_COLUMNS = ("type", "queue", "due", "ivl", "factor", "reps", "lapses", "left", "odue", "odid", "flags", "data")


@frozen
class HeldNote:
    """A note in the collection."""

    guid: str
    note_type: int
    mod: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]


@frozen
class Holdings:
    """All that a collection holds, by Anki's ids."""

    notes: Mapping[int, HeldNote]
    cards: Mapping[int, tuple[object, ...]]
    """Of each card the note, and what is known of its scheduling."""
    note_types: Mapping[int, Mapping[str, Any]]
    answers: int


class Learner:
    """Somebody with an empty collection of their own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._collection = Collection(str(folder / "collection.anki2"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._collection.close()

    def take(self, path: Path) -> None:
        """Import a package as Anki's window does if nobody changes a setting."""
        options = self._collection._backend.get_import_anki_package_presets()  # noqa: SLF001  # the window's own way
        self._collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options))

    def look(self, package: Package) -> Seen:
        """Everything that there is to see of the package that was taken."""
        notes = {note.id: note for note in package.notes}
        rows = self._rows("SELECT id, nid, ord FROM cards ORDER BY nid, ord")
        lone = self._rows("SELECT id FROM notes WHERE id NOT IN (SELECT nid FROM cards) ORDER BY id")
        missing, unused = self._media(package, notes)
        return Seen(
            package=package,
            cards=[self._rendered(card, notes[note], number) for card, note, number in rows if note in notes],
            without_card=[notes[note] for [note] in lone if note in notes],
            media_missing=missing,
            media_unused=unused,
        )

    def _rendered(self, card: int, note: Note, number: int) -> Rendered:
        try:
            made = self._collection._backend.render_existing_card(  # noqa: SLF001  # see above
                card_id=card, browser=False, partial_render=False
            )
        except AnkiException as error:
            return Rendered(note, number, fault=refusal(error))
        front, back = ("".join(node.text for node in nodes) for nodes in (made.question_nodes, made.answer_nodes))
        return Rendered(note, number, front, back, made.is_empty)

    def _media(self, package: Package, notes: Mapping[int, Note]) -> tuple[dict[str, str], list[str]]:
        media = self._collection.media
        found = media.check()
        gone = {name for name in found.missing if not name.startswith(_OF_LATEX)}
        missing: dict[str, str] = {}
        referred: set[str] = set()
        for kind in package.note_types:
            number = NotetypeId(kind.id)
            static = set(media.extract_static_media_files(number)) if self._collection.models.get(number) else set()
            referred |= static
            for name in sorted(static - {*package.media}):
                missing.setdefault(name, f"note type `{kind.name[:100]}`")
        for number in found.missing_media_notes:
            if note := notes.get(number):
                for name in _names(media, note):
                    if name in gone:
                        missing.setdefault(name, named(note))
        missing.update(dict.fromkeys(sorted(gone - missing.keys()), "a note"))
        held = {file.name for file in Path(media.dir()).iterdir()} - {*found.unused}
        # Names with an underscore are for templates and styles, which Anki does not look through for them.
        unused = [name for name in package.media if name not in held | referred and not name.startswith("_")]
        return missing, unused

    def study(self, count: int) -> None:
        """Answer the first cards, with each button in turn."""
        for turn, number in enumerate(self._collection.find_cards("", order=True)[:count]):
            card = self._collection.get_card(number)
            card.start_timer()
            self._collection.sched.answerCard(card, _BUTTONS[turn % len(_BUTTONS)])

    def holdings(self) -> Holdings:
        """What the collection holds now."""
        notes = self._rows("SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id")
        cards = self._rows(f"SELECT id, nid, {', '.join(_CARD_COLUMNS)} FROM cards")  # noqa: S608  # names of our own
        models = self._collection.models
        models._clear_cache()  # noqa: SLF001  # else it would be what stood there before an import
        return Holdings(
            notes={
                number: HeldNote(guid, kind, mod, tuple(tags.split()), tuple(fields.split("\x1f")))
                for number, guid, kind, mod, tags, fields in notes
            },
            cards={number: tuple(values) for number, *values in cards},
            note_types={kind["id"]: kind for kind in models.all()},
            answers=len(self._rows("SELECT id FROM revlog")),
        )

    def _rows(self, query: str) -> Sequence[Sequence[Any]]:
        database = self._collection.db
        return database.all(query) if database else []


def refusal(error: AnkiException) -> str:
    """What Anki says, as plain text."""
    return _plain(str(error)) or type(error).__name__


def _plain(html: str) -> str:
    text = unescape(_MARKUP.sub(" ", html)).translate(_ISOLATES)
    return " ".join(text.split())[:300]


def _names(media: Any, note: Note) -> Iterator[str]:
    for pattern in media.regexps:
        for found in re.finditer(pattern, "\x1f".join(note.fields.values())):
            name = unescape(found["fname"])
            yield from (name, unquote(name))
