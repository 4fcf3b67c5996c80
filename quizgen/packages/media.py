"""The map of a package's media: which entry of the archive is which file of the collection."""

from __future__ import annotations

import re

from pydantic import TypeAdapter, ValidationError

from quizgen.packages.bad import refuse_damaged, refuse_unsafe
from quizgen.packages.zstd import refuse_without_extra

_OLD = TypeAdapter(dict[str, str])
_UNSAFE = re.compile(r"[/\\\x00-\x1f]|^[A-Za-z]:|^\.{0,2}$")


def old(content: bytes) -> dict[str, str]:
    """The names of the files by entry, from JSON."""
    try:
        return _checked(_OLD.validate_json(content))
    except ValidationError:
        refuse_damaged("the list of media cannot be read: it is not JSON with a name for each file")


def new(content: bytes) -> dict[str, str]:
    """The names of the files by entry, from Anki's message."""
    try:
        from anki.import_export_pb2 import MediaEntries
        from google.protobuf.message import DecodeError
    except ImportError:
        refuse_without_extra()
    try:
        entries = MediaEntries.FromString(content).entries
    except DecodeError:
        refuse_damaged("the list of media cannot be read: it is not the message that Anki writes")
    return _checked({str(number): entry.name for number, entry in enumerate(entries)})


def _checked(names: dict[str, str]) -> dict[str, str]:
    for name in names.values():
        if _UNSAFE.search(name):
            refuse_unsafe(f"the name `{name[:100].encode('unicode_escape').decode()}` of a media file is a path")
    return names
