"""What the worker answers, by name: each takes the project, the deck by default, and what the page has sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter
from typing import Any

from quizgen.beginnings.templates import Wish, template
from quizgen.content import Everything
from quizgen.exporters.gallery import card_page
from quizgen.listing import Row
from quizgen.questions import QUESTIONS
from quizgen.stress import as_data, stress
from quizgen.studio import overview, papers, passages, previews, quizzes
from quizgen.studio.faults import Fault
from quizgen.studio.projects import Project
from quizgen.studio.workspace import Workspace

Sent = Mapping[str, Any]
Job = Callable[[Project, Path, Sent], object]


def _project(project: Project, deckfile: Path, sent: Sent) -> object:
    return overview.project(project, _current(project, deckfile, sent))


def _begin(project: Project, deckfile: Path, sent: Sent) -> object:
    """A template to begin with, of what is wished for: it is not written yet."""
    workspace = _current(project, deckfile, sent)
    content, wished = workspace.content, {key: str(sent.get(key) or "") or None for key in ("relation", "kind")}
    if wished["relation"] not in (None, *content.relations) or wished["kind"] not in (None, *QUESTIONS):
        raise Fault(400, "there is no such relation or kind")
    wish = Wish(_text(sent, "name"), **wished, language=content.deck.language)
    file = template(project.folder, wish, Everything(content.base, content.readings, [*content.templates], ()))
    if isinstance(file, str):
        raise Fault(422, file, "choose another kind or relation")
    return {"path": file.name, "text": file.content.decode()}


def _problems(project: Project, deckfile: Path, sent: Sent) -> object:
    return overview.problems(project, _current(project, deckfile, sent))


def _preview(project: Project, deckfile: Path, sent: Sent) -> object:
    began = perf_counter()
    workspace = _current(project, deckfile, sent)
    path, text = project.files.path(_text(sent, "path")), _text(sent, "text")
    if workspace.name_of(path) is None:
        return overview.problems_of(project, workspace, path, text, began)
    shown = previews.preview(workspace, path, text)
    card = _wanted(shown, workspace, sent.get("card"))
    return {**previews.as_data(shown, workspace, project.files, began), "card": card}


def _wanted(shown: previews.Preview, workspace: Workspace, asked: object) -> Row | None:
    """The question that is looked at as a card, or the first in its place, so that the page need not ask once more."""
    if not (isinstance(asked, dict) and shown.items):
        return None
    item = next((item for item in shown.items if item.id == asked.get("id")), shown.items[0])
    night = asked.get("night") is True
    return {"id": item.id, "night": night, "html": card_page(item, workspace.content.deck, night=night)}


def _card(project: Project, deckfile: Path, sent: Sent) -> object:
    workspace, shown = _shown(project, deckfile, sent)
    item = shown.item(sent.get("id"))
    return {"html": card_page(item, workspace.content.deck, night=sent.get("night") is True)}


def _paper(project: Project, deckfile: Path, sent: Sent) -> object:
    workspace, shown = _shown(project, deckfile, sent)
    names = sent.get("ids")
    wanted = set(names) if isinstance(names, list) and all(isinstance(name, str) for name in names) else None
    items = [item for item in shown.items if wanted is None or item.id in wanted][: previews.SHOWN]
    if not items:
        raise Fault(404, "these questions are gone", "look at the questions that the template gives now")
    return {"html": papers.of_items(items, workspace.content)}


def _shown(project: Project, deckfile: Path, sent: Sent) -> tuple[Workspace, previews.Preview]:
    workspace = project.named(sent.get("deck"), deckfile)
    path = project.files.path(_text(sent, "path"))
    return workspace, previews.preview(workspace, path, _text(sent, "text"))


def _text(sent: Sent, key: str) -> str:
    value = sent.get(key)
    if not isinstance(value, str):
        raise Fault(400, f"`{key}` is missing")
    return value


def _article(project: Project, deckfile: Path, sent: Sent) -> object:
    return passages.article(_current(project, deckfile, sent), project.files, sent.get("id"))


def _draft(project: Project, deckfile: Path, sent: Sent) -> object:
    start, end = sent.get("start"), sent.get("end")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
        raise Fault(400, "`start` and `end` are no passage")
    return passages.draft(_current(project, deckfile, sent), sent.get("article"), start, end)


def _fact(project: Project, deckfile: Path, sent: Sent) -> object:
    workspace = _current(project, deckfile, sent)
    return passages.with_fact(workspace, project.files, sent.get("article"), _text(sent, "yaml"))


def _stress(project: Project, deckfile: Path, sent: Sent) -> object:
    workspace = _current(project, deckfile, sent)
    path, seeds = project.files.path(_text(sent, "path")), sent.get("seeds", 100)
    if not (isinstance(seeds, int) and 1 <= seeds <= 1_000):
        raise Fault(400, "`seeds` is no number from 1 to 1,000")
    prepared, problems = workspace.read_template(workspace.name_of(path) or "", path, _text(sent, "text"))
    if prepared is None:
        first = problems[0]
        raise Fault(422, f"line {first.place.line}: {first.message}", first.hint)
    result = stress(prepared, workspace.content.base, workspace.content.readings, seeds)
    return {**as_data(result, timed=True), "wrong": result.is_wrong}


def _quiz(project: Project, deckfile: Path, sent: Sent) -> object:
    return quizzes.overview(_current(project, deckfile, sent))


def _sheet(project: Project, deckfile: Path, sent: Sent) -> object:
    return quizzes.sheet(_current(project, deckfile, sent), project.files, sent)


def _deck(project: Project, deckfile: Path, sent: Sent) -> bytes:
    return quizzes.package(_current(project, deckfile, sent))


def _current(project: Project, deckfile: Path, sent: Sent) -> Workspace:
    """The deck that is asked about, as it is on disk now."""
    workspace = project.named(sent.get("deck"), deckfile)
    workspace.refresh()
    return workspace


JOBS: Mapping[str, Job] = {
    "project": _project,
    "problems": _problems,
    "begin": _begin,
    "preview": _preview,
    "card": _card,
    "paper": _paper,
    "stress": _stress,
    "article": _article,
    "draft": _draft,
    "fact": _fact,
    "quiz": _quiz,
    "sheet": _sheet,
    "deck": _deck,
}
