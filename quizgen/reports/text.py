"""The report for people: each problem with its line, marked where the problem is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import click

from quizgen.inspection import Checked
from quizgen.listing import near
from quizgen.problems import Problem, errors
from quizgen.reports.excerpts import excerpt, lines_of


def report(checked: Checked, verbose: bool) -> str:  # noqa: FBT001  # as all reports
    """Every problem, and how many items each deck gives; with `verbose`, also what was refused and why."""
    return "".join(f"{line}\n" for line in [*_problems(checked.problems), *_decks(checked, verbose=verbose)])


def problems(found: Sequence[Problem]) -> str:
    """Every problem, and how many there are."""
    return "".join(f"{line}\n" for line in _problems(found))


def _problems(found: Sequence[Problem]) -> Iterator[str]:
    lines = cache(lines_of)
    for problem in found:
        place = f"{near(problem.place.path)}:{problem.place.line}:{problem.place.column}:"
        colour = "red" if problem.severity == "error" else "yellow"
        yield f"{click.style(place, bold=True)} {click.style(problem.code, fg=colour)} {problem.message}"
        if shown := excerpt(lines(problem.place.path), problem.place):
            yield f"    {shown.line}"
            yield f"    {click.style(shown.mark, fg=colour, bold=True)}"
        if problem.hint:
            yield click.style(f"    hint: {problem.hint}", dim=True)
    if found:
        yield how_many(found)


def how_many(found: Sequence[Problem]) -> str:
    """How many errors and warnings, in words."""
    wrong = len(errors(found))
    counts = {"error": wrong, "warning": len(found) - wrong}
    return ", ".join(f"{count:,} {word}{'' if count == 1 else 's'}" for word, count in counts.items() if count)


def _decks(checked: Checked, *, verbose: bool) -> Iterator[str]:
    for path, generated in checked.decks:
        if generated.quiz:
            refusals = generated.quiz.refusals
            for refusal in refusals if verbose else ():
                where = f"{near(refusal.place.path)}:{refusal.place.line}:{refusal.place.column}"
                yield f"{where}: refused {refusal.item}: {refusal.reason}"
            count = len(generated.quiz.items)
            made = f"{count:,} item{'' if count == 1 else 's'}"
            yield f"{near(str(Path(path)))}: {made}, {len(refusals):,} refused{'' if verbose else ' (why: --verbose)'}"
    if not checked.problems:
        yield "No problems."
