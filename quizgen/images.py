"""Pictures beside an article: read, told by their content, and refused where they could do harm."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

from quizgen.documents.entities import ImageDocument
from quizgen.model import Image
from quizgen.problems import Code, Problem, did_you_mean
from quizgen.svg import Unsafe, is_svg
from quizgen.yamlfile import Document

MOST_BYTES = 2 * 2**20
"""What a card on a phone can bear, many times over in one deck."""

_SUCH_AS = "images/name.png"
_SCALE = "scale it down: 1,200 pixels across are enough for any screen"

_SIGNATURES: Mapping[str, re.Pattern[bytes]] = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "gif": re.compile(rb"GIF8[79]a"),
    "webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
}


class Refused(Exception):
    """A file that may not be used: what is wrong, its code, and how to mend it."""

    def __init__(self, message: str, code: Code, hint: str) -> None:
        super().__init__(message)
        self.message, self.code, self.hint = message, code, hint


class Album:
    """The pictures of one folder, which a file in it names; each is read once."""

    def __init__(self, folder: Path, source: Document) -> None:
        self.folder, self.source = folder, source
        self.problems: list[Problem] = []
        self._read: dict[str, tuple[str, bytes] | Refused] = {}

    def image(self, at: tuple[str | int, ...], written: ImageDocument | None) -> Image | None:
        """The picture that stands at a place of the file; None, and a problem, if it cannot be used."""
        found = self.picture(at, written.file) if written else None
        return (
            Image(*found, written.alt, written.credit, written.licence, written.source) if written and found else None
        )

    def picture(self, at: tuple[str | int, ...], file: str) -> tuple[str, bytes] | None:
        """Its name, by its content, and that; likewise."""
        if file not in self._read:
            self._read[file] = self._picture(file)
        found = self._read[file]
        if isinstance(found, Refused):
            place = self.source.place((*at, "file"))
            self.problems.append(Problem(place, found.code, found.message, found.hint))
            return None
        form, content = found
        # Changed under its old name, Anki would rename it on import.
        return f"quizgen-{sha256(content).hexdigest()[:20]}.{form}", content

    def _picture(self, name: str) -> tuple[str, bytes] | Refused:
        try:
            content = self.content(name, MOST_BYTES, _SCALE)
            return form_of(content, name), content
        except Refused as refused:
            return refused

    def content(self, name: str, most: int, too_large: str, *, what: str = "picture", such_as: str = _SUCH_AS) -> bytes:
        """What a file of the folder holds. Raises Refused, also where it has too many bytes."""
        try:
            return self._bytes(name, most, too_large, what, such_as)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            message = f"{name} cannot be read: {reason}"
            raise Refused(message, "file-unreadable", "look at its name and rights") from error

    def _bytes(self, name: str, most: int, too_large: str, what: str, such_as: str) -> bytes:
        path, beside = self.folder / name, Path(self.source.path).name
        written = PurePosixPath(name)
        if written.is_absolute() or ".." in written.parts or "\\" in name:
            message = f"“{name}” leads out of {self.folder.name}/"
            raise Refused(message, "image-outside", f"put the {what} beside {beside}, as {such_as}")
        if not path.is_file():
            near = [file.relative_to(self.folder).as_posix() for file in path.parent.glob("*") if file.is_file()]
            hint = did_you_mean(name, near) or f"put it into {self.folder.name}/, beside {beside}"
            message = f"there is no {what} {name} in {self.folder.name}/"
            raise Refused(message, "image-missing", hint)
        if not path.resolve().is_relative_to(self.folder.resolve()):
            message = f"{name} is a link that leads out of {self.folder.name}/"
            raise Refused(message, "image-outside", f"put the {what} itself there")
        if (size := path.stat().st_size) > most:
            message = f"{name} has {size:,} bytes, more than {most:,}"
            raise Refused(message, "image-too-large", too_large)
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
        raise Refused(message, "image-unsafe", "save it as “plain SVG”, with all that it shows inside") from unsafe
    message = f"{name} is no picture that Anki and browsers show"
    hint = "save it as PNG, JPEG, WebP, GIF or SVG; what counts is the content, not the name"
    raise Refused(message, "image-format", hint)
