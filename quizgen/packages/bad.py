"""How the readers of packages say that one is not to be read."""

from __future__ import annotations

from typing import NoReturn

from quizgen.problems import Code


class BadPackage(Exception):
    """A package is damaged, too large or up to something; `read_package` adds which one it is."""

    def __init__(self, code: Code, message: str, hint: str) -> None:
        super().__init__(message)
        self.code: Code = code
        self.message = message
        self.hint = hint


def refuse(code: Code, message: str, hint: str) -> NoReturn:
    """Raise it."""
    raise BadPackage(code, message, hint)


def refuse_damaged(message: str) -> NoReturn:
    """What should be there cannot be read."""
    refuse("package-damaged", message, "download or export the package again")


def refuse_too_large(message: str) -> NoReturn:
    """It would take more room or time than any honest package."""
    refuse("package-too-large", message, "do not import it; export a smaller deck, or one without media")


def refuse_unsafe(message: str) -> NoReturn:
    """It has something that no program writes for Anki, but that could do harm."""
    refuse("package-unsafe", message, "do not import it; ask whoever made it how it came about")
