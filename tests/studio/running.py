"""A studio that runs: the program itself, as somebody starts it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Answer(NamedTuple):
    """What a server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def data(self) -> dict[str, Any]:
        """What its JSON says."""
        data: dict[str, Any] = json.loads(self.body)
        return data


@dataclass
class Running:
    """A server of one project."""

    folder: Path
    port: int
    token: str
    process: subprocess.Popen[str]

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def get(self, path: str, /, **headers: str) -> Answer:
        """What is answered to the page, or to whoever sends other headers."""
        return self.send("GET", f"/{self.token}/{path}", None, headers)

    def post(self, address: str, method: str = "POST", /, **sent: object) -> Answer:
        """What is answered to the page's own JSON."""
        own = {"Origin": f"http://{self.host}", "Content-Type": "application/json"}
        return self.send(method, f"/{self.token}/{address}", json.dumps(sent).encode(), own)

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """A request as it is, to the letter."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.putrequest(method, path, skip_host=True)
            for name, value in {"Host": self.host, **(headers or {})}.items():
                connection.putheader(name.replace("_", "-"), value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()


@contextmanager
def running(folder: Path, arguments: Sequence[str] = ("--no-open",)) -> Iterator[Running]:
    """The studio of a project's folder, until the end."""
    command = [sys.executable, "-m", "quizgen", "studio", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BROWSER": "true"}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout
    try:
        said = "".join(process.stdout.readline() for _ in range(3))
        found = re.search(r"http://127\.0\.0\.1:(\d+)/([\w-]+)/", said)
        assert found, said + process.stdout.read()
        yield Running(folder, int(found[1]), found[2], process)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        finally:
            process.kill()
            process.stdout.close()
