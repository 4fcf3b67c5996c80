"""One running studio for all that leave its project as it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from quizgen.scaffold import new_project
from tests.studio.running import Running, running


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Over a fresh project."""
    folder = tmp_path_factory.mktemp("studio") / "project"
    new_project(folder)
    with running(folder) as server:
        while not server.get("api/project").data["complete"]:
            pass
        yield server
