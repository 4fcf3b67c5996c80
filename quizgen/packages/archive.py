"""The zip archive around a package, unpacked within bounds however it was made."""

from __future__ import annotations

import re
import stat
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NoReturn
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from quizgen.packages.bad import refuse, refuse_damaged, refuse_too_large, refuse_unsafe
from quizgen.packages.zstd import uncompressed

MAX_ENTRIES = 100_000
MAX_UNPACKED = 4 * 2**30
MAX_RATIO = 100
"""What is unpacked may be so many times as large as the archive, and …"""
ALWAYS_FREE = 64 * 2**20
"""… this much beyond, as a small collection is mostly zeros."""
CHUNK = 2**20

_MAX_DIRECTORY = MAX_ENTRIES * 200
_LONGEST_COMMENT = 2**16
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
_END_SIZE, _LOCATOR_SIZE, _END_64_SIZE = 22, 20, 56
_CLIMBS = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")


class Archive:
    """The entries of a zip archive, all of them harmless to read."""

    def __init__(self, file: ZipFile) -> None:
        self._file = file
        self._entries = {entry.filename: entry for entry in file.infolist()}

    @property
    def names(self) -> Sequence[str]:
        """What the entries are called."""
        return tuple(self._entries)

    def size(self, name: str) -> int:
        """How many bytes an entry takes, unpacked; no more are ever read of it."""
        return self._entries[name].file_size

    def chunks(self, name: str, *, zstd: bool = False) -> Iterator[bytes]:
        """An entry's content, piece by piece; with `zstd` what was compressed once more."""
        with _told(name), self._file.open(self._entries[name]) as stream:
            if zstd:
                yield from uncompressed(stream, CHUNK)
            else:
                while chunk := stream.read(CHUNK):
                    yield chunk

    def read(self, name: str, most: int, *, zstd: bool = False) -> bytes:
        """An entry's content, of at most so many bytes."""
        content = bytearray()
        for chunk in self.chunks(name, zstd=zstd):
            content += chunk
            if len(content) > most:
                refuse_too_large(f"`{name}` has more than {most:,} bytes")
        return bytes(content)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive; raises BadPackage if it is none, or is out to do harm."""
    with path.open("rb") as stream:
        if _directory_size(stream) > _MAX_DIRECTORY:
            _refuse_too_many()
        with _told("the list of its entries"):
            file = ZipFile(stream)
        with file:
            _check(file.infolist())
            yield Archive(file)


def weigh(archive: Archive, packed: int, zstd: Sequence[str]) -> None:
    """Unpack everything once and keep nothing: what a package claims to hold and what it holds are two things."""
    most = min(MAX_UNPACKED, ALWAYS_FREE + MAX_RATIO * packed)
    taken = 0
    for name in archive.names:
        # What is compressed twice counts twice, lest it swell between the two.
        taken += archive.size(name) if name in zstd else 0
        for chunk in archive.chunks(name, zstd=name in zstd):
            taken += len(chunk)
            if taken > most:
                refuse_too_large(f"{packed:,} bytes would become more than {most:,} when unpacked")


def _check(entries: Sequence[ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        _refuse_too_many()
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        if _CLIMBS.search(name):
            refuse_unsafe(f"the path `{_shown(name)}` leads out of the package")
        if stat.S_ISLNK(entry.external_attr >> 16):
            refuse_unsafe(f"`{_shown(name)}` is a link to another file")
        if entry.flag_bits & 1:
            refuse_unsafe(f"`{_shown(name)}` is encrypted, which Anki cannot read")
        if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            refuse_unsafe(f"`{_shown(name)}` is compressed in a way that Anki does not use")
        if entry.filename in seen:
            refuse_unsafe(f"two entries are called `{_shown(name)}`")
        seen.add(entry.filename)


def _shown(name: str) -> str:
    return name[:100].encode("unicode_escape").decode()


def _refuse_too_many() -> NoReturn:
    refuse_too_large(f"it has more than {MAX_ENTRIES:,} entries")


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Turns all that `zipfile` says of a damaged archive into words."""
    try:
        yield
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, ValueError, OverflowError) as error:
        refuse_damaged(f"{what} cannot be read: {error}")


def _directory_size(stream: BinaryIO) -> int:
    """How many bytes the list of entries takes; `zipfile` holds all of it in memory before anybody can count."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT - _LOCATOR_SIZE - _END_64_SIZE))
    tail = stream.read()
    end = len(tail) - _END_SIZE if tail[-_END_SIZE:].startswith(_END) else tail.rfind(_END)
    if end < 0 or len(tail) < end + _END_SIZE:
        hint = "give a file that Anki or a program for Anki wrote, with the ending .apkg"
        refuse("not-a-package", "this is no zip archive, as Anki's packages are, or its end is lost", hint)
    large = tail[max(0, end - _LOCATOR_SIZE - _END_64_SIZE) : end - _LOCATOR_SIZE]
    if large.startswith(_END_64):
        return int(struct.unpack_from("<Q", large, 40)[0])
    return int(struct.unpack_from("<L", tail, end + 12)[0])
