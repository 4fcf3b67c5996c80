"""The phrases in `_shared/`, read and checked: `name(thing): text with slots` for all templates to use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jinja2 import nodes

from quizgen.frozen import frozen
from quizgen.model import Wording
from quizgen.problems import Code, Problem
from quizgen.sandbox import ANY_FORMS, parse, tree_of
from quizgen.sandbox.inlining import Phrase, Phrases, called
from quizgen.yamlfile import Document, read

SHARED = "_shared"
MAX_LENGTH = 2_000
_NAME = r"[a-z][a-z0-9_]*"
_SIGNATURE = re.compile(rf"({_NAME})\(\s*((?:{_NAME}\s*,\s*)*{_NAME})?\s*\)", re.ASCII)
_TAKEN = ("loop", "self", "super", "caller", "varargs", "kwargs", "true", "false", "none", "not", "and", "or", "in")


@frozen
class _Written:
    """A phrase as it stands in its file."""

    phrase: Phrase
    wording: Wording


def load_shared(folders: Sequence[Path]) -> tuple[Phrases, list[Problem]]:
    """The phrases of all folders of templates; one of a later folder takes the place of one with its name."""
    problems: list[Problem] = []
    found: dict[str, _Written] = {}
    unread: set[str] = set()
    all_unread = False
    for folder in folders:
        here: dict[str, _Written] = {}
        for path in sorted((folder / SHARED).glob("*.yaml")):
            document, wrong = read(path)
            problems += wrong
            if document is None or not isinstance(document.data, dict):
                all_unread = True
                problems += [] if document is None else [_not_phrases(document)]
                continue
            for key in document.data:
                written, wrong = _phrase(document, key, here)
                problems += wrong
                unread |= {key.partition("(")[0].strip()} if written is None else set()
                here.update({written.phrase.name: written} if written else {})
        found |= here
    phrases = {name: written.phrase for name, written in found.items()}
    circular = set(_circular(phrases))
    for name in sorted(circular):
        message = f"the phrase `{name}` calls itself, at once or through others"
        hint = "write out what it should say there"
        problems.append(Problem(found[name].wording.place, "jinja-forbidden", message, hint))
    good = Phrases({}, frozenset(unread | circular), all_unread)
    for name in _from_inside([name for name in phrases if name not in circular], phrases):
        slots = dict.fromkeys(phrases[name].takes, ANY_FORMS)
        wrong = parse(found[name].wording, slots, good, tries=False)[1]
        problems += wrong
        # What calls a phrase is not told again what is wrong with it.
        good = (
            Phrases(good.known, good.unread | {name}, all_unread)
            if wrong
            else Phrases({**good.known, name: phrases[name]}, good.unread, all_unread)
        )
    return good, problems


def _not_phrases(document: Document) -> Problem:
    hint = 'write a line `name(thing): "text"` for each'
    return Problem(document.place(), "wrong-type", "the file should be a mapping of phrases", hint)


def _phrase(document: Document, key: str, others: Mapping[str, _Written]) -> tuple[_Written | None, list[Problem]]:
    """One phrase; None with what is wrong if it cannot be read."""
    signature, text = _SIGNATURE.fullmatch(key), document.data[key]
    if signature is None:
        message, hint = f"“{key[:60]}” does not name a phrase", "write name(thing, other), or name() for nothing"
        return None, [Problem(document.place((key,), key=True), "bad-text", message, hint)]
    name, takes = signature[1], tuple(re.findall(_NAME, signature[2] or ""))
    if wrong := _wrong_name(name, takes, others):
        return None, [Problem(document.place((key,), key=True), *wrong)]
    if wrong := _wrong_text(name, text):
        return None, [Problem(document.place((key,)), *wrong)]
    wording = document.wording((key,), text)
    tree, problems = tree_of(wording)
    if tree is None:
        return None, problems
    stored = [node.name for node in tree.find_all(nodes.Name) if node.ctx == "store" and node.name in takes]
    if stored:
        message = f"`{name}` sets `{stored[0]}`, which it takes"
        return None, [Problem(wording.place, "jinja-forbidden", message, "choose another name")]
    return _Written(Phrase(name, takes, tree), wording), []


Wrong = tuple[Code, str, str]
"""A code, a message and a hint."""


def _wrong_name(name: str, takes: Sequence[str], others: Mapping[str, _Written]) -> Wrong | None:
    if len(set(takes)) < len(takes) or set(takes) & set(_TAKEN):
        return "bad-text", f"`{name}` cannot name what it takes so", "choose other names, each once"
    if name in others:
        return "duplicate-id", f"the phrase `{name}` stands here again", "keep one"
    return None


def _wrong_text(name: str, text: object) -> Wrong | None:
    if not isinstance(text, str) or not text:
        return "wrong-type", f"`{name}` should be text", "write its text with slots"
    if len(text) > MAX_LENGTH:
        return "bad-value", f"`{name}` has more than {MAX_LENGTH:,} characters", "shorten it"
    return None


def _calls(phrase: Phrase, phrases: Mapping[str, Phrase]) -> set[str]:
    """The phrases that a phrase calls."""
    return {name for call in phrase.tree.find_all(nodes.Call) if (name := called(call)) and name in phrases}


def _from_inside(names: Sequence[str], phrases: Mapping[str, Phrase]) -> Iterator[str]:
    """Phrases that do not lead back to themselves, each after those that it calls."""
    calls = {name: _calls(phrases[name], phrases) & set(names) for name in names}
    while calls:
        ready = [name for name in calls if not calls[name] & set(calls)]
        yield from ready
        calls = {name: inner for name, inner in calls.items() if name not in ready}


def _circular(phrases: Mapping[str, Phrase]) -> Iterator[str]:
    """The phrases from which calls lead back to themselves."""
    calls = {name: _calls(phrase, phrases) for name, phrase in phrases.items()}
    for name in phrases:
        reached: set[str] = set()
        ahead = set(calls[name])
        while ahead:
            reached |= ahead
            ahead = {further for each in ahead for further in calls[each]} - reached
        if name in reached:
            yield name
