"""All that a deck file draws on: articles, facts, vocabulary and templates, read and held against each other."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from quizgen import library
from quizgen.articles import load_article
from quizgen.curated import Curated, curated
from quizgen.decks import load_deck
from quizgen.documents.reading import Remembered
from quizgen.facts import FactBase, load_facts
from quizgen.forms import covers
from quizgen.frozen import frozen
from quizgen.memory import Memory, memory_of
from quizgen.model import Article, Deck, Fact, Place, Relation
from quizgen.problems import Code, Problem, did_you_mean, errors, in_order
from quizgen.question_templates import RELATIONS_FILE, Known, Prepared, Templates, find_templates
from quizgen.questions import QUESTIONS
from quizgen.readings import Readings
from quizgen.shared import load_shared
from quizgen.vocabulary import Vocabulary, load_vocabulary
from quizgen.yamlfile import Document

Location = tuple[str | int, ...]


@frozen
class Content:
    """All that a deck file draws on, before any question is made."""

    deck: Deck
    articles: tuple[Article, ...]
    base: FactBase
    readings: Readings
    templates: tuple[Prepared, ...]
    memory: Memory | None = None

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The facts by `article/fact`."""
        return self.base.facts

    @property
    def relations(self) -> Mapping[str, Relation]:
        """The relations by name."""
        return self.base.vocabulary.relations


class Loaded(NamedTuple):
    """The content of a deck file and what is wrong with it; None where it cannot be used."""

    content: Content | None
    problems: tuple[Problem, ...]


class Project:
    """A project's folder. Whatever several of its decks draw on is read once: it serves one command, and no longer."""

    def __init__(self, folder: Path, memory: Memory | None = None) -> None:
        self.folder = folder
        self._memory = memory
        self._past = memory.past if memory else None
        self._articles: dict[Path, tuple[Article | None, list[Problem]]] = {}
        self._documents = Remembered()

    @cached_property
    def _curated(self) -> Curated | None:
        return curated()

    @cached_property
    def vocabulary(self) -> tuple[Vocabulary, list[Problem]]:
        """The curated vocabulary, with what the project adds or replaces; and what is wrong with it."""
        files = [file for folder in template_folders(self.folder) if (file := folder / RELATIONS_FILE).is_file()]
        return load_vocabulary(files[1:], self._curated.vocabulary) if self._curated else load_vocabulary(files)

    @cached_property
    def readings(self) -> tuple[Readings, list[Problem]]:
        """How its relations read, and what is wrong with these, or with the phrases that templates share."""
        if self._past:
            return self._past.readings, []
        vocabulary, problems = self.vocabulary
        phrases, found = load_shared(template_folders(self.folder))
        readings = Readings(vocabulary, phrases, self._curated.readings if self._curated else None)
        return readings, [*problems, *found, *readings.problems]

    @cached_property
    def templates(self) -> Mapping[str, Path]:
        """The template files by name."""
        return find_templates(template_folders(self.folder))

    @cached_property
    def _templates(self) -> Templates:
        readings = self.readings[0]
        if self._memory and self._past:
            return Templates(readings, QUESTIONS, self._memory.templates)
        return Templates(readings, QUESTIONS, self._curated.serving(readings) if self._curated else {})

    def article(self, folder: Path) -> tuple[Article | None, list[Problem]]:
        """The article of a folder."""
        if self._past and not self._articles:
            self._articles = {Path(one.place.path).parent: (one, []) for one in self._past.articles}
        if folder not in self._articles:
            self._articles[folder] = load_article(folder)
        return self._articles[folder]

    def facts(self, articles: Sequence[tuple[Path, Article]]) -> tuple[FactBase, list[Problem]]:
        """What articles say."""
        remembered = self._memory.facts(articles) if self._memory else None
        if remembered:
            return remembered, []
        return load_facts(articles, self.readings[0].vocabulary, self._documents)

    def prepared(
        self, paths: Mapping[str, Path], entities: Collection[str] | None
    ) -> tuple[list[Prepared], list[Problem]]:
        """Some of the templates, for facts about these entities."""
        return self._templates.load(paths, entities)

    def read(self, paths: Mapping[str, Path]) -> Known:
        """Of these templates those with which nothing is wrong, as they were read."""
        return {named: self._templates.known[named] for named in paths.items() if named in self._templates.known}


def load(deckfile: str | os.PathLike[str], project: Project | None = None) -> Loaded:
    """Read a deck file and all that it draws on; of its project, what has not been read for another deck."""
    path = Path(deckfile).absolute()
    deck, source, problems = load_deck(path)
    if deck is None or source is None:
        return Loaded(None, in_order(problems))
    project = project or Project(project_of(path))
    memory = memory_of(deck, project.folder, template_folders(project.folder))
    if memory and memory.past:
        project = Project(project.folder, memory)
    deck, found = themed(deck, source, project.folder)
    problems += found
    articles, found = articles_of(deck, source, project)
    problems += found
    readings, found = project.readings
    problems += found
    base, found = project.facts(articles)
    problems += found
    memory = None if problems else memory
    paths, found = chosen_templates(deck, source, project.templates)
    problems += found
    # Where facts cannot be read, a template that names one of their entities is not at fault.
    templates, found = project.prepared(paths, None if errors(problems) else base.entities)
    problems += [*found, *unknown_names(deck, source, base.vocabulary, templates)]
    memory = memory.of(project.read(paths), base) if memory else None
    content = Content(deck, tuple(article for _, article in articles), base, readings.anew(), tuple(templates), memory)
    return Loaded(content, in_order(problems))


