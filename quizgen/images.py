"""Pictures beside an article: read, told by their content, and refused where they could do harm."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

from quizgen.documents import ImageDocument
from quizgen.model import Image
from quizgen.problems import Code, Problem, did_you_mean
from quizgen.svg import Unsafe, is_svg
from quizgen.yamlfile import Document

MOST_BYTES = 2 * 2**20
"""What a card on a phone can bear, many times over in one deck."""

_SIGNATURES: Mapping[str, re.Pattern[bytes]] = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "gif": re.compile(rb"GIF8[79]a"),
    "webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
}


class _Refused(Exception):
    """A picture that may not be used: what is wrong, its code, and how to mend it."""

    def __init__(self, message: str, code: Code, hint: str) -> None:
        super().__init__(message)
        self.message, self.code, self.hint = message, code, hint


class Album:
    """The pictures of one article's folder, each file read once."""

    def __init__(self, folder: Path, source: Document) -> None:
        self.folder, self.source = folder, source
        self.problems: list[Problem] = []
        self._read: dict[str, tuple[str, bytes] | _Refused] = {}

    def image(self, at: tuple[str | int, ...], written: ImageDocument | None) -> Image | None:
        """The picture that stands at a place of the file; None, and a problem, if it cannot be used."""
        if written is None:
            return None
        if written.file not in self._read:
            self._read[written.file] = self._content(written.file)
        found = self._read[written.file]
        if isinstance(found, _Refused):
            place = self.source.place((*at, "file"))
            self.problems.append(Problem(place, found.code, found.message, found.hint))
            return None
        form, content = found
        # Changed under its old name, Anki would rename it on import.
        name = f"quizgen-{sha256(content).hexdigest()[:20]}.{form}"
        return Image(name, content, written.alt, written.credit, written.licence, written.source)

    def _content(self, name: str) -> tuple[str, bytes] | _Refused:
        try:
            content = self._bytes(name)
            return form_of(content, name), content
        except _Refused as refused:
            return refused
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            return _Refused(f"{name} cannot be read: {reason}", "file-unreadable", "look at its name and rights")

    def _bytes(self, name: str) -> bytes:
        path = self.folder / name
        written = PurePosixPath(name)
        if written.is_absolute() or ".." in written.parts or "\\" in name:
            message = f"“{name}” leads out of {self.folder.name}/"
            raise _Refused(message, "image-outside", "put the picture beside facts.yaml, as images/name.png")
        if not path.is_file():
            near = [file.relative_to(self.folder).as_posix() for file in path.parent.glob("*") if file.is_file()]
            hint = did_you_mean(name, near) or f"put it into {self.folder.name}/, beside facts.yaml"
            message = f"there is no picture {name} in {self.folder.name}/"
            raise _Refused(message, "image-missing", hint)
        if not path.resolve().is_relative_to(self.folder.resolve()):
            message = f"{name} is a link that leads out of {self.folder.name}/"
            raise _Refused(message, "image-outside", "put the picture itself there")
        if (size := path.stat().st_size) > MOST_BYTES:
            message = f"{name} has {size:,} bytes, more than {MOST_BYTES:,}"
            raise _Refused(message, "image-too-large", "scale it down: 1,200 pixels across are enough for any screen")
        return path.read_bytes()


def form_of(content: bytes, name: str) -> str:
    """The format that the content is in, whatever its name says."""
    for form, signature in _SIGNATURES.items():
        if signature.match(content):
            return form
    try:
        if is_svg(content):
            return "svg"
    except Unsafe as unsafe:
        message = f"{name} holds {unsafe}"
        raise _Refused(message, "image-unsafe", "save it as “plain SVG”, with all that it shows inside") from unsafe
    message = f"{name} is no picture that Anki and browsers show"
    hint = "save it as PNG, JPEG, WebP, GIF or SVG; what counts is the content, not the name"
    raise _Refused(message, "image-format", hint)
