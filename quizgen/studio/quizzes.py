"""The printed quiz and the Anki deck: what a sheet can ask for, a sheet as it would be, the package to download."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from time import time
from typing import Any, get_args

from quizgen.content import Content, themed, unknown_names
from quizgen.decks import load_deck
from quizgen.difficulty import predicted
from quizgen.documents.deck import DeckDocument
from quizgen.documents.reading import load
from quizgen.exporters import exporter
from quizgen.exporters.sheet.editions import LAYOUTS
from quizgen.listing import Row
from quizgen.locks import path_of, read_lock
from quizgen.model import Difficulty, Edition, Level, Paper, Place, Quiz
from quizgen.pipeline import quiz_of, without_sheet
from quizgen.problems import Problem, errors
from quizgen.questions import QUESTIONS
from quizgen.studio.faults import Fault
from quizgen.studio.files import Files
from quizgen.studio.told import told
from quizgen.studio.workspace import Workspace
from quizgen.yamlfile import Document, unsaved

_LISTED = 2_000
"""Items that are named, for who wants to pin some."""


def overview(workspace: Workspace) -> Row:
    """What the deck file says of its sheet, and what there is to ask for."""
    workspace.complete()
    written, _, _ = load(workspace.deckfile, DeckDocument)
    if written is None:
        raise Fault(422, f"{workspace.deckfile.name} cannot be read", "mend the deck file")
    items = without_sheet(workspace.content, workspace.standing.outcomes()).items
    cells = Counter((item.topics[0], item.kind, item.level, predicted(item)) for item in items)
    names = ("topic", "kind", "level", "difficulty")
    return {
        "deck": workspace.deckfile.name,
        "title": written.title,
        "sheet": written.sheet.model_dump(mode="json"),
        "topics": sorted({topic for item in items for topic in item.topics}),
        "kinds": [kind for kind in QUESTIONS if any(item.kind == kind for item in items)],
        "levels": list(get_args(Level)),
        "difficulties": list(get_args(Difficulty)),
        "editions": list(get_args(Edition)),
        "papers": list(get_args(Paper)),
        "counts": [{**dict(zip(names, cell, strict=True)), "count": count} for cell, count in sorted(cells.items())],
        "total": len(items),
        "items": [{"id": item.id, "stem": item.stem, "kind": item.kind} for item in items[:_LISTED]],
    }


def sheet(workspace: Workspace, files: Files, sent: Mapping[str, Any]) -> Row:
    """One page of the sheet that these settings give: a form in an edition, its answer sheet, or its key."""
    workspace.complete()
    content, source, problems = _with_sheet(workspace, sent.get("sheet"))
    quiz = None
    if content is not None and not errors(problems):
        quiz, found = quiz_of(content, problems, workspace.standing.outcomes())
        problems = list(found)
    rows = [
        {**row, "where": _where(source, problem.place)}
        for row, problem in zip(told(problems, files, {}), problems, strict=True)
    ]
    if quiz is None or not quiz.forms:
        return {"html": None, "problems": rows, "forms": []}
    return {"html": _page(quiz, sent), "problems": rows, "forms": [form.letter for form in quiz.forms]}


def _with_sheet(workspace: Workspace, asked: object) -> tuple[Content | None, Document | None, list[Problem]]:
    """The deck's content with other settings of its sheet, read as those of the deck file are."""
    if asked is None:
        return workspace.content, None, []
    _, written, _ = load(workspace.deckfile, DeckDocument)
    if not isinstance(asked, dict) or written is None:
        raise Fault(400, "`sheet` is not an object")
    given = {key: value for key, value in asked.items() if value is not None}
    text = json.dumps({**written.data, "sheet": given}, ensure_ascii=False, indent=1)
    with unsaved({workspace.deckfile: text}):
        deck, source, problems = load_deck(workspace.deckfile)
    if deck is None or source is None:
        return None, source, problems
    deck, found = themed(deck, source, workspace.project)
    vocabulary, templates = workspace.content.base.vocabulary, workspace.content.templates
    problems += [*found, *unknown_names(deck, source, vocabulary, templates)]
    return replace(workspace.content, deck=deck), source, problems


def _where(source: Document | None, place: Place) -> list[str | int]:
    """Which of the settings a problem is about: the way to it, such as sheet, sections, 0, ask, 1, topic."""
    if source is None or place.path != source.path:
        return []
    return max((way for way in _ways(source.data, ()) if source.place(way) == place), key=len, default=[])


def _ways(data: object, way: tuple[str | int, ...]) -> Iterator[list[str | int]]:
    pairs: Iterable[tuple[str | int, object]] = ()
    if isinstance(data, dict):
        pairs = data.items()
    elif isinstance(data, list):
        pairs = enumerate(data)
    for step, value in pairs:
        yield [*way, step]
        yield from _ways(value, (*way, step))


def _page(quiz: Quiz, sent: Mapping[str, Any]) -> str:
    """The file that the exporter gives for what is asked to be seen."""
    edition = next((one for one in LAYOUTS if one == (sent.get("edition") or "standard")), None)
    form = next((form for form in quiz.forms if form.letter == (sent.get("form") or "A")), None)
    if edition is None or form is None:
        raise Fault(404, "there is no such form or edition", "choose one of those there are")
    settings = replace(quiz.deck.sheet, editions=(edition,), together=False, answer_sheet=sent.get("answers") is True)
    # What students get of one form does not depend on the others; a key says where they have its questions.
    forms = quiz.forms if sent.get("key") else (form,)
    end = "" if edition == "standard" or sent.get("key") else f"-{edition}"
    kind = "key" if sent.get("key") else "answers" if sent.get("answers") else "form"
    name = f"{quiz.deck.id}-{kind}-{form.letter}{end}.html"
    shown = replace(quiz, deck=replace(quiz.deck, sheet=settings), forms=forms)
    found = next((file for file in exporter("sheet")(shown) if file.name == name), None)
    if found is None:
        raise Fault(404, "this edition has no such page", "choose another edition, or ask for answer sheets")
    return found.content.decode()


def package(workspace: Workspace) -> bytes:
    """The Anki package, as `quizgen deck` would write it now; the lock file stays as it is."""
    workspace.complete()
    quiz, problems = quiz_of(workspace.content, workspace.problems(), workspace.standing.outcomes())
    path = path_of(workspace.deckfile)
    if quiz is not None and path.exists():
        lock, found = read_lock(path, int(time()))
        quiz, problems = replace(quiz, lock=lock), (*problems, *found)
    if quiz is None or errors(problems):
        first = errors(problems)[0]
        raise Fault(422, f"the deck cannot be made: {first.message}", first.hint or "look at the problems")
    return next(iter(exporter("anki")(quiz))).content
