"""A deck in memory: all that it draws on, and what came of each of its templates, made anew step by step.

An edit of a template leaves all else as it is: only that template is read, bound, made and looked at anew. After an
edit of facts the other files are not read again, and only questions about the relations concerned are made again.
After any other edit all is read, and made.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path
from time import monotonic

from quizgen.concerned import concerned
from quizgen.content import Content, load, template_folders
from quizgen.documents.reading import Remembered
from quizgen.drafting import Desk
from quizgen.examples import check_examples
from quizgen.facts import REGISTER, FactBase, load_facts
from quizgen.matching import bind
from quizgen.model import Article
from quizgen.pipeline import left_out, outcome_of
from quizgen.problems import Problem, errors, in_order
from quizgen.question_templates import Prepared, find_templates, load_templates
from quizgen.questions import QUESTIONS
from quizgen.studio.faults import Fault
from quizgen.studio.standing import Made, Standing
from quizgen.tried import Trial, Tried
from quizgen.yamlfile import unsaved

_STEP = 0.03
"""Seconds for which what is asked may have to wait."""


@dataclass
class Draft:
    """A template as it was read, with the problems of its file, and what has come of it so far."""

    prepared: Prepared | None
    problems: Sequence[Problem] = ()
    tried: list[Trial] = field(default_factory=list)
    examples: Sequence[Problem] = ()
    more: Iterator[Trial] | None = None

    def go_on(self, until: float) -> bool:
        """Try more of its bindings; whether all are tried now."""
        while self.more is not None:
            if monotonic() > until:
                return False
            one = next(self.more, None)
            if one is None:
                self.more = None
            else:
                self.tried.append(one)
        return True

    @property
    def made(self) -> Made | None:
        """What came of it, for its deck to be judged by."""
        return Made.of(self.prepared, self.tried) if self.prepared else None


class Workspace:
    """One deck file, with all that it draws on."""

    def __init__(self, project: Path, deckfile: Path) -> None:
        self.project = project
        self.deckfile = deckfile
        self.last: object = None
        """What was shown last, as a card or a sheet of it is asked for next."""
        self._changed_facts: set[Path] = set()
        self._read()

    # What is read

    def _read(self) -> None:
        """Read all of it."""
        content, problems = load(self.deckfile)
        if content is None:
            told = "; ".join(f"line {one.place.line}: {one.message}" for one in problems[:3])
            raise Fault(422, f"{self.deckfile.name} cannot be read: {told}", "mend the deck file")
        self.content: Content = content
        self._facts = Remembered()
        self.desk = Desk(content.base, content.readings, content.deck.seed)
        self.standing = Standing(content)
        known = find_templates(template_folders(self.project))
        self.paths = {name: path for name, path in known.items() if self._is_chosen(name)}
        in_templates = {str(path) for path in self.paths.values()}
        by_path: dict[str, list[Problem]] = {path: [] for path in in_templates}
        for problem in problems:
            by_path.get(problem.place.path, []).append(problem)
        self.unread = [problem for problem in problems if problem.place.path not in in_templates]
        """What is wrong in other files than templates."""
        self._entities = None if _stand_in_the_way(self.unread) else content.base.entities
        prepared = {one.template.id: one for one in content.templates}
        self.drafts = {name: self._begun(prepared.get(name), by_path[str(path)]) for name, path in self.paths.items()}
        for name, tried in self._remembered():
            self.drafts[name].tried, self.drafts[name].more = [*tried], None
        self._unmade = [*self.drafts]
        self._stale = False
        self._changed_facts.clear()
        self.last = None

    def _remembered(self) -> Iterable[tuple[str, Tried]]:
        memory = self.content.memory
        return memory.tried.items() if memory and memory.is_thorough else ()

    def _is_chosen(self, name: str) -> bool:
        return any(fnmatchcase(name, pattern) for pattern in self.content.deck.templates)

    def changed(self, path: Path) -> None:
        """A file is not what it was."""
        if self._stale or path.suffix == ".lock":
            return
        if path in self.facts_files:
            self._changed_facts.add(path)
            return
        name = self.name_of(path)
        old = self.drafts.get(name) if name else None
        if name is None or old is None or self.paths[name] != path or not path.is_file():
            self._stale = True  # also where it takes the place of another
            return
        self.last = None
        prepared, problems = self.read_template(name, path)
        if _topics(prepared) != _topics(old.prepared):
            self._stale = True  # the deck may name them
            return
        self._begin(name, prepared, problems)
        kept = {one.template.id: one for one in self.content.templates if one.template.id != name}
        kept |= {name: prepared} if prepared else {}
        self.content = replace(self.content, templates=tuple(kept[one] for one in self.paths if one in kept))

    def refresh(self) -> bool:
        """Read what has changed; whether that was something on which all depends, so that all is read anew."""
        if self._changed_facts and not self._stale:
            self._reread_facts()
        if self._stale:
            self._read()
            return True
        return False

    @property
    def facts_files(self) -> Mapping[Path, Article]:
        """The articles of the deck, by where their facts are."""
        return {Path(one.place.path).with_name("facts.yaml"): one for one in self.content.articles}

    def _reread_facts(self) -> None:
        """Read the facts that have changed, and make anew what they concern; if that may be anything, all is stale."""
        old, files = self.content.base, self.facts_files
        self._facts.forget(self._changed_facts)
        base, found = self._load_facts()
        relations = concerned(old, base, {str(path) for path in self._changed_facts})
        ours = {*map(str, files), *(str(path.parent.with_name(REGISTER)) for path in files)}
        unread = [*(one for one in self.unread if one.place.path not in ours), *found]
        if relations is None or _stand_in_the_way(unread) != (self._entities is None):
            self._stale = True
            return
        self._changed_facts.clear()
        self.last, self.unread = None, unread
        self.content = replace(self.content, base=base, readings=self.content.readings.anew())
        self.desk = Desk(base, self.content.readings, self.content.deck.seed)
        self._entities = None if self._entities is None else base.entities
        self.standing.content = self.content
        for name, draft in self.drafts.items():
            asked = draft.prepared.template.pattern.relations if draft.prepared else ()
            if draft.prepared and (draft.more or not asked or relations.intersection(asked)):
                self._begin(name, draft.prepared, draft.problems)
            elif draft.prepared and draft.examples:
                # What is said of an example may be about any fact.
                draft.examples = tuple(check_examples([draft.prepared], base, self.content.readings))

    def _load_facts(self) -> tuple[FactBase, list[Problem]]:
        folders = [(path.parent, article) for path, article in self.facts_files.items()]
        return load_facts(folders, self.content.base.vocabulary, self._facts)

    def facts_problems(self, path: Path) -> list[Problem]:
        """What is wrong with all facts, with those of one file, or the register, as an editor holds them."""
        self._facts.forget([path])
        _, problems = self._load_facts()
        self._facts.forget([path])
        return problems

    def _begin(self, name: str, prepared: Prepared | None, problems: Sequence[Problem]) -> None:
        """A template is to be made anew, before others."""
        self.drafts[name] = self._begun(prepared, problems)
        self.standing.put(name, None)
        self._unmade = [name, *(one for one in self._unmade if one != name)]

    def name_of(self, path: Path) -> str | None:
        """The template's name that a file has; None if it is no template's."""
        if path.suffix != ".yaml" or path.name == "relations.yaml":
            return None
        for folder in reversed(template_folders(self.project)):
            if path.is_relative_to(folder):
                name = path.relative_to(folder).with_suffix("").as_posix()
                return None if any(part.startswith(("_", ".")) for part in name.split("/")) else name
        return None

    def read_template(self, name: str, path: Path, text: str | None = None) -> tuple[Prepared | None, list[Problem]]:
        """A template as it is on disk, or with another text."""
        with unsaved({} if text is None else {path: text}):
            found, problems = load_templates({name: path}, self.content.readings, QUESTIONS, self._entities)
        return (found[0] if found else None), problems

    # What is made

    def _begun(self, prepared: Prepared | None, problems: Sequence[Problem]) -> Draft:
        return Draft(prepared, problems, more=self._trying(prepared) if prepared else None)

    def _trying(self, prepared: Prepared) -> Iterator[Trial]:
        deck, base, readings = self.content.deck, self.content.base, self.content.readings
        if left_out(prepared.template, deck) is None:
            for binding in bind(prepared, base, readings):
                yield outcome_of(binding, self.desk, deck, thoroughly=True)

    def make(self, prepared: Prepared, problems: Sequence[Problem], until: float) -> Draft:
        """What comes of a template, as far as there is time."""
        draft = self._begun(prepared, problems)
        draft.go_on(until)
        draft.examples = tuple(check_examples([prepared], self.content.base, self.content.readings))
        return draft

    def step(self) -> bool:
        """Make a little more of what is not made yet; False if all is."""
        if self._stale or self._changed_facts:
            return False
        if not self._unmade:
            return self.standing.step()
        name = self._unmade[0]
        draft = self.drafts[name]
        try:
            done = draft.go_on(monotonic() + _STEP)
        except Exception as error:  # noqa: BLE001  # nobody has asked for it; who does is told
            traceback.print_exception(error, file=sys.stderr)
            draft.more, done = None, True
        if done:
            if draft.prepared:
                draft.examples = tuple(check_examples([draft.prepared], self.content.base, self.content.readings))
            self.standing.put(name, draft.made)
            self._unmade.pop(0)
        return True

    @property
    def is_complete(self) -> bool:
        """Whether all templates are made, and judged."""
        return not self._unmade and self.standing.is_settled

    def only_unmade(self, name: str) -> bool:
        """Whether all templates but this one are made."""
        return self._unmade == [name]

    def complete(self) -> None:
        """Make all that is not made yet."""
        self.refresh()
        while self.step():
            pass

    def problems(self) -> tuple[Problem, ...]:
        """What `check` says of the deck, but for its sheet and its lock file, as far as it is made."""
        read = [problem for draft in self.drafts.values() for problem in (*draft.problems, *draft.examples)]
        return in_order([*self.unread, *read, *self.standing.problems()])


def _stand_in_the_way(problems: Iterable[Problem]) -> bool:
    """As in `load`: where facts cannot be read, a template that names one of their entities is not at fault."""
    return any(one.code not in ("unknown-kind", "unknown-topic") for one in errors(problems))


def _topics(prepared: Prepared | None) -> tuple[str, ...]:
    return prepared.template.topics if prepared else ()
