"""What came of a deck's templates when its questions were last made, so that only what has changed is made anew.

Questions follow from files and from quizgen alone. So what a template gave, it gives again, while its own file is the
same and all that every question rests on, and the facts of the relations that it asks about.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from hashlib import sha256
from itertools import chain
from pathlib import Path

from quizgen import kept
from quizgen.concerned import concerned
from quizgen.defaults import DEFAULTS_FILE
from quizgen.facts import REGISTER, FactBase, reread_facts
from quizgen.frozen import frozen
from quizgen.model import Article, Deck
from quizgen.question_templates import RELATIONS_FILE, Known
from quizgen.readings import Readings
from quizgen.shared import SHARED
from quizgen.spread import aside
from quizgen.tried import Tried
from quizgen.yamlfile import MAX_BYTES, is_any_unsaved

_FACTS = ("facts.yaml", REGISTER)
_OF_ARTICLES = ("article.yaml", "article.txt", "facts.yaml")
LEAST = 10_000
"""Bytes of facts and of a project's own templates: what comes of fewer is as soon made as looked up."""
MOST = 30_000
"""Bindings: to write down what became of more takes longer than it is worth."""
_FEW = 0.05
"""The share of them that is rather made again each time than all written down anew."""


@frozen
class Inputs:
    """What a deck's questions follow from: a digest of what they all rest on; and each file of facts and templates."""

    ground: bytes
    files: Mapping[Path, bytes]
    saved: bytes
    """By when each was saved: another, if one was changed and changed back."""


@frozen
class Past:
    """What a deck drew on when its questions were last made, and what came of each of its templates."""

    files: Mapping[Path, bytes]
    articles: Sequence[Article]
    base: FactBase
    readings: Readings
    templates: Known
    tried: Mapping[str, Tried]
    thoroughly: bool


@frozen
class Memory:
    """What is remembered of a deck file: its `past`, if all that every question rests on is `now` the same.

    Of the templates as they are `read` now, `tried` is what is known to become of them.
    """

    deck: Deck
    folders: Sequence[Path]
    now: Inputs
    past: Past | None
    read: Known = field(default_factory=dict)
    tried: Mapping[str, Tried] = field(default_factory=dict)

    @property
    def templates(self) -> Known:
        """Those whose files are as they were."""
        known = self.past.templates if self.past else {}
        return {(name, path): each for (name, path), each in known.items() if self._is_as_it_was(path)}

    def facts(self, articles: Sequence[tuple[Path, Article]]) -> FactBase | None:
        """The facts, of which only files that have changed are read; None if all are to be."""
        changed = self._changed_facts()
        if self.past is None or any(path.name == REGISTER for path in changed):
            return None
        return reread_facts(self.past.base, articles, changed) if changed else self.past.base

    @property
    def is_thorough(self) -> bool:
        """Whether questions were looked at for all flaws."""
        return self.past is not None and self.past.thoroughly

    def of(self, read: Known, base: FactBase) -> Memory:
        """What is remembered, now that it is known how templates read, and what the facts are."""
        return replace(self, read=read, tried=dict(self._tried(read, base)))

    def _tried(self, read: Known, base: FactBase) -> Iterator[tuple[str, Tried]]:
        """What came of templates that were the same, as were the facts that they ask about."""
        if self.past is None:
            return
        changed = self._changed_facts()
        relations = concerned(self.past.base, base, set(map(str, changed))) if changed else set()
        if relations is None:
            return
        for named, each in read.items():
            asked = each[0].prepared.template.pattern.relations
            rests = not changed or (asked and relations.isdisjoint(asked))
            if rests and each is self.past.templates.get(named) and named[0] in self.past.tried:
                yield named[0], self.past.tried[named[0]]

    def _changed_facts(self) -> list[Path]:
        before = self.past.files if self.past else {}
        return [path for path in {*before, *self.now.files} if path.name in _FACTS and not self._is_as_it_was(path)]

    def _is_as_it_was(self, path: Path) -> bool:
        return self.past is not None and self.past.files.get(path) == self.now.files.get(path)

    def keep(self, past: Past, anew: int) -> None:
        """Remember how a deck is now, if it is worth that: for its facts, or as so many bindings were tried anew."""
        count = sum(map(len, past.tried.values()))
        is_new = self.past is None or past.base is not self.past.base or anew > _FEW * count
        if is_new:
            aside(lambda: self._write(past))

    def _write(self, past: Past) -> None:
        # What has been saved since it was looked at may have been read as it is now.
        if _inputs(self.deck, self.folders) == self.now:
            kept.keep(_name(self.deck), self.now.ground, past)


