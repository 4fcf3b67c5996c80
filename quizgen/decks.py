"""Deck files: which articles, templates, topics and kinds become one deck and quiz."""

from __future__ import annotations

from pathlib import Path

from quizgen.documents import DeckDocument, load
from quizgen.model import AnkiSettings, Deck, SheetSettings
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
        sheet=SheetSettings(
            title=sheet.title or written.title,
            instructions=sheet.instructions,
            questions=sheet.questions,
            forms=sheet.forms,
            points=sheet.points,
            paper=sheet.paper,
            topics=sheet.topics,
            kinds=sheet.kinds,
            answer_sheet=sheet.answer_sheet,
            together=sheet.together,
        ),
        place=source.place(),
    )
    return deck, source, problems
