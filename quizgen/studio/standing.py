"""How a deck stands: what only its questions together can have wrong, found anew where an edit can change it.

Questions clash by what they share: what they ask, their id, their stem, their cue. So after an edit those templates are
judged anew that share something with it as it was or as it is, and those that share something with these. All others
stand as they stood; what betrays the keys of a whole deck is counted over all.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from quizgen.checks import check_items, told_by
from quizgen.content import Content
from quizgen.flaws import whole
from quizgen.flaws.lint import lint
from quizgen.inspection import all_refused
from quizgen.model import Item, Quiz
from quizgen.pipeline import flaws, unlike, without_sheet
from quizgen.problems import Problem
from quizgen.question_templates import Prepared
from quizgen.responses import questions
from quizgen.tried import Asking, Outcome, Tried


@dataclass(frozen=True)
class Made:
    """A template that can be read, with all that came of it."""

    prepared: Prepared
    tried: Tried
    keys: frozenset[Hashable]
    seen: Mapping[str, whole.Seen]
    """Its questions as a reader meets them, by their ids."""

    @classmethod
    def of(cls, prepared: Prepared, tried: Tried) -> Made:
        """With what its questions may share with others."""
        items = [outcome.made for outcome, _ in tried if outcome.wanted and isinstance(outcome.made, Item)]
        seen = {outcome.binding.id: outcome.seen for outcome, _ in tried if outcome.seen}
        asked = {asks for _, asks in tried if asks}
        stems = {told_by(question) for item in items for question in questions(item)}
        return cls(
            prepared, tried, frozenset({*asked, *seen, *stems, *(one.cue for one in seen.values())} - {""}), seen
        )


class Judged(NamedTuple):
    """What became of a template in its deck: of each binding, what is wrong, and how its questions look."""

    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...]
    seen: tuple[whole.Seen, ...]


class Standing:
    """The templates of a deck that are made so far, and how they stand."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self._made: dict[str, Made] = {}
        self._sharing: dict[Hashable, set[str]] = {}
        self._judged: dict[str, Judged] = {}
        self._unjudged: set[str] = set()

    def put(self, name: str, made: Made | None) -> None:
        """A template is made, or made anew; or it cannot be read any more."""
        old = self._made.pop(name, None)
        for key in old.keys if old else ():
            self._sharing[key].discard(name)
            self._unjudged |= self._sharing[key]
        self._judged.pop(name, None)
        self._unjudged.discard(name)
        if made is not None:
            self._made[name] = made
            self._unjudged.add(name)
            for key in made.keys:
                self._sharing.setdefault(key, set()).add(name)

    @property
    def is_settled(self) -> bool:
        """Whether all is judged that is made."""
        return not self._unjudged

    def step(self) -> bool:
        """Judge some of what is not judged yet; False if all is."""
        if not self._unjudged:
            return False
        kin = self._kin({next(iter(self._unjudged))}, {})
        self._judged.update(self._judge(kin))
        self._unjudged -= kin.keys()
        return True

    def as_if(self, name: str, made: Made) -> dict[str, Judged]:
        """How a template would stand, and those whose standing that may change."""
        old = self._made.get(name)
        beside = {other for key in (old.keys if old else ()) for other in self._sharing[key]}
        return self._judge(self._kin({name, *beside}, {name: made}))

    def stood(self, name: str) -> frozenset[Problem]:
        """What is wrong with a template as it is."""
        judged = self._judged.get(name)
        return frozenset(judged.problems if judged else ())

    def _kin(self, names: set[str], instead: Mapping[str, Made]) -> dict[str, Made]:
        """Templates, and all that share something with them, or with one that does."""
        found, ahead = set(names), set(names)
        while ahead:
            made = [instead.get(name) or self._made[name] for name in ahead]
            ahead = {other for one in made for key in one.keys for other in self._sharing.get(key, ())} - found
            found |= ahead
        return {name: instead.get(name) or self._made[name] for name in sorted(found)}

    def _judge(self, group: Mapping[str, Made]) -> dict[str, Judged]:
        """How templates stand that share something among them, and nothing with others."""
        asked: dict[Asking, str] = {}
        outcomes = {
            name: tuple(unlike(outcome, asks, asked) for outcome, asks in made.tried) for name, made in group.items()
        }
        tried = [outcome for each in outcomes.values() for outcome in each]
        quiz = without_sheet(self.content, tried)
        problems = list(self._problems(quiz, tried, group))
        items: dict[str, list[Item]] = {name: [] for name in group}
        for item in quiz.items:
            items[item.template].append(item)
        return {
            name: Judged(
                outcomes[name],
                tuple(problem for problem in problems if problem.place.path == made.prepared.template.place.path),
                tuple(made.seen[item.id] for item in items[name]),
            )
            for name, made in group.items()
        }

    def _problems(self, quiz: Quiz, tried: list[Outcome], group: Mapping[str, Made]) -> Iterator[Problem]:
        found = flaws(tried)
        yield from check_items(quiz, found)
        yield from lint(quiz, [made.prepared.template for made in group.values()], found)
        yield from whole.alike((item, group[item.template].seen[item.id]) for item in quiz.items)
        yield from all_refused([quiz])

    def outcomes(self) -> list[Outcome]:
        """What became of all bindings of the deck."""
        return [outcome for name in sorted(self._judged) for outcome in self._judged[name].outcomes]

    def problems(self) -> Iterator[Problem]:
        """All that is wrong with the questions of the deck."""
        for judged in self._judged.values():
            yield from judged.problems
        seen = [one for judged in self._judged.values() for one in judged.seen]
        yield from whole.of_keys(self.content.deck.place, seen)
        if not seen:
            yield from check_items(without_sheet(self.content, self.outcomes()), {})
