"""Coverage as JSON, for programs. Its keys are a promise: add some, never rename any."""

from __future__ import annotations

from collections.abc import Iterable

from quizgen.coverage import ArticleAsked, Coverage, FactAsked, Passage, RelationUsed, TemplateUsed
from quizgen.listing import Row, as_json, near, placed
from quizgen.model import Article, Item
from quizgen.unasked import Reason


def report(coverage: Coverage) -> str:
    """All that is known, with items and templates by their names."""
    deck = coverage.deck
    return as_json(
        {
            "deck": {"id": deck.id, "title": deck.title, "file": near(deck.place.path)},
            "items": len(coverage.items),
            "facts": list(map(_fact, coverage.facts)),
            "templates": list(map(_template, coverage.templates)),
            "relations": list(map(_relation, coverage.relations)),
            "articles": list(map(_article, coverage.articles)),
        }
    )


def _fact(asked: FactAsked) -> Row:
    return {
        "id": asked.fact.key,
        "relation": asked.fact.relation,
        "templates": list(asked.templates),
        "items": _names(asked.items),
        "reasons": list(map(_reason, asked.reasons)),
        **placed(asked.fact.place),
    }


def _template(used: TemplateUsed) -> Row:
    return {
        "id": used.template.id,
        "kind": used.template.kind,
        "relations": list(used.template.pattern.relations) or ["any"],
        "facts": used.facts,
        "items": _names(used.items),
        "reasons": list(map(_reason, used.reasons)),
        **placed(used.template.place),
    }


def _reason(reason: Reason) -> Row:
    return {"cause": reason.cause, "text": reason.text, "templates": list(reason.templates)}


def _relation(used: RelationUsed) -> Row:
    return {
        "id": used.relation.id,
        "facts": used.facts,
        "asked": used.asked,
        "templates": list(used.templates),
        **placed(used.relation.place),
    }


def _article(asked: ArticleAsked) -> Row:
    return {"id": asked.article.id, "passages": [_passage(passage, asked.article) for passage in asked.passages]}


def _passage(passage: Passage, article: Article) -> Row:
    return {
        "start": passage.start,
        "end": passage.end,
        "text": article.text[passage.start : passage.end],
        "facts": [asked.fact.key for asked in passage.facts],
        "items": _names(passage.items),
    }


def _names(items: Iterable[Item]) -> list[str]:
    return [item.id for item in items]
