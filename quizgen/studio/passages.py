"""An article with its facts marked, and a new fact from a passage of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from jinja2.exceptions import TemplateError

from quizgen.exporters.wording import date_text
from quizgen.listing import Row
from quizgen.model import Article, Entity, Fact, Item, Relation
from quizgen.problems import Problem, in_order
from quizgen.studio.dates import dates_in
from quizgen.studio.faults import Fault
from quizgen.studio.files import Files
from quizgen.studio.told import told
from quizgen.studio.workspace import Workspace
from quizgen.truth import contains
from quizgen.yamledit import Added, with_entry
from quizgen.yamlfile import parse, unsaved


def article(workspace: Workspace, files: Files, name: object) -> Row:
    """A text, its facts, and the questions that ask them."""
    found = _article(workspace, name)
    asking: dict[str, list[Item]] = defaultdict(list)
    for outcome in workspace.standing.outcomes():
        if outcome.wanted and isinstance(outcome.made, Item):
            for fact in outcome.made.facts:
                asking[fact].append(outcome.made)
    path = f"seeds/{found.id}/facts.yaml"
    own = [fact for fact in workspace.content.facts.values() if fact.article is found]
    return {
        "id": found.id,
        "title": found.title,
        "text": found.text,
        "language": found.language,
        "published": {"edtf": str(found.published), "said": date_text(found.published, found.language)},
        "path": path,
        "version": files.read(path).version,
        "facts": [_fact(fact, asking[fact.key], workspace) for fact in own],
        "complete": workspace.is_complete,
    }


def _article(workspace: Workspace, name: object) -> Article:
    found = next((one for one in workspace.content.articles if one.id == name), None)
    if found is None:
        raise Fault(404, "the deck has no such article", "it may have been renamed, or cannot be read")
    return found


def _fact(fact: Fact, items: Iterable[Item], workspace: Workspace) -> Row:
    return {
        "id": fact.key,
        "name": fact.id,
        "relation": fact.relation,
        "says": _says(fact, workspace),
        "status": fact.status,
        "ask": fact.ask,
        "line": fact.place.line,
        "quotes": [{"start": quote.start, "end": quote.end} for quote in fact.quotes],
        "items": [{"id": item.id, "template": item.template, "kind": item.kind, "stem": item.stem} for item in items],
    }


def _says(fact: Fact, workspace: Workspace) -> str:
    try:
        return workspace.content.readings.statement(fact, workspace.content.deck.language)
    except (TemplateError, RecursionError):  # then the fact is asked by nothing, and `check` says why
        return ""


def draft(workspace: Workspace, name: object, start: int, end: int) -> Row:
    """What is known of a passage from which a fact is to be made."""
    found = _article(workspace, name)
    quotes = _quotes(found.text, start, end)
    if not quotes:
        raise Fault(422, "this passage holds no words", "select some words of the article")
    passage = found.text[start:end]
    everybody = workspace.content.base.entities.values()
    here = list(_named(passage, found.language, everybody))
    return {
        "quote": passage.strip(),
        "quotes": quotes,
        "again": [quote for quote in quotes if found.text.count(quote) > 1],
        "paragraph": found.text.count("\n", 0, start) + 1,
        "dates": [
            {
                "text": passage[one.start : one.end],
                "start": start + one.start,
                "end": start + one.end,
                "means": str(one.means),
                "said": date_text(one.means, found.language),
                "against": date_text(found.published, found.language) if one.relative else None,
            }
            for one in (dates_in(passage, found.published) if found.language.split("-")[0] == "en" else ())
        ],
        "relations": [_relation(one, workspace) for one in _nearest(workspace, found, start, end)],
        "entities": [
            {"id": one.id, "type": one.type, "name": _name(one), "here": one in here}
            for one in dict.fromkeys([*here, *everybody])
        ],
        "yaml": _yaml(quotes, here, workspace, found),
    }


def _quotes(text: str, start: int, end: int) -> Sequence[str]:
    """The passage, parted where lines end: a quote is of one line."""
    return [line.strip() for line in text[start:end].splitlines() if line.strip()]


def _named(passage: str, language: str, entities: Iterable[Entity]) -> Iterator[Entity]:
    """The entities of which one of the names stands in the passage."""
    for entity in entities:
        names = entity.names.get(language) or entity.names.get(language.split("-", maxsplit=1)[0])
        if names and any(contains(passage, form) for form in names.all()):
            yield entity


def _name(entity: Entity) -> str:
    return next((names.name for names in entity.names.values()), entity.id)


def _nearest(workspace: Workspace, found: Article, start: int, end: int) -> Sequence[Relation]:
    """All relations; first those of facts that quote the passage, then those of the article, then the others."""
    here: dict[str, None] = {}
    others: dict[str, None] = {}
    for fact in workspace.content.facts.values():
        if fact.article is found:
            is_near = any(quote.start < end and start < quote.end for quote in fact.quotes)
            (here if is_near else others)[fact.relation] = None
    return [
        workspace.content.relations[name] for name in {**here, **others, **dict.fromkeys(workspace.content.relations)}
    ]


def _relation(relation: Relation, workspace: Workspace) -> Row:
    language = workspace.content.deck.language
    reading = relation.reads.get(language) or relation.reads.get(language.split("-")[0])
    return {
        "name": relation.id,
        "topic": relation.topic,
        "roles": [
            {"name": role.name, "types": list(role.types), "many": role.many, "optional": role.optional}
            for role in relation.roles.values()
        ],
        "reads": reading.statement.text if reading else "",
    }


def _yaml(quotes: Sequence[str], entities: Sequence[Entity], workspace: Workspace, found: Article) -> str:
    """A fact to begin with, under an id that is free."""
    taken = {fact.id for fact in workspace.content.facts.values() if fact.article is found}
    stem = entities[0].id if entities else "fact"
    name = next(one for number in range(1, len(taken) + 2) if (one := f"{stem}-{number}") not in taken)
    lines = [f"{name}:", f"  subject: {entities[0].id if entities else ''}".rstrip(), "  relation:", "  quotes:"]
    return "\n".join([*lines, *(f"    - {_written(quote)}" for quote in quotes)]) + "\n"


def _written(text: str) -> str:
    """A text as a value of YAML, without escapes: a quote is to be read beside the article."""
    return "'" + text.replace("'", "''") + "'"


def with_fact(workspace: Workspace, files: Files, name: object, entry: str) -> Row:
    """The text of facts.yaml with one more fact, or what is wrong with that."""
    found = _article(workspace, name)
    path = workspace.project / "seeds" / found.id / "facts.yaml"
    document, problems = parse(entry, str(path))
    if document is None or not isinstance(document.data, dict) or len(document.data) != 1:
        if not problems:
            message, hint = "this is not one fact with its id", "write `id:` and below it, further right, its keys"
            problems = [Problem(document.place() if document else found.place, "wrong-type", message, hint)]
        return {"problems": told(problems, files, {str(path): entry})}
    text = files.read(files.name(path)).text
    try:
        added = with_entry(text, "facts", entry)
    except ValueError as error:
        raise Fault(422, f"the fact cannot be added to {files.name(path)}: {error}", "add it by hand") from None
    wrong = _new_problems(workspace, path, added.text)
    if wrong:
        moved = [_moved(one, added) if one.place.path == str(path) else one for one in wrong]
        return {"problems": told(moved, files, {str(path): entry})}
    return {"id": next(iter(document.data)), "path": files.name(path), "text": added.text}


def _new_problems(workspace: Workspace, path: Path, text: str) -> list[Problem]:
    """What would be wrong with the facts that is not wrong with them now."""
    with unsaved({path: text}):
        found = workspace.facts_problems(path)
    known = {(one.place.path, one.code, one.message) for one in workspace.unread}
    return [one for one in in_order(found) if (one.place.path, one.code, one.message) not in known]


def _moved(problem: Problem, added: Added) -> Problem:
    """A problem of the whole file as one of the entry, as it was sent."""
    place = problem.place
    here = replace(place, line=max(1, place.line - added.above), column=max(1, place.column - added.indent))
    return replace(problem, place=here)
