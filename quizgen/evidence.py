"""What an item rests on: the passages of its facts, and where in them the answer stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from quizgen.matching import READ, SUBJECT, Binding
from quizgen.model import Cloze, Entity, Evidence, Fact, OneOf, Quantity, Response, SeveralOf, Text, Value
from quizgen.sandbox import NoForm
from quizgen.slots import names, number_text, spellings, unit_text
from quizgen.truth import WORD, folded, spaced
from quizgen.vocabulary import Vocabulary

Span = tuple[int, int]


def evidence(binding: Binding, response: Response, vocabulary: Vocabulary) -> tuple[Evidence, ...]:
    """The passages the facts rest on, each once, in the order of the facts."""
    role = binding.prepared.template.pattern.compare or (SUBJECT if binding.hide in READ else binding.hide)
    right = [spaced(text) for text in _right_texts(response)]
    passages: dict[tuple[str, int, int], Evidence] = {}
    for fact in binding.facts:
        forms = dict.fromkeys((*right, *_forms(fact, role, vocabulary)))
        for quote in fact.quotes:
            answers, sources = tuple(_standing(quote.text, forms)), fact.sources
            passage = (fact.article.id, quote.start, quote.end)
            if before := passages.get(passage):
                answers, sources = (*before.answers, *answers), tuple(dict.fromkeys((*before.sources, *sources)))
            passages[passage] = Evidence(fact.article, quote, _joined(answers), sources)
    return tuple(passages.values())


def _right_texts(response: Response) -> tuple[str, ...]:
    """The right answer as the item writes it, where it is one that a passage might hold."""
    match response:
        case OneOf(options, key):
            return (options[key].text,)
        case SeveralOf(options, keys):
            return tuple(options[key].text for key in keys)
        case Text(answer) | Cloze(_, answer):
            return (answer,)
        case _:
            return ()


def _forms(fact: Fact, role: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Every way in which the fact's article may write what is asked: also of a false statement what is true."""
    for value in fact.values(role):
        yield from _written(value, fact.article.language, vocabulary)


@lru_cache(maxsize=1 << 12)
def _written(value: Value, language: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(spaced(form) for form in _spelt(value, language, vocabulary))


def _spelt(value: Value, language: str, vocabulary: Vocabulary) -> Iterator[str]:
    try:
        yield from spellings(value, language, vocabulary)
        if isinstance(value, Entity):
            yield names(value, language).adjective or ""
        elif isinstance(value, Quantity):
            yield f"{number_text(value.number, language)} {unit_text(value, language, vocabulary)}"
    except NoForm:
        return  # it has no name in the article's language


def _standing(text: str, forms: Iterable[str]) -> Iterator[Span]:
    """Where any of the forms stands in a text, in whole words."""
    words, spans = _words_of(text)
    for form in forms if spans else ():
        start = words.find(form)
        while start >= 0:
            first = words.count(" ", 0, start)
            last = first + form.count(" ") - 2
            begin, end = spans[first][0], spans[last][1]
            if not _goes_on(text, begin, end):
                yield begin, end
            start = words.find(form, start + 1)


@lru_cache(maxsize=1 << 12)  # several items rest on one quote, soon after each other
def _words_of(text: str) -> tuple[str, Sequence[Span]]:
    """The words of a text with a space around each, and where in the text each stands."""
    if text.isascii():
        return spaced(text), [word.span() for word in WORD.finditer(text)]
    found = [*WORD.finditer(text)]
    words = [folded(word[0]).replace(" ", "") for word in found]  # a ligature may stand for several words
    return f" {' '.join(words)} ", [word.span() for word in found]


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether an accent that is a character of its own makes it another word."""
    if text.isascii():
        return False
    return any(unicodedata.category(char)[0] == "M" for char in (*text[start - 1 : start], *text[end : end + 1]))


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in their order, those that overlap as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)
