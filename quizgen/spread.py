"""Work spread over the processor's cores: a function of many things, in order, by forked processes.

They share what is in memory when they begin, so that only results are sent. This process works as well, and makes
what another does not deliver: whatever goes wrong in one, goes wrong here too, and is told as ever.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, BinaryIO, NamedTuple, TypeVar

MANY = 2_000
"""Fewer things are done sooner than processes are begun."""
_CHUNK = 250
_MOST_WORKERS = 4
"""To take in what more of them send would be all that this process does."""

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def spread(work: Callable[[Thing], Result], things: Sequence[Thing], known: Iterable[object] = ()) -> Iterator[Result]:
    """What `map` gives, sooner. Of results, `known` objects are sent as a reference to what is here already."""
    count = _cores() if len(things) > MANY else 1
    if count < 2:
        yield from map(work, things)
        return
    chunks = [things[start : start + _CHUNK] for start in range(0, len(things), _CHUNK)]
    by_id = {id(one): one for one in known}
    workers: list[_Worker] = []
    try:
        for first in range(1, count):
            workers.append(_begin(work, chunks[first::count], by_id, workers))
        for number, chunk in enumerate(chunks):
            turn = number % count
            yield from (turn and _taken(workers[turn - 1], by_id)) or map(work, chunk)
    finally:
        for worker in workers:
            worker.end()


class _Worker(NamedTuple):
    """A process, and what it has to say."""

    process: int
    results: BinaryIO

    def end(self) -> None:
        self.results.close()
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def _cores() -> int:
    """How many processes may work at once; one where they cannot be forked, or not safely."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_WORKERS)


def _begin(
    work: Callable[[Thing], Result],
    chunks: Iterable[Sequence[Thing]],
    known: Mapping[int, object],
    others: Iterable[_Worker],
) -> _Worker:
    ours, theirs = os.pipe()
    process = os.fork()
    if process:
        os.close(theirs)
        return _Worker(process, os.fdopen(ours, "rb"))
    try:
        # It is for the first process to say that it was interrupted; when that one is gone, nobody reads this one.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        os.close(ours)
        for other in others:
            other.results.close()
        with os.fdopen(theirs, "wb") as results:
            for chunk in chunks:
                _Pickler(results, known).dump(list(map(work, chunk)))
                results.flush()
    finally:
        os._exit(0)  # silently: nothing of the first process is to be ended here


def _taken(worker: _Worker, known: Mapping[int, object]) -> Sequence[Any]:
    """The next chunk of results; none where the worker has broken off."""
    try:
        results: Sequence[Any] = _Unpickler(worker.results, known).load()
    except (EOFError, pickle.UnpicklingError):
        return ()
    return results


class _Pickler(pickle.Pickler):
    """Writes down results; dataclasses as a call that makes them anew, as pickle itself is slow with them."""

    def __init__(self, results: BinaryIO, known: Mapping[int, object]) -> None:
        super().__init__(results, pickle.HIGHEST_PROTOCOL)
        self.known = known

    def persistent_id(self, one: object) -> int | None:
        return id(one) if id(one) in self.known else None

    def reducer_override(self, one: Any) -> Any:
        kind = type(one)
        if is_dataclass(kind):
            return kind, tuple([getattr(one, name) for name in _names(kind)])
        return NotImplemented


@cache
def _names(kind: Any) -> Sequence[str]:
    return [one.name for one in fields(kind)]


class _Unpickler(pickle.Unpickler):
    def __init__(self, results: BinaryIO, known: Mapping[int, object]) -> None:
        super().__init__(results)
        self.known = known

    def persistent_load(self, name: int) -> object:
        return self.known[name]
