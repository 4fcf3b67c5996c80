"""The project that `quizgen new project` makes works, and teaches."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from quizgen.inspection import check
from quizgen.pipeline import generate
from quizgen.problems import ContentError
from quizgen.scaffold import new_project


def test_it_has_no_problem(project: Path) -> None:
    """Neither errors nor warnings: a beginner should meet none that are not theirs."""
    assert check([project]).problems == ()


def test_its_own_template_and_the_curated_ones_ask_its_facts(project: Path) -> None:
    """A quiz worth printing, of several kinds, and the template that the reader is to change takes part."""
    quiz = generate(project / "decks" / "bridge.yaml").quiz
    assert quiz
    templates = {item.template for item in quiz.items}
    assert "town/designer" in templates
    assert len(templates) >= 5
    assert len({item.kind for item in quiz.items}) >= 5
    assert quiz.forms
    assert len(quiz.forms[0].items) == quiz.deck.sheet.questions


def test_every_file_teaches(project: Path) -> None:
    """Each one that authors write begins with a comment."""
    written = sorted(project.rglob("*.yaml"))
    assert [path.name for path in written] == [
        *("bridge.yaml", "article.yaml", "facts.yaml", "relations.yaml", "designer.yaml")
    ]
    for path in written:
        assert path.read_text().startswith("# "), path


def test_the_checksum_is_that_of_the_article(project: Path) -> None:
    """Otherwise the first thing a beginner sees is a complaint."""
    article = project / "seeds" / "bridge"
    digest = hashlib.sha256((article / "article.txt").read_bytes()).hexdigest()
    assert f"sha256: {digest}" in (article / "article.yaml").read_text()


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    """`mkdir lessons && quizgen new project lessons`."""
    (tmp_path / "lessons").mkdir()
    assert new_project(tmp_path / "lessons")


@pytest.mark.parametrize("name", [".hidden", "decks"])
def test_a_folder_in_use_is_left_alone(tmp_path: Path, name: str) -> None:
    """Nothing is mixed with what is there."""
    (tmp_path / name).touch()
    with pytest.raises(ContentError) as caught:
        new_project(tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["not-empty"]
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_in_the_way_is_left_alone(tmp_path: Path) -> None:
    """Said as what it is."""
    (tmp_path / "lessons").write_text("mine")
    with pytest.raises(ContentError, match="is a file"):
        new_project(tmp_path / "lessons")
    assert (tmp_path / "lessons").read_text() == "mine"
