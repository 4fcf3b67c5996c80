"""What the page is told unasked: which files have changed on disk, by whomever."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import anyio
from watchfiles import awatch

from quizgen.studio.faults import Fault
from quizgen.studio.worker import Worker

_FOLDERS = ("decks", "seeds", "templates")
_SUFFIXES = (".yaml", ".txt", ".lock")
_MOST = 16
_SILENCE = 15.0
"""Seconds after which something is sent, as only so it is seen that nobody listens any more."""


class Events:
    """Those who listen, and what is sent to all of them."""

    def __init__(self) -> None:
        self._listening: set[asyncio.Queue[bytes | None]] = set()

    def tell(self, data: bytes) -> None:
        """Send JSON to all."""
        for queue in self._listening:
            queue.put_nowait(data)

    def end(self) -> None:
        """Nothing more will come."""
        for queue in self._listening:
            queue.put_nowait(None)

    def listen(self) -> AsyncIterator[bytes]:
        """What is sent from now on, as server-sent events."""
        if len(self._listening) >= _MOST:
            raise Fault(503, "the studio is open in too many windows", "close some")
        queue: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._listening.add(queue)
        return self._sent(queue)

    async def _sent(self, queue: asyncio.Queue[bytes | None]) -> AsyncIterator[bytes]:
        try:
            yield b"retry: 1000\n\n"
            while True:
                try:
                    data = await asyncio.wait_for(queue.get(), _SILENCE)
                except TimeoutError:
                    yield b":\n\n"
                    continue
                if data is None:
                    return
                yield b"data: %b\n\n" % data
        finally:
            self._listening.discard(queue)


async def watch(project: Path, events: Events, ended: anyio.Event, *workers: Worker) -> None:
    """Tell of every change of a file of the project, until it has ended."""
    folders = [project / folder for folder in _FOLDERS if (project / folder).is_dir()]
    async for changes in awatch(*folders, debounce=50, step=10, stop_event=ended):
        paths = sorted({Path(path) for _, path in changes if path.endswith(_SUFFIXES)})
        for worker in workers:
            worker.changed(paths)
        names = [path.relative_to(project).as_posix() for path in paths]
        if names:
            events.tell(json.dumps({"changed": names}).encode())
