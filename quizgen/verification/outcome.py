"""What verifying a package comes to."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.frozen import frozen
from quizgen.problems import Problem
from quizgen.verification.updates import Update


@frozen
class Verified:
    """What is in a package, what is wrong with it, and what importing it over an older one does."""

    path: str
    notes: int
    cards: int
    media: int
    problems: Sequence[Problem]
    update: Update | None = None


@frozen
class Outcome:
    """What the process says at its end: one of these."""

    verified: Verified | None = None
    problems: Sequence[Problem] = ()
    mistake: str = ""
    """A traceback of our own."""
