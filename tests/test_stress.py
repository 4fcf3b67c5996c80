"""Templates tried hard: what they do to facts made up, and what is wrong with them is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen import cli
from quizgen.content import everything
from quizgen.stress import Stressed, as_data, stress
from quizgen.synthetic import FACTS, synthetic_facts
from tests.project import world

FACTS_AT_HAND = """
entities: {hall: office, court: office, mill: office, ulm: town, bern: town, graz: town, linz: town}
facts:
  one: {subject: hall, relation: seat, roles: {town: ulm}}
  two: {subject: court, relation: seat, roles: {town: bern}}
  three: {subject: mill, relation: seat, roles: {town: graz}}
"""
TEMPLATE = "{{kind: choice, language: en, asks: {{relation: seat, hide: town}}, stem: '{stem}'{more}}}"


def stressed(folder: Path, stem: str, more: str = "", *, seeds: int = 30) -> Stressed:
    """What comes of a template with that stem."""
    made = world(folder, FACTS_AT_HAND, TEMPLATE.format(stem=stem, more=more))
    return stress(made.templates[0], made.base, made.readings, seeds)


@pytest.fixture
def good(tmp_path: Path) -> Stressed:
    return stressed(tmp_path, "{{ lead }}in which town does {{ subject.the }} have its seat?")


def test_a_good_template(good: Stressed) -> None:
    """Made of the three facts and most of those made up; what has no English name is refused."""
    assert not good.is_wrong
    assert good.made == 30 * (3 + FACTS - 2)
    assert [reason for reason in good.refused if "has no name in en" not in reason] == []
    assert good.refused.total() == 30 * 2
    [(options, far, bound)] = [one for one in good.chi_squares() if one[0] == 4]
    assert 0 <= far < bound
    assert sum(good.positions[options].values()) > 200


def test_a_leak(tmp_path: Path) -> None:
    """The answer is printed in a form that the stem holds anyway."""
    found = stressed(tmp_path, "Is it Ulmville or where for {{ subject.the }}?", ", answer: '{{ it }}ville'")
    assert found.is_wrong
    assert any("“Ulmville” in “Is it Ulmville or where for Hall?”" in leak for leak in found.leaks)


def test_a_refusal(tmp_path: Path) -> None:
    """With reasons that name no fact, so that alike ones are counted together."""
    found = stressed(tmp_path, "Where is a seat?")
    assert found.made == 0
    assert any("would be right too" in reason for reason in found.refused)
    assert len(found.refused) < 8
    assert not found.is_wrong


def test_a_crash_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong while a question is made."""

    def broken(*_arguments: object) -> None:
        message = "broken"
        raise ZeroDivisionError(message)

    monkeypatch.setattr("quizgen.stress.make", broken)
    found = stressed(tmp_path, "Where is {{ subject.the }}?", seeds=1)
    assert found.is_wrong
    assert len(found.crashes) == 3 + FACTS


def test_long_stems(tmp_path: Path) -> None:
    found = stressed(tmp_path, f"In which town{' of the many' * 10} does {{{{ subject.the }}}} have its seat?")
    assert found.long
    assert not found.is_wrong


def test_the_same_each_time(tmp_path: Path, good: Stressed) -> None:
    again = stressed(tmp_path, "{{ lead }}in which town does {{ subject.the }} have its seat?")
    assert as_data(again, timed=False) == as_data(good, timed=False)
    assert "seconds" in as_data(good, timed=True)


def test_facts_for_every_curated_relation(root: Path) -> None:
    """Loaded as an author's are, without an error."""
    base, readings, templates, problems = everything(root)
    assert not problems
    assert base.facts
    for prepared in templates:
        made_up = synthetic_facts(prepared.template.pattern, readings.vocabulary)
        relations = prepared.template.pattern.relations or readings.vocabulary.relations
        assert len(made_up.facts) == FACTS * len(relations)


def test_the_curated_templates_bear_it(root: Path) -> None:
    """With few seeds; `quizgen stress` tries more."""
    base, readings, templates, _ = everything(root)
    results = [stress(prepared, base, readings, 2) for prepared in templates]
    assert [(one.template, one.crashes, one.leaks, one.duplicates) for one in results if one.is_wrong] == []


def test_templates_may_use_shared_phrases(project: Path) -> None:
    """As they may in a deck."""
    shared = project / "templates" / "_shared"
    shared.mkdir()
    (shared / "phrases.yaml").write_text('designed(what): "who designed {{ what.the }}?"')
    template = project / "templates" / "town" / "designer.yaml"
    template.write_text(template.read_text().replace("who designed {{ subject.the }}?", "{{ designed(subject) }}"))
    done = CliRunner().invoke(cli.main, ["stress", "town/designer", "--seeds", "1"])
    assert done.exit_code == 0, done.output


def test_the_command(project: Path) -> None:
    """By name or by file; a wrong name is told with the nearest."""
    run = CliRunner().invoke
    by_name = run(cli.main, ["stress", "town/designer", "--seeds", "3", "--format", "json"])
    by_file = run(cli.main, ["stress", "templates/town/designer.yaml", "--seeds", "3", "--format", "json"])
    assert (by_name.exit_code, by_name.output) == (0, by_file.output)
    assert [one["template"] for one in json.loads(by_name.output)] == ["town/designer"]
    wrong = run(cli.main, ["stress", "town/desinger"])
    assert wrong.exit_code == 1
    assert "did you mean town/designer?" in wrong.output
