"""What many tests share: a browser, and the project's own folders."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from quizgen import kept
from quizgen.scaffold import new_project
from tests.browser import chromium
from tests.firefox import Firefox, firefox

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure() -> None:
    """What quizgen keeps from one run to the next lies in a folder of this run's, the same for all its processes."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        os.environ[kept.VARIABLE] = tempfile.mkdtemp(prefix="quizgen-kept-")


def pytest_unconfigure() -> None:
    """And goes with it."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(os.environ[kept.VARIABLE])


@pytest.fixture(autouse=True)
def garbage_is_collected() -> Iterator[None]:
    """Commands leave the collector off, as their process ends; this one does not."""
    yield
    gc.enable()


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout these tests stand in."""
    return ROOT


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all."""
    with chromium() as instance:
        yield instance


@pytest.fixture(scope="session")
def fox() -> Iterator[Firefox]:
    """One for all."""
    with firefox() as instance:
        yield instance


@pytest.fixture(scope="session")
def scaffolded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that `quizgen new project` makes, for all to copy: most of its making is schemas."""
    folder = tmp_path_factory.mktemp("scaffolded") / "project"
    new_project(folder)
    return folder


@pytest.fixture
def project(scaffolded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: a fresh copy of it."""
    folder = tmp_path / "project"
    shutil.copytree(scaffolded, folder)
    monkeypatch.chdir(folder)
    return folder
