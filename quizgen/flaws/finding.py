"""What a flaw says of one item."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """What is wrong, and the word at fault where there is one."""

    message: str
    word: str = ""
