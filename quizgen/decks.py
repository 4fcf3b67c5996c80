"""Deck files: which articles, templates, topics and kinds become one deck and quiz."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quizgen.documents.deck import DeckDocument, SectionDocument, SheetDocument
from quizgen.documents.reading import load
from quizgen.model import AnkiSettings, Cell, Deck, Pin, Place, Section, SheetSettings
from quizgen.problems import Problem
from quizgen.yamlfile import Document


def load_deck(path: Path) -> tuple[Deck | None, Document | None, list[Problem]]:
    """Read a deck file."""
    written, source, problems = load(path, DeckDocument)
    if written is None or source is None:
        return None, source, problems
    if written.edition.precision != "day" or written.edition.approximate or written.edition.uncertain:
        message = f"the edition “{written.edition}” is not a day"
        problems.append(Problem(source.place(("edition",)), "bad-date", message, "write it as 2026-11-23"))
    articles = tuple(dict.fromkeys(written.articles))
    for index, name in enumerate(written.articles):
        if name in written.articles[:index]:
            message = f"the article `{name}` is named twice"
            problems.append(Problem(source.place(("articles", index)), "duplicate-article", message, "delete one"))
    problems += _contradictions(written.sheet, source)
    anki, sheet = written.anki, written.sheet
    deck = Deck(
        id=path.stem,
        title=written.title,
        description=written.description,
        language=written.language,
        edition=written.edition,
        seed=written.seed,
        articles=articles,
        templates=written.templates,
        topics=written.topics,
        kinds=written.kinds,
        anki=AnkiSettings(anki.deck, anki.subdecks, anki.tags, anki.retired) if anki else AnkiSettings(written.title),
        sheet=_sheet(sheet, written.title, source),
        place=source.place(),
    )
    return deck, source, problems


def _sheet(written: SheetDocument, title: str, source: Document) -> SheetSettings:
    return SheetSettings(
        title=written.title or title,
        instructions=written.instructions,
        questions=written.questions,
        forms=written.forms,
        points=written.points,
        paper=written.paper,
        topics=written.topics,
        kinds=written.kinds,
        levels=written.levels,
        difficulties=written.difficulties,
        sections=tuple(_section(section, at, written.points, source) for at, section in enumerate(written.sections)),
        parallel=written.parallel,
        minutes=written.minutes,
        language=written.language,
        editions=tuple(dict.fromkeys(written.editions)),
        article=written.article,
        answer_sheet=written.answer_sheet,
        together=written.together,
    )


def _section(written: SectionDocument, at: int, points: int, source: Document) -> Section:
    def place(*steps: str | int) -> Place:
        return source.place(("sheet", "sections", at, *steps))

    cells = (
        Cell(cell.count, cell.topic, cell.kind, cell.level, cell.difficulty, place("ask", number))
        for number, cell in enumerate(written.ask)
    )
    return Section(
        cells=tuple(cells),
        pinned=tuple(Pin(item, place("items", number)) for number, item in enumerate(written.items)),
        heading=written.heading,
        instructions=written.instructions,
        points=written.points or points,
        place=place(),
    )


_IN_CELLS = ("questions", "topics", "kinds", "levels", "difficulties")
"""What a sheet says of all its questions, and with sections each cell of its own."""


def _contradictions(written: SheetDocument, source: Document) -> Iterator[Problem]:
    for key in _IN_CELLS if written.sections else ():
        if getattr(written, key):
            message = f"`{key}` cannot stand beside `sections`, which say what is asked"
            hint = "delete one of them; what an `ask:` takes is count, topic, kind, level and difficulty"
            yield Problem(source.place(("sheet", key), key=True), "blueprint-twice", message, hint)
    for at, section in enumerate(written.sections):
        if not section.ask and not section.items:
            message = f"section {at + 1} asks for nothing"
            hint = "say how many questions, as in `ask: [{count: 6, topic: missions}]`"
            yield Problem(source.place(("sheet", "sections", at)), "empty-section", message, hint)
