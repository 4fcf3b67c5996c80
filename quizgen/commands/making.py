"""What the commands that make something share: quizzes from deck files, and files from quizzes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from quizgen.commands.telling import print_counts, print_next, print_retired, print_written, stop_if_wrong

if TYPE_CHECKING:
    from quizgen.content import Content
    from quizgen.exporters import File
    from quizgen.model import Quiz, SheetSettings

MANY_ITEMS = 2_000

T = TypeVar("T")


def decks_here() -> list[Path]:
    found = sorted(Path("decks").glob("*.yaml"))
    if not found:
        from quizgen.model import Place
        from quizgen.problems import ContentError, Problem

        hint = "go to a project's folder, name a deck file, or begin with: quizgen new project DIR"
        raise ContentError([Problem(Place("decks"), "no-decks", "there is no deck file decks/*.yaml here", hint)])
    return found


def quizzes_of(
    deckfiles: Iterable[Path], seed: str | None = None, sheet: Callable[[SheetSettings], SheetSettings] | None = None
) -> list[Quiz]:
    """One quiz a deck file; any error in any of them ends the program, after all are told."""
    from quizgen.pipeline import generate

    generated = [generate(path, seed=seed, sheet=sheet, watch=watch("Making questions")) for path in deckfiles]
    stop_if_wrong(problem for one in generated for problem in one.problems)
    return [one.quiz for one in generated if one.quiz]


def with_locks(quizzes: Iterable[Quiz]) -> list[Quiz]:
    """The quizzes with what is known of their decks' earlier notes."""
    from dataclasses import replace

    from quizgen.locks import path_of, read_lock

    now = moment()
    read = [(quiz, *read_lock(path_of(quiz.deck.place.path), now)) for quiz in quizzes]
    stop_if_wrong(problem for _, _, problems in read for problem in problems)
    return [replace(quiz, lock=lock) for quiz, lock, _ in read]


def moment() -> int:
    """Now, in seconds since 1970; or what SOURCE_DATE_EPOCH says, by which builds are made the same elsewhere."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not said:
        return int(time.time())
    if not (said.isascii() and said.isdigit() and len(said) <= len("99999999999")):
        message = f"SOURCE_DATE_EPOCH is “{said}”, and should be a number of seconds since 1970"
        raise click.UsageError(message)
    return int(said)


def content_of(deckfile: Path) -> Content:
    from quizgen.content import load

    content, problems = load(deckfile)
    stop_if_wrong(problems)
    if content is None:
        message = f"{deckfile} gave neither content nor an error"
        raise AssertionError(message)
    return content


def exported(name: str, quiz: Quiz) -> Iterator[File]:
    from quizgen.exporters import exporter

    return exporter(name)(quiz, watch(f"Writing {name}"))


def watch(label: str) -> Callable[[Sequence[T]], Iterator[T]]:
    """Passes things through under a progress bar, where there are many and somebody looks."""

    def watched(things: Sequence[T]) -> Iterator[T]:
        if len(things) <= MANY_ITEMS or not sys.stderr.isatty():
            yield from things
            return
        with click.progressbar(things, label=label, file=sys.stderr) as bar:
            yield from bar

    return watched


def write(folder: Path, files: Iterable[File], quizzes: Sequence[Quiz]) -> None:
    from quizgen.writing import write_all

    written = write_all(folder, files)
    printed = any(path.suffix == ".html" for path in written)
    for quiz in quizzes:
        print_counts(quiz, printed=printed)
    print_written(written)
    print_next(written)
    for quiz in quizzes:
        print_retired(quiz)
