"""Pictures and sounds that are not there, or there for nothing."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.verification.seen import Seen


def missing(seen: Seen) -> Iterator[str]:
    """Files that a card refers to."""
    for name, where in seen.media_missing.items():
        yield f"`{name[:100]}` is not in the package, and {where} refers to it"


def unused(seen: Seen) -> Iterator[str]:
    """Files that no card refers to."""
    for name in seen.media_unused:
        yield f"`{name[:100]}` is in the package, and no note refers to it"
