"""A hundred random histories of a project: facts and templates come, change, move and go, build after build."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quizgen import memory
from quizgen.locks import read_lock
from quizgen.packages import read_package
from quizgen.pipeline import generate
from tests.exporters.author import Author
from tests.project import write_project

TOWNS = [f"town-{letter}" for letter in "abcdefgh"]
START = 1_795_435_200


@pytest.fixture(autouse=True, scope="module")
def remembered() -> Iterator[None]:
    """What came of the deck is remembered from build to build, small as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory, "LEAST", 0)
        yield


@dataclass
class Named:
    """Something that is called what it is called, and was called something else first."""

    name: str
    first: str

    @property
    def formerly(self) -> str:
        """The line that says so, where it is needed."""
        return "" if self.name == self.first else f"formerly: {self.first}"


@dataclass
class Worded(Named):
    """A fact or template; `word` is what an author may change."""

    word: str

    @property
    def office(self) -> str:
        """The entity that the fact is about."""
        name = f"{self.word} {self.first}"
        return f"office-{self.first}: {{type: office, names: {{en: {{name: {name}, the: the {name}}}}}}}"

    def seat(self, town: str) -> str:
        """The fact that the office has its seat in a town."""
        formerly = f", {self.formerly}" if self.formerly else ""
        return f"{self.name}: {{subject: office-{self.first}, relation: seat, roles: {{town: {town}}}{formerly}}}"

    def template(self) -> str:
        """The template that asks for it."""
        return f"""
kind: short_answer
language: en
asks: {{relation: seat, hide: town}}
stem: "In which town is the {self.word} ({self.first}) of {{{{ subject.the }}}}?"
{self.formerly}
"""


class History(RuleBasedStateMachine):
    """What an author does between two builds, and what must hold after each."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.author = Author(self.folder / "decks" / "deck.yaml")
        self.facts: list[Worded] = []
        self.templates: list[Worded] = []
        self.article = Named("tale", "tale")
        self.edition = 1
        self.names = 0
        self.contents: dict[str, bytes] = {}
        self.dates: dict[str, int] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def fresh(self, what: str) -> str:
        """A name that nothing has had."""
        self.names += 1
        return f"{what}{self.names}"

    @initialize()
    def begin(self) -> None:
        self.facts_come("mayor")
        self.facts_come("judge")
        self.templates_come("seat")

    @rule(word=st.sampled_from(["mayor", "judge", "clerk"]))
    def facts_come(self, word: str) -> None:
        if len(self.facts) < len(TOWNS):
            name = self.fresh("fact-")
            self.facts.append(Worded(name, name, word))

    @rule(word=st.sampled_from(["seat", "house", "desk"]))
    def templates_come(self, word: str) -> None:
        if len(self.templates) < 3:
            name = self.fresh("t/template-")
            self.templates.append(Worded(name, name, word))

    @precondition(lambda self: len(self.facts) > 1)
    @rule(data=st.data())
    def a_fact_goes(self, data: st.DataObject) -> None:
        self.facts.remove(data.draw(st.sampled_from(self.facts)))

    @precondition(lambda self: len(self.templates) > 1)
    @rule(data=st.data())
    def a_template_goes(self, data: st.DataObject) -> None:
        self.templates.remove(data.draw(st.sampled_from(self.templates)))

    @rule(data=st.data(), word=st.sampled_from(["mayor", "judge", "clerk"]))
    def a_fact_is_reworded(self, data: st.DataObject, word: str) -> None:
        data.draw(st.sampled_from(self.facts)).word = word

    @rule(data=st.data(), word=st.sampled_from(["seat", "house", "desk"]))
    def a_template_is_reworded(self, data: st.DataObject, word: str) -> None:
        data.draw(st.sampled_from(self.templates)).word = word

    @rule(data=st.data())
    def a_fact_is_renamed(self, data: st.DataObject) -> None:
        data.draw(st.sampled_from(self.facts)).name = self.fresh("fact-")

    @rule(data=st.data())
    def a_template_is_renamed(self, data: st.DataObject) -> None:
        data.draw(st.sampled_from(self.templates)).name = self.fresh("t/template-")

    @rule()
    def the_article_is_renamed(self) -> None:
        self.article.name = self.fresh("tale-")

    @rule()
    def an_edition_is_begun(self) -> None:
        self.edition += 1

    @invariant()
    def builds_are_consistent(self) -> None:
        """Each id is what it was at first, each date that of the note's last change, and no GUID is there twice."""
        if not self.facts:
            return
        deckfile = self.write()
        quiz, problems = generate(deckfile)
        assert quiz, problems
        moment = START + self.author.builds
        package = read_package(self.author.build(quiz, moment=moment))
        again = self.author.build(quiz, moment=moment + 1)
        assert again.read_bytes() == Path(package.path).read_bytes()
        assert len({note.guid for note in package.notes}) == len(package.notes)
        self.hold_against_the_lock({note.fields["Id"]: note.mod for note in package.notes}, moment)

    def hold_against_the_lock(self, packed: dict[str, int], moment: int) -> None:
        """The package, the lock file and what we remember of it all agree."""
        lock, problems = read_lock(self.author.lock, 0)
        assert not problems
        active = {note.id for note in lock.notes.values() if not note.retired}
        assert active == {
            f"tale/{fact.first}/{template.first}/en" for fact in self.facts for template in self.templates
        }
        assert set(self.dates) <= set(lock.notes)
        for name, note in lock.notes.items():
            assert packed.get(name, note.changed) == note.changed
            same = self.contents.get(name) == note.content + bytes(bool(note.retired))
            assert note.changed == (self.dates[name] if same else moment)
            self.contents[name], self.dates[name] = note.content + bytes(bool(note.retired)), note.changed
        assert active <= set(packed)

    def write(self) -> Path:
        """The project as it stands."""
        for name in ("seeds", "templates"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        entities = "".join(f"  {fact.office}\n" for fact in self.facts) + "".join(f"  {town}: town\n" for town in TOWNS)
        facts = "".join(f"  {fact.seat(town)}\n" for fact, town in zip(self.facts, TOWNS, strict=False))
        templates = {template.name: template.template() for template in self.templates}
        text = f"entities:\n{entities}facts:\n{facts}"
        deck = f"edition: 2026-11-{self.edition:02}" if self.edition <= 30 else "edition: 2026-12-31"
        deckfile = write_project(self.folder, {self.article.name: text}, templates, deck=deck)
        if self.article.formerly:
            about = self.folder / "seeds" / self.article.name / "article.yaml"
            about.write_text(f"{self.article.formerly}\n{about.read_text()}")
        return deckfile


TestHistory = History.TestCase
TestHistory.settings = settings(
    max_examples=100, stateful_step_count=4, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
