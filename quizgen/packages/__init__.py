"""Anki packages (`.apkg`) of whatever origin as plain data: genanki's, Anki's own old and new ones, and hostile ones.

`read_package` needs no Anki for the old format; the new one needs what the extra `quizgen[verify]` brings.
"""

from __future__ import annotations

from quizgen.packages.model import Card, CardTemplate, Note, NoteType, Package
from quizgen.packages.reading import read_package

__all__ = ("Card", "CardTemplate", "Note", "NoteType", "Package", "read_package")
