"""From a deck file to a quiz: the one module that knows every step."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

from quizgen import checks, forms, library
from quizgen.articles import load_article
from quizgen.decks import load_deck
from quizgen.drafting import Desk
from quizgen.examples import check_examples
from quizgen.facts import FactBase, load_facts
from quizgen.matching import Binding, bind
from quizgen.model import Article, Deck, Fact, Item, Place, Quiz, Refusal, Relation, TrueFalse
from quizgen.problems import Problem, did_you_mean, errors, in_order
from quizgen.question_templates import RELATIONS_FILE, Prepared, find_templates, load_templates
from quizgen.questions import QUESTIONS, make
from quizgen.readings import Readings
from quizgen.vocabulary import Vocabulary, load_vocabulary
from quizgen.yamlfile import Document

Location = tuple[str | int, ...]

Watch = Callable[[Sequence[Binding]], Iterable[Binding]]
"""Passes bindings through while somebody counts them, for a progress bar."""


class Generated(NamedTuple):
    """A quiz and what is wrong; the quiz is None where errors stand in the way."""

    quiz: Quiz | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """All that a deck file draws on, before any question is made."""

    deck: Deck
    articles: tuple[Article, ...]
    base: FactBase
    readings: Readings
    templates: tuple[Prepared, ...]

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


class Checked(NamedTuple):
    """What `check` found: every problem, and what each deck file would give."""

    problems: tuple[Problem, ...]
    decks: tuple[tuple[Path, Generated], ...]


def project_of(path: Path) -> Path:
    """The folder that holds `seeds/`: the nearest above a file of the project."""
    start = path.absolute()
    above = [start, *start.parents]
    return next((folder for folder in above if (folder / "seeds").is_dir()), start.parent.parent)


def load(deckfile: str | os.PathLike[str]) -> Loaded:
    """Read a deck file and all that it draws on."""
    path = Path(deckfile).absolute()
    deck, source, problems = load_deck(path)
    if deck is None or source is None:
        return Loaded(None, in_order(problems))
    project = project_of(path)
    articles, found = _articles(deck, source, project)
    problems += found
    vocabulary, found = _vocabulary(project)
    problems += found
    readings = Readings(vocabulary)
    problems += readings.problems
    base, found = load_facts(articles, vocabulary)
    problems += found
    paths, found = _chosen_templates(deck, source, template_folders(project))
    problems += found
    # Where facts cannot be read, a template that names one of their entities is not at fault.
    templates, found = load_templates(paths, readings, QUESTIONS, None if errors(problems) else base.entities)
    problems += [*found, *_deck_problems(deck, source, vocabulary, templates)]
    content = Content(deck, tuple(article for _, article in articles), base, readings, tuple(templates))
    return Loaded(content, in_order(problems))


def generate(deckfile: str | os.PathLike[str], *, seed: str | None = None, watch: Watch = iter) -> Generated:
    """The quiz that a deck file asks for, and every problem on the way.

    With another `seed`, options, orders and the choice of wrong answers differ.
    """
    content, problems = load(deckfile)
    if content is None or errors(problems):
        return Generated(None, problems)
    return _generated(content, problems, seed, watch)


def _generated(content: Content, problems: Sequence[Problem], seed: str | None, watch: Watch) -> Generated:
    deck = content.deck if seed is None else replace(content.deck, seed=seed)
    items, refusals = _questions(content, Desk(content.base, content.readings, deck.seed), watch)
    quiz = Quiz(deck, content.articles, _in_curated_order(items, deck, content.base), tuple(refusals))
    found = checks.check_items(quiz)
    if errors(found):
        return Generated(None, in_order([*problems, *found]))
    quiz, selected = with_sheet(quiz)
    return Generated(quiz, in_order([*problems, *found, *selected]))


def with_sheet(quiz: Quiz, **changes: Any) -> tuple[Quiz, tuple[Problem, ...]]:
    """The quiz with its forms chosen anew, for sheet settings that differ in these fields."""
    deck = replace(quiz.deck, sheet=replace(quiz.deck.sheet, **changes))
    chosen, problems = forms.select(quiz, deck.sheet, deck.seed)
    return replace(quiz, deck=deck, forms=chosen), problems


def check(paths: Iterable[Path]) -> Checked:
    """Every problem of the projects that these files and folders belong to.

    A deck file stands for itself and all it draws on; another file or folder for what is in it.
    """
    problems: list[Problem] = []
    decks: dict[Path, Generated] = {}
    for given in paths:
        path = given.absolute()
        if not path.exists():
            near = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
            hint = did_you_mean(path.name, near)
            problems.append(Problem(Place(str(path)), "file-missing", f"there is no {path.name} here", hint))
            continue
        is_deck = path.is_file() and path.parent.name == "decks"
        project = project_of(path)
        files = [path] if is_deck else sorted((project / "decks").glob("*.yaml"))
        decks.update((file, _checked_deck(file)) for file in files if file not in decks)
        problems += [
            problem
            for file in files
            for problem in decks[file].problems
            if file.is_relative_to(path) or _belongs(problem, path)
        ]
        if not is_deck:
            problems += [problem for problem in _unused_content(project) if _belongs(problem, path)]
    return Checked(in_order(problems), tuple(decks.items()))


def _belongs(problem: Problem, path: Path) -> bool:
    return Path(problem.place.path).is_relative_to(path)


def _checked_deck(deckfile: Path) -> Generated:
    """What `generate` gives, with the examples of the templates tested."""
    content, problems = load(deckfile)
    if content is None or errors(problems):
        return Generated(None, problems)
    quiz, problems = _generated(content, problems, None, iter)
    return Generated(quiz, in_order([*problems, *check_examples(content.templates, content.base, content.readings)]))


def _unused_content(project: Path) -> list[Problem]:
    """What is wrong in articles and templates, whether or not a deck uses them."""
    vocabulary, problems = _vocabulary(project)
    readings = Readings(vocabulary)
    problems += readings.problems
    entities: set[str] = set()
    for folder in sorted((project / "seeds").glob("*/")):
        article, found = load_article(folder)
        problems += found
        if article is not None:
            base, found = load_facts([(folder, article)], vocabulary)
            problems += found
            entities |= set(base.entities)
    return problems + load_templates(find_templates(template_folders(project)), readings, QUESTIONS, entities)[1]


def _vocabulary(project: Path) -> tuple[Vocabulary, list[Problem]]:
    folders = template_folders(project)
    return load_vocabulary([file for folder in folders if (file := folder / RELATIONS_FILE).is_file()])


def template_folders(project: Path) -> list[Path]:
    """The curated templates and the project's own, which take precedence."""
    own = project / "templates"
    curated = library.templates()
    return [curated] if own.resolve() == curated.resolve() or not own.is_dir() else [curated, own]


