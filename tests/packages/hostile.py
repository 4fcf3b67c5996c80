"""Packages that are broken or out to do harm: how each is made, and what is said of it."""

from __future__ import annotations

import stat
import struct
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import zstandard
from anki.import_export_pb2 import MediaEntries

from tests.packages.made import database, entries, exported, package, with_note_types, zipped

Make = Callable[[Path], object]


class Hostile(NamedTuple):
    """How to make a package at a path, and the code and the message that it deserves."""

    make: Make
    code: str
    message: str


def changed(change: Callable[[dict[str, bytes]], Mapping[str, bytes]]) -> Make:
    """A good package whose entries are changed."""
    return lambda path: zipped(path, change(entries(package(path))))


def with_entry(name: str, content: bytes = b"") -> Make:
    """A good package with one entry more, or another content of one."""
    return changed(lambda content_: {**content_, name: content})


def with_info(info: ZipInfo, content: bytes = b"") -> Make:
    """A good package with one entry more, however odd."""

    def make(path: Path) -> None:
        with ZipFile(package(path), "a") as archive:
            archive.writestr(info, content)

    return make


def with_sql(*statements: str) -> Make:
    """A good package whose database went through this."""

    def make(path: Path) -> None:
        with database(package(path)) as connection:
            for statement in statements:
                connection.execute(statement)

    return make


def with_models(**change: object) -> Make:
    """A good package with other note types."""
    return lambda path: with_note_types(package(path), change)


def in_new_format(change: Callable[[dict[str, bytes]], Mapping[str, bytes]]) -> Make:
    """A good package of the new format whose entries are changed."""

    def make(path: Path) -> None:
        zipped(path, change(entries(exported(path.with_suffix(".new"), package(path), legacy=False))))

    return make


def _symlink() -> ZipInfo:
    info = ZipInfo("0")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def _encrypted(path: Path) -> None:
    content = bytearray(package(path).read_bytes())
    # The flags of an entry stand in its own header and in the list at the end.
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    path.write_bytes(content)


def _many(path: Path) -> None:
    """A list of more entries than anybody needs, all of one and the same content."""
    one = package(path).read_bytes()
    start, end = one.index(b"PK\x01\x02"), one.rindex(b"PK\x05\x06")
    many = one[start:end] * 50_001
    path.write_bytes(one[:start] + many + one[end : end + 12] + struct.pack("<LLH", len(many), start, 0))


def _claims_many(path: Path) -> None:
    """The list of entries says that it is enormous, and nothing is."""
    package(path)
    content = path.read_bytes()
    end = content.rindex(b"PK\x05\x06")
    path.write_bytes(content[: end + 12] + struct.pack("<L", 2**31) + content[end + 16 :])


def _twice(path: Path) -> None:
    info = ZipInfo("a")
    with ZipFile(package(path), "a") as archive:
        archive.writestr(info, b"1")
        archive.writestr("b", b"2")
    content = path.read_bytes()
    start = content.index(b"PK\x01\x02")
    path.write_bytes(content[:start].replace(b"b2", b"a2") + _last_renamed(content[start:]))


def _last_renamed(directory: bytes) -> bytes:
    at = directory.rindex(b"PK\x01\x02") + 46
    return directory[:at] + b"a" + directory[at + 1 :]


def _wrong_checksum(path: Path) -> None:
    """What was packed is not what comes out."""
    with ZipFile(package(path), "a") as archive:
        archive.writestr(ZipInfo("0"), b"a picture of a lighthouse")
    path.write_bytes(path.read_bytes().replace(b"a picture of", b"another one:"))


def _swells(path: Path) -> None:
    """100 MB of nothing in 100 kB."""
    with ZipFile(package(path), "a", ZIP_DEFLATED) as archive:
        archive.writestr("0", bytes(100 * 2**20))


def _swells_in_zstd(content: dict[str, bytes]) -> Mapping[str, bytes]:
    """10 kB of zstd, stored as if they were a picture."""
    media = MediaEntries(entries=[MediaEntries.MediaEntry(name="sea.png", size=100 * 2**20)]).SerializeToString()
    compress = zstandard.ZstdCompressor().compress
    return {**content, "0": compress(bytes(100 * 2**20)), "media": compress(media)}


