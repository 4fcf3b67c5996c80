"""What the practice edition knows beyond its questions: how each is judged, and what a learner is told then.

It is judged by a script in the page, `scripts/practice.js`, which also says what counts as the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import assert_never

from markupsafe import Markup

from quizgen.exporters.sheet.questions import Question, numbered
from quizgen.exporters.sheet.solutions import Solution, solution
from quizgen.exporters.words import Words, has_words, words
from quizgen.frozen import frozen
from quizgen.letters import letter
from quizgen.model import (
    Basic,
    Cloze,
    Form,
    Item,
    Matching,
    Number,
    Occlusion,
    OneOf,
    Ordering,
    Reversed,
    SeveralOf,
    Text,
    TrueFalse,
)

_SCRIPT = Path(__file__).parent / "scripts" / "practice.js"
_SAID = ("check", "again", "correct", "incorrect", "unanswered", "compare", "got", "remembers", "forgets")
"""The words that the script says."""


@frozen
class Practice:
    """What the page holds for its script, for the answers it shows, and the sections that the score is told by."""

    data: Mapping[str, object]
    solutions: Sequence[Solution]
    sections: Sequence[str]
    script: Markup


def practice(deck: str, form: Form, mark: str, language: str) -> Practice:
    """All of that for a form, in the words of a language. Answers are kept under its fingerprint, the `mark`."""
    said = words(language)
    sections = list(numbered(form))
    judged = [
        {"points": question.points, "section": index, **judging(question.item)}
        for index, (_, questions) in enumerate(sections)
        for question in questions
    ]
    return Practice(
        data={"name": f"quizgen {deck} {form.letter} {mark}", "said": _said(said), "questions": judged},
        solutions=[solution(question, language) for _, questions in sections for question in questions],
        sections=[section.heading or _numbers(questions) for section, questions in sections],
        script=_script(),
    )


def judging(item: Item) -> Mapping[str, object]:  # noqa: PLR0911  # one return a form of response
    """How an answer is told to be right: by the values of its controls, by its text, or by its number."""
    match item.response:
        case OneOf(key=key):
            return {"by": "options", "right": [str(key)]}
        case SeveralOf(keys=keys):
            return {"by": "options", "right": [str(key) for key in sorted(keys)]}
        case TrueFalse(answer):
            return {"by": "options", "right": ["0" if answer else "1"]}
        case (
            Basic(answer=text, accepted=accepted)
            | Reversed(answer=text, accepted=accepted)
            | Text(answer=text, accepted=accepted)
            | Cloze(answer=text, accepted=accepted)
            | Occlusion(answer=text, accepted=accepted)
        ):
            return {"by": "text", "right": [text, *accepted], "articles": _articles(item.language)}
        case Number(value, text, how):
            number = format(value.normalize(), "f")
            return {"by": "number", "right": [text], "number": number, "exactly": how == "exactly"}
        case Ordering(shown=shown):
            return {"by": "places", "right": [str(index + 1) for index in shown]}
        case Matching(pairs, shown):
            return {"by": "places", "right": [letter(shown.index(index)) for index in range(len(pairs))]}
        case _:
            assert_never(item.response)


def _articles(language: str) -> Sequence[str]:
    """The words that a name may have before it or not: the, a, an."""
    return words(language).articles.split() if has_words(language) else ()


def _said(said: Words) -> Mapping[str, str]:
    return {name: getattr(said, name) for name in _SAID}


def _numbers(questions: Sequence[Question]) -> str:
    """A section without a heading by its numbers."""
    return f"{questions[0].number}–{questions[-1].number}" if questions else ""


@cache
def _script() -> Markup:
    return Markup(_SCRIPT.read_text(encoding="utf-8"))  # noqa: S704  # our own script
