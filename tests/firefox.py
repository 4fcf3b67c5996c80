"""Debian's Firefox, which shows and prints pages to a person who opens them in it; driven over WebDriver BiDi."""

from __future__ import annotations

import json
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterable, Iterator
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
    "Control": "\ue009", "Enter": "\ue006", "Tab": "\ue004", "Escape": "\ue00c", "Home": "\ue011", "F8": "\ue038",
}  # fmt: skip
"""Those that write nothing, as WebDriver calls them."""


Measures = tuple[float, float]
"""The width and the height of a paper, in points."""


class Firefox:
    """A running one, and a tab of it."""

    asked: list[str]
    """What the page has asked for since it was visited."""
    complaints: list[str]
    """What it has written to the console, its errors, and what its policy kept from it."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._last = 0
        self._answers: dict[int, dict[str, Any]] = {}
        self._call("session.new", capabilities={})
        # The tab it opens with never has the focus: there no key presses a button.
        self._tab = self._call("browsingContext.create", type="tab")["context"]
        self.asked, self.complaints = [], []
        self._call("session.subscribe", events=["network.beforeRequestSent", "log.entryAdded"])

    def pdfs(self, pages: Iterable[tuple[Path, Measures]]) -> list[bytes]:
        """What it prints of these files; margins are those that they ask for.

        All at once, each in a tab of its own: of one print, it rests up to a second after each of the first pages.
        """
        opened = [(self._opened(page.as_uri()), paper) for page, paper in pages]
        asked = [self._send("browsingContext.print", context=tab, page=_sheet(paper)) for tab, paper in opened]
        found = [b64decode(self._answer(number)["data"]) for number in asked]
        for tab, _ in opened:
            self._call("browsingContext.close", context=tab)
        return found

    def printed(self, window: str, paper: Measures) -> bytes:
        """The same of what is open, or of one of its frames: an expression says which window."""
        context = self.evaluate(window)["context"]
        return b64decode(self._call("browsingContext.print", context=context, page=_sheet(paper))["data"])

    def visit(self, address: str) -> None:
        """Open a page, and wait until it has loaded; anew, if it is open already."""
        self._go("about:blank")
        self.asked, self.complaints = [], []
        self._go(address)

    def evaluate(self, expression: str) -> Any:
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

    def shows(self, selector: str, text: str) -> None:
        """Wait until something there can be seen, and has the text in it."""
        found = f"[...document.querySelectorAll({json.dumps(selector)})].filter(e => e.checkVisibility())"
        self.wait(f"{found}.some(e => e.textContent.includes({json.dumps(text)}))")

    def press(self, *keys: str) -> None:
        """Keys one after the other; `Control+s` are two at once."""
        actions = []
        for chord in keys:
            held = [KEYS.get(key, key) for key in (chord.split("+") if len(chord) > 1 else [chord])]
            actions += [{"type": "keyDown", "value": key} for key in held]
            actions += [{"type": "keyUp", "value": key} for key in reversed(held)]
        keyboard = {"type": "key", "id": "keyboard", "actions": actions}
        self._call("input.performActions", context=self._tab, actions=[keyboard])

    def _opened(self, address: str) -> str:
        """A new tab with a page in it."""
        tab: str = self._call("browsingContext.create", type="tab", background=True)["context"]
        self._call("browsingContext.navigate", context=tab, url=address, wait="complete")
        return tab

    def _go(self, address: str) -> None:
        self._call("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def _call(self, method: str, **parameters: object) -> dict[str, Any]:
        return self._answer(self._send(method, **parameters))

    def _send(self, method: str, **parameters: object) -> int:
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": parameters}))
        return self._last

    def _answer(self, number: int) -> dict[str, Any]:
        """What it says to that command; other answers that come before are kept."""
        while number not in self._answers:
            said = json.loads(self._socket.recv(timeout=60))
            self._heed(said)
            if "id" in said:
                self._answers[said["id"]] = said
        answer = self._answers.pop(number)
        assert answer["type"] == "success", answer
        result: dict[str, Any] = answer["result"]
        return result

    def _heed(self, event: dict[str, Any]) -> None:
        """Events come in between answers."""
        if event.get("method") == "network.beforeRequestSent":
            self.asked.append(event["params"]["request"]["url"])
        if event.get("method") == "log.entryAdded":
            self.complaints.append(event["params"]["text"])


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
                # Without pings: their thread draws on the chance of all, and hypothesis objects to that while it draws.
                address = f"ws://127.0.0.1:{_port(Path(profile))}/session"
                with connect(address, max_size=None, ping_interval=None) as socket:
                    yield Firefox(socket)
            finally:
                running.terminate()


def _sheet(paper: Measures) -> dict[str, float]:
    """A paper in centimetres, as WebDriver has it."""
    width, height = paper
    return {"width": width / 72 * 2.54, "height": height / 72 * 2.54}


def _port(profile: Path) -> int:
    """Where it listens, which it writes down when it is ready."""
    written = profile / "WebDriverBiDiServer.json"
    end = monotonic() + 60
    while not (written.exists() and (text := written.read_text(encoding="utf-8"))):
        assert monotonic() < end, "Firefox did not start within a minute"
        sleep(0.05)
    return int(json.loads(text)["ws_port"])
