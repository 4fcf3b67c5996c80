"""The page on the decks that quizgen brings along, made from them: `python -m tests.library_page` writes it anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from quizgen.difficulty import predicted
from quizgen.model import Item, Quiz
from tests.samples import shipped_quiz

PAGE = Path(__file__).parent.parent / "docs/library.md"
DECKS = ("sahel-geography", "sahel-map", "sahel-security", "mali-france", "mali-france-background")
"""In the order in which they are best studied."""

LEVELS = ("remember", "understand", "apply", "analyse")
DIFFICULTIES = ("easy", "medium", "hard")
_HEAD = """# The decks that quizgen brings along

Made from the decks themselves: `make library` writes this page anew. They are best studied in this order. What
gets into them is said in the [rules of curation](curation.md), what they rest on in
[attribution](../ATTRIBUTION.md). How difficult a question is, is predicted ([how](blueprint.md)): only answers from
learners measure it.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(_deck(shipped_quiz(name)) for name in DECKS)])


def _deck(quiz: Quiz) -> str:
    facts = {fact for item in quiz.items for fact in item.facts}
    told = f"{quiz.deck.description} {len(quiz.items)} questions on {len(facts)} facts."
    by_topic = _table("topic", quiz.items, lambda item: item.topics[0])
    by_kind = _table("kind", quiz.items, lambda item: item.kind)
    return "\n".join([f"## {quiz.deck.title}\n", f"{told}\n", *by_topic, "", *by_kind, ""])


def _table(what: str, items: Sequence[Item], sort: Callable[[Item], str]) -> Iterator[str]:
    """How many items there are of each sort, level and difficulty."""
    levels = [level for level in LEVELS if any(item.level == level for item in items)]
    columns = [what, "questions", *levels, *DIFFICULTIES]
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for name in sorted({sort(item) for item in items}):
        these = [item for item in items if sort(item) == name]
        counts = [len(these), *(sum(item.level == level for item in these) for level in levels)]
        counts += [sum(predicted(item) == difficulty for item in these) for difficulty in DIFFICULTIES]
        yield f"| {name} | {' | '.join(map(str, counts))} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