def _large_field(path: Path) -> None:
    """100 MB that do not shrink much, in one field."""
    with database(package(path)) as connection:
        connection.execute("UPDATE notes SET flds = hex(randomblob(50 << 20)) || char(31) || 'b' WHERE guid = 'note-0'")


def _torn(path: Path) -> None:
    content = entries(package(path))
    content["collection.anki2"] = content["collection.anki2"][:-20_000]
    zipped(path, content)


def _new_media_name(name: str) -> Make:
    media = MediaEntries(entries=[MediaEntries.MediaEntry(name=name)]).SerializeToString()
    return in_new_format(lambda content: {**content, "media": zstandard.ZstdCompressor().compress(media)})


NO_ZIP = "this is no zip archive, as Anki's packages are, or its end is lost"
CASES: Mapping[str, Hostile] = {
    "empty": Hostile(lambda path: path.write_bytes(b""), "not-a-package", NO_ZIP),
    "text": Hostile(lambda path: path.write_text("title: A deck\n" * 99), "not-a-package", NO_ZIP),
    "cut off": Hostile(
        lambda path: path.write_bytes(package(path).read_bytes()[:-2_000]),
        "not-a-package",
        NO_ZIP,
    ),
    "another archive": Hostile(
        lambda path: zipped(path, {"word/document.xml": b"<w:document/>"}),
        "not-a-package",
        "there is no `collection.anki2` in it, so it is no Anki package",
    ),
    "from the future": Hostile(
        with_entry("meta", b"\x08\x63"), "not-a-package", "its `meta` names a format that quizgen does not know"
    ),
    "climbs": Hostile(
        with_entry("../../.bashrc"), "package-unsafe", "the path `../../.bashrc` leads out of the package"
    ),
    "climbs in the middle": Hostile(
        with_entry("a/../../b"), "package-unsafe", "the path `a/../../b` leads out of the package"
    ),
    "absolute": Hostile(
        with_entry("/etc/passwd"), "package-unsafe", "the path `/etc/passwd` leads out of the package"
    ),
    "absolute in Windows": Hostile(
        with_entry("C:\\autoexec.bat"), "package-unsafe", r"the path `C:\\autoexec.bat` leads out of the package"
    ),
    "symbolic link": Hostile(
        with_info(_symlink(), b"/etc/passwd"), "package-unsafe", "`0` is a link to another file"
    ),
    "encrypted": Hostile(_encrypted, "package-unsafe", "`collection.anki2` is encrypted, which Anki cannot read"),
    "bzip2": Hostile(
        lambda path: ZipFile(package(path), "a").writestr("0", bytes(1_000), ZIP_BZIP2),
        "package-unsafe",
        "`0` is compressed in a way that Anki does not use",
    ),
    "one name twice": Hostile(_twice, "package-unsafe", "two entries are called `a`"),
    "many entries": Hostile(_many, "package-too-large", "it has more than 100,000 entries"),
    "an enormous list of entries": Hostile(_claims_many, "package-too-large", "it has more than 100,000 entries"),
    "wrong checksum": Hostile(_wrong_checksum, "package-damaged", "0 cannot be read: Bad CRC-32 for file '0'"),
    "no SQLite": Hostile(
        with_entry("collection.anki2", b"SELECT * FROM notes;" * 99),
        "package-damaged",
        "the collection cannot be read: file is not a database",
    ),
    "no collection at all": Hostile(
        with_entry("collection.anki2", b""), "package-damaged", "the collection has no table `col`"
    ),
    "torn SQLite": Hostile(
        _torn, "package-damaged", "the collection cannot be read: database disk image is malformed"
    ),
    "no notes": Hostile(
        with_sql("DROP TABLE notes"), "package-damaged", "the collection has no table `notes`"
    ),
    "no column": Hostile(
        with_sql("ALTER TABLE notes RENAME COLUMN guid TO uid"),
        "package-damaged",
        "the table `notes` has no column `guid`",
    ),
    "no row": Hostile(with_sql("DELETE FROM col"), "package-damaged", "the table `col` has not one row"),
    "number as text": Hostile(
        with_sql("UPDATE notes SET mod = 'yesterday'"),
        "package-damaged",
        "the table `notes` has a wrong value in its column `mod`",
    ),
    "bytes as text": Hostile(
        with_sql("UPDATE notes SET flds = x'ff1f'"),
        "package-damaged",
        "the table `notes` has a wrong value in its column `flds`",
    ),
    "text that is none": Hostile(
        with_sql("UPDATE notes SET flds = CAST(x'ff1f' AS text)"),
        "package-damaged",
        "the collection cannot be read: Could not decode to UTF-8 column 'flds' with text '\ufffd\x1f'",
    ),
    "trigger": Hostile(
        with_sql("CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END"),
        "package-unsafe",
        "the collection has a trigger called `t`, and Anki's have none",
    ),
    "view": Hostile(
        with_sql(
            "ALTER TABLE notes RENAME TO n",
            "CREATE VIEW notes AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) SELECT n.* FROM n, c",
        ),
        "package-unsafe",
        "the collection has a view called `notes`, and Anki's have none",
    ),
    "virtual table": Hostile(
        with_sql("CREATE VIRTUAL TABLE v USING fts5(t)"),
        "package-unsafe",
        "the collection has a virtual table called `v`, and Anki's have none",
    ),
    "column that computes": Hostile(
        with_sql(
            "ALTER TABLE notes RENAME COLUMN flds TO f",
            "ALTER TABLE notes ADD COLUMN flds text AS (hex(zeroblob(8000000)) || f)",
        ),
        "package-unsafe",
        "the column `flds` of the table `notes` computes its values",
    ),
    "media list that is no JSON": Hostile(
        with_entry("media", b"{'0': lighthouse}"),
        "package-damaged",
        "the list of media cannot be read: it is not JSON with a name for each file",
    ),
    "media list that is a list": Hostile(
        with_entry("media", b'["sea.png"]'),
        "package-damaged",
        "the list of media cannot be read: it is not JSON with a name for each file",
    ),
    "media list without end": Hostile(
        with_entry("media", b"[" * 100_000),
        "package-damaged",
        "the list of media cannot be read: it is not JSON with a name for each file",
    ),
    "media name that climbs": Hostile(
        with_entry("media", b'{"0": "../../.bashrc"}'),
        "package-unsafe",
        "the name `../../.bashrc` of a media file is a path",
    ),
    "media name that is absolute": Hostile(
        with_entry("media", b'{"0": "C:\\\\x.bat"}'),
        "package-unsafe",
        r"the name `C:\\x.bat` of a media file is a path",
    ),
    "note types that are none": Hostile(
        with_models(flds="Front"),
        "package-damaged",
        "the note types cannot be read: 1607392319.flds: Input should be a valid array",
    ),
    "a field too few": Hostile(
        with_models(flds=[{"name": "Front"}]),
        "package-damaged",
        "the note 1700000000000 (GUID `note-0`) should have as many fields as its note type: 2, and its note type "
        "Fact has 1",
    ),
    "no such note type": Hostile(
        with_sql("UPDATE notes SET mid = 7"),
        "package-damaged",
        "the note 1700000000000 (GUID `note-0`) is of a note type that is not in the package",
    ),
    "zip bomb": Hostile(_swells, "package-too-large", "{size} bytes would become more than {most} when unpacked"),
    "zip bomb in zstd": Hostile(
        in_new_format(_swells_in_zstd),
        "package-too-large",
        "{size} bytes would become more than {most} when unpacked",
    ),
    "a field of 100 MB": Hostile(
        _large_field, "package-too-large", "the collection has a value of more than 16,777,216 bytes"
    ),
    "zstd that is none": Hostile(
        in_new_format(lambda content: {**content, "collection.anki21b": bytes(99)}),
        "package-damaged",
        "what is compressed with zstd cannot be read: zstd decompress error: Unknown frame descriptor",
    ),
    "new media list that is none": Hostile(
        in_new_format(lambda content: {**content, "media": zstandard.ZstdCompressor().compress(b"\x0a\xff")}),
        "package-damaged",
        "the list of media cannot be read: it is not the message that Anki writes",
    ),
    "new media name that climbs": Hostile(
        _new_media_name("../x"), "package-unsafe", "the name `../x` of a media file is a path"
    ),
}  # fmt: skip


def made(name: str, folder: Path) -> tuple[Path, Hostile]:
    """The package of that name, and what is to be said of it."""
    case = CASES[name]
    path = folder / "bad.apkg"
    case.make(path)
    size = path.stat().st_size
    bounds = {"size": f"{size:,}", "most": f"{64 * 2**20 + 100 * size:,}"}
    message = case.message.format(**bounds) if "{size}" in case.message else case.message
    return path, case._replace(message=message)
