"""What of the articles a deck asks: facts, templates, relations and passages held against its items, and why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from quizgen.content import Content
from quizgen.frozen import frozen
from quizgen.model import Article, Deck, Fact, Item, Relation, Template
from quizgen.pipeline import without_sheet
from quizgen.tried import Outcome
from quizgen.unasked import Reason, Unasked


@frozen
class FactAsked:
    """A fact, and the items that ask it in the order of the deck; or why none does."""

    fact: Fact
    items: tuple[Item, ...]
    reasons: tuple[Reason, ...]

    @property
    def templates(self) -> tuple[str, ...]:
        """The templates of its items, by name."""
        return tuple(sorted({item.template for item in self.items}))


@frozen
class TemplateUsed:
    """A template, and its items in the order of the deck; or why there is none. `facts` is how many it matches."""

    template: Template
    facts: int
    items: tuple[Item, ...]
    reasons: tuple[Reason, ...]


@frozen
class RelationUsed:
    """A relation, how many facts it has and how many are asked, and the deck's templates that name it."""

    relation: Relation
    facts: int
    asked: int
    templates: tuple[str, ...]


@frozen
class Passage:
    """A part of an article in which the same facts are quoted throughout, and the items that ask these."""

    start: int
    end: int
    facts: tuple[FactAsked, ...]
    items: tuple[Item, ...]


@frozen
class ArticleAsked:
    """An article, and all of its quoted passages in their order; none overlaps another."""

    article: Article
    passages: tuple[Passage, ...]


@frozen
class Coverage:
    """What of the articles a deck asks. Facts stand in the order of the articles' texts, all else by name."""

    deck: Deck
    items: tuple[Item, ...]
    facts: tuple[FactAsked, ...]
    templates: tuple[TemplateUsed, ...]
    relations: tuple[RelationUsed, ...]
    articles: tuple[ArticleAsked, ...]


def cover(content: Content, outcomes: Sequence[Outcome]) -> Coverage:
    """Hold what a deck draws on against what became of it."""
    items = without_sheet(content, outcomes).items
    unasked = Unasked(content, outcomes)
    facts = tuple(_facts(content, items, unasked))
    return Coverage(
        content.deck,
        items,
        facts,
        tuple(_templates(content, items, unasked)),
        tuple(_relations(content, facts)),
        tuple(_article(article, facts) for article in content.articles),
    )


def _facts(content: Content, items: Iterable[Item], unasked: Unasked) -> Iterator[FactAsked]:
    asking: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        for name in item.facts:
            asking[name].append(item)
    rank = {article.id: number for number, article in enumerate(content.articles)}
    for fact in sorted(content.facts.values(), key=lambda fact: (rank[fact.article.id], fact.quotes[0].start)):
        own = tuple(asking[fact.key])
        yield FactAsked(fact, own, () if own else unasked.fact(fact))


def _templates(content: Content, items: Iterable[Item], unasked: Unasked) -> Iterator[TemplateUsed]:
    given: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        given[item.template].append(item)
    for prepared in content.templates:
        own = tuple(given[prepared.template.id])
        reasons = () if own else unasked.template(prepared)
        yield TemplateUsed(prepared.template, unasked.matched(prepared.template), own, reasons)


def _relations(content: Content, facts: Iterable[FactAsked]) -> Iterator[RelationUsed]:
    of_relation: dict[str, list[FactAsked]] = defaultdict(list)
    for asked in facts:
        of_relation[asked.fact.relation].append(asked)
    naming: dict[str, list[str]] = defaultdict(list)
    for prepared in content.templates:
        for name in prepared.template.pattern.relations:
            naming[name].append(prepared.template.id)
    for name, relation in sorted(content.relations.items()):
        own = of_relation[name]
        yield RelationUsed(relation, len(own), sum(bool(fact.items) for fact in own), tuple(naming[name]))


def _article(article: Article, facts: Iterable[FactAsked]) -> ArticleAsked:
    return ArticleAsked(article, tuple(_passages([fact for fact in facts if fact.fact.article.id == article.id])))


def _passages(facts: Sequence[FactAsked]) -> Iterator[Passage]:
    """The text cut wherever a quote begins or ends, so that each part lies in the same quotes throughout."""
    begin: dict[int, list[FactAsked]] = defaultdict(list)
    end: dict[int, list[FactAsked]] = defaultdict(list)
    for fact in facts:
        for quote in fact.fact.quotes:
            begin[quote.start].append(fact)
            end[quote.end].append(fact)
    inside: list[FactAsked] = []  # once a quote: two of one fact may overlap
    for start, stop in pairwise(sorted({*begin, *end})):
        for fact in end[start]:
            inside.remove(fact)
        inside += begin[start]
        if inside:
            quoted = tuple({fact.fact.key: fact for fact in inside}.values())
            asking = {item.id: item for fact in quoted for item in fact.items}
            yield Passage(start, stop, quoted, tuple(asking.values()))
