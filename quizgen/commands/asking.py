"""The blueprint of a sheet on the command line: `--ask "6 topic=missions kind=choice difficulty=easy"`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, get_args

import click

if TYPE_CHECKING:
    from quizgen.model import Cell

_FIELDS = {"topic": "topics", "kind": "kinds", "level": "levels", "difficulty": "difficulties"}
_MOST = 1000


def cells(_context: click.Context, _option: click.Parameter, texts: tuple[str, ...]) -> tuple[Cell, ...]:
    """A cell for each text."""
    return tuple(map(_cell, texts))


def _cell(text: str) -> Cell:
    """How many, then what is asked of them."""
    from quizgen.model import Cell

    count, *words = text.split() or [""]
    if not (count.isascii() and count.isdigit() and 1 <= int(count) <= _MOST):
        message = f"{text!r} should begin with a number from 1 to {_MOST:,}, as in '6 topic=missions'"
        raise click.BadParameter(message)
    named: dict[str, tuple[str, ...]] = {}
    for word in words:
        key, _, listed = word.partition("=")
        names = listed.split(",")
        if wrong := _wrong(key, names, named):
            message = f"in {text!r}, {wrong}"
            raise click.BadParameter(message)
        named[_FIELDS[key]] = tuple(dict.fromkeys(names))
    return Cell(int(count), **named)  # type: ignore[arg-type]  # these words have just been looked up


def _wrong(key: str, names: Sequence[str], named: Collection[str]) -> str:
    """What is wrong with a part of the text; nothing if it is right."""
    from quizgen.problems import did_you_mean

    if key not in _FIELDS:
        return f"there is no {key!r} to ask for; {did_you_mean(key, _FIELDS)}"
    if not all(names):
        return f"{key!r} lacks a name: write {key}=one, or {key}=one,two"
    if _FIELDS[key] in named:
        return f"{key!r} stands twice: part several names by commas, as in {key}=one,two"
    known = _known(key)
    strange = next((name for name in names if known and name not in known), None)
    return f"there is no {key} {strange!r}; {did_you_mean(strange, known)}" if strange else ""


def _known(key: str) -> Collection[str]:
    """The names that may stand there; none of topics, as each deck has its own."""
    from quizgen.model import Difficulty, Level
    from quizgen.questions import QUESTIONS

    return {"kind": tuple(QUESTIONS), "level": get_args(Level), "difficulty": get_args(Difficulty)}.get(key, ())
