"""What the worker's process does: it reads the project, answers one thing after another, and makes questions ahead."""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from quizgen.studio.faults import Fault, mistake

READY, ANSWER, EVENT = b"r", b"a", b"e"
"""What a message begins with."""

MAX_ANSWER = 64 * 2**20
MAX_MEMORY = 500 * 2**20
"""What answering may take beyond what the project takes."""
_READING = 4 * 2**30


def run(connection: Connection, project: Path, deckfile: Path, niceness: int) -> None:
    """Serve until the other side is gone; the nicer, the more others come first."""
    if hasattr(os, "nice"):
        os.nice(niceness)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the server to end both
    from quizgen.studio.jobs import JOBS
    from quizgen.studio.projects import Project

    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, 1_000)  # most of what is made stays
    _bound_memory(_READING)
    held = Project(project)
    with suppress(Fault):  # told to whoever asks for it
        held.workspace(deckfile)
    connection.send_bytes(READY)
    announced = False
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            while not connection.poll() and held.step():
                announced = False
            if not announced and not connection.poll():
                announced = True
                gc.freeze()  # what is held is not looked through for garbage again and again
                connection.send_bytes(EVENT + b'{"ready": true}')
            job, sent, changed = connection.recv()
            held.changed(changed)
            asked = _read(sent)
            _bound_memory(_READING)
            with suppress(Fault):  # likewise
                if held.named(asked.get("deck"), deckfile).refresh():
                    gc.unfreeze()  # what was held before is garbage
                    gc.collect()
            connection.send_bytes(READY)
            _bound_memory(MAX_MEMORY)
            connection.send_bytes(ANSWER + _answer(JOBS[job], held, asked, deckfile))


def _answer(job: Callable[..., Any], held: Any, asked: dict[str, Any], deckfile: Path) -> bytes:
    status = 200
    try:
        data = job(held, deckfile, asked)
    except Fault as fault:
        status, data = fault.status, fault.as_data()
    except MemoryError:
        raise SystemExit(1) from None  # what is left of it is not to be trusted
    except Exception as error:  # noqa: BLE001  # the page gets no traceback, the terminal does
        traceback.print_exception(error, file=sys.stderr)
        status, data = 500, mistake().as_data()
    body = data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False).encode(errors="backslashreplace")
    if len(body) > MAX_ANSWER - 4:
        status, body = 413, json.dumps(Fault(413, "the answer would be too large").as_data()).encode()
    return b"%d%b" % (status, body)


def _read(sent: bytes) -> dict[str, Any]:
    """What the page has sent; of what is no object, each job says what it lacks."""
    try:
        data = json.loads(sent)
    except (ValueError, RecursionError):
        data = None
    return data if isinstance(data, dict) else {}


def _bound_memory(more: int) -> None:
    """From now on take no more than so many bytes beyond what is taken already; where the system can hold us to it."""
    if sys.platform != "linux":
        return
    import resource

    taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (taken + more if most < 0 else min(taken + more, most), most))
