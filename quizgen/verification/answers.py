"""Answers that stand on the front of their own card. What counts as that is told in docs/verify.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from quizgen.verification.markup import lines, tokens
from quizgen.verification.seen import Rendered, Seen
from quizgen.verification.templates import names_in, typed_fields

FEWEST_LETTERS = 3
ANSWER_FIELDS = frozenset({"answer", "answers", "back", "typed answer", "antwort", "réponse", "respuesta", "risposta"})
_OR = frozenset("or oder ou o eller или lub ή 或".split())
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]*>")
_GAP = re.compile(r'<span class="cloze"[^>]*>(.*?)</span>', re.DOTALL)
_ANSWER_BEGINS = re.compile(r"""<[^<>]*\bid\s*=\s*["']?answer\b[^<>]*>""")
_LETTERED = re.compile(r"\(?(?:[A-Za-z]|\d{1,2})[.):]?\s+\S")

Words = list[str]


def visible(seen: Seen) -> Iterator[str]:
    """The whole answer, word for word, on a front that offers nothing else to choose."""
    for card in seen.cards:
        if card.fault or card.is_blank:
            continue
        # Most fronts lack a word of the answer, which is soon seen.
        plain = unescape(_TAG.sub("", card.front)).casefold()
        for answer in _answers(card):
            if all(word in plain for word in answer) and _gives_away(answer, card.front):
                yield f"the front of {card} shows its answer “{' '.join(answer)[:100]}”"
                break


def _answers(card: Rendered) -> Iterator[Words]:
    """What the learner is to find: what is in gaps, to be typed, in a field for the answer, or else all that is new."""
    note, template = card.note, card.template
    if note.note_type.is_cloze:
        yield from (_words(lines(gap)) for gap in _GAP.findall(card.back))
        return
    new = names_in(template.back) - names_in(template.front)
    fields = typed_fields(template.front) | {name for name in new if name.casefold() in ANSWER_FIELDS}
    found = [_words(lines(note.fields[name])) for name in sorted(fields & note.fields.keys()) if note.fields[name]]
    yield from found or [_added(card)]


def _added(card: Rendered) -> Words:
    """What the back says beyond the front."""
    marked = _ANSWER_BEGINS.split(card.back, maxsplit=1)
    if len(marked) > 1:
        return _words(lines(marked[1]))
    front, back = lines(card.front), lines(card.back)
    return _words(back[len(front) :] if back[: len(front)] == front else back)


def _gives_away(answer: Words, html: str) -> bool:
    if sum(map(len, answer)) < FEWEST_LETTERS:
        return False
    front = lines(html)
    words = _words(front)
    places = [at for at in range(len(words) - len(answer) + 1) if words[at : at + len(answer)] == answer]
    return bool(places) and not _offers_alternatives(answer, front, html, words, places)


def _offers_alternatives(answer: Words, front: Sequence[str], html: str, words: Words, places: Sequence[int]) -> bool:
    items = sum(token.kind == "start" and token.name in {"li", "option", "td"} for token in tokens(html))
    lettered = sum(bool(_LETTERED.match(line)) for line in front)
    is_a_line = len(front) > 2 and any(_words([line]) == answer for line in front)
    is_beside_or = any(_OR & {*words[at - 1 : at], *words[at + len(answer) : at + len(answer) + 1]} for at in places)
    return items > 1 or lettered > 1 or is_a_line or is_beside_or


def _words(texts: Sequence[str]) -> Words:
    return _WORD.findall(" ".join(texts).casefold())
