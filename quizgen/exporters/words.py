"""What cards and sheets say in words of their own. Adding a language is one file in `languages/`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from quizgen.frozen import frozen

_LANGUAGES = Path(__file__).parent / "languages"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@frozen
class Way:
    """A way of answering: what a run of such questions is called, and what to do on paper, and on screen."""

    heading: str
    task: str
    screen: str


Counted = Mapping[str, str]
"""How a number of things reads, by CLDR's plural category of the number; `other` is always there."""


@frozen
class Words:
    """Those of one language; patterns take `{}` for what they frame."""

    language: str
    right: str
    wrong: str
    choose_all: str
    in_digits: str
    also_accepted: str
    probably: str
    around: str
    since: str
    until: str
    between: str
    edition: str
    retired: str
    retired_mark: str
    form: str
    name: str
    date: str
    group: str
    score: str
    instructions: str
    questions: Counted
    points: Counted
    minutes: Counted
    in_all: str
    end: str
    page: str
    page_alone: str
    turn_over: str
    article: str
    article_task: str
    one_of: Way
    several_of: Way
    true_false: Way
    written: Way
    cloze: Way
    occlusion: Way
    ordering: Way
    matching: Way
    gap: str
    numbered: str
    check: str
    again: str
    check_all: str
    anew: str
    bring_back: str
    rule: str
    remembers: str
    forgets: str
    correct: str
    incorrect: str
    unanswered: str
    compare: str
    judge: str
    yes: str
    no: str
    answer: str
    result: str
    total: str
    got: str
    articles: str
    key: str
    not_for_students: str
    at_a_glance: str
    in_detail: str
    from_top: str
    why_not: str
    item: str
    on_form: str
    line: str
    lines: str
    answer_sheet: str
    answer_task: str
    student_number: str
    crosswalk: str
    crosswalk_task: str
    crosswalk_parallel: str
    item_id: str

    def counted(self, patterns: Counted, count: int) -> str:
        """`1 point`, `20 points`."""
        # Babel takes a while to import, and cards count nothing.
        from babel import Locale

        category = Locale.parse(self.language).plural_form(count)
        return patterns.get(category, patterns["other"]).format(count)


def languages() -> list[str]:
    """Those there are words of, by their codes."""
    return sorted(path.stem for path in _LANGUAGES.glob("*.yaml"))


def has_words(language: str) -> bool:
    """Whether there are words for a BCP 47 tag, or English ones stand in for them."""
    return _primary(language) in languages()


def words(language: str) -> Words:
    """The words for a BCP 47 tag; English where there are none of its language."""
    return _read(_primary(language))


def _primary(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


@cache
def _read(language: str) -> Words:
    # A language is ASCII letters (see `Language` in documents.py), so that this is a name in that folder.
    path = _LANGUAGES / f"{language}.yaml"
    if not path.exists():
        return _read("en")
    written: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  # a safe one
    return Words(language, **{name: _shaped(value) for name, value in written.items()})


def _shaped(value: Any) -> Any:
    return Way(**value) if isinstance(value, dict) and "heading" in value else value
