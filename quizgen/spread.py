"""Work spread over the processor's cores: a function of many things, in order, by forked processes.

They share what is in memory when they begin, so that only results are sent. This process works as well, and makes
what another does not deliver: whatever goes wrong in one, goes wrong here too, and is told as ever.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import BinaryIO, NamedTuple, TypeVar

MANY = 2_000
"""Fewer things are done sooner than processes are begun."""
_CHUNK = 50
"""So many results are sent at once: who takes them waits no longer for the first."""
_PIPE = 1 << 20
"""Bytes that a process may be ahead of who takes them, where the system allows it: as much as Linux gives anybody."""
_MOST_WORKERS = 4
"""To take in what more of them send would be all that this process does."""

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def spread(
    work: Callable[[Thing], Result],
    things: Sequence[Thing],
    *,
    alike: Callable[[Thing], Hashable] = id,
    known: Iterable[object] = (),
) -> Iterator[Result]:
    """What `map` gives, sooner.

    Things that are `alike` are one process's, which may remember what they share. Of results, `known` objects are sent
    as a reference to what is here already.
    """
    count = _cores() if len(things) > MANY else 1
    if count < 2:
        yield from map(work, things)
        return
    dealt: dict[Hashable, int] = {}
    turns = [dealt.setdefault(alike(thing), len(dealt) % count) for thing in things]
    ours, *others = ([thing for thing, at in zip(things, turns, strict=True) if at == turn] for turn in range(count))
    by_id = {id(one): one for one in known}
    workers: list[_Worker] = []
    made: list[Iterator[Result]] = [map(work, ours)]
    try:
        for share in others:
            worker = _begin(work, share, by_id, workers)
            workers += [worker] if worker else []
            made.append(_delivered(worker, work, share, by_id) if worker else map(work, share))
        yield from (next(made[turn]) for turn in turns)
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


def aside(work: Callable[[], None]) -> None:
    """Do something in a process of its own, for which this one waits at its end; or here, if none can be forked.

    Nobody is told if it goes wrong.
    """
    process = _forked() if _cores() > 1 else None
    if process:
        atexit.register(_await, process)
        return
    try:
        if process == 0:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        with suppress(Exception):
            work()
    finally:
        if process == 0:
            os._exit(0)


def _forked() -> int | None:
    """As the system says; None if it refuses, as where there are too many processes."""
    with suppress(OSError):
        return os.fork()
    return None


def _await(process: int) -> None:
    with suppress(ChildProcessError):
        os.waitpid(process, 0)


def _cores() -> int:
    """How many processes may work at once; one where they cannot be forked, or not safely."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_WORKERS)


def _begin(
    work: Callable[[Thing], Result],
    share: Sequence[Thing],
    known: Mapping[int, object],
    others: Iterable[_Worker],
) -> _Worker | None:
    """A process that works; None if the system has none."""
    import fcntl  # which Windows does not have

    ours, theirs = os.pipe()
    with suppress(OSError):
        fcntl.fcntl(theirs, fcntl.F_SETPIPE_SZ, _PIPE)
    process = _forked()
    if process is None:
        os.close(ours)
        os.close(theirs)
        return None
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
            for start in range(0, len(share), _CHUNK):
                _Pickler(results, known).dump([work(thing) for thing in share[start : start + _CHUNK]])
                results.flush()
    finally:
        os._exit(0)  # silently: nothing of the first process is to be ended here


def _delivered(
    worker: _Worker, work: Callable[[Thing], Result], share: Sequence[Thing], known: Mapping[int, object]
) -> Iterator[Result]:
    """What a worker sends; once it has broken off, what is made here instead."""
    count = 0
    with suppress(EOFError, pickle.UnpicklingError):
        while count < len(share):
            results: Sequence[Result] = _Unpickler(worker.results, known).load()
            count += len(results)
            yield from results
    yield from map(work, share[count:])


class _Pickler(pickle.Pickler):
    """Writes down results; of what is known, where it is."""

    def __init__(self, results: BinaryIO, known: Mapping[int, object]) -> None:
        super().__init__(results, pickle.HIGHEST_PROTOCOL)
        self.known = known

    def persistent_id(self, one: object) -> int | None:
        return id(one) if id(one) in self.known else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, results: BinaryIO, known: Mapping[int, object]) -> None:
        super().__init__(results)
        self.known = known

    def persistent_load(self, name: int) -> object:
        return self.known[name]
