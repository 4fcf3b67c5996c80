"""What is shipped: the wheel's content, and that it works outside a checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

import quizgen


def built(root: Path, folder: Path, version: str) -> Path:
    """A wheel of this checkout."""
    (wheel,) = WheelBuilder(str(root)).build(directory=str(folder), versions=[version])
    return Path(wheel)


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that `pip install .` would install."""
    return built(root, tmp_path_factory.mktemp("dist"), "standard")


def content(wheel: Path, prefix: str) -> dict[str, bytes]:
    """The files of a wheel below a folder."""
    with ZipFile(wheel) as archive:
        return {name.removeprefix(prefix): archive.read(name) for name in archive.namelist() if name.startswith(prefix)}


def on_disk(folder: Path) -> dict[str, bytes]:
    """The files of a checkout below a folder, without what Python leaves behind."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != "__pycache__")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_ships_the_curated_templates(root: Path, wheel: Path) -> None:
    """All of them, with the vocabulary, as they are here."""
    shipped = content(wheel, "quizgen/templates/")
    assert "relations.yaml" in shipped
    assert shipped == on_disk(root / "templates")


def test_ships_the_pages_on_problems(root: Path, wheel: Path) -> None:
    """So that `quizgen explain` works where it is installed."""
    assert content(wheel, "quizgen/problem_pages/") == on_disk(root / "docs/problems")


def test_ships_the_whole_package(root: Path, wheel: Path) -> None:
    """Code, type marker, styles, the example project; and not the tests."""
    added = ("templates/", "problem_pages/")
    shipped = {name: data for name, data in content(wheel, "quizgen/").items() if not name.startswith(added)}
    assert shipped == on_disk(root / "quizgen")
    assert {"py.typed", "example_project/README.md"} <= set(shipped)
    assert {name.split("/")[0] for name in content(wheel, "")} == {
        "quizgen",
        f"quizgen-{quizgen.__version__}.dist-info",
    }


def test_the_sources_say_what_the_decks_rest_on(root: Path, tmp_path: Path) -> None:
    """And under which licence they are."""
    (sources,) = SdistBuilder(str(root)).build(directory=str(tmp_path), versions=["standard"])
    with tarfile.open(sources) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"ATTRIBUTION.md", "LICENSE", "README.md"} <= names


def test_an_editable_install_copies_no_templates(root: Path, tmp_path: Path) -> None:
    """A copy would be used in place of the files that somebody is editing."""
    assert content(built(root, tmp_path, "editable"), "quizgen/templates/") == {}


def test_says_what_it_needs(root: Path, wheel: Path) -> None:
    """Every dependency has a lower bound; the licence comes along."""
    dependencies = tomllib.loads((root / "pyproject.toml").read_text())["project"]["dependencies"]
    assert all(">=" in dependency for dependency in dependencies)
    metadata = f"quizgen-{quizgen.__version__}.dist-info/"
    shipped = content(wheel, metadata)
    assert b"Requires-Python: >=3.11" in shipped["METADATA"]
    assert shipped["licenses/LICENSE"] == (root / "LICENSE").read_bytes()


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh virtual environment that the wheel was installed into."""
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", f"--python={python}", "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, wheel], check=True)
    # The libraries are those of this environment; path files in there, such as an editable install's, are not read.
    site = next((folder / "lib").glob("python*/site-packages"))
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    return folder / "bin"


def run(command: Sequence[str | Path], folder: Path) -> str:
    """What a program prints; it must succeed, and know nothing of this checkout."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_works_where_it_is_installed(installed: Path, tmp_path: Path) -> None:
    """From nothing to a deck and a quiz, with the templates that were shipped."""
    where = run([installed / "python", "-c", "import quizgen; print(quizgen.__file__)"], tmp_path)
    assert where.startswith(str(installed.parent))
    run([installed / "quizgen", "new", "project", "lessons"], tmp_path)
    printed = run([installed / "python", "-m", "quizgen", "build"], tmp_path / "lessons")
    written = {path.suffix for path in (tmp_path / "lessons" / "build").iterdir()}
    assert {".apkg", ".html"} <= written
    assert "items" in printed
    assert str(installed.parent) in run(
        [installed / "quizgen", "list", "templates", "decks/bridge.yaml", "--format", "csv"], tmp_path / "lessons"
    )
