"""What there is in a project: its decks, templates and articles, and what is wrong with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from time import monotonic, perf_counter

from quizgen.listing import Row
from quizgen.questions import QUESTIONS
from quizgen.sandbox import FILTERS
from quizgen.schemas import SCHEMAS, schema
from quizgen.schemas.names import known_in
from quizgen.slots import DATE_FORMS, ENTITY_FORMS, FACT_SLOTS, NUMBER_FORMS
from quizgen.studio import others
from quizgen.studio.files import Files
from quizgen.studio.projects import Project
from quizgen.studio.told import nothing, told
from quizgen.studio.workspace import Draft, Workspace

_PATIENCE = 0.5
"""Seconds for which questions are made before it is said what is wrong so far."""


def project(held: Project, workspace: Workspace) -> Row:
    """What the page begins with."""
    deck, content, files = workspace.content.deck, workspace.content, held.files
    counts = Counter(problem.place.path for problem in workspace.problems())
    facts = Counter(fact.article.id for fact in content.facts.values())
    known, _ = known_in(held.folder)
    return {
        "title": deck.title,
        "decks": held.decks,
        "deck": files.name(workspace.deckfile),
        "language": deck.language,
        "seed": deck.seed,
        "templates": [
            _template(name, draft, counts, workspace, files) for name, draft in sorted(workspace.drafts.items())
        ],
        "articles": [
            {
                "id": article.id,
                "title": article.title,
                "path": f"seeds/{article.id}/facts.yaml",
                "facts": facts[article.id],
                "problems": counts[str(held.folder / "seeds" / article.id / "facts.yaml")],
            }
            for article in content.articles
        ],
        "asked": {"relations": sorted(content.base.by_relation), "kinds": list(QUESTIONS)},
        "jinja": {
            "slots": list(FACT_SLOTS),
            "forms": list(dict.fromkeys((*ENTITY_FORMS, *NUMBER_FORMS, *DATE_FORMS))),
            "filters": list(FILTERS),
        },
        "schema": {of: schema(of, known) for of in SCHEMAS},
        "complete": workspace.is_complete,
    }


def problems(held: Project, workspace: Workspace) -> Row:
    """What is wrong with the deck, but for its sheet; as far as it is made by now."""
    until = monotonic() + _PATIENCE
    while monotonic() < until and workspace.step():
        pass
    return {"problems": told(workspace.problems(), held.files, {}), "complete": workspace.is_complete}


def _template(name: str, draft: Draft, counts: Mapping[str, int], workspace: Workspace, files: Files) -> Row:
    prepared, path = draft.prepared, files.name(workspace.paths[name])
    row: Row = {
        "path": path,
        "name": name,
        "topic": name.rpartition("/")[0],
        "kind": "",
        "language": workspace.content.deck.language,
        "stem": "",
        "problems": counts[str(workspace.paths[name])],
        "readonly": path.startswith("quizgen:"),
    }
    if prepared is None:
        return row
    template = prepared.template
    relation = template.pattern.relations[0] if template.pattern.relations else ""
    topics = template.topics or ((workspace.content.relations[relation].topic,) if relation else ())
    stem = template.stems[0].text if template.stems else ""
    return {
        **row,
        "topic": topics[0] if topics else row["topic"],
        "kind": template.kind,
        "language": template.language,
        "stem": " ".join(stem.split()),
    }


def problems_of(held: Project, workspace: Workspace, path: Path, text: str, began: float) -> Row:
    """What is wrong with a file that is no template, were it saved so."""
    rows = told(others.problems_of(workspace, path, text), held.files, {str(path): text})
    return {**nothing(rows), "took": round((perf_counter() - began) * 1000)}
