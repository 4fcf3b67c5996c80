"""The rules of curation, as far as a program sees whether the shipped content keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen.content import Everything, everything
from quizgen.model import Article, Item, Number, OneOf, SeveralOf
from quizgen.reviews.seen import seen
from tests.library_page import DECKS
from tests.samples import shipped_quiz

GIVEN = {"mali-2022"}
"""Others wrote it; what it says may be asked in its words."""
FEWEST, MOST = 300, 700
_ROW = re.compile(r"^\|[^|]*\|((?: *`[^|`]+`,?)+) *\|", re.MULTILINE)
_SAID = re.compile(r"\b(?:sa(?:id|ys?)|reported|according to|call(?:ed|s)|denied|accused|spoke of)\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”")
_DEAD = re.compile(r"\b(?:kill|killed|dead|deaths?|died|dying|victims?)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def all_seeds(root: Path) -> Everything:
    return everything(root / "seeds")


@pytest.fixture(scope="module")
def briefs(all_seeds: Everything) -> list[Article]:
    """What we wrote ourselves from the sources of others."""
    articles = {fact.article.id: fact.article for fact in all_seeds.base.facts.values()}
    return [article for article in articles.values() if article.sources]


@pytest.fixture(scope="module")
def items() -> list[Item]:
    """Those of all decks that rest on nothing but our briefs."""
    every = (item for name in DECKS for item in shipped_quiz(name).items)
    return [item for item in every if not GIVEN & {passage.article.id for passage in item.evidence}]


@pytest.fixture(scope="module")
def avoided(root: Path) -> re.Pattern[str]:
    """The words in the second column of the tables, also in the plural or as a verb has them."""
    page = (root / "docs/curation.md").read_text(encoding="utf-8")
    words = [word for row in _ROW.findall(page) for word in re.findall(r"`([^`]+)`", row)]
    assert len(words) > 60
    return re.compile(rf"\b(?:{'|'.join(words)})(?:s|es|d|ed|ing)?\b", re.IGNORECASE)


def test_words_to_avoid_are_found(avoided: re.Pattern[str]) -> None:
    """Whole ones, in all their forms; not what somebody else is said to have said."""
    found = judging(avoided, "Terrorists fled to the centre. He said that radicals won. It is “the regime”. A retreat!")
    assert [*found] == ["Terrorists", "fled", "centre", "retreat"]


def judging(avoided: re.Pattern[str], text: str) -> Iterator[str]:
    """The words to avoid that the text says itself."""
    for sentence in re.split(r"(?<=[.!?])\s|\n", _QUOTED.sub("", text)):
        if not _SAID.search(sentence):
            yield from avoided.findall(sentence)


def test_our_briefs_do_not_judge(avoided: re.Pattern[str], briefs: list[Article]) -> None:
    assert not {(brief.id, word) for brief in briefs for word in judging(avoided, f"{brief.title}\n{brief.text}")}


def test_our_items_do_not_judge(avoided: re.Pattern[str], items: list[Item], all_seeds: Everything) -> None:
    """But for what is asked with its speaker: then the words are theirs."""
    facts = all_seeds.base.facts
    told = [
        (item.id, word)
        for item in items
        if not any(facts[name].attribution for name in item.facts)
        for part in seen(item)[:5]
        for word in judging(avoided, part)
    ]
    assert not told


def test_briefs_are_short(briefs: list[Article]) -> None:
    lengths = {brief.id: len(brief.text.split()) for brief in briefs}
    assert {name: words for name, words in lengths.items() if not FEWEST <= words <= MOST} == {}


def test_nobody_counts_the_dead(items: list[Item]) -> None:
    """Neither typed nor among options."""
    for item in items:
        options = item.response.options if isinstance(item.response, (OneOf, SeveralOf)) else ()
        counts = isinstance(item.response, Number) or any(re.match(r"[^a-z]*\d", option.text) for option in options)
        assert not (counts and _DEAD.search(item.stem) and item.kind != "date"), item.id
