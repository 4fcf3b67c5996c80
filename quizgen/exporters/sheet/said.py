"""What a sheet says in words of its own, by language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A run of questions that are answered in one way: what it is called, and what to do."""

    heading: str
    task: str


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one language; patterns take `{}` for what they frame, one and many for a count."""

    form: str
    name: str
    date: str
    group: str
    score: str
    questions: tuple[str, str]
    points: tuple[str, str]
    in_all: str
    end: str
    page: str
    gap: str
    one_of: Part
    several_of: Part
    true_false: Part
    written: Part
    cloze: Part
    occlusion: Part
    ordering: Part
    matching: Part
    key: str
    not_for_students: str
    at_a_glance: str
    in_detail: str
    from_top: str
    wrong: str
    item: str
    on_form: str

    def counted(self, forms: tuple[str, str], count: int) -> str:
        """`1 point`, `20 points`."""
        return forms[count != 1].format(count)


ENGLISH = Said(
    form="Form {}",
    name="Name",
    date="Date",
    group="Class",
    score="Points",
    questions=("{} question", "{} questions"),
    points=("{} point", "{} points"),
    in_all="{} in all",
    end="End of paper",
    page="Page {} of {}",
    gap="gap",
    one_of=Part("One answer", "Choose the one right answer and fill in its circle."),
    several_of=Part("Several answers", "Choose all right answers and tick their boxes. There may be more than one."),
    true_false=Part("True or false", "Is the statement true or false? Fill in the circle."),
    written=Part("Short answers", "Write the answer on the line: a name, a few words, a number or a date."),
    cloze=Part("Gaps", "Write into the gap what is missing. The word below it says what kind of thing it is."),
    occlusion=Part("Pictures", "Something is covered on the picture. Write on the line what it is."),
    ordering=Part("In order", "Number the boxes in the right order: 1 for what comes first."),
    matching=Part("Pairs", "Write beside each entry on the left the letter of what belongs to it."),
    key="Answer key",
    not_for_students="not for students",
    at_a_glance="Answers at a glance",
    in_detail="Answers with reasons",
    from_top="from top to bottom",
    wrong="not {}",
    item="item {}",
    on_form="question {} on form {}",
)

SAID = {"en": ENGLISH}
"""Adding a language is one entry; where there is none, English serves."""


def said(language: str) -> Said:
    """The words for a BCP 47 tag."""
    return SAID.get(language.split("-", maxsplit=1)[0], ENGLISH)
