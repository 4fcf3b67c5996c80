"""What an item rests on: the passages of its facts, and where in them the answer stands."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from quizgen.matching import READ, SUBJECT, Binding
from quizgen.model import Cloze, Entity, Evidence, Fact, OneOf, Quantity, Quote, Response, SeveralOf, Text, Value
from quizgen.sandbox import NoForm
from quizgen.slots import names, number_text, spellings, unit_text
from quizgen.truth import WORD, folded
from quizgen.vocabulary import Vocabulary

Span = tuple[int, int]


def evidence(binding: Binding, response: Response, vocabulary: Vocabulary) -> tuple[Evidence, ...]:
    """The passages the facts rest on, each once, in the order of the facts."""
    role = binding.prepared.template.pattern.compare or (SUBJECT if binding.hide in READ else binding.hide)
    passages: dict[tuple[str, int, int], Evidence] = {}
    for fact in binding.facts:
        forms = (*_right_texts(response), *_forms(fact, role, vocabulary))
        for quote in fact.quotes:
            passage = (fact.article.id, quote.start, quote.end)
            before = passages.get(passage, Evidence(fact.article, quote))
            passages[passage] = Evidence(
                fact.article,
                quote,
                _joined((*before.answers, *_standing(quote, forms))),
                tuple(dict.fromkeys((*before.sources, *fact.sources))),
            )
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


def _forms(fact: Fact, role: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Every way in which the fact's article may write what is asked: also of a false statement what is true."""
    language = fact.article.language
    return tuple(chain.from_iterable(_written(value, language, vocabulary) for value in fact.values(role)))


def _written(value: Value, language: str, vocabulary: Vocabulary) -> Iterator[str]:
    try:
        yield from spellings(value, language, vocabulary)
        if isinstance(value, Entity):
            yield names(value, language).adjective or ""
        elif isinstance(value, Quantity):
            yield f"{number_text(value.number, language)} {unit_text(value, language, vocabulary)}"
    except NoForm:
        return  # it has no name in the article's language


def _standing(quote: Quote, forms: Iterable[str]) -> Iterator[Span]:
    """Where any of the forms stands in the quote, in whole words."""
    words, spans, places = _words_of(quote.text)
    for wanted in {_wanted(form) for form in forms}:
        for first in places.get(wanted[0], ()) if wanted else ():
            beyond = first + len(wanted)
            if words[first:beyond] == wanted:
                start, end = spans[first][0], spans[beyond - 1][1]
                if not _goes_on(quote.text, start, end):
                    yield start, end


@lru_cache(maxsize=1 << 12)  # several items rest on one quote, soon after each other
def _words_of(text: str) -> tuple[tuple[str, ...], Sequence[Span], Mapping[str, Sequence[int]]]:
    """The words of a text, where each stands in it, and where among the words each word does."""
    found = [*WORD.finditer(text)]
    words = tuple(folded(word[0]) for word in found)
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        places[word].append(place)
    return words, [word.span() for word in found], places


@lru_cache(maxsize=1 << 12)
def _wanted(form: str) -> tuple[str, ...]:
    return tuple(WORD.findall(folded(form)))


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether an accent that is a character of its own makes it another word."""
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
