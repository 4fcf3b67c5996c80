"""HTML pages that are one file: whatever is put into them is escaped, and they ask the network for nothing."""

from __future__ import annotations

import sys
from base64 import b64encode
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from quizgen.model import Image


def environment(folder: Path) -> Environment:
    """For the templates of a folder, which escape all text and stop at a name that is not there."""
    return Environment(
        loader=FileSystemLoader(folder),
        bytecode_cache=_Compiled(str(folder / "__pycache__"), "%s.jinja"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


class _Compiled(FileSystemBytecodeCache):
    """What Jinja makes of our pages, kept as Python keeps its modules: to make it anew is a sixth of a sheet's time."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept, where it can be read."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, where that is wanted and can be."""
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


def style(*sheets: Path) -> Markup:
    """Style sheets of ours, to stand in a page as they are."""
    return Markup("\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets))  # noqa: S704  # our own


def source(text: str) -> str:
    """What a content security policy calls one piece of style or script: nothing else is let in."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@lru_cache(maxsize=64)
def data_uri(image: Image) -> str:
    """The picture itself as an address, so that a page stays one file."""
    form = image.name.rpartition(".")[2]
    return f"data:image/{_MEDIA_TYPES.get(form, form)};base64,{b64encode(image.content).decode()}"


_MEDIA_TYPES = {"jpg": "jpeg", "svg": "svg+xml"}
