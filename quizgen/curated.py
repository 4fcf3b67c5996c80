"""The vocabulary and the templates that quizgen brings along, kept: to read them anew is half of a small run."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from quizgen import kept, library
from quizgen.question_templates import RELATIONS_FILE, Good, Known, Templates, find_templates
from quizgen.questions import QUESTIONS
from quizgen.readings import Readings
from quizgen.shared import load_shared
from quizgen.vocabulary import Vocabulary, load_vocabulary
from quizgen.yamlfile import is_any_unsaved


class Curated(NamedTuple):
    """What is known of the curated files, nothing being wrong with them."""

    readings: Readings
    templates: Known

    @property
    def vocabulary(self) -> Vocabulary:
        """Types, units and relations."""
        return self.readings.vocabulary

    def serving(self, readings: Readings) -> Known:
        """The templates that read the same in a project with these readings."""
        ours, theirs = self.vocabulary, readings.vocabulary
        if theirs.unread or theirs.all_unread or not _holds(theirs, ours) or not readings.serves(self.readings):
            return {}
        more = len(theirs.relations) > len(ours.relations)

        def serves(good: Good) -> bool:
            # What asks of any relation has the slots that all of them share.
            return good.names.isdisjoint(theirs.types) and not (more and not good.prepared.template.pattern.relations)

        return {name: each for name, each in self.templates.items() if all(map(serves, each))}


def _holds(one: Vocabulary, other: Vocabulary) -> bool:
    """Whether a vocabulary has all of another, as it is there."""
    tables: list[tuple[Mapping[str, Any], Mapping[str, Any]]] = [
        (one.types, other.types), (one.units, other.units), (one.relations, other.relations),
    ]  # fmt: skip
    return all(mine.get(name) is entry for mine, theirs in tables for name, entry in theirs.items())


def curated() -> Curated | None:
    """What is kept of the curated files, or now will be; None where something is wrong in them."""
    folder = library.templates()
    if not kept.is_on() or is_any_unsaved(folder):
        return None
    return _curated(folder, kept.digest(kept.begun(), sorted(kept.stats(folder, ".yaml"))))


@lru_cache(maxsize=1)
def _curated(folder: Path, origin: bytes) -> Curated | None:
    name = f"curated-{kept.digest(folder, sys.version).hex()[:16]}"
    found: Curated | None = kept.recall(name, origin)
    if found is None:
        found = _read(folder)
        if found is not None:
            kept.keep(name, origin, found)
    return found


def _read(folder: Path) -> Curated | None:
    """What is known of the curated files; None if something is wrong with them."""
    vocabulary, problems = load_vocabulary([folder / RELATIONS_FILE])
    phrases, found = load_shared([folder])
    readings = Readings(vocabulary, phrases)
    templates, paths = Templates(readings, QUESTIONS), find_templates([folder])
    # Some name entities. They read alike where all of these are known, and where none is.
    found += templates.load(paths, None)[1]
    naming = [name for (name, _), each in templates.known.items() if any(good.names for good in each)]
    found += templates.load({name: paths[name] for name in naming}, ())[1]
    wrong = [*problems, *readings.problems, *found]
    return None if wrong else Curated(readings, templates.known)
