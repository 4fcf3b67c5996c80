"""What the key says of a question: the answer, why it is right, why others are wrong, and the passage."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, groupby, pairwise
from typing import assert_never

from quizgen.exporters.sheet.articles import lines_of
from quizgen.exporters.sheet.questions import Question
from quizgen.exporters.wording import date_text
from quizgen.exporters.words import words
from quizgen.frozen import frozen
from quizgen.letters import letter
from quizgen.model import (
    Basic,
    Cloze,
    Evidence,
    Item,
    Matching,
    Number,
    Occlusion,
    OneOf,
    Option,
    Ordering,
    Response,
    Reversed,
    SeveralOf,
    Text,
    TrueFalse,
)
from quizgen.model import Source as Publication


@frozen
class Line:
    """Something with a mark before it, such as a letter; `note` says more about it."""

    mark: str
    text: str
    note: str = ""


@frozen
class Answer:
    """`brief` is enough to mark by, read as `order` says; `lines` is what is right, in full."""

    brief: str
    lines: tuple[Line, ...] = ()
    order: str = ""
    more: str = ""
    wrong: tuple[Line, ...] = ()


@frozen
class Piece:
    """A part of a quote; `asked` where it is what the question asks for."""

    text: str
    asked: bool


@frozen
class Quoted:
    """A passage, and the lines in which it stands, where the article is printed."""

    pieces: tuple[Piece, ...]
    lines: str


@frozen
class Source:
    """Passages of one article, how it is cited, and what is behind it where it is a brief."""

    quotes: tuple[Quoted, ...]
    language: str
    title: str
    date: str
    behind: tuple[str, ...]


@frozen
class Solution:
    """All that the key says under a number."""

    number: int
    points: int
    item: Item
    answer: Answer
    sources: tuple[Source, ...]


def solution(question: Question, language: str, *, cite_lines: bool = False) -> Solution:
    """The key to a question, in the words of a language."""
    item = question.item
    sources = _sources(item.evidence, language, cite_lines=cite_lines)
    return Solution(question.number, question.points, item, _answer(item.response, language), sources)


def _answer(response: Response, language: str) -> Answer:
    match response:
        case OneOf(options, key):
            answer = _choice(options, (key,))
        case SeveralOf(options, keys):
            answer = _choice(options, keys)
        case TrueFalse(true, proof):
            verdict = words(language).right if true else words(language).wrong
            answer = Answer(verdict, wrong=(Line("", "", proof.text),) if proof else ())
        case (
            Basic(answer=text, accepted=accepted)
            | Reversed(answer=text, accepted=accepted)
            | Text(answer=text, accepted=accepted)
            | Cloze(answer=text, accepted=accepted)
            | Occlusion(answer=text, accepted=accepted)
        ):
            also = words(language).also_accepted.format("; ".join(accepted)) if accepted else ""
            answer = Answer(text, more=also)
        case Number(answer=text):
            answer = Answer(text)
        case Ordering():
            answer = _ordering(response, language)
        case Matching():
            answer = _matching(response, language)
        case _:
            assert_never(response)
    return answer


def _choice(options: Sequence[Option], keys: Sequence[int]) -> Answer:
    right = tuple(Line(letter(key), options[key].text) for key in keys)
    return Answer(", ".join(line.mark for line in right), right, wrong=_why_not(options))


def _why_not(options: Sequence[Option]) -> tuple[Line, ...]:
    """Each wrong option with what it is, or what rules it out; those ruled out alike in one line."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for index, option in enumerate(options):
        if option.gloss:
            reasons[option.text, option.gloss] = [letter(index)]
        elif option.proof:
            reasons.setdefault(("", option.proof.text), []).append(letter(index))
    return tuple(Line(", ".join(letters), text, reason) for (text, reason), letters in reasons.items())


def _ordering(response: Ordering, language: str) -> Answer:
    ranks = ", ".join(str(index + 1) for index in response.shown)
    numbered = enumerate(zip(response.entries, response.notes, strict=True), start=1)
    lines = tuple(Line(str(rank), entry, note) for rank, (entry, note) in numbered)
    return Answer(ranks, lines, words(language).from_top)


def _matching(response: Matching, language: str) -> Answer:
    letters = [letter(response.shown.index(index)) for index in range(len(response.pairs))]
    lines = tuple(Line(mark, left, right) for mark, (left, right) in zip(letters, response.pairs, strict=True))
    return Answer(", ".join(letters), lines, words(language).from_top)


def _sources(evidence: Sequence[Evidence], language: str, *, cite_lines: bool) -> tuple[Source, ...]:
    passages = ((article, tuple(group)) for article, group in groupby(evidence, key=lambda one: one.article))
    return tuple(
        Source(
            tuple(dict.fromkeys(_quoted(one, language, cite_lines=cite_lines) for one in group)),
            article.language,
            article.title,
            date_text(article.published, language),
            tuple(dict.fromkeys(_behind(source, language) for one in group for source in one.sources)),
        )
        for article, group in passages
    )


def _quoted(evidence: Evidence, language: str, *, cite_lines: bool) -> Quoted:
    text = evidence.quote.text
    ends = [0, *chain.from_iterable(evidence.answers), len(text)]
    pieces = [Piece(text[start:end], asked=bool(place % 2)) for place, (start, end) in enumerate(pairwise(ends))]
    return Quoted(tuple(piece for piece in pieces if piece.text), _lines(evidence, language) if cite_lines else "")


def _lines(evidence: Evidence, language: str) -> str:
    first, last = lines_of(evidence.article, evidence.quote)
    said = words(language)
    return said.line.format(first) if first == last else said.lines.format(first, last)


def _behind(source: Publication, language: str) -> str:
    dated = f", {date_text(source.published, language)}" if source.published else ""
    return f"{source.publisher}: {source.title}{dated}"
