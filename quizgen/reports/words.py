"""Two texts side by side: the words that differ are marked, also without colour."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

import click

_WORD = re.compile(r"\w+|[^\s\w]")


def differences(old: str, new: str) -> tuple[str, str]:
    """Both texts, with the words that differ between [- -] and {+ +}."""
    words: tuple[list[str], list[str]] = (_WORD.findall(old), _WORD.findall(new))
    changes = [code for code in SequenceMatcher(None, *words, autojunk=False).get_opcodes() if code[0] != "equal"]
    return (
        _marked(old, [(start, end) for _, start, end, _, _ in changes], "[-", "-]", "red"),
        _marked(new, [(start, end) for _, _, _, start, end in changes], "{+", "+}", "green"),
    )


def _marked(text: str, parts: Sequence[tuple[int, int]], opening: str, closing: str, colour: str) -> str:
    """The text with some of its words marked, each part by its first word and the one behind its last."""
    spans = [found.span() for found in _WORD.finditer(text)]
    for first, end in reversed([part for part in parts if part[0] < part[1]]):
        start, stop = spans[first][0], spans[end - 1][1]
        text = text[:start] + click.style(f"{opening}{text[start:stop]}{closing}", fg=colour) + text[stop:]
    return text
