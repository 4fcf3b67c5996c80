"""`quizgen check`: every problem of a project, all at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from quizgen.content import Content, Project, load, project_of
from quizgen.examples import check_examples
from quizgen.flaws.lint import lint
from quizgen.flaws.whole import of_the_whole
from quizgen.locks import path_of, read_lock
from quizgen.model import Place, Quiz, Refusal
from quizgen.pipeline import Generated, flaws, outcomes, quiz_of
from quizgen.problems import Problem, did_you_mean, errors, in_order
from quizgen.reviews import record as reviews
from quizgen.reviews.standing import unsettled
from quizgen.tried import Outcome


class Checked(NamedTuple):
    """What `check` found: every problem, and what each deck file would give."""

    problems: tuple[Problem, ...]
    decks: tuple[tuple[Path, Generated], ...]


class _Deck(NamedTuple):
    """A deck file's content, as far as it could be read, and what it would give."""

    content: Content | None
    generated: Generated


def check(paths: Iterable[Path]) -> Checked:
    """Every problem of the projects that these files and folders belong to.

    A deck file stands for itself and all it draws on; another file or folder for what is in it.
    """
    problems: list[Problem] = []
    decks: dict[Path, _Deck] = {}
    projects: dict[Path, Project] = {}
    for given in paths:
        path = given.absolute()
        if not path.exists():
            near = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
            hint = did_you_mean(path.name, near)
            problems.append(Problem(Place(str(path)), "file-missing", f"there is no {path.name} here", hint))
            continue
        is_deck = path.is_file() and path.parent.name == "decks"
        folder = project_of(path)
        project = projects.setdefault(folder, Project(folder))
        files = [path] if is_deck else sorted((folder / "decks").glob("*.yaml"))
        decks.update((file, _checked_deck(file, project)) for file in files if file not in decks)
        problems += [
            problem
            for file in files
            for problem in decks[file].generated.problems
            if file.is_relative_to(path) or _belongs(problem, path)
        ]
        if not is_deck:
            used = [content for file in files if (content := decks[file].content)]
            quizzes = [quiz for file in files if (quiz := decks[file].generated.quiz)]
            found = [*_unused_content(project, used), *all_refused(quizzes)]
            problems += [problem for problem in found if _belongs(problem, path)]
    return Checked(in_order(problems), tuple((file, deck.generated) for file, deck in decks.items()))


def _belongs(problem: Problem, path: Path) -> bool:
    return Path(problem.place.path).is_relative_to(path)


def _checked_deck(deckfile: Path, project: Project) -> _Deck:
    """What `generate` gives, with the examples of the templates tested."""
    content, problems = load(deckfile, project)
    if content is None or errors(problems):
        return _Deck(None, Generated(None, problems))
    tried = outcomes(content, thoroughly=True)
    quiz, problems = quiz_of(content, problems, tried)
    tested = check_examples(content.templates, content.base, content.readings)
    found = [*_flawed(quiz, content, tried), *_lost(quiz, content), *_unread(quiz)] if quiz else []
    return _Deck(content, Generated(quiz, in_order([*problems, *tested, *found])))


def all_refused(quizzes: Sequence[Quiz]) -> Iterator[Problem]:
    """Templates of whose questions not one can be asked, in no deck: their author may wait for them in vain."""
    asking = {item.template for quiz in quizzes for item in quiz.items}
    refused: dict[str, dict[str, Refusal]] = defaultdict(dict)
    for refusal in (refusal for quiz in quizzes for refusal in quiz.refusals):
        if refusal.template not in asking:
            refused[refusal.template][refusal.item] = refusal
    for each in map(list, map(dict.values, refused.values())):
        [(reason, times)] = Counter(refusal.reason for refusal in each).most_common(1)
        count = "its one question" if len(each) == 1 else f"all of its {len(each)} questions"
        verb = "is" if len(each) == 1 else "are"
        often = "" if times == len(each) else f" (so {times} of them; quizgen check --verbose gives the other reasons)"
        yield Problem(each[0].place, "all-refused", f"{count} {verb} refused", f"{reason}{often}", "warning")


def _flawed(quiz: Quiz, content: Content, tried: Iterable[Outcome]) -> Iterator[Problem]:
    yield from lint(quiz, [prepared.template for prepared in content.templates], flaws(tried))
    seen = {outcome.binding.id: outcome.seen for outcome in tried if outcome.seen}
    yield from of_the_whole(quiz.deck.place, [(item, seen[item.id]) for item in quiz.items])


def _lost(quiz: Quiz, content: Content) -> list[Problem]:
    """What learners would lose to a rename, and what is wrong with the lock file that tells of it, if there is one."""
    path = path_of(quiz.deck.place.path)
    if not path.exists():
        return []
    from quizgen.renames import lost_identities  # which needs what makes notes, as few projects that are checked do

    lock, problems = read_lock(path, moment=0)
    return [*problems, *lost_identities(replace(quiz, lock=lock), content.facts)]


def _unread(quiz: Quiz) -> list[Problem]:
    """What no reader has accepted as it is, and what is wrong with the record of who read what, if there is one."""
    path = reviews.path_of(quiz.deck.place.path)
    if not path.exists():
        return []
    record, problems = reviews.read_record(path)
    return problems or [*unsettled(quiz, record)]


def _unused_content(project: Project, decks: Sequence[Content]) -> list[Problem]:
    """What is wrong in articles and templates that no deck without errors draws on."""
    problems = [] if decks else [*project.readings[1]]
    read: set[str] = set()
    entities: set[str] = set()
    for content in decks:
        read |= {article.place.path for article in content.articles}
        read |= {prepared.template.place.path for prepared in content.templates}
        entities |= set(content.base.entities)
    for folder in sorted((project.folder / "seeds").glob("*/")):
        if str(folder / "article.yaml") in read:
            continue
        article, found = project.article(folder)
        problems += found
        if article is not None:
            base, found = project.facts([(folder, article)])
            problems += found
            entities |= set(base.entities)
    known = None if errors(problems) else entities  # as in `load`
    unread = {name: path for name, path in project.templates.items() if str(path) not in read}
    return problems + project.prepared(unread, known)[1]
