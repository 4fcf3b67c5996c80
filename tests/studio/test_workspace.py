"""A deck in memory stands, after any edit, as if it had been read and made anew: as `quizgen check` says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizgen import kept, memory
from quizgen.inspection import check
from quizgen.model import Item
from quizgen.problems import Problem, errors
from quizgen.studio.standing import Standing
from quizgen.studio.workspace import Workspace

DESIGNER = "templates/town/designer.yaml"
FACTS = "seeds/bridge/facts.yaml"
DECK = "decks/bridge.yaml"
OF_SHEETS = {"too-few-questions", "questions-return", "empty-sheet", "lock-missing"}

TYPED = """\
kind: short_answer
language: en
asks: {relation: designed_by, hide: designer}
stem: "{{ lead }}who designed {{ subject.the }}?"
"""


COMPLETE = """\
complete:
  - {relation: designed_by, subject: ossel-footbridge, lists: designer, because: the article names one}
denials:
  - {subject: ossel-footbridge, relation: designed_by, roles: {designer: quay}, because: she built it}
"""


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that what is read anew is."""
    monkeypatch.setenv(kept.VARIABLE, "")


def assert_stands(workspace: Workspace) -> None:
    """What it says is what a new one says, and what `check` says but for the sheet."""
    workspace.complete()
    anew = Workspace(workspace.project, workspace.deckfile)
    anew.complete()
    assert told(workspace.problems()) == told(anew.problems())
    assert [one.made for one in workspace.standing.outcomes()] == [one.made for one in anew.standing.outcomes()]
    checked = [one for one in check([workspace.deckfile]).problems if one.code not in OF_SHEETS]
    if errors(checked):  # then the rest is not looked at
        assert set(told(checked)) <= set(told(workspace.problems()))
    else:
        in_decks = [one for one in workspace.problems() if one.code != "all-refused"]  # which is told of a project
        assert told(checked) == told(in_decks)


def told(problems: list[Problem] | tuple[Problem, ...]) -> list[str]:
    return [str(problem) for problem in problems]


def edited(workspace: Workspace, name: str, text: str | None) -> None:
    """Another editor saves, or deletes, a file."""
    path = workspace.project / name
    if text is None:
        path.unlink()
    else:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    workspace.changed(path)


def test_after_every_edit_it_stands_as_if_read_anew(project: Path) -> None:
    """Templates that clash and part again, break and are mended; facts, vocabulary and deck that change."""
    deck = (project / DECK).read_text(encoding="utf-8")
    (project / DECK).write_text(
        re.sub(r"(?m)^templates: .*$", "templates: [town/*, timeline/*]", deck), encoding="utf-8"
    )
    workspace = Workspace(project, project / DECK)
    assert_stands(workspace)
    was = {name: (project / name).read_text(encoding="utf-8") for name in (DESIGNER, FACTS, DECK)}
    same = was[DESIGNER].partition("examples:")[0]
    steps: list[tuple[str, str | None]] = [
        (DESIGNER, was[DESIGNER].replace("who designed", "who has designed")),  # its example differs
        ("templates/town/again.yaml", same),  # asks the same with the same answer
        ("templates/town/typed.yaml", TYPED),  # has the same stem
        (DESIGNER, same.replace("hide: designer", "hide: desinger")),  # cannot be read
        ("templates/town/again.yaml", same.replace("{{ lead }}who", "very {{ lead }}who")),
        (DESIGNER, was[DESIGNER]),
        ("templates/town/typed.yaml", TYPED.replace("asks: {", "asks: {where: {subject: marrowick}, ")),  # asks nothing
        ("templates/town/again.yaml", None),
        ("templates/town/typed.yaml", TYPED.replace("short_answer", "basic") + "topics: [people]\n"),
        (FACTS, was[FACTS].replace("designer: halloran", "designer: quay")),
        (FACTS, was[FACTS].replace("ask: never", "ask: perhaps")),
        (FACTS, was[FACTS].replace("time: 2022-11,", "time: 2022-12,")),
        (FACTS, was[FACTS].replace("  last-ferry: {subject", "  ferry: {subject")),
        (FACTS, was[FACTS] + COMPLETE),
        (FACTS, was[FACTS].replace("en: Ines Halloran", "en: Inés Halloran")),
        (FACTS, was[FACTS]),
        (DECK, was[DECK].replace('seed: "1"', 'seed: "2"')),
        ("templates/_defaults.yaml", "level: understand\n"),
    ]
    for name, text in steps:
        edited(workspace, name, text)
        assert_stands(workspace)


