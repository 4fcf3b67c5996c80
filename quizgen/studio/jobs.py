"""What the worker answers, by name: each takes the project, the deck by default, and what the page has sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter
from typing import Any

from quizgen.exporters.gallery import card_page
from quizgen.studio import overview, papers, previews
from quizgen.studio.faults import Fault
from quizgen.studio.projects import Project
from quizgen.studio.workspace import Workspace

Sent = Mapping[str, Any]
Job = Callable[[Project, Path, Sent], object]


def _project(project: Project, deckfile: Path, sent: Sent) -> object:
    workspace = project.named(sent.get("deck"), deckfile)
    workspace.refresh()
    return overview.project(project, workspace)


def _preview(project: Project, deckfile: Path, sent: Sent) -> object:
    began = perf_counter()
    workspace = project.named(sent.get("deck"), deckfile)
    path, text = project.files.path(_text(sent, "path")), _text(sent, "text")
    workspace.refresh()
    if workspace.name_of(path) is None:
        return overview.problems_of(project, workspace, path, text, began)
    return previews.as_data(previews.preview(workspace, path, text), workspace, project.files, began)


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


JOBS: Mapping[str, Job] = {
    "project": _project,
    "preview": _preview,
    "card": _card,
    "paper": _paper,
}