class Everything(NamedTuple):
    """All facts of a project's articles, and templates, whether or not a deck uses them."""

    base: FactBase
    readings: Readings
    templates: list[Prepared]
    problems: tuple[Problem, ...]


def everything(path: Path, wanted: Collection[str] = ()) -> Everything:
    """What a project holds; of its templates only some, by their names or files, if asked for."""
    project = Project(project_of(path))
    readings, found = project.readings
    problems = [*found]
    articles: list[tuple[Path, Article]] = []
    for folder in sorted((project.folder / "seeds").glob("*/")):
        article, found = project.article(folder)
        problems += found
        articles += [(folder, article)] if article else []
    base, found = project.facts(articles)
    known = project.templates
    chosen = {} if wanted else {**known}
    for template in wanted:
        fits = {name: at for name, at in known.items() if template == name or at == Path(template).absolute()}
        chosen.update(fits)
        if not fits:
            message = f"no template is called `{template}`"
            hint = did_you_mean(template.removesuffix(".yaml"), known)
            problems.append(Problem(Place(str(project.folder)), "unknown-template", message, hint))
    templates, wrong = project.prepared(chosen, None if errors(found) else base.entities)
    return Everything(base, readings, templates, in_order([*problems, *found, *wrong]))


def project_of(path: Path) -> Path:
    """The folder that holds `seeds/`: the nearest above a file of the project."""
    start = path.absolute()
    above = [start, *start.parents]
    return next((folder for folder in above if (folder / "seeds").is_dir()), start.parent.parent)


def template_folders(project: Path) -> list[Path]:
    """The curated templates and the project's own, which take precedence."""
    own = project / "templates"
    curated = library.templates()
    return [curated] if own.resolve() == curated.resolve() or not own.is_dir() else [curated, own]


def themed(deck: Deck, source: Document, project: Path) -> tuple[Deck, list[Problem]]:
    """The deck with the theme that it names."""
    name = (source.data.get("sheet") or {}).get("theme")
    if not name:
        return deck, []
    from quizgen.themes import theme_of  # few decks have one

    theme, problems = theme_of(name, project, source.place(("sheet", "theme")))
    return replace(deck, sheet=replace(deck.sheet, theme=theme)), problems


def articles_of(deck: Deck, source: Document, project: Project) -> tuple[list[tuple[Path, Article]], list[Problem]]:
    found: list[tuple[Path, Article]] = []
    problems: list[Problem] = []
    seeds = project.folder / "seeds"
    for index, name in enumerate(deck.articles):
        folder = seeds / name
        if not folder.is_dir() or Path(name).name != name:
            known = [entry.name for entry in seeds.glob("*/")] if seeds.is_dir() else []
            place = source.place(("articles", index))
            message = f"there is no article `{name}` in {project.folder.name}/seeds"
            problems.append(Problem(place, "unknown-article", message, did_you_mean(name, known)))
            continue
        article, wrong = project.article(folder)
        problems += wrong
        if article is not None:
            found.append((folder, article))
    return found, problems


def chosen_templates(deck: Deck, source: Document, known: Mapping[str, Path]) -> tuple[dict[str, Path], list[Problem]]:
    problems = []
    chosen: dict[str, Path] = {}
    for index, pattern in enumerate(deck.templates):
        fits = {name: path for name, path in known.items() if fnmatchcase(name, pattern)}
        chosen.update(fits)
        if not fits:
            place = source.place(("templates", index))
            message = f"no template is called `{pattern}`"
            problems.append(Problem(place, "unknown-template", message, did_you_mean(pattern, known)))
    return dict(sorted(chosen.items())), problems


def unknown_names(
    deck: Deck, source: Document, vocabulary: Vocabulary, templates: Sequence[Prepared]
) -> Iterator[Problem]:
    """Kinds and topics that a deck names and that do not exist."""
    topics = {topic for prepared in templates for topic in prepared.template.topics}
    topics |= {relation.topic for relation in vocabulary.relations.values()}
    named: list[tuple[Code, str, Location, Sequence[str], Collection[str]]] = [
        ("unknown-kind", "kind", ("kinds",), deck.kinds, QUESTIONS),
        ("unknown-kind", "kind", ("sheet", "kinds"), deck.sheet.kinds, QUESTIONS),
        ("unknown-topic", "topic", ("topics",), deck.topics, topics),
        ("unknown-topic", "topic", ("sheet", "topics"), deck.sheet.topics, topics),
    ]
    for at, section in enumerate(deck.sheet.sections):
        for number, cell in enumerate(section.cells):
            asked = ("sheet", "sections", at, "ask", number)
            named.append(("unknown-kind", "kind", (*asked, "kind"), cell.kinds, QUESTIONS))
            named.append(("unknown-topic", "topic", (*asked, "topic"), cell.topics, topics))
    for code, what, where, names, known in named:
        for index, name in enumerate(names):
            if not covers([name], known):
                hint = did_you_mean(name, known)
                yield Problem(source.place((*where, index)), code, f"there is no {what} `{name}`", hint)
