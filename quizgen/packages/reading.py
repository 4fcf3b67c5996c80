"""A package from its file: what stands in which entry, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from quizgen.frozen import frozen
from quizgen.model import Place
from quizgen.packages import archive, collection, database, media
from quizgen.packages.archive import Archive
from quizgen.packages.bad import BadPackage, refuse, refuse_too_large
from quizgen.packages.model import Package
from quizgen.problems import ContentError, Problem

MAX_DATABASE = 512 * 2**20
MAX_MEDIA_MAP = 16 * 2**20
_META = "meta"
_MEDIA = "media"


@frozen
class _Format:
    """Where the collection is, and whether it, the list of media and the media are compressed with zstd."""

    collection: str
    zstd: bool = False


_OLDEST = _Format("collection.anki2")
_OLD = _Format("collection.anki21")
_NEW = _Format("collection.anki21b", zstd=True)
_BY_META: Mapping[bytes, _Format] = {b"\x08\x01": _OLDEST, b"\x08\x02": _OLD, b"\x08\x03": _NEW}
"""What `meta` holds: a message with one number, the version."""


def read_package(path: Path) -> Package:
    """What a package holds, after all of it was unpacked once. Raises ContentError if it cannot be read, or may not."""
    with told(path):
        _refuse_what_is_no_file(path)
        return _read(path)


def _read(path: Path) -> Package:
    with archive.opened(path) as packed:
        form = _format(packed)
        compressed = [name for name in packed.names if form.zstd and name not in {_META, _OLDEST.collection}]
        archive.weigh(packed, path.stat().st_size, compressed)
        names = _media(packed, form)
        with _unpacked(packed, form) as file, database.opened(file) as tables:
            note_types, notes = collection.read(tables)
    present = set(packed.names)
    return Package(str(path), notes, note_types, tuple(name for entry, name in names.items() if entry in present))


def _refuse_what_is_no_file(path: Path) -> None:
    if path.exists() and not path.is_file():
        # A device or pipe may never end.
        kind = "is a folder" if path.is_dir() else "is no ordinary file"
        refuse("not-a-file", f"{path.name} {kind}, not a package", "give the .apkg file itself")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns whatever is wrong with a package into a problem that names it."""
    place = Place(str(path))
    try:
        yield
    except BadPackage as bad:
        raise ContentError([Problem(place, bad.code, bad.message, bad.hint)]) from bad
    except FileNotFoundError as error:
        raise ContentError(
            [Problem(place, "file-missing", f"there is no file {path.name}", "check its path")]
        ) from error
    except OSError as error:
        hint = "look at its rights, and at the room in the folder for temporary files"
        message = f"cannot be read: {error.strerror}"
        raise ContentError([Problem(place, "file-unreadable", message, hint)]) from error


def _format(packed: Archive) -> _Format:
    if _META in packed.names:
        form = _BY_META.get(packed.read(_META, most=100))
        if not form:
            hint = "export from Anki with “Support older Anki versions”, or install a newer quizgen"
            refuse("not-a-package", "its `meta` names a format that quizgen does not know", hint)
    else:
        form = _OLD if _OLD.collection in packed.names else _OLDEST
    if form.collection not in packed.names:
        hint = "give a file that Anki or a program for Anki wrote, with the ending .apkg"
        refuse("not-a-package", f"there is no `{form.collection}` in it, so it is no Anki package", hint)
    return form


def _media(packed: Archive, form: _Format) -> Mapping[str, str]:
    if _MEDIA not in packed.names:
        return {}
    content = packed.read(_MEDIA, MAX_MEDIA_MAP, zstd=form.zstd)
    return media.new(content) if form.zstd else media.old(content)


@contextmanager
def _unpacked(packed: Archive, form: _Format) -> Iterator[Path]:
    """The collection in a file of its own, for as long as it is read."""
    with TemporaryDirectory(prefix="quizgen-") as folder:
        file = Path(folder, "collection")
        size = 0
        with file.open("wb") as target:
            for chunk in packed.chunks(form.collection, zstd=form.zstd):
                size += target.write(chunk)
                if size > MAX_DATABASE:
                    refuse_too_large(f"`{form.collection}` has more than {MAX_DATABASE:,} bytes")
        yield file