def memory_of(deck: Deck, project: Path, templates: Sequence[Path]) -> Memory | None:
    """What is remembered of a deck of a project with these folders of templates; None if nothing is to be.

    Nothing may be where a file cannot be told by what is in it, or an editor holds another text of it.
    """
    folders = (project / "seeds", *templates)
    if not kept.is_on() or any(map(is_any_unsaved, (project, *templates))) or _is_small(deck, folders):
        return None
    now = _inputs(deck, folders)
    return Memory(deck, folders, now, kept.recall(_name(deck), now.ground)) if now else None


def _is_small(deck: Deck, folders: Sequence[Path]) -> bool:
    """Whether what may change from day to day, facts and the project's own templates, is less than worth it."""
    seeds, _curated, *own = folders
    facts = (seeds / name / "facts.yaml" for name in deck.articles)
    size = 0
    for path in chain(facts, chain.from_iterable(map(_files, own))):
        with suppress(OSError):
            size += path.lstat().st_size
        if size >= LEAST:
            return False
    return True


def _name(deck: Deck) -> str:
    return f"deck-{kept.digest(deck.place.path).hex()[:32]}"


def _inputs(deck: Deck, folders: Sequence[Path]) -> Inputs | None:
    """What is in the files now, of seeds and of templates; None if one of them cannot be told by that."""
    seeds, *templates = folders
    others = {path.parent for path in seeds.glob("*/article.yaml")} - {seeds / name for name in deck.articles}
    # A register of entities may name pictures in any folder.
    found = [path for path in _files(seeds) if path.name not in _OF_ARTICLES or path.parent not in others]
    found += [path for folder in templates for path in _files(folder)]
    told = {path: one for path in sorted(found) if (one := _told(path))}
    if len(told) < len(found):
        return None
    files = {path: digest for path, (digest, _) in told.items() if _is_apart(path, seeds)}
    shared = [(path, digest) for path, (digest, _) in told.items() if path not in files]
    saved = kept.digest([(path, when) for path, (_, when) in told.items()])
    return Inputs(kept.digest(kept.begun(), deck.articles, deck.seed, deck.topics, shared), files, saved)


def _is_apart(path: Path, seeds: Path) -> bool:
    """Whether not every question rests on a file: it is of facts, or a template."""
    if path.is_relative_to(seeds):
        return path == seeds / REGISTER or (path.name == "facts.yaml" and path.parent.parent == seeds)
    return path.name not in (RELATIONS_FILE, DEFAULTS_FILE) and path.parent.name != SHARED


def _files(folder: Path) -> Iterator[Path]:
    """All files below a folder; a link to another folder for all that is there."""
    for at, folders, names in os.walk(folder):
        here = Path(at)
        yield from (here / name for name in (*names, *filter(lambda name: (here / name).is_symlink(), folders)))


def _told(path: Path) -> tuple[bytes, tuple[int, int]] | None:
    """By what a file is told, and when it was saved; None if that would be too much, or endless, or of a link.

    A link may lead anywhere.
    """
    with suppress(OSError):
        found = path.lstat()
        if stat.S_ISREG(found.st_mode) and found.st_size <= MAX_BYTES:
            return sha256(path.read_bytes()).digest(), (found.st_mtime_ns, found.st_ctime_ns)
    return None
