"""What the tests of exporters share: a collection in real Anki."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exporters.screens import Anki


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    """An empty collection of its own."""
    folder = tmp_path / "anki"
    folder.mkdir()
    anki = Anki(folder)
    yield anki
    anki.collection.close()
