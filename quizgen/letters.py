"""Letters as numbers: what options and forms are called."""

from __future__ import annotations


def letter(index: int) -> str:
    """What the one of that index, from 0, is called: A to Z, then AA, AB and so on."""
    rest, last = divmod(index, 26)
    return (letter(rest - 1) if rest else "") + chr(ord("A") + last)
