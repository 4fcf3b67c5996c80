"""What happens in the process of its own: reading, importing, looking, within bounds."""

from __future__ import annotations

import os
import tempfile
import traceback
from pathlib import Path

from pydantic import TypeAdapter

from quizgen.model import Place
from quizgen.packages import read_package
from quizgen.packages.archive import MAX_UNPACKED
from quizgen.problems import ContentError, Problem, in_order
from quizgen.verification.outcome import Outcome, Verified

MOST_MEMORY = 4 * 2**30
OUTCOME = "outcome.json"
OUTCOMES = TypeAdapter(Outcome)


def run(path: str, over: str | None, study: int, folder: str, seconds: int) -> None:
    """Verify, and write down what came of it; whatever happens, quietly."""
    _bound(Path(folder), seconds)
    try:
        outcome = _outcome(Path(path), Path(over) if over else None, study, Path(folder))
    except MemoryError:
        outcome = Outcome(problems=[stopped(path, f"it takes more than {MOST_MEMORY:,} bytes of memory")])
    Path(folder, OUTCOME).write_bytes(OUTCOMES.dump_json(outcome))


def stopped(path: str, why: str) -> Problem:
    """The package as a problem that ended everything."""
    hint = "do not import it unless you trust it; a very large one may need another --timeout"
    return Problem(Place(path), "verify-stopped", why, hint)


def _outcome(path: Path, over: Path | None, study: int, folder: Path) -> Outcome:
    from anki.errors import AnkiException

    from quizgen.verification.learner import refusal

    try:
        return Outcome(_verified(path, over, study, folder))
    except ContentError as error:
        return Outcome(problems=error.problems)
    except AnkiException as error:
        message = f"Anki does not import it: {refusal(error)}"
        return Outcome(problems=[Problem(Place(str(path)), "import-refused", message, "export the package again")])
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  # it is told by the process that waits
        return Outcome(mistake=traceback.format_exc())


def _verified(path: Path, over: Path | None, study: int, folder: Path) -> Verified:
    from quizgen.verification.checks import findings, findings_of_update
    from quizgen.verification.learner import Learner
    from quizgen.verification.updates import update

    package = read_package(path)
    with Learner(folder / "new") as learner:
        learner.take(path)
        seen = learner.look(package)
    problems, changes = list(findings(seen)), None
    if over:
        old = read_package(over)
        with Learner(folder / "old") as learner:
            learner.take(over)
            learner.study(study)
            before = learner.holdings()
            learner.take(path)
            changes = update(old, package, before, learner.holdings())
        problems += findings_of_update(changes, str(path))
    return Verified(str(path), len(package.notes), len(seen.cards), len(package.media), in_order(problems), changes)


def _bound(folder: Path, seconds: int) -> None:
    """No more memory, time or disk than was promised; temporary files where they will be thrown away."""
    for name in ("TMPDIR", "TEMP", "TMP"):
        os.environ[name] = str(folder)
    tempfile.tempdir = str(folder)
    # Anki's core speaks to the terminal when it breaks down.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        import resource
    except ImportError:
        # Windows has no such limits; there, time is what bounds.
        return
    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, 2 * seconds),
        (resource.RLIMIT_FSIZE, MAX_UNPACKED),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, hard))
