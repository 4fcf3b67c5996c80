"""The report as JSON, for programs."""

from __future__ import annotations

from pathlib import Path

from quizgen.inspection import Checked
from quizgen.listing import Row, as_json, near, placed
from quizgen.model import Quiz
from quizgen.problems import Problem


def report(checked: Checked, verbose: bool) -> str:  # noqa: FBT001  # as all reports
    """All problems, and what each deck gives; with `verbose`, also what was refused and why."""
    decks = [(path, generated.quiz) for path, generated in checked.decks if generated.quiz]
    return as_json(
        {
            "problems": list(map(problem, checked.problems)),
            "decks": [_deck(path, quiz, verbose=verbose) for path, quiz in decks],
        }
    )


def problem(problem: Problem) -> Row:
    """A row a problem."""
    return {
        **placed(problem.place),
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def _deck(path: Path, quiz: Quiz, *, verbose: bool) -> Row:
    refusals = [
        {
            "item": refusal.item,
            "template": refusal.template,
            "facts": list(refusal.facts),
            "reason": refusal.reason,
            **placed(refusal.place),
        }
        for refusal in quiz.refusals
    ]
    counts = {"file": near(str(path)), "items": len(quiz.items), "refused": len(refusals)}
    return {**counts, "refusals": refusals} if verbose else counts
