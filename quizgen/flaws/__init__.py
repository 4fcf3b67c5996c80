"""Item-writing flaws that words alone can decide: `FLAWS`. Adding one is a function and a line here, and its page.

The nineteen criteria are those of Tarrant (2006) and Moore (2023), less uniqueness, which quizgen proves
from the facts. How often each is found and missed is measured by `python -m tests.flaws.measure`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from quizgen.flaws import keys, options, recall, references, stems
from quizgen.flaws.asked import Asked
from quizgen.flaws.finding import Finding
from quizgen.problems import Code, Severity


class Flaw(NamedTuple):
    """How a flaw is found in one item, and how it is mended."""

    find: Callable[[Asked], Finding | None]
    hint: str
    severity: Severity = "warning"


OF_STEMS: Mapping[Code, Flaw] = {
    "unfocused-stem": Flaw(stems.unfocused, "ask a question that can be answered with the options covered"),
    "negative-stem": Flaw(stems.negative, "ask for what is so, or write the word in capitals"),
    "gap-in-stem": Flaw(stems.gap, "ask a question, or make it `kind: cloze`"),
    "long-stem": Flaw(stems.long, "leave out what the question does not need"),
    "vague-term": Flaw(stems.vague, "say how many, how often or who"),
    "absolute-term": Flaw(stems.absolute, "say what is so, without the word"),
    "vague-time": Flaw(stems.vague_time, "say the date with {{ when }}"),
    "stem-end": Flaw(stems.end, "end it with ? or ."),
}
OF_OPTIONS: Mapping[Code, Flaw] = {
    "all-of-the-above": Flaw(references.all_of_the_above, "name a thing instead", "error"),
    "none-of-the-above": Flaw(references.none_of_the_above, "name a thing instead", "error"),
    "several-keys": Flaw(options.several_right, "keep one of them, or list one in the other's `overlaps`", "error"),
    "true-false-options": Flaw(options.verdicts, "make it `kind: true_false`"),
    "complex-options": Flaw(references.complex_options, "let each option name one thing"),
    "lost-sequence": Flaw(options.lost_sequence, "put them in order"),
    "implausible-distractor": Flaw(options.implausible, "choose a number that somebody might believe"),
    "mixed-options": Flaw(options.mixed, "let all options be of one type, unit and form"),
    "longest-key": Flaw(keys.longest, "shorten its name, or choose distractors that say as much"),
    "clue-word": Flaw(keys.clue_word, "reword the stem"),
    "convergence": Flaw(keys.convergence, "choose distractors that do not repeat parts of the key"),
    "grammar-cue": Flaw(keys.grammar, "move the article into the options, and write all options alike"),
}
OF_RECALL: Mapping[Code, Flaw] = {
    "enumeration": Flaw(recall.enumeration, "ask for one of them at a time, or make it `kind: multiple`"),
    "long-answer": Flaw(recall.long_answer, "ask for a part of it"),
}
FLAWS = {**OF_STEMS, **OF_OPTIONS, **OF_RECALL}
MAY_STAY = tuple(code for code, flaw in FLAWS.items() if flaw.severity == "warning")
"""What the author of a template may allow."""
