"""The page on the decks that quizgen brings along, made from them: `python -m tests.library_page` writes it anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from quizgen.difficulty import predicted
from quizgen.exporters.wording import date_text
from quizgen.model import Article, Item, Quiz, Source
from tests.samples import shipped_quiz

PAGE = Path(__file__).parent.parent / "docs/library.md"
DECKS = ("sahel-geography", "sahel-map", "sahel-security", "mali-france")
"""In the order in which they are best studied."""

LEVELS = ("remember", "understand", "apply", "analyse")
DIFFICULTIES = ("easy", "medium", "hard")
_HEAD = """# The decks that quizgen brings along

Made from the decks themselves: `make library` writes this page anew. They are best studied in this order. What
gets into them is said in [how to contribute](../CONTRIBUTING.md#rules-of-content). How difficult a question is, is
predicted ([how](blueprint.md)): only answers from learners measure it.
"""
_SOURCES = """## Sources

The briefs are our own words; each of their facts names those of these publications on which it rests, and its cards
cite them. Where we read a copy, the publisher says so.
"""


def page() -> str:
    """The whole page."""
    quizzes = [shipped_quiz(name) for name in DECKS]
    articles = [article for quiz in quizzes for article in quiz.articles if article.sources]
    return "\n".join([_HEAD, *map(_deck, quizzes), _SOURCES, *map(_article, articles)])


def _deck(quiz: Quiz) -> str:
    facts = {fact for item in quiz.items for fact in item.facts}
    told = f"{quiz.deck.description} {len(quiz.items)} questions on {len(facts)} facts."
    return "\n".join([f"## {quiz.deck.title}\n", f"{told}\n", *_table(quiz.items), ""])


def _table(items: Sequence[Item]) -> Iterator[str]:
    levels = [level for level in LEVELS if any(item.level == level for item in items)]
    columns = ["topic", "questions", *levels, *DIFFICULTIES, "kinds"]
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for topic in sorted({item.topics[0] for item in items}):
        about = [item for item in items if item.topics[0] == topic]
        counts = [str(sum(item.level == level for item in about)) for level in levels]
        counts += [str(sum(predicted(item) == difficulty for item in about)) for difficulty in DIFFICULTIES]
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(Counter(item.kind for item in about).items()))
        yield f"| {topic} | {len(about)} | {' | '.join(counts)} | {kinds} |"


def _article(article: Article) -> str:
    lines = (f"- {_source(source)}" for source in article.sources.values())
    return "\n".join([f"### {article.title}\n", *lines, ""])


def _source(source: Source) -> str:
    title = f"[{source.title}](<{source.address}>)" if source.address else source.title
    dated = f", {date_text(source.published, 'en')}" if source.published else ""
    return f"{source.publisher}: {title}{dated}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
