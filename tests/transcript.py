"""The shipped questions as plain text, so that a change shows what it does to each. `make golden` writes it anew."""

from __future__ import annotations

from pathlib import Path

from quizgen.model import Cloze, OneOf, Quiz, SeveralOf
from quizgen.responses import key_text
from tests.samples import shipped_quiz

GOLDEN = Path(__file__).parent / "golden/mali-france.txt"


def transcript(quiz: Quiz) -> str:
    """Each item's id, stem, key and wrong options."""
    lines = []
    for item in quiz.items:
        lines += [item.id, f"  {item.stem}", f"  = {key_text(item.response)}"]
        if isinstance(item.response, OneOf | SeveralOf):
            lines += [f"  - {option.text}" for option in item.response.options if option.proof]
        if isinstance(item.response, Cloze):
            lines.append(f"  ({item.response.hint})")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    GOLDEN.write_text(transcript(shipped_quiz()), encoding="utf-8")
