"""One quiz of twenty choice questions, as other programs read it: text2qti and quiz-composer (PyPI: edq-quizcomp)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import ascii_lowercase

TITLE = "Speed"


@dataclass(frozen=True)
class Choice:
    """A choice question: its options in the order shown, and the index of the right one."""

    stem: str
    options: Sequence[str]
    key: int


def choices(count: int) -> list[Choice]:
    """So many, none like another, about as long as those of the shipped deck."""
    return [
        Choice(
            f"As of May 2022, about how many soldiers of contingent number {number} were stationed in the country?",
            [f"About {number * 100 + step} soldiers" for step in (10, 20, 40, 80)],
            number % 4,
        )
        for number in range(1, count + 1)
    ]


def write_text2qti(folder: Path, questions: Iterable[Choice]) -> Path:
    """The quiz as a plain text; gives its path."""
    path = folder / "quiz.txt"
    path.write_text(f"Quiz title: {TITLE}\n\n" + "\n\n".join(map(_as_text, range(1, 1000), questions)) + "\n")
    return path


def _as_text(number: int, question: Choice) -> str:
    options = (
        f"{'*' if index == question.key else ''}{ascii_lowercase[index]}) {text}"
        for index, text in enumerate(question.options)
    )
    return "\n".join([f"{number}. {question.stem}", *options])


def write_quiz_composer(folder: Path, questions: Iterable[Choice]) -> Path:
    """The quiz as a folder of JSON files; gives the path of that which names the others."""
    groups = []
    for number, question in enumerate(questions, start=1):
        name = f"question-{number}"
        answers = [{"correct": index == question.key, "text": text} for index, text in enumerate(question.options)]
        written = {"question_type": "multiple_choice", "prompt": question.stem, "answers": answers}
        (folder / name).mkdir(parents=True)
        (folder / name / "question.json").write_text(json.dumps(written))
        groups.append({"name": name, "points": 1, "questions": [name]})
    path = folder / "quiz.json"
    path.write_text(json.dumps({"name": TITLE, "date": "2022-05-03", "description": TITLE, "groups": groups}))
    return path
