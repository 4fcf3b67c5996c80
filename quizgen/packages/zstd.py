"""Zstandard, in which Anki's new format compresses what is in the archive once more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, NoReturn

from quizgen.packages.bad import refuse, refuse_damaged

_MAX_WINDOW = 2**27
"""What the reference implementation takes without being asked; a larger window is memory for nothing."""


def uncompressed(stream: IO[bytes], chunk: int) -> Iterator[bytes]:
    """The content piece by piece, however large it becomes."""
    try:
        import zstandard
    except ImportError:
        refuse_without_extra()
    decompressor = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW)
    try:
        with decompressor.stream_reader(stream, read_across_frames=True, closefd=False) as reader:
            while piece := reader.read(chunk):
                yield piece
    except zstandard.ZstdError as error:
        refuse_damaged(f"what is compressed with zstd cannot be read: {error}")


def refuse_without_extra() -> NoReturn:
    """Anki's new format, and nothing here to read it."""
    message = "this is Anki's new package format, and what reads it is not installed"
    hint = "pip install 'quizgen[verify]'; or export from Anki with “Support older Anki versions”"
    refuse("verify-missing", message, hint)
