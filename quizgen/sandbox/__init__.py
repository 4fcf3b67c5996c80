"""The part of Jinja that question templates may use, safe to run from strangers.

A whitelist of Jinja's own syntax tree: slots, conditions, loops over a role's values, a few
filters. No calls, no arithmetic, no attributes but the forms of slots. What remains is
bounded: loops by a budget of turns, output by its length. What a template prints is noted,
so that the truth of an item can be decided from what its stem really shows.
"""

from __future__ import annotations

from quizgen.model import Wording
from quizgen.problems import Problem
from quizgen.sandbox.environment import OWN_TESTS
from quizgen.sandbox.filters import FILTERS, MAX_LENGTH, MAX_TURNS, upper_first
from quizgen.sandbox.inlining import NO_PHRASES, Inliner, Phrases, TooMuch, Violation
from quizgen.sandbox.rendering import Source
from quizgen.sandbox.rules import ANY_FORMS, Checker, Slots
from quizgen.sandbox.slot import GAP_CLOSE, GAP_OPEN, Form, NoForm, OverBudget, Slot
from quizgen.sandbox.trees import TOO_DEEP, is_too_deep, placed, tree_of
from quizgen.sandbox.trial import tried


def parse(
    wording: Wording, slots: Slots, phrases: Phrases = NO_PHRASES, *, tries: bool = True
) -> tuple[Source | None, list[Problem]]:
    """Check a template against the slots it may use; every problem at its place in the YAML file.

    It is tried with stand-ins for its slots, unless these are not known yet, as those of a phrase.
    """
    tree, problems = tree_of(wording)
    if tree is None:
        return None, problems
    source, inliner = Source(tree, wording.place), Inliner(phrases)
    try:
        inliner.into(tree)
    except TooMuch:
        return None, placed([_TOO_MANY_PHRASES], wording)
    checker = Checker(tree, slots, inliner)
    found = [TOO_DEEP] if inliner.inlined and is_too_deep(tree) else [*inliner.violations, *checker.violations()]
    if tries and not found:
        found = tried(source, slots)
    return None if found else source, placed(found, wording)


_TOO_MANY_PHRASES: Violation = (
    1, "", "jinja-too-much", "its phrases make the template too long", "a question is a sentence or two; say it simply"
)  # fmt: skip

__all__ = [
    "ANY_FORMS", "FILTERS", "GAP_CLOSE", "GAP_OPEN", "MAX_LENGTH", "MAX_TURNS", "NO_PHRASES", "OWN_TESTS", "Form",
    "NoForm", "OverBudget", "Phrases", "Slot", "Source", "parse", "tree_of", "upper_first",
]  # fmt: skip
