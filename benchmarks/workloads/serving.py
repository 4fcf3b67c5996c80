"""A studio that runs, and what its page asks of it: over a real socket, from the request to the whole answer."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter, sleep
from typing import Any, NamedTuple

TEMPLATE = "templates/wide/branch-00/seat-town.yaml"
_TICK = os.sysconf("SC_CLK_TCK")


class Waited(NamedTuple):
    """Seconds until an answer was there, and those of processor that it took the studio, in steps of 10 ms."""

    seconds: float
    processor: float


@dataclass
class Server:
    """The studio of one project."""

    folder: Path
    process: subprocess.Popen[str]
    port: int
    token: str
    version: str = field(default="")

    def typed(self, number: int) -> Waited:
        """A letter more in the stem of a template, and the questions that it gives then."""
        text = self.text().replace("in which", f"in{'n' * (number % 7)} which")
        return self._waited([("POST", "preview", {"path": TEMPLATE, "text": text})])

    def saved(self, number: int) -> Waited:
        """The template saved, and all that is wrong with the deck then."""
        opened = self.ask("GET", f"file?path={TEMPLATE}")
        text = f"{opened['text'].partition('# last')[0]}# last {number}\n"
        save = {"path": TEMPLATE, "text": text, "base": opened["version"]}
        return self._waited([("PUT", "file", save), ("GET", "problems", None)])

    def attacked(self) -> list[Waited]:
        """How long a file is waited for while 200 connections are held and a template is too much."""
        held = [socket.create_connection(("127.0.0.1", self.port)) for _ in range(200)]
        stems = "stem: [" + "a, " * 1_000_000 + "a]\n"
        exploding = threading.Thread(target=self.ask, args=("POST", "preview", {"path": TEMPLATE, "text": stems}))
        exploding.start()
        sleep(0.1)
        waited = []
        while exploding.is_alive():
            waited.append(self._waited([("GET", f"file?path={TEMPLATE}", None)]))
            sleep(0.02)
        for one in held:
            one.close()
        return waited

    def text(self) -> str:
        return (self.folder / TEMPLATE).read_text(encoding="utf-8")

    def ask(self, method: str, what: str, sent: object = None) -> Any:
        """What is answered to the page."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=300)
        origin = {"Origin": f"http://127.0.0.1:{self.port}", "Content-Type": "application/json"}
        body = None if sent is None else json.dumps(sent)
        connection.request(method, f"/{self.token}/api/{what}", body, origin)
        answer = connection.getresponse()
        said = json.loads(answer.read())
        connection.close()
        if answer.status != 200:
            raise SystemExit(said)
        return said

    def _waited(self, asked: list[tuple[str, str, object]]) -> Waited:
        begun, before = perf_counter(), self._processor()
        for method, what, sent in asked:
            self.ask(method, what, sent)
        return Waited(perf_counter() - begun, self._processor() - before)

    def _processor(self) -> float:
        """Seconds of processor that the server and its worker have taken; none where the system does not say."""
        if sys.platform != "linux":
            return 0.0
        children = (
            Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii").split()
        )
        return sum(map(_ticks, [str(self.process.pid), *children])) / _TICK


def _ticks(process: str) -> int:
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:  # it has ended just now
        return 0
    return int(fields[11]) + int(fields[12])


@contextmanager
def studio(folder: Path) -> Iterator[Server]:
    """The studio of a project, once it has made all questions."""
    command = [sys.executable, "-m", "quizgen", "studio", "--no-open"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
    said = "".join(process.stdout.readline() for _ in range(3)) if process.stdout else ""
    found = re.search(r"http://127\.0\.0\.1:(\d+)/([\w-]+)/", said)
    if not found:
        raise SystemExit(said)
    server = Server(folder, process, int(found[1]), found[2])
    try:
        while not server.ask("GET", "problems")["complete"]:
            pass
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(10)
