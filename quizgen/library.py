"""Where the curated templates are: in an installed wheel, or in a checkout."""

from __future__ import annotations

from pathlib import Path

from quizgen.model import Place
from quizgen.problems import ContentError, Problem

_PACKAGE = Path(__file__).resolve().parent


def templates(package: Path = _PACKAGE) -> Path:
    """The folder of the templates and of the vocabulary that quizgen brings along."""
    installed = package / "templates"
    if installed.is_dir():
        return installed
    checkout = package.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "templates").is_dir():
        return checkout / "templates"
    raise ContentError([_missing(installed)])


def _missing(folder: Path) -> Problem:
    return Problem(
        Place(str(folder)),
        "no-library",
        "the curated templates that belong to quizgen are missing",
        "reinstall it: python -m pip install --force-reinstall quizgen",
    )
