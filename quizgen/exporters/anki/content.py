"""What the fields of a note say: an item's texts as the HTML of its card."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from quizgen.edtf import Date
from quizgen.exporters.anki import pictures
from quizgen.exporters.anki.escaping import escape, gap
from quizgen.exporters.anki.occlusion import mask
from quizgen.exporters.wording import date_text, digits
from quizgen.exporters.words import words
from quizgen.letters import letter
from quizgen.model import (
    Article,
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
    Proof,
    Reversed,
    SeveralOf,
    Text,
    TrueFalse,
)


@dataclass(slots=True)
class Sides:
    """What differs from one form of response to another; the rest is the same on every card."""

    question: str = ""
    options: str = ""
    answer: str = ""
    typed: str = ""
    accepted: str = ""
    why_not: str = ""
    occlusion: str = ""
    reverse_question: str = ""
    reverse_answer: str = ""
    reverse_accepted: str = ""


def fields(item: Item) -> Mapping[str, str]:
    """The filled fields of the item's note, as HTML."""
    sides = _sides(item)
    return {
        "Question": sides.question or escape(item.stem),
        "Options": sides.options,
        "Answer": sides.answer,
        "Typed answer": sides.typed,
        "Also accepted": sides.accepted,
        "Reverse question": sides.reverse_question,
        "Reverse answer": sides.reverse_answer,
        "Reverse also accepted": sides.reverse_accepted,
        "Occlusion": sides.occlusion,
        "Image": pictures.shown(item.images),
        "Image credit": pictures.credited(item.images),
        "Answer image": pictures.shown(item.answer_images),
        "Answer image credit": pictures.credited(item.answer_images),
        "Rationale": escape(item.rationale),
        "Why not": sides.why_not,
        "Quote": _quotes(item.evidence),
        "Source": _sources(item.evidence, item.language),
        "Topic": escape(" · ".join(item.topics)),
        "Level": escape(item.level),
        "Language": escape(item.language),
    }


def _sides(item: Item) -> Sides:  # noqa: C901, PLR0911  # one return a form of response
    said = words(item.language)
    match item.response:
        case OneOf(options, key):
            return _choice(options, (key,))
        case SeveralOf(options, keys):
            return _choice(options, keys, _task(said.choose_all))
        case TrueFalse(answer, proof):
            return _judgement((said.right, said.wrong), 0 if answer else 1, proof)
        case Basic(answer, accepted):
            return Sides(answer=_said(answer), accepted=_accepted(accepted, item.language))
        case Reversed():
            return _both_ways(item.response, item.language)
        case Text(answer, accepted):
            return Sides(answer=_said(answer), typed=escape(answer), accepted=_accepted(accepted, item.language))
        case Number(value, answer):
            typed = escape(digits(value, item.language))
            return Sides(options=_task(said.in_digits), answer=_said(answer), typed=typed)
        case Cloze(before, answer, after, hint, accepted):
            question = escape(before) + gap(answer, hint) + escape(after)
            return Sides(question=question, accepted=_accepted(accepted, item.language))
        case Occlusion(mark, answer, accepted):
            said_too = _accepted(accepted, item.language)
            return Sides(answer=_said(answer), accepted=said_too, occlusion=mask(mark))
        case Ordering(entries, notes, shown):
            return _ordering(entries, notes, shown)
        case Matching(pairs, shown):
            return _matching(pairs, shown)
        case _:
            assert_never(item.response)


def _choice(options: Sequence[Option], keys: Sequence[int], task: str = "") -> Sides:
    rows = [_letter(index) + _text(option.text) for index, option in enumerate(options)]
    return Sides(options=task + _list("ol", rows), answer=task + _list("ol", rows, keys), why_not=_why_not(options))


def _judgement(names: Sequence[str], key: int, proof: Proof | None) -> Sides:
    rows = [_text(name) for name in names]
    why_not = f"<li>{_text(proof.text)}</li>" if proof else ""
    return Sides(options=_list("ul", rows), answer=_list("ul", rows, (key,)), why_not=why_not)


def _both_ways(response: Reversed, language: str) -> Sides:
    return Sides(
        answer=_said(response.answer),
        accepted=_accepted(response.accepted, language),
        reverse_question=escape(response.reverse_stem),
        reverse_answer=_said(response.reverse_answer),
        reverse_accepted=_accepted(response.reverse_accepted, language),
    )


def _why_not(options: Sequence[Option]) -> str:
    """Each wrong option with what it is, or else what rules it out; those with one reason in one line."""
    reasons: dict[str, list[str]] = {}
    for index, option in enumerate(options):
        if option.gloss:
            reasons[f"{_text(option.text)}: {_text(option.gloss)}"] = [letter(index)]
        elif option.proof:
            reasons.setdefault(_text(option.proof.text), []).append(letter(index))
    return "".join(f"<li><b>{', '.join(letters)}</b> {reason}</li>" for reason, letters in reasons.items())


