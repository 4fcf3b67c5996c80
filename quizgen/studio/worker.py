"""A process of its own for all that reads and renders what strangers may have written; it can be ended at any time.

What takes too long or too much memory ends with the process, and the next one is begun anew when something is asked
of it. One thing is done at a time; the server does not wait.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

from quizgen.studio import child
from quizgen.studio.faults import Fault

LOADING = 300.0
"""Seconds in which a project must have been read."""
MAX_WAITING = 24


class Answer(NamedTuple):
    """An HTTP status, and JSON."""

    status: int
    body: bytes


class Stopped(Exception):
    """The process had to be ended: it took too long, or broke down."""


async def _always() -> bool:
    return True


@dataclass
class _Process:
    """A process that runs, and what is awaited of it."""

    process: BaseProcess
    connection: Connection
    ready: asyncio.Future[bytes]
    answer: asyncio.Future[bytes]

    def end(self) -> None:
        """At once, whatever it does."""
        self.process.kill()
        self.process.join(1)
        with suppress(OSError):
            self.connection.close()


class Worker:
    """Answers questions about one project; `tell` hears what it says unasked."""

    def __init__(self, project: Path, deckfile: Path, tell: Callable[[bytes], None], *, niceness: int = 0) -> None:
        self.project = project
        self.deckfile = deckfile
        self.tell = tell
        self.niceness = niceness
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._changed: set[str] = set()
        self._running: _Process | None = None

    def changed(self, paths: Iterable[Path]) -> None:
        """These files are not what they were: told with the next question."""
        self._changed.update(map(str, paths))

    async def ask(
        self,
        job: str,
        sent: bytes,
        *,
        seconds: float,
        wanted: Callable[[], Awaitable[bool]] = _always,
    ) -> Answer:
        """What the process answers to JSON. Raises Stopped; and Fault if too much waits, or nobody wants it."""
        if self._waiting >= MAX_WAITING:
            raise Fault(503, "too much is asked at once", "wait a moment")
        self._waiting += 1
        try:
            await self._turn.acquire()
        finally:
            self._waiting -= 1
        task = asyncio.ensure_future(self._asked(job, sent, seconds, wanted))
        # Whoever asked may be gone before it is answered; only then is it the next one's turn.
        task.add_done_callback(lambda _: self._turn.release())
        return await asyncio.shield(task)

    async def begin(self) -> None:
        """Begin the process, if none runs, and wait until it has read the project."""
        await self._ready()

    async def _asked(self, job: str, sent: bytes, seconds: float, wanted: Callable[[], Awaitable[bool]]) -> Answer:
        if not await wanted():
            raise Fault(409, "this is not wanted any more")
        running = await self._ready()
        running.ready, running.answer = (asyncio.get_running_loop().create_future() for _ in range(2))
        changed, self._changed = sorted(self._changed), set()
        with suppress(OSError):  # it has broken down: who hears it will say so
            # In a thread, as a large text is taken no sooner than the other side is ready for it.
            await asyncio.to_thread(running.connection.send, (job, sent, changed))
        # To read what has changed takes its time; what is asked of it may not take long.
        await self._within(LOADING, running, running.ready)
        said = await self._within(seconds, running, running.answer)
        return Answer(int(said[:3]), said[3:])

    async def _ready(self) -> _Process:
        if self._running and not self._running.process.is_alive():
            self._end(self._running)
        running = self._running or self._start()
        await self._within(LOADING, running, running.ready)
        return running

    async def _within(self, seconds: float, running: _Process, future: asyncio.Future[bytes]) -> bytes:
        try:
            return await asyncio.wait_for(asyncio.shield(future), seconds)
        except TimeoutError:
            self._end(running)
            message = f"it took more than {seconds:g} seconds"
            raise Stopped(message) from None

    def _start(self) -> _Process:
        # Not a fork: what this process has open is no business of the other's.
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        what = (theirs, self.project, self.deckfile, self.niceness)
        process = context.Process(target=child.run, args=what, daemon=True)
        process.start()
        theirs.close()
        loop = asyncio.get_running_loop()
        running = self._running = _Process(process, ours, loop.create_future(), loop.create_future())
        self._changed.clear()
        threading.Thread(target=_hear, args=(running, loop, self._heard), daemon=True).start()
        return running

    def _heard(self, running: _Process, said: bytes | None) -> None:
        """What a process has said; None if it has ended."""
        if said is None:
            for future in (running.ready, running.answer):
                if not future.done():
                    future.set_exception(Stopped("it needed too much memory, or broke down"))
                    future.exception()  # it may be that nobody awaits it
            self._end(running)
        elif said.startswith(child.READY) and not running.ready.done():
            running.ready.set_result(b"")
        elif said.startswith(child.ANSWER) and not running.answer.done():
            running.answer.set_result(said[1:])
        elif said.startswith(child.EVENT):
            self.tell(said[1:])

    def _end(self, running: _Process) -> None:
        if running is self._running:
            self._running = None
        running.end()

    def close(self) -> None:
        """End the process at once."""
        if self._running:
            self._end(self._running)


def _hear(running: _Process, loop: asyncio.AbstractEventLoop, heard: Callable[[_Process, bytes | None], None]) -> None:
    """Hand on what a process says, until it ends."""
    said: bytes | None = b""
    while said is not None:
        try:
            said = running.connection.recv_bytes(child.MAX_ANSWER)
        except (EOFError, OSError):
            said = None
        with suppress(RuntimeError):  # the server has ended
            loop.call_soon_threadsafe(heard, running, said)
