"""Flaws are told once a template, at the word, unless the author has a reason."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen.inspection import check
from quizgen.problems import Problem
from tests.bad.cases import BASE, no_curated_templates

STEM = 'stem: "{{ lead }}which {{ keeper.kind }} keeps {{ subject.the }}?"'


@pytest.fixture(autouse=True)
def only_their_own_templates() -> Iterator[None]:
    with no_curated_templates():
        yield


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A template whose stem tests reword, in a small good project."""
    return shutil.copytree(BASE, tmp_path / "project") / "templates" / "keeper.yaml"


def problems(template: Path, old: str, new: str) -> list[Problem]:
    text = template.read_text()
    assert old in text
    changed = text.replace(old, new)
    template.write_text(changed[: changed.index("examples:")])
    return list(check([template.parents[1]]).problems)


def test_a_word_of_the_stem_is_told_at_its_place(template: Path) -> None:
    [problem] = problems(template, "keeps", "usually keeps")
    assert (problem.code, problem.severity) == ("vague-term", "warning")
    assert problem.place.line == template.read_text()[: template.read_text().index("usually")].count("\n") + 1
    line = template.read_text().splitlines()[problem.place.line - 1]
    assert line[problem.place.column - 1 :].startswith("usually keeps")
    assert "in 2 of its 2 items, such as “As of 2022, which person usually keeps the" in problem.message


def test_a_word_within_a_block_is_told_at_its_place(template: Path) -> None:
    block = "stem: |\n  {{ lead }}which {{ keeper.kind }}\n  never keeps {{ subject.the }}?"
    [problem] = problems(template, STEM, block)
    assert problem.code == "negative-stem"
    assert template.read_text().splitlines()[problem.place.line - 1] == "  never keeps {{ subject.the }}?"
    assert problem.place.column == 3


def test_a_flaw_of_the_whole_stem_is_told_where_the_stem_is(template: Path) -> None:
    [problem] = problems(template, "subject.the }}?", "subject.the }}")
    assert problem.code == "stem-end"
    assert template.read_text().splitlines()[problem.place.line - 1].startswith("stem:")


def test_the_author_may_have_a_reason(template: Path) -> None:
    allowed = STEM.replace("keeps", "often keeps") + "\nallow: {vague-term: the keepers change}"
    assert problems(template, STEM, allowed) == []


def test_a_stem_that_no_fact_fills_is_read_too(template: Path) -> None:
    elsewhere = f"where: {{subject: office}}\n  hide: keeper\n{STEM.replace('keeps', 'never keeps')}"
    found = problems(template, f"where: {{subject: building}}\n  hide: keeper\n{STEM}", elsewhere)
    assert "negative-stem" in [problem.code for problem in found]