def _articles(deck: Deck, source: Document, project: Path) -> tuple[list[tuple[Path, Article]], list[Problem]]:
    found: list[tuple[Path, Article]] = []
    problems: list[Problem] = []
    for index, name in enumerate(deck.articles):
        folder = project / "seeds" / name
        if not folder.is_dir() or Path(name).name != name:
            known = [entry.name for entry in (project / "seeds").glob("*/")] if (project / "seeds").is_dir() else []
            place = source.place(("articles", index))
            message = f"there is no article `{name}` in {project.name}/seeds"
            problems.append(Problem(place, "unknown-article", message, did_you_mean(name, known)))
            continue
        article, wrong = load_article(folder)
        problems += wrong
        if article is not None:
            found.append((folder, article))
    return found, problems


def _chosen_templates(deck: Deck, source: Document, folders: Sequence[Path]) -> tuple[dict[str, Path], list[Problem]]:
    known = find_templates(folders)
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


def _deck_problems(
    deck: Deck, source: Document, vocabulary: Vocabulary, templates: Sequence[Prepared]
) -> Iterator[Problem]:
    """Kinds and topics that a deck names and that do not exist."""
    topics = {topic for prepared in templates for topic in prepared.template.topics}
    topics |= {relation.topic for relation in vocabulary.relations.values()}
    named: tuple[tuple[str, Location, Sequence[str], Collection[str]], ...] = (
        ("kind", ("kinds",), deck.kinds, QUESTIONS),
        ("kind", ("sheet", "kinds"), deck.sheet.kinds, QUESTIONS),
        ("topic", ("topics",), deck.topics, topics),
        ("topic", ("sheet", "topics"), deck.sheet.topics, topics),
    )
    for what, at, names, known in named:
        for index, name in enumerate(names):
            if not forms.covers([name], known):
                hint = did_you_mean(name, known)
                yield Problem(source.place((*at, index)), f"unknown-{what}", f"there is no {what} `{name}`", hint)


def _questions(content: Content, desk: Desk, watch: Watch) -> tuple[list[Item], list[Refusal]]:
    deck = content.deck
    bindings = [
        binding
        for prepared in content.templates
        if prepared.template.language.split("-")[0] == deck.language.split("-")[0]
        and (not deck.kinds or prepared.template.kind in deck.kinds)
        for binding in bind(prepared, content.base, content.readings)
    ]
    items: list[Item] = []
    refusals: list[Refusal] = []
    judged: dict[tuple[str, bool], str] = {}
    for binding in watch(bindings):
        made = _unlike(make(binding, desk), judged)
        if isinstance(made, Refusal):
            refusals.append(made)
        elif not deck.topics or forms.covers(deck.topics, made.topics):
            items.append(made)
    return items, refusals


def _unlike(made: Item | Refusal, judged: dict[tuple[str, bool], str]) -> Item | Refusal:
    """The item, unless it is a statement to judge that another is already: chance may make two facts' alike."""
    if isinstance(made, Refusal) or not isinstance(made.response, TrueFalse):
        return made
    first = judged.setdefault((made.stem, made.response.answer), made.id)
    if first == made.id:
        return made
    return Refusal(made.id, made.template, made.facts, f"with this seed it says the same as {first}", made.place)


def _in_curated_order(items: Sequence[Item], deck: Deck, base: FactBase) -> tuple[Item, ...]:
    """Rounds through the article, from recognising to recalling, so that no card gives away the next."""
    kinds = {kind: rank for rank, kind in enumerate(QUESTIONS)}
    articles = {name: rank for rank, name in enumerate(deck.articles)}

    def rank(item: Item) -> tuple[int, int, int, str]:
        fact = base.facts[item.facts[0]]
        return kinds[item.kind], articles[fact.article.id], fact.quotes[0].start, item.id

    return tuple(sorted(items, key=rank))
