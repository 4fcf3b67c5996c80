"""Names that change: cards stay what they are where `formerly` says so, and a warning comes where it is missing."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from quizgen.inspection import check
from quizgen.pipeline import generate
from quizgen.problems import Problem
from tests.exporters.author import Author
from tests.project import write_project

FACTS = """
entities:
  mill: {type: office, names: {en: {name: Mill, the: the Mill}}}
  forge: {type: office, names: {en: {name: Forge, the: the Forge}}}
  ada: person
  bo: person
  cy: person
  lund: town
  mora: town
  nora: town
facts:
  mill-seat: {subject: mill, relation: seat, roles: {town: lund}}
  forge-seat: {subject: forge, relation: seat, roles: {town: mora}}
  ada-holds: {subject: ada, relation: holds, roles: {office: mill}, time: "2021"}
"""
SEAT = """
kind: choice
language: en
asks: {relation: seat, hide: town}
stem: "In which town is the seat of {{ subject.the }}?"
"""
HOLDS = """
kind: cloze
language: en
asks: {relation: holds, hide: [office, subject]}
"""
TEMPLATES = {"places/seat": SEAT, "people/holds": HOLDS}


class Project:
    """Written anew, built and checked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.author = Author(folder / "decks" / "deck.yaml")

    def write(self, facts: str = FACTS, templates: dict[str, str] = TEMPLATES, *, article: str = "tale") -> None:
        """Nothing of what was there before is left, but for the lock file."""
        for name in ("seeds", "templates"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        self.deckfile = write_project(self.folder, {article: facts}, templates)

    def build(self) -> set[str]:
        """The ids of the items, which the lock file knows from now on."""
        quiz, problems = generate(self.deckfile)
        assert quiz, problems
        self.author.build(quiz, moment=1_795_435_200)
        return {item.id for item in quiz.items}

    def lost(self) -> list[Problem]:
        """What `check` says of lost identities."""
        return [problem for problem in check([self.deckfile]).problems if problem.code == "identity-lost"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Built once, with five items."""
    project = Project(tmp_path)
    project.write()
    assert project.build() == {
        "tale/mill-seat/places/seat/en",
        "tale/forge-seat/places/seat/en",
        "tale/ada-holds/people/holds.subject/en",
    }
    return project


def moved(old: str, new: str, text: str = "") -> dict[str, str]:
    """The templates, one of them under another name and with these lines before it."""
    return {new if name == old else name: text * (name == old) + body for name, body in TEMPLATES.items()}


RENAMES = [
    ({"templates": moved("places/seat", "places/where")}, "templates/places/where.yaml", "places/seat", 2),
    ({"templates": moved("people/holds", "people/office")}, "templates/people/office.yaml", "people/holds", 1),
    ({"facts": FACTS.replace("mill-seat", "seat-of-mill")}, "seeds/tale/facts.yaml", "mill-seat", 1),
    ({"article": "story"}, "seeds/story/article.yaml", "tale", 3),
]


@pytest.mark.parametrize(("changes", "file", "former", "count"), RENAMES)
def test_a_rename_is_noticed_and_kept(
    project: Project, changes: dict[str, Any], file: str, former: str, count: int
) -> None:
    """At the place where `formerly` belongs, with the words to put there; with them all ids are as before."""
    before = project.build()
    project.write(**changes)
    (problem,) = project.lost()
    assert problem.severity == "warning"
    assert problem.place.path == str(project.folder / file)
    assert f"add `formerly: {former}`" in problem.hint
    assert ("a card is" if count == 1 else f"{count} cards are") in problem.message
    told = f"formerly: {former}\n"
    if "templates" in changes:
        (name,) = changes["templates"].keys() - TEMPLATES.keys()
        changes = {"templates": {**changes["templates"], name: told + changes["templates"][name]}}
    elif "facts" in changes:
        changes = {"facts": changes["facts"].replace("seat-of-mill: {", f"seat-of-mill: {{formerly: {former}, ")}
    project.write(**changes)
    if "article" in changes:
        path = project.folder / file
        path.write_text(told + path.read_text())
    assert project.lost() == []
    assert project.build() == before


def test_a_template_that_is_split(project: Project) -> None:
    """Each part keeps the cards that it takes over; of several roles each says its own."""
    before = project.build()
    first = SEAT.replace("hide: town", "where: {subject: mill}, hide: town")
    second = SEAT.replace("hide: town", "where: {subject: forge}, hide: town")
    holder = HOLDS.replace("[office, subject]", "subject")
    split = {"places/seat": first, "places/of-forge": second, "people/holder": holder}
    project.write(templates=split)
    hints = {Path(problem.place.path).stem: problem.hint.split(";")[0] for problem in project.lost()}
    assert hints == {"of-forge": "add `formerly: places/seat`", "holder": "add `formerly: people/holds.subject`"}
    split["places/of-forge"] += "formerly: places/seat\n"
    split["people/holder"] += "formerly: people/holds.subject\n"
    project.write(templates=split)
    assert project.lost() == []
    assert project.build() == before


def test_a_template_that_hides_more_than_before(project: Project) -> None:
    """Its cards were known without the role, and are known so still."""
    holder = HOLDS.replace("[office, subject]", "subject")
    project.write(templates={"people/holder": holder})
    project.author = Author(project.folder / "decks" / "deck.yaml")
    project.author.lock.unlink()
    before = project.build()
    assert before == {"tale/ada-holds/people/holder/en"}
    both = HOLDS.replace("office, subject", "subject, office")
    project.write(templates={"people/holder": both})
    (problem,) = project.lost()
    assert "add `formerly: {subject: people/holder}`" in problem.hint
    project.write(templates={"people/holder": f"{both}formerly: {{subject: people/holder}}\n"})
    assert project.build() == before


def test_a_fact_that_moves_to_another_article(project: Project) -> None:
    """Its id was the other article's."""
    project.write(FACTS.replace("  mill-seat: {", "  mill-seat: {formerly: tale/mill-seat, "), article="story")
    assert "tale/mill-seat/places/seat/en" in project.build()


def test_other_questions_are_no_rename(project: Project) -> None:
    """What asks something else retires, without a warning; and once it has, it is not looked for again."""
    other = SEAT.replace("In which town is the seat of", "Where does the council meet that owns")
    project.write(templates={"people/holds": HOLDS, "places/other": other})
    assert project.lost() == []
    project.write(templates=moved("places/seat", "places/where"))
    assert project.lost()
    project.build()
    assert project.lost() == []


def test_two_that_claim_one_identity(project: Project) -> None:
    """Are an error, as one note cannot be two."""
    twin = SEAT.replace("In which town is the seat", "Which town has the seat")
    project.write(templates={**TEMPLATES, "places/twin": f"{twin}formerly: places/seat\n"})
    quiz, problems = generate(project.deckfile)
    assert quiz is None
    assert {problem.code for problem in problems} == {"duplicate-id"}


def test_a_damaged_lock_file_is_told_of(project: Project) -> None:
    """By `check` too, at its line."""
    lock = project.author.lock
    lock.write_text(lock.read_text().replace("Mill", "Hill"))
    (problem, *_) = check([project.deckfile]).problems
    assert (problem.code, problem.place.path, problem.place.line) == ("lock-damaged", str(lock), 2)
