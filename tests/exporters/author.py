"""An author who builds a deck again and again, each time with the lock file of the time before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from quizgen.exporters.anki import export
from quizgen.locks import path_of, read_lock
from quizgen.model import Quiz


class Author:
    """Keeps the lock file beside a deck file, which need not be there itself."""

    def __init__(self, deckfile: Path) -> None:
        self.lock = path_of(deckfile)
        self.builds = 0

    def build(self, quiz: Quiz, *, moment: int) -> Path:
        """The package of this build; what has changed is dated `moment`."""
        self.builds += 1
        lock, problems = read_lock(self.lock, moment)
        assert [problem.code for problem in problems] == (["lock-missing"] if self.builds == 1 else [])
        file, *changed = export(replace(quiz, lock=lock))
        for one in changed:
            Path(one.name).write_bytes(one.content)
        package = self.lock.with_name(f"{self.builds}.apkg")
        package.write_bytes(file.content)
        return package
