"""Who is answered: the page that was opened with the token, from this machine, and nobody else.

Any web site that the author visits can send requests to this machine, and any program on it can connect. So the
address has a token in it that neither can know; a request by another name for this machine (DNS rebinding) or from
another origin is refused; and nothing large is read before it is known to be wanted.
"""

from __future__ import annotations

import hmac
import json
import sys
import traceback
from collections.abc import Iterable, Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quizgen.studio.faults import Fault, mistake

MAX_BODY = 8 * 2**20
MAX_AT_ONCE = 48
"""Requests that are answered at a time; the page itself has seldom more than five."""

_READING = ("GET", "HEAD")
_HEADERS = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",  # the address holds the token
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
"""For every answer that does not say otherwise."""


class Guard:
    """Stands before the application."""

    def __init__(self, app: ASGIApp, *, token: str, hosts: Sequence[str]) -> None:
        self.app = app
        self.token = token.encode()
        self.hosts = hosts
        self.answering = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or say why not."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        answer = _Answer(send)
        if self.answering >= MAX_AT_ONCE:
            await answer.fault(Fault(503, "too many requests at once", "wait a moment"))
            return
        self.answering += 1
        try:
            await self.app(self._let_in(scope), _Bounded(receive), answer)
        except Fault as fault:
            await answer.fault(fault)
        except Exception as error:  # noqa: BLE001  # whatever it is, none of it may leave
            traceback.print_exception(error, file=sys.stderr)
            await answer.fault(mistake())
        finally:
            self.answering -= 1

    def _let_in(self, scope: Scope) -> Scope:
        """The request below the token. Raises Fault if it is not to be answered."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self.hosts:
            raise Fault(
                403, "this is not the name of the studio", f"go to http://{self.hosts[0]}/…, as the terminal says"
            )
        token, slash, path = scope["path"].removeprefix("/").partition("/")
        if not hmac.compare_digest(token.encode(errors="replace"), self.token) or not slash:
            raise Fault(404, "there is nothing here", "take the whole address from the terminal")
        own = f"http://{host}"
        site = headers.get("sec-fetch-site", "none")
        if scope["method"] not in _READING and headers.get("origin") != own:
            raise Fault(403, "another page has sent this", "use the studio's own page")
        if scope["method"] not in _READING and headers.get("content-type", "").partition(";")[0] != "application/json":
            raise Fault(415, "this is not JSON", "use the studio's own page")
        if site not in ("none", "same-origin"):
            raise Fault(403, "another page has asked for this", "open the address in a window of its own")
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit() and len(length) < 20 and int(length) <= MAX_BODY):
            raise _too_much()
        return {**scope, "path": f"/{path}", "raw_path": f"/{path}".encode(errors="replace"), "root_path": ""}


def _too_much() -> Fault:
    return Fault(413, f"this is more than {MAX_BODY:,} bytes", "part the file in two")


class _Bounded:
    """What is received, as long as it is not too much."""

    def __init__(self, receive: Receive) -> None:
        self.receive = receive
        self.received = 0

    async def __call__(self) -> Message:
        message = await self.receive()
        self.received += len(message.get("body", b""))
        if self.received > MAX_BODY:
            raise _too_much()
        return message


class _Answer:
    """What is sent, with the headers that all answers have."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            message = {**message, "headers": [*message["headers"], *_missing(message["headers"])]}
        await self.send(message)

    async def fault(self, fault: Fault) -> None:
        """Say what is wrong; what has begun is left as it is."""
        if self.begun:
            return
        body = json.dumps(fault.as_data(), ensure_ascii=False).encode()
        # What the other side has yet to send is not waited for.
        headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
        headers.append((b"content-length", str(len(body)).encode()))
        await self({"type": "http.response.start", "status": fault.status, "headers": headers})
        await self({"type": "http.response.body", "body": body})


def _missing(given: Iterable[tuple[bytes, bytes]]) -> Iterable[tuple[bytes, bytes]]:
    names = {name.lower() for name, _ in given}
    return [(name.encode(), value.encode()) for name, value in _HEADERS.items() if name.encode() not in names]