def test_an_edit_of_facts_makes_anew_only_what_it_concerns(project: Path) -> None:
    workspace = Workspace(project, project / DECK)
    workspace.complete()
    before = dict(workspace.drafts)
    facts = (project / FACTS).read_text(encoding="utf-8")
    edited(workspace, FACTS, facts.replace("time: 2022-11,", "time: 2022-12,"))
    workspace.complete()
    changed = {name for name, draft in workspace.drafts.items() if draft is not before[name]}
    assert {"timeline/took-place-when", "timeline/which-came-first"} <= changed
    assert all("took_place" in (_relations(workspace, name) or ("took_place",)) for name in changed)
    assert "town/designer" not in changed


def test_a_template_that_takes_the_place_of_a_curated_one(project: Path) -> None:
    workspace = Workspace(project, project / DECK)
    curated = workspace.paths["places/population"]
    text = curated.read_text(encoding="utf-8")
    edited(workspace, "templates/places/population.yaml", text.replace("did {{ subject", "had {{ subject"))
    workspace.refresh()
    assert workspace.paths["places/population"] == project / "templates/places/population.yaml"
    edited(workspace, "templates/places/population.yaml", None)
    workspace.refresh()
    assert workspace.paths["places/population"] == curated


def _relations(workspace: Workspace, name: str) -> tuple[str, ...]:
    prepared = workspace.drafts[name].prepared
    return prepared.template.pattern.relations if prepared else ()


def test_templates_are_judged_anew_only_where_an_edit_can_change_that(project: Path) -> None:
    workspace = Workspace(project, project / DECK)
    workspace.complete()
    edited(workspace, "templates/town/typed.yaml", TYPED)
    workspace.complete()
    made = workspace.drafts["town/typed"].made
    assert made
    assert set(workspace.standing.as_if("town/typed", made)) == {"town/typed", "town/designer"}
    assert set(Standing(workspace.content).as_if("town/typed", made)) == {"town/typed"}


def test_what_is_remembered_of_a_check_is_not_made_again(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anew = Workspace(project, project / DECK)
    anew.complete()
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path / "kept"))
    monkeypatch.setattr(memory, "aside", lambda work: work())
    monkeypatch.setattr(memory, "LEAST", 0)
    check([project])
    workspace = Workspace(project, project / DECK)
    assert all(draft.more is None for draft in workspace.drafts.values())
    workspace.complete()
    assert told(workspace.problems()) == told(anew.problems())
    assert [one.made for one in workspace.standing.outcomes()] == [one.made for one in anew.standing.outcomes()]
    text = (project / DESIGNER).read_text(encoding="utf-8").replace("who designed", "who drew")
    edited(workspace, DESIGNER, text)
    workspace.complete()
    assert "Who drew the Ossel Footbridge?" in {
        outcome.made.stem for outcome in workspace.standing.outcomes() if isinstance(outcome.made, Item)
    }


def test_what_is_said_of_an_example_follows_facts_of_other_relations(project: Path) -> None:
    """Whether there is a fact that it names, for one."""
    template = project / DESIGNER
    template.write_text(
        template.read_text(encoding="utf-8").replace("bridge/designer", "bridge/flood"), encoding="utf-8"
    )
    workspace = Workspace(project, project / DECK)
    assert_stands(workspace)
    facts = (project / FACTS).read_text(encoding="utf-8")
    edited(workspace, FACTS, facts.replace("  flood: {subject", "  deluge: {subject"))
    assert_stands(workspace)
