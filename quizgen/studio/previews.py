"""What a template's text gives on real facts, without saving it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic, perf_counter

from quizgen.difficulty import predicted
from quizgen.flaws import FLAWS
from quizgen.flaws.lint import Flawed
from quizgen.listing import Row
from quizgen.model import Fact, Item
from quizgen.pipeline import flaws
from quizgen.problems import Problem, in_order
from quizgen.question_templates import Prepared
from quizgen.responses import key_text
from quizgen.studio.faults import Fault
from quizgen.studio.files import Files
from quizgen.studio.told import told
from quizgen.studio.workspace import Draft, Workspace
from quizgen.tried import Outcome
from quizgen.unasked import Unasked

SHOWN = 50
"""Questions of a template that are shown."""
_UNASKED = 200
_SECONDS = 1.2
"""For which questions are made; the process itself is ended somewhat later."""


@dataclass(frozen=True)
class Preview:
    """What came of a text: the template if it can be read, what became of it, and all that is wrong."""

    path: Path
    text: str
    prepared: Prepared | None
    outcomes: Sequence[Outcome]
    problems: Sequence[Problem]
    complete: bool
    more: bool

    @property
    def items(self) -> list[Item]:
        """Its questions that the deck would have."""
        return [one.made for one in self.outcomes if one.wanted and isinstance(one.made, Item)]

    def item(self, name: object) -> Item:
        """One of its questions."""
        found = next((item for item in self.items if item.id == name), None)
        if found is None:
            raise Fault(404, "this question is gone", "look at the questions that the template gives now")
        return found


def preview(workspace: Workspace, path: Path, text: str) -> Preview:
    """What a text gives in place of what the file holds."""
    last = workspace.last
    if isinstance(last, Preview) and (last.path, last.text, last.complete) == (path, text, True):
        return last
    workspace.refresh()
    name = workspace.name_of(path)
    if name is None:
        raise Fault(422, f"{path.name} is no template", "open one of templates/")
    prepared, problems = workspace.read_template(name, path, text)
    draft = workspace.make(prepared, problems, monotonic() + _SECONDS) if prepared else Draft(None, problems)
    judged = workspace.standing.as_if(name, draft.made) if draft.made else {}
    own = judged[name].outcomes if judged else ()
    caused = [
        problem
        for other, one in judged.items()
        for problem in one.problems
        if other == name or problem not in workspace.standing.stood(other)
    ]
    found = [*problems, *draft.examples, *caused]
    done = workspace.is_complete or workspace.only_unmade(name)
    workspace.last = Preview(path, text, prepared, own, in_order(found), done, draft.more is not None)
    return workspace.last


def as_data(shown: Preview, workspace: Workspace, files: Files, began: float) -> Row:
    """For the page."""
    questions = shown.items
    none = _unasked(shown, workspace)
    flawed = flaws(shown.outcomes)
    return {
        "problems": told(shown.problems, files, {str(shown.path): shown.text}),
        "questions": [_question(item, flawed.get(item.id, ())) for item in questions[:SHOWN]],
        "none": _reasons(shown, none[:_UNASKED], workspace),
        "counts": {"questions": len(questions), "facts": len(_asked(questions)), "none": len(none)},
        "complete": shown.complete,
        "stopped": shown.more,
        "took": round((perf_counter() - began) * 1000),
    }


def _asked(items: Iterable[Item]) -> set[str]:
    return {fact for item in items for fact in item.facts}


def _question(item: Item, flawed: Sequence[Flawed]) -> Row:
    return {
        "id": item.id,
        "facts": list(item.facts),
        "kind": item.kind,
        "stem": item.stem,
        "key": key_text(item.response),
        "level": item.level,
        "difficulty": predicted(item),
        "topics": list(item.topics),
        "quotes": [
            {"article": one.article.id, "start": one.quote.start, "end": one.quote.end} for one in item.evidence
        ],
        "flaws": [
            {
                "code": flaw.code,
                "message": flaw.finding.message,
                "help": FLAWS[flaw.code].hint,
                "severity": FLAWS[flaw.code].severity,
            }
            for flaw in flawed
        ],
    }


def _unasked(shown: Preview, workspace: Workspace) -> list[Fact]:
    """The facts of the template's relations that it does not ask."""
    if shown.prepared is None:
        return []
    asked, by_relation = _asked(shown.items), workspace.content.base.by_relation
    relations = shown.prepared.template.pattern.relations or by_relation
    return [fact for relation in relations for fact in by_relation.get(relation, ()) if fact.key not in asked]


def _reasons(shown: Preview, facts: Iterable[Fact], workspace: Workspace) -> list[Row]:
    """Why it does not ask them."""
    templates = (shown.prepared,) if shown.prepared else ()
    unasked = Unasked(replace(workspace.content, templates=templates), shown.outcomes)
    return [{"fact": fact.key, "reason": "; ".join(reason.text for reason in unasked.fact(fact))} for fact in facts]
