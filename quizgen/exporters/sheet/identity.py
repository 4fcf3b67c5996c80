"""How a form is known again: by a fingerprint of what students see of it, which a QR code carries too."""

from __future__ import annotations

import json
from base64 import b32encode
from hashlib import sha256
from urllib.parse import quote

from markupsafe import Markup

from quizgen.exporters.sheet.questions import Question, numbered, shown
from quizgen.exporters.words import words
from quizgen.model import Form

_BYTES = 5
"""Eight letters and digits: few enough to compare, and enough that no two forms of a school share them."""


def fingerprint(deck: str, form: Form) -> str:
    """The same in all editions and in all languages of the fixed words; it says nothing of the key."""
    seen = [
        [section.heading, section.instructions, [_seen(question) for question in questions]]
        for section, questions in numbered(form)
    ]
    digest = sha256(json.dumps([deck, form.letter, seen]).encode()).digest()
    text = b32encode(digest[:_BYTES]).decode()
    return f"{text[:4]}-{text[4:]}"


def _seen(question: Question) -> list[object]:
    one = shown(question, words("en"))
    images = [image.name for image in one.images]
    mask = one.mask and one.mask.corners
    return [one.points, one.language, one.stem, one.draw, one.content, images, mask]


def code(deck: str, form: Form, mark: str) -> str:
    """What the QR code says: `quizgen:DECK/FORM/FINGERPRINT`."""
    return f"quizgen:{quote(deck)}/{form.letter}/{mark}"


def qr(text: str) -> Markup:
    """A drawing of the code, which scales, with its quiet zone around it."""
    import segno  # only answer sheets bear one

    drawn = segno.make(text, error="m", micro=False).svg_inline(omitsize=True, svgclass="qr", lineclass=None, border=4)
    return Markup(drawn)  # noqa: S704  # nothing but a path
