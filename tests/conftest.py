"""What many tests share: a browser, and the project's own folders."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from quizgen.scaffold import new_project

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout these tests stand in."""
    return ROOT


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, which `make test` installs; without it a test fails, it does not skip."""
    chromium = shutil.which("chromium")
    assert chromium, "there is no command chromium: run `make test`, which installs it"
    # Root, as in containers, has no sandbox; small containers have little /dev/shm; none asks the network for anything.
    options = "no-sandbox disable-dev-shm-usage disable-gpu no-first-run disable-sync disable-component-update"
    arguments = [f"--{option}" for option in options.split()]
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield instance
        instance.close()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: a fresh copy of the project that `quizgen new project` makes."""
    folder = tmp_path / "project"
    new_project(folder)
    monkeypatch.chdir(folder)
    return folder
