"""Packages made by hand, by genanki and by Anki itself."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch
from zipfile import ZipFile

import genanki
from anki.collection import Collection, ExportAnkiPackageOptions, ImportAnkiPackageOptions, ImportAnkiPackageRequest

FACT = 1_607_392_319
CLOZE = 1_550_428_389
FRONT, BACK = "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"
NOTES = (("What is the capital of Mali?", "Bamako"), ("And of Niger?", "Niamey"))

Fields = Sequence[str]


def zipped(path: Path, entries: Mapping[str, bytes]) -> Path:
    """An archive of these entries."""
    with ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def entries(path: Path) -> dict[str, bytes]:
    """What an archive holds."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def note_type(
    front: str = FRONT, back: str = BACK, css: str = "", fields: Sequence[str] = ("Front", "Back")
) -> genanki.Model:
    """Front and Back, with one card."""
    return genanki.Model(
        FACT,
        "Fact",
        fields=[{"name": name} for name in fields],
        templates=[{"name": "Card 1", "qfmt": front, "afmt": back}],
        css=css,
    )


def cloze() -> genanki.Model:
    """Text with gaps."""
    return genanki.Model(
        CLOZE,
        "Cloze",
        fields=[{"name": "Text"}],
        templates=[{"name": "Cloze", "qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}"}],
        model_type=genanki.Model.CLOZE,
    )


def package(
    path: Path,
    notes: Sequence[Fields] = NOTES,
    kind: genanki.Model | None = None,
    *,
    guids: Sequence[str] = (),
    tags: Sequence[str] = (),
    media: Mapping[str, bytes] | None = None,
    deck: str = "Capitals",
    mod: int = 1_700_000_000,
) -> Path:
    """A package as genanki writes it."""
    made = genanki.Deck(2_059_400_110, deck)
    for number, fields in enumerate(notes):
        guid = guids[number] if guids else f"note-{number}"
        made.add_note(genanki.Note(kind or note_type(), list(fields), guid=guid, tags=list(tags)))
    with TemporaryDirectory() as folder:
        files = []
        for name, content in (media or {}).items():
            files.append(Path(folder, name))
            files[-1].write_bytes(content)
        # It leaves a file behind.
        with patch.object(tempfile, "tempdir", folder):
            genanki.Package(made, media_files=files).write_to_file(path, timestamp=mod)
    return path


def exported(path: Path, source: Path, *, legacy: bool) -> Path:
    """The package as Anki exports it, after importing another."""
    with TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder, "collection.anki2")))
        request = ImportAnkiPackageRequest(package_path=str(source), options=ImportAnkiPackageOptions())
        collection.import_anki_package(request)
        options = ExportAnkiPackageOptions(with_media=True, legacy=legacy)
        collection.export_anki_package(out_path=str(path), options=options, limit=None)
        collection.close()
    return path


@contextmanager
def database(path: Path) -> Iterator[sqlite3.Connection]:
    """The collection in a package of the old format, to be changed."""
    content = entries(path)
    with TemporaryDirectory() as folder:
        file = Path(folder, "collection")
        file.write_bytes(content["collection.anki2"])
        with closing(sqlite3.connect(file)) as connection:
            yield connection
            connection.commit()
        zipped(path, {**content, "collection.anki2": file.read_bytes()})


def with_note_types(path: Path, change: Mapping[str, object]) -> None:
    """Change what the package says of each note type."""
    with database(path) as connection:
        [(models,)] = connection.execute("SELECT models FROM col").fetchall()
        changed = {number: {**kind, **change} for number, kind in json.loads(models).items()}
        connection.execute("UPDATE col SET models = ?", [json.dumps(changed)])
