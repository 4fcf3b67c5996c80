"""The tables of an Anki collection, of the old schema and the new, as note types and notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pydantic import BaseModel, FiniteFloat, TypeAdapter, ValidationError

from quizgen.packages.bad import refuse_damaged
from quizgen.packages.database import Database
from quizgen.packages.model import Card, CardTemplate, Note, NoteType
from quizgen.packages.zstd import refuse_without_extra

_FIRST_WITH_TABLES = 15
"""The schema since which note types and decks have tables of their own; before, they stood in `col` as JSON."""
_BETWEEN_FIELDS = "\x1f"
_CLOZE = 1


def read(database: Database) -> tuple[tuple[NoteType, ...], tuple[Note, ...]]:
    """All note types and notes of a collection."""
    schema = [row.get("ver", int) for row in database.rows("col", "ver")]
    if len(schema) != 1:
        refuse_damaged("the table `col` has not one row")
    is_new = schema[0] >= _FIRST_WITH_TABLES
    note_types = tuple(_new_note_types(database) if is_new else _old_note_types(database))
    decks = _new_decks(database) if is_new else _old_decks(database)
    return note_types, tuple(_notes(database, {kind.id: kind for kind in note_types}, _cards(database, decks)))


def _notes(
    database: Database, note_types: Mapping[int, NoteType], cards: Mapping[int, tuple[Card, ...]]
) -> Iterator[Note]:
    for row in database.rows("notes", "id", "guid", "mid", "mod", "tags", "flds"):
        number, guid = row.get("id", int), row.get("guid", str)
        note_type = note_types.get(row.get("mid", int))
        if not note_type:
            refuse_damaged(f"the note {number} (GUID `{guid[:100]}`) is of a note type that is not in the package")
        values = row.get("flds", str).split(_BETWEEN_FIELDS)
        if len(values) != len(note_type.fields):
            had = f"{len(values):,}, and its note type {note_type.name} has {len(note_type.fields):,}"
            refuse_damaged(
                f"the note {number} (GUID `{guid[:100]}`) should have as many fields as its note type: {had}"
            )
        yield Note(
            id=number,
            guid=guid,
            note_type=note_type,
            fields=dict(zip(note_type.fields, values, strict=True)),
            tags=tuple(row.get("tags", str).split()),
            mod=row.get("mod", int),
            cards=cards.get(number, ()),
        )


def _cards(database: Database, decks: Mapping[int, str]) -> Mapping[int, tuple[Card, ...]]:
    found: defaultdict[int, list[Card]] = defaultdict(list)
    for row in database.rows("cards", "id", "nid", "did", "ord"):
        found[row.get("nid", int)].append(Card(row.get("ord", int), decks.get(row.get("did", int), "")))
    return {note: tuple(sorted(cards, key=lambda card: card.ord)) for note, cards in found.items()}


# The old schema


class _OldField(BaseModel):
    name: str


class _OldTemplate(BaseModel):
    name: str
    qfmt: str
    afmt: str


class _OldNoteType(BaseModel):
    name: str
    mod: FiniteFloat  # genanki's are fractions
    type: int
    flds: list[_OldField]
    tmpls: list[_OldTemplate]
    css: str


class _OldDeck(BaseModel):
    name: str


_OLD_NOTE_TYPES = TypeAdapter(dict[int, _OldNoteType])
_OLD_DECKS = TypeAdapter(dict[int, _OldDeck])


def _old_note_types(database: Database) -> Iterator[NoteType]:
    [row] = database.rows("col", "models")
    try:
        found = _OLD_NOTE_TYPES.validate_json(row.get("models", str))
    except ValidationError as error:
        refuse_damaged(f"the note types {_first_fault(error)}")
    for number, kind in found.items():
        yield NoteType(
            id=number,
            name=kind.name,
            mod=int(kind.mod),
            is_cloze=kind.type == _CLOZE,
            fields=tuple(field.name for field in kind.flds),
            templates=tuple(CardTemplate(each.name, each.qfmt, each.afmt) for each in kind.tmpls),
            css=kind.css,
        )


def _old_decks(database: Database) -> Mapping[int, str]:
    [row] = database.rows("col", "decks")
    try:
        return {number: deck.name for number, deck in _OLD_DECKS.validate_json(row.get("decks", str)).items()}
    except ValidationError as error:
        refuse_damaged(f"the decks {_first_fault(error)}")


def _first_fault(error: ValidationError) -> str:
    fault = error.errors()[0]
    where = ".".join(str(part) for part in fault["loc"])
    return f"cannot be read: {where}: {fault['msg']}" if where else f"cannot be read: {fault['msg']}"


# The new schema, whose settings are messages of Anki's


def _new_note_types(database: Database) -> Iterator[NoteType]:
    try:
        from anki.notetypes_pb2 import Notetype
        from google.protobuf.message import DecodeError
    except ImportError:
        refuse_without_extra()
    fields: defaultdict[int, list[str]] = defaultdict(list)
    templates: defaultdict[int, list[CardTemplate]] = defaultdict(list)
    try:
        for row in database.rows("fields", "ord", "ntid", "name"):
            fields[row.get("ntid", int)].append(row.get("name", str))
        for row in database.rows("templates", "ord", "ntid", "name", "config"):
            sides = Notetype.Template.Config.FromString(row.get("config", bytes))
            template = CardTemplate(row.get("name", str), sides.q_format, sides.a_format)
            templates[row.get("ntid", int)].append(template)
        for row in database.rows("notetypes", "id", "name", "mtime_secs", "config"):
            number, settings = row.get("id", int), Notetype.Config.FromString(row.get("config", bytes))
            yield NoteType(
                id=number,
                name=row.get("name", str),
                mod=row.get("mtime_secs", int),
                is_cloze=settings.kind == Notetype.Config.KIND_CLOZE,
                fields=tuple(fields[number]),
                templates=tuple(templates[number]),
                css=settings.css,
            )
    except DecodeError:
        refuse_damaged("the note types cannot be read: they are not the messages that Anki writes")


def _new_decks(database: Database) -> Mapping[int, str]:
    rows = database.rows("decks", "id", "name")
    return {row.get("id", int): row.get("name", str).replace(_BETWEEN_FIELDS, "::") for row in rows}
