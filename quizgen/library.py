"""Where the curated templates and the pages on problems are: in an installed wheel, or in a checkout."""

from __future__ import annotations

from pathlib import Path

from quizgen.model import Place
from quizgen.problems import ContentError, Problem

_PACKAGE = Path(__file__).resolve().parent


def templates(package: Path = _PACKAGE) -> Path:
    """The folder of the templates and of the vocabulary that quizgen brings along."""
    return _folder(package, "templates", "templates")


def problem_pages(package: Path = _PACKAGE) -> Path:
    """The folder of the pages that say what each code of a problem means."""
    return _folder(package, "problem_pages", "docs/problems")


def _folder(package: Path, installed_as: str, name: str) -> Path:
    installed = package / installed_as
    if installed.is_dir():
        return installed
    checkout = package.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    raise ContentError([_missing(installed)])


def _missing(folder: Path) -> Problem:
    return Problem(
        Place(str(folder)),
        "no-library",
        f"the folder {folder.name} that belongs to quizgen is missing",
        "reinstall it: python -m pip install --force-reinstall quizgen",
    )
