"""What is wrong with a file that is no template, as an editor holds it: read as the deck reads it, without the rest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quizgen.articles import load_article
from quizgen.content import (
    Project,
    articles_of,
    chosen_templates,
    themed,
    unknown_names,
)
from quizgen.decks import load_deck
from quizgen.defaults import DEFAULTS_FILE
from quizgen.documents.reading import load_defaults
from quizgen.facts import REGISTER, load_facts
from quizgen.problems import Problem, in_order
from quizgen.studio.workspace import Workspace
from quizgen.yamlfile import unsaved


def problems_of(workspace: Workspace, path: Path, text: str) -> Sequence[Problem]:
    """All that would be wrong with it, were it saved so."""
    with unsaved({path: text}):
        found = _problems(workspace, path)
    return [problem for problem in in_order(found) if problem.place.path == str(path)]


def _problems(workspace: Workspace, path: Path) -> Sequence[Problem]:
    if path.parent.name == "decks":
        return _of_deck(workspace, path)
    if path.name in ("facts.yaml", REGISTER):
        return _of_facts(workspace, path)
    if path.name.startswith("article."):
        return load_article(path.parent)[1]
    if path.name == DEFAULTS_FILE:
        _, _, problems = load_defaults(path)
        return problems
    return Project(workspace.project).readings[1]


def _of_deck(workspace: Workspace, path: Path) -> Sequence[Problem]:
    deck, source, problems = load_deck(path)
    if deck is None or source is None:
        return problems
    project, content = Project(workspace.project), workspace.content
    deck, found = themed(deck, source, project.folder)
    _, unknown = articles_of(deck, source, project)
    _, none = chosen_templates(deck, source, project.templates)
    names = unknown_names(deck, source, content.base.vocabulary, content.templates)
    return [*problems, *found, *unknown, *none, *names]


def _of_facts(workspace: Workspace, path: Path) -> Sequence[Problem]:
    if path.name == REGISTER or path in workspace.facts_files:
        return workspace.facts_problems(path)
    article, _ = load_article(path.parent)  # of which the deck makes nothing
    return load_facts([(path.parent, article)], workspace.content.base.vocabulary)[1] if article else []
