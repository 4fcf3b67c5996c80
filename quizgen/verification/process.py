"""A process and a folder of its own for each package: whatever it does to them, they are thrown away."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import NoReturn

from quizgen.model import Place
from quizgen.problems import ContentError, Problem
from quizgen.verification import child
from quizgen.verification.outcome import Outcome, Verified

TIMEOUT = 300
STUDIED = 50
TERMINATED = 143


def verify(path: Path, over: Path | None = None, *, study: int = STUDIED, timeout: int = TIMEOUT) -> Verified:
    """What real Anki makes of a package. Raises ContentError if it cannot be had, or takes too much."""
    if not (find_spec("anki") and find_spec("zstandard")):
        hint = "pip install 'quizgen[verify]'"
        message = "verifying needs Anki's own library, which is not installed"
        raise ContentError([Problem(Place(str(path)), "verify-missing", message, hint)])
    with _ends_when_told(), TemporaryDirectory(prefix="quizgen-", ignore_cleanup_errors=True) as folder:
        outcome = _outcome(path, over, study, Path(folder), timeout)
    if outcome.mistake:
        raise RuntimeError(outcome.mistake)
    if not outcome.verified:
        raise ContentError(outcome.problems)
    return outcome.verified


def _outcome(path: Path, over: Path | None, study: int, folder: Path, timeout: int) -> Outcome:
    arguments = (str(path), str(over) if over else None, study, str(folder), timeout)
    # Not a fork: what this process has open is no business of the other's.
    process = get_context("spawn").Process(target=child.run, args=arguments, daemon=True)
    process.start()
    try:
        process.join(timeout)
        is_late = process.is_alive()
    finally:
        process.kill()
        process.join()
    written = folder / child.OUTCOME
    if is_late:
        return Outcome(problems=[child.stopped(str(path), f"it takes more than {timeout:,} seconds")])
    if process.exitcode or not written.is_file():
        return Outcome(problems=[child.stopped(str(path), f"Anki breaks down on it ({_cause(process.exitcode)})")])
    return child.OUTCOMES.validate_json(written.read_bytes())


def _cause(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        return signal.Signals(-exitcode).name
    return f"exit code {exitcode}"


@contextmanager
def _ends_when_told() -> Iterator[None]:
    """Being terminated, too, leaves nothing behind."""

    def end(_number: int, _frame: FrameType | None) -> NoReturn:
        sys.exit(TERMINATED)

    if threading.current_thread() is not threading.main_thread():
        # Only the main one may say what a signal does.
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
