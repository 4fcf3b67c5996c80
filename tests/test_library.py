"""The curated templates are found in a checkout and in an installed package, and missed aloud."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen import library
from quizgen.problems import ContentError


def test_here() -> None:
    """This very copy of quizgen knows its own."""
    assert (library.templates() / "relations.yaml").is_file()


def test_installed_ones_come_first(tmp_path: Path) -> None:
    """A package that brings its own does not look beside itself."""
    package = tmp_path / "quizgen"
    (package / "templates").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    (tmp_path / "pyproject.toml").touch()
    assert library.templates(package) == package / "templates"


def test_in_a_checkout(tmp_path: Path) -> None:
    """An editable install has no copy: the checkout's own are used."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "pyproject.toml").touch()
    assert library.templates(tmp_path / "quizgen") == tmp_path / "templates"


def test_a_neighbour_of_that_name_is_not_ours(tmp_path: Path) -> None:
    """In site-packages, `templates` may be anybody's."""
    (tmp_path / "templates").mkdir()
    with pytest.raises(ContentError) as caught:
        library.templates(tmp_path / "quizgen")
    (problem,) = caught.value.problems
    assert problem.code == "no-library"
    assert "reinstall" in problem.hint
