"""Bad content is a value: a problem with a place, a code, what is wrong and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from quizgen.model import Place

Severity = Literal["error", "warning"]

Code = Literal[
    # Files
    "cannot-write", "file-empty", "file-missing", "file-too-large", "file-unreadable", "no-decks", "no-library",
    "not-a-file", "not-empty", "not-utf-8",
    # YAML
    "bad-character", "duplicate-key", "yaml-alias", "yaml-depth", "yaml-documents", "yaml-key", "yaml-syntax",
    "yaml-tag",
    # Keys and values
    "bad-date", "bad-language", "bad-number", "bad-quantity", "bad-text", "bad-value", "date-missing", "empty-text",
    "missing-key", "missing-value", "reason-missing", "too-many", "unknown-key", "unknown-value", "wrong-type",
    # Names
    "duplicate-article", "duplicate-entity", "duplicate-id", "unknown-article", "unknown-entity", "unknown-language",
    "unknown-template", "unknown-topic", "unknown-type", "unknown-unit",
    # Articles and facts
    "article-changed", "article-empty", "attribution-missing", "bad-role", "bad-type", "circular-type",
    "contradiction", "missing-role", "quote-absent", "quote-ambiguous", "quote-cut", "source-missing",
    "unknown-relation", "unknown-role", "unknown-source", "wrong-role-type",
    # Pictures
    "bad-mark", "image-format", "image-missing", "image-outside", "image-too-large", "image-unsafe", "marks-overlap",
    # Themes
    "theme-font", "theme-html", "theme-missing", "theme-outside", "theme-style",
    # Question templates
    "all-refused", "jinja-depth", "jinja-fails", "jinja-filter", "jinja-forbidden", "jinja-syntax", "jinja-too-much",
    "reading-missing", "unknown-filter", "unknown-form", "unknown-kind", "unknown-slot", "unknown-test", "wrong-shape",
    # Examples
    "example-differs", "example-refused", "example-unmatched",
    # Items
    "duplicate-stem", "plan-as-fact", "untrue-asked",
    # Flaws of items
    "absolute-term", "all-of-the-above", "clue-word", "complex-options", "convergence", "enumeration", "gap-in-stem",
    "grammar-cue", "implausible-distractor", "key-position", "long-answer", "long-stem", "longest-key", "longest-keys",
    "lost-sequence", "mixed-options", "negative-stem", "none-of-the-above", "same-cue", "several-keys", "stem-end",
    "true-false-options", "unfocused-stem", "vague-term", "vague-time", "unknown-flaw",
    # Decks and sheets
    "bad-forms", "bad-questions", "blueprint-twice", "empty-section", "empty-sheet", "forms-unequal", "no-items",
    "pdf-missing", "pinned-clash", "pinned-twice", "questions-return", "same-note", "too-few-questions",
    "unknown-item",
    # Updates of decks
    "identity-lost", "lock-damaged", "lock-missing", "note-type-changed",
    # Reviews
    "review-line", "review-missing", "review-open", "review-stale",
    # Anki packages
    "not-a-package", "package-damaged", "package-too-large", "package-unsafe", "verify-missing",
    "answer-shown", "bad-template", "blank-front", "broken-html", "import-refused", "media-missing", "media-unused",
    "needless-update", "no-card", "note-skipped", "note-twice", "same-guid", "schedule-changed", "unknown-field",
    "verify-stopped",
    # The studio
    "preview-stopped", "studio-missing",
]  # fmt: skip
"""What can be wrong, each by a name that stays: scripts and readers rely on it."""


@dataclass(frozen=True, slots=True, order=False)
class Problem:
    """One thing wrong in what somebody wrote. `code` is stable; `hint` says how to mend it."""

    place: Place
    code: Code
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.code} {self.message}"]
        if self.hint:
            lines.append(f"    hint: {self.hint}")
        return "\n".join(lines)


class ContentError(Exception):
    """What was asked for cannot be made from this content; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems once each, by file, line and column."""
    return tuple(
        sorted(dict.fromkeys(problems), key=lambda p: (p.place.path, p.place.line, p.place.column, p.code, p.message))
    )


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Only those that stand in the way."""
    return tuple(problem for problem in problems if problem.severity == "error")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint naming the nearest known words, or all of them where they are few."""
    known = sorted(known)
    near = difflib.get_close_matches(word, known, n=2, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(near)}?"
    if not known:
        return ""
    few = 12
    return f"known: {', '.join(known[:few])}{' …' if len(known) > few else ''}"
