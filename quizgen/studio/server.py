"""The studio's server: which address gives what. What is answered is decided elsewhere."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from quizgen.studio import page
from quizgen.studio.events import Events, watch
from quizgen.studio.faults import Fault, mistake
from quizgen.studio.files import Files
from quizgen.studio.told import TOO_MUCH, stopped_preview
from quizgen.studio.worker import Answer, Stopped, Worker

SECONDS = 2.0
"""What a preview may take."""
LONG = 60.0
"""What a sheet, a deck or a stress test may take."""

_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{}'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
_FRAME = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
_EMPTY = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title></head><body></body></html>'
_TYPES = {
    ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".txt": "text/plain", ".woff2": "font/woff2",
}  # fmt: skip

Endpoint = Callable[[Request], Awaitable[Response]]


class Studio:
    """Answers for one project."""

    def __init__(self, project: Path, deckfile: Path, ready: Callable[[], None] = lambda: None) -> None:
        self.project = project
        self.files = Files(project)
        self.events = Events()
        self.deck = deckfile
        self.made = asyncio.Event()
        self.ready = ready
        self.quick = Worker(project, deckfile, self.told)
        # What takes long is done elsewhere, so that no keystroke waits for it.
        self.patient = Worker(project, deckfile, lambda _: None, niceness=10)

    def app(self) -> Starlette:
        """The application, below the token."""
        routes = [
            Route("/", self.page),
            Route("/frame", self.frame),
            Route("/assets/{name:path}", self.asset),
            Route("/api/file", self.file, methods=["GET"]),
            Route("/api/file", self.save, methods=["PUT"]),
            Route("/api/events", self.listen),
            Route("/api/project", self.job("project", self.quick, LONG)),
            Route("/api/problems", self.job("problems", self.quick, LONG)),
            Route("/api/begin", self.job("begin", self.quick, LONG), methods=["POST"]),
            Route("/api/preview", self.job("preview", self.quick, SECONDS), methods=["POST"]),
            Route("/api/card", self.job("card", self.quick, SECONDS), methods=["POST"]),
            Route("/api/paper", self.job("paper", self.quick, SECONDS), methods=["POST"]),
            Route("/api/stress", self.job("stress", self.patient, LONG), methods=["POST"]),
            Route("/api/article", self.job("article", self.quick, LONG)),
            Route("/api/fact/draft", self.job("draft", self.quick, LONG), methods=["POST"]),
            Route("/api/fact", self.fact, methods=["POST"]),
            Route("/api/quiz", self.job("quiz", self.patient, LONG)),
            Route("/api/sheet", self.job("sheet", self.patient, LONG), methods=["POST"]),
            Route("/api/deck", self.package),
        ]
        handlers: Mapping[Any, Any] = {HTTPException: _not_here, Fault: _told, Stopped: _stopped, Exception: _mistake}
        return Starlette(routes=routes, exception_handlers=handlers, lifespan=self.life)

    @asynccontextmanager
    async def life(self, _app: Starlette) -> AsyncIterator[None]:
        """Workers and watching begin and end with the server."""
        async with anyio.create_task_group() as tasks:
            ended = anyio.Event()
            tasks.start_soon(watch, self.project, self.events, ended, self.quick, self.patient)
            tasks.start_soon(self.begin)
            self.ready()
            yield
            ended.set()  # the watcher hears nothing else
            tasks.cancel_scope.cancel()
        self.quick.close()
        self.patient.close()

    async def begin(self) -> None:
        """Read the project before it is asked for; once more when all questions of the deck are made."""
        with suppress(Stopped):
            await self.quick.begin()
        await self.made.wait()
        with suppress(Stopped):
            await self.patient.begin()

    def told(self, data: bytes) -> None:
        """The worker has made all questions."""
        self.made.set()
        self.events.tell(data)

    async def page(self, request: Request) -> Response:
        """The page itself."""
        nonce = secrets.token_urlsafe(16)
        cookie = request.cookies.get("quizgen-language")
        language = page.language(cookie, request.headers.get("accept-language"))
        html = page.html(self.project.name, language, nonce)
        return HTMLResponse(html, headers={"content-security-policy": _PAGE.format(nonce)})

    async def frame(self, _request: Request) -> Response:
        """An empty page, to show cards and sheets in: they bring styles of their own, and nothing that runs."""
        return HTMLResponse(_EMPTY, headers={"content-security-policy": _FRAME})

    async def asset(self, request: Request) -> Response:
        """A script or style of the page."""
        asset = (page.ASSETS / request.path_params["name"]).resolve()
        kind = _TYPES.get(asset.suffix)
        if kind is None or not asset.is_relative_to(page.ASSETS.resolve()) or not asset.is_file():
            raise HTTPException(404)
        return Response(await anyio.Path(asset).read_bytes(), media_type=kind)

    async def file(self, request: Request) -> Response:
        """What a file holds."""
        name = request.query_params.get("path", "")
        opened = await anyio.to_thread.run_sync(self.files.read, name)
        return JSONResponse({"path": name, **opened._asdict()})

    async def save(self, request: Request) -> Response:
        """Write a file that nobody else has changed."""
        sent = await _sent(request)
        name, text, base = (sent.get(key) for key in ("path", "text", "base"))
        if not (isinstance(name, str) and isinstance(text, str) and isinstance(base, str)):
            raise Fault(400, "`path`, `text` or `base` is missing")
        version = await anyio.to_thread.run_sync(self.files.save, name, text, base)
        self.changed(name)
        return JSONResponse({"version": version})

    def changed(self, name: str) -> None:
        """A file has been written: what is asked next must know of it."""
        for worker in (self.quick, self.patient):
            worker.changed([self.files.path(name)])

    async def listen(self, _request: Request) -> Response:
        """What happens from now on."""
        return StreamingResponse(self.events.listen(), media_type="text/event-stream")

    async def fact(self, request: Request) -> Response:
        """Add a fact to an article's facts, if nothing is wrong with it."""
        sent = await _sent(request)
        status, body = await self.answer("fact", self.patient, LONG, request)
        made = json.loads(body)
        if status != 200 or "problems" in made:
            return Response(body, status, media_type="application/json")
        name, base = made["path"], sent.get("base")
        if not isinstance(base, str):
            raise Fault(400, "`base` is missing")
        version = await anyio.to_thread.run_sync(self.files.save, name, made["text"], base)
        self.changed(name)
        return JSONResponse({"version": version, "id": made["id"]})

    async def package(self, request: Request) -> Response:
        """The Anki package, as a download."""
        status, body = await self.answer("deck", self.patient, LONG, request)
        if status != 200:
            return Response(body, status, media_type="application/json")
        name = f"{Path(request.query_params.get('deck') or self.deck).stem}.apkg"
        disposition = f"attachment; filename*=UTF-8''{quote(name)}"
        return Response(body, media_type="application/octet-stream", headers={"content-disposition": disposition})

    def job(self, name: str, worker: Worker, seconds: float) -> Endpoint:
        """An address whose answer is the worker's."""

        async def endpoint(request: Request) -> Response:
            try:
                status, body = await self.answer(name, worker, seconds, request)
            except Stopped as stopped:
                if name == "preview":
                    return JSONResponse(stopped_preview((await _sent(request)).get("path"), str(stopped)))
                raise
            return Response(body, status, media_type="application/json")

        return endpoint

    async def answer(self, name: str, worker: Worker, seconds: float, request: Request) -> Answer:
        """What the worker says to what was sent, if whoever asked still waits when it is their turn."""
        is_get = request.method == "GET"
        sent = json.dumps(dict(request.query_params)).encode() if is_get else await request.body()

        async def wanted() -> bool:
            return not await request.is_disconnected()

        return await worker.ask(name, sent, seconds=seconds, wanted=wanted)


async def _sent(request: Request) -> dict[str, Any]:
    try:
        sent = json.loads(await request.body())
    except ValueError:
        sent = None
    if not isinstance(sent, dict):
        raise Fault(400, "this is not a JSON object")
    return sent


async def _told(_request: Request, fault: Fault) -> Response:
    return JSONResponse(fault.as_data(), fault.status)


async def _not_here(request: Request, error: HTTPException) -> Response:
    return await _told(request, Fault(error.status_code, "there is nothing here"))


async def _stopped(request: Request, stopped: Stopped) -> Response:
    return await _told(request, Fault(422, f"this was stopped: {stopped}", TOO_MUCH))


async def _mistake(request: Request, _error: Exception) -> Response:
    return await _told(request, mistake())