def _ordering(entries: Sequence[str], notes: Sequence[str], shown: Sequence[int]) -> Sides:
    question = (_letter(place) + _text(entries[index]) for place, index in enumerate(shown))
    solution = (
        _letter(shown.index(index)) + _pair(_text(entry), f'<span class="note">{_text(note)}</span>')
        for index, (entry, note) in enumerate(zip(entries, notes, strict=True))
    )
    return Sides(options=_list("ol", question), answer=_list("ol", solution))


def _matching(pairs: Sequence[tuple[str, str]], shown: Sequence[int]) -> Sides:
    names = [_text(pair[0]) for pair in pairs]
    partners = [_letter(shown.index(index)) + _text(pair[1]) for index, pair in enumerate(pairs)]
    left = _list("ol", map(_numbered, itertools.count(1), names))
    right = _list("ol", (partners[index] for index in shown))
    solution = (
        _numbered(number, _pair(f'<span class="left">{name}</span>', f'<span class="partner">{partner}</span>'))
        for number, (name, partner) in enumerate(zip(names, partners, strict=True), start=1)
    )
    return Sides(options=f'<div class="columns">{left}{right}</div>', answer=_list("ol", solution))


def _pair(entry: str, companion: str) -> str:
    return f'<span class="pair">{entry} {companion}</span>'


def _list(tag: str, rows: Iterable[str], keys: Sequence[int] = ()) -> str:
    """Rows, the right ones of which bear a mark that needs no colour."""
    marked = (
        f'<li class="right">{row} <span class="mark">✓</span></li>' if index in keys else f"<li>{row}</li>"
        for index, row in enumerate(rows)
    )
    return f"<{tag}>{''.join(marked)}</{tag}>"


def _letter(index: int) -> str:
    return f'<b class="letter">{letter(index)}</b> '


def _numbered(number: int, row: str) -> str:
    return f'<b class="letter">{number}</b> {row}'


def _task(text: str) -> str:
    return f'<p class="task">{escape(text)}</p>'


def _said(answer: str) -> str:
    return f'<p class="said" dir="auto">{escape(answer)}</p>'


def _text(text: str) -> str:
    # In a direction of its own, as a name in Arabic may stand in an English list.
    return f"<bdi>{escape(text)}</bdi>"


def _accepted(spellings: Sequence[str], language: str) -> str:
    return escape(words(language).also_accepted.format(" · ".join(spellings))) if spellings else ""


def _quotes(evidence: Sequence[Evidence]) -> str:
    numbers = _numbers(evidence)
    return "".join(
        f'<blockquote lang="{escape(passage.article.language)}" dir="auto">{_highlighted(passage)}'
        f"{numbers[passage.article.id]}</blockquote>"
        for passage in evidence
    )


def _highlighted(passage: Evidence) -> str:
    """The quote, with what is asked marked where it stands there."""
    text = passage.quote.text
    ends = [0, *itertools.chain.from_iterable(passage.answers), len(text)]
    pieces = [escape(text[start:end]) for start, end in itertools.pairwise(ends)]
    return "".join(f"<mark>{piece}</mark>" if number % 2 else piece for number, piece in enumerate(pieces))


def _sources(evidence: Sequence[Evidence], language: str) -> str:
    numbers = _numbers(evidence)
    articles = {passage.article.id: passage.article for passage in evidence}
    return "".join(
        f"<p>{numbers[name]}{_source(article, language)}</p>{_behind(name, evidence, language)}"
        for name, article in articles.items()
    )


def _behind(name: str, evidence: Sequence[Evidence], language: str) -> str:
    """What a brief says it was written from, for these passages of it."""
    behind = dict.fromkeys(one for passage in evidence if passage.article.id == name for one in passage.sources)
    entries = "".join(
        f"<li>{escape(one.publisher)}: {_cited(one.title, '', one.address, one.published, language)}</li>"
        for one in behind
    )
    return f"<ul>{entries}</ul>" if entries else ""


def _numbers(evidence: Sequence[Evidence]) -> Mapping[str, str]:
    """Which source a passage is from, by the article's id, where there are several."""
    names = dict.fromkeys(passage.article.id for passage in evidence)
    if len(names) == 1:
        return dict.fromkeys(names, "")
    return {name: f"<sup>{number}</sup>" for number, name in enumerate(names, start=1)}


def _source(article: Article, language: str) -> str:
    return _cited(article.title, article.language, article.address, article.published, language)


# Not by the article: there is a lot to hash in one.
@lru_cache(maxsize=1024)
def _cited(title: str, title_language: str, address: str | None, published: Date | None, language: str) -> str:
    cited = f'<cite lang="{escape(title_language)}" dir="auto">{escape(title)}</cite>'
    # No other address is a link: a card is no place for a script.
    if address and address.startswith(("https://", "http://")):
        cited = f'<a href="{escape(address)}">{cited}</a>'
    return f"{cited}, {escape(date_text(published, language))}" if published else cited
