"""Debian's Firefox, which shows and prints pages to a person who opens them in it; driven over WebDriver BiDi."""

from __future__ import annotations

import json
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any

from websockets.sync.client import ClientConnection, connect

PREFERENCES = (
    "browser.shell.checkDefaultBrowser", "datareporting.policy.dataSubmissionEnabled", "app.update.auto",
    "browser.safebrowsing.downloads.enabled", "extensions.update.enabled", "network.captive-portal-service.enabled",
)  # fmt: skip
"""Switched off: none of them has to do with pages, and most ask the network for something."""


KEYS = {
    "Control": "\ue009", "Enter": "\ue007", "Tab": "\ue004", "End": "\ue010", "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
}  # fmt: skip
"""Those that write nothing, as WebDriver calls them."""


class Firefox:
    """A running one with one tab."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._last = 0
        self._call("session.new", capabilities={})
        self._tab = self._call("browsingContext.getTree")["contexts"][0]["context"]

    def pdf(self, page: Path, width: float, height: float) -> bytes:
        """What it prints on a paper of these measures in points; margins are those that the page asks for."""
        self._call("browsingContext.navigate", context=self._tab, url=page.as_uri(), wait="complete")
        paper = {"width": width / 72 * 2.54, "height": height / 72 * 2.54}
        return b64decode(self._call("browsingContext.print", context=self._tab, page=paper)["data"])

    def visit(self, address: str) -> None:
        """Open a page, and wait until it has loaded."""
        self._call("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def evaluate(self, expression: str) -> object:
        """The value of an expression of JavaScript in the page, if it is a plain one."""
        called = {"expression": expression, "target": {"context": self._tab}, "awaitPromise": True}
        answer = self._call("script.evaluate", **called)
        assert answer["type"] == "success", answer
        return answer["result"].get("value")

    def wait(self, expression: str) -> None:
        """Until it is true."""
        end = monotonic() + 20
        while self.evaluate(f"Boolean({expression})") is not True:
            assert monotonic() < end, f"{expression} did not come true"
            sleep(0.02)

    def press(self, *keys: str) -> None:
        """Keys one after the other; `Control+s` are two at once."""
        actions = []
        for chord in keys:
            held = [KEYS.get(key, key) for key in (chord.split("+") if len(chord) > 1 else [chord])]
            actions += [{"type": "keyDown", "value": key} for key in held]
            actions += [{"type": "keyUp", "value": key} for key in reversed(held)]
        keyboard = {"type": "key", "id": "keyboard", "actions": actions}
        self._call("input.performActions", context=self._tab, actions=[keyboard])

    def _call(self, method: str, **parameters: object) -> dict[str, Any]:
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": parameters}))
        answer: dict[str, Any] = {}
        while answer.get("id") != self._last:  # events come in between
            answer = json.loads(self._socket.recv(timeout=60))
        assert answer["type"] == "success", answer
        result: dict[str, Any] = answer["result"]
        return result


@contextmanager
def firefox() -> Iterator[Firefox]:
    """One with a profile of its own, which is gone afterwards; without Firefox a test fails, it does not skip."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    assert program, "there is no command firefox-esr: run `make test`, which installs it"
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        settings = "".join(f'user_pref("{name}", false);\n' for name in PREFERENCES)
        Path(profile, "user.js").write_text(settings, encoding="utf-8")
        arguments = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
        with subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            try:
                with connect(f"ws://127.0.0.1:{_port(Path(profile))}/session", max_size=None) as socket:
                    yield Firefox(socket)
            finally:
                running.terminate()


def _port(profile: Path) -> int:
    """Where it listens, which it writes down when it is ready."""
    written = profile / "WebDriverBiDiServer.json"
    end = monotonic() + 60
    while not (written.exists() and (text := written.read_text(encoding="utf-8"))):
        assert monotonic() < end, "Firefox did not start within a minute"
        sleep(0.05)
    return int(json.loads(text)["ws_port"])
