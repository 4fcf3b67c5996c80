"""The server's process: its socket, its address, and how it ends."""

from __future__ import annotations

import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType

import uvicorn

from quizgen.content import project_of
from quizgen.studio.guard import Guard
from quizgen.studio.server import Studio

HOST = "127.0.0.1"
_MOST_CONNECTIONS = 400
"""Beyond so many, new ones are turned away."""


class InUse(Exception):
    """Another program has the port."""


class _Server(uvicorn.Server):
    """Ends at once when it is told to, though the page listens for events."""

    def __init__(self, config: uvicorn.Config, studio: Studio) -> None:
        super().__init__(config)
        self.studio = studio

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Tell all who listen that nothing more will come."""
        self.studio.events.end()
        super().handle_exit(sig, frame)


def serve(deckfile: Path, port: int, *, tell: Callable[[str], None], browser: bool) -> None:
    """Serve until interrupted."""
    try:
        listening = socket.create_server((HOST, port), backlog=256)
    except OSError:
        raise InUse from None
    with listening:
        port = listening.getsockname()[1]
        token = secrets.token_urlsafe(24)
        address = f"http://{HOST}:{port}/{token}/"

        def ready() -> None:
            tell(f"The studio is open, for this machine alone, at\n  {address}\nEnd it with Ctrl-C.")
            if browser:
                threading.Thread(target=_open, args=(address,), daemon=True).start()

        studio = Studio(project_of(deckfile), deckfile, ready)
        guard = Guard(studio.app(), token=token, hosts=(f"{HOST}:{port}", f"localhost:{port}"))
        config = uvicorn.Config(
            guard, http="h11", loop="asyncio", ws="none", log_config=None, access_log=False, server_header=False,
            date_header=False, limit_concurrency=_MOST_CONNECTIONS, timeout_graceful_shutdown=1,
            h11_max_incomplete_event_size=32 * 1024,
        )  # fmt: skip
        with suppress(KeyboardInterrupt):  # that is how it ends
            _Server(config, studio).run(sockets=[listening])


def _open(address: str) -> None:
    with suppress(Exception):  # the address stands in the terminal
        webbrowser.open(address)
