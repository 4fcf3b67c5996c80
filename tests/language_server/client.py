"""A small client of the language server for YAML: it opens texts, and gives what an editor would show."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NamedTuple

HERE = Path(__file__).parent
SERVER = HERE / "node_modules/yaml-language-server/bin/yaml-language-server"
_SETTINGS = {"yaml": {"schemaStore": {"enable": False}, "validate": True, "completion": True, "hover": True}}
"""As an editor has it, but for the catalogue that it would get from the network."""


class Mistake(NamedTuple):
    """What the editor underlines, and what it says of it."""

    line: int
    text: str
    message: str


@dataclass
class Client:
    """One server and the texts that were opened in it."""

    to: IO[bytes]
    back: IO[bytes]
    count: int = 0
    versions: dict[str, int] = field(default_factory=dict)

    def ask(self, method: str, params: Any) -> Any:
        """A request, and its answer; meanwhile the server's own requests are met."""
        self.count += 1
        mine = self.count
        self._send({"id": mine, "method": method, "params": params})
        while (message := self._receive()).get("id") != mine or "method" in message:
            self._meet(message)
        assert "error" not in message, message
        return message["result"]

    def tell(self, method: str, params: Any) -> None:
        """A notification."""
        self._send({"method": method, "params": params})

    def open(self, path: Path, text: str) -> list[Mistake]:
        """Show this text as that of a file; gives its mistakes."""
        return self.open_all({path: text})[path]

    def open_all(self, texts: Mapping[Path, str]) -> dict[Path, list[Mistake]]:
        """Show these texts, and give the mistakes of each when all are told."""
        for path, text in texts.items():
            self._show(path.as_uri(), text)
        waiting = {path.as_uri(): path for path in texts}
        found: dict[Path, list[Mistake]] = {}
        while len(found) < len(waiting):
            message = self._receive()
            self._meet(message)
            params = message.get("params") or {}
            if message.get("method") == "textDocument/publishDiagnostics" and params["uri"] in waiting:
                path = waiting[params["uri"]]
                if params.get("version", self.versions[params["uri"]]) == self.versions[params["uri"]]:
                    found[path] = [_mistake(each, texts[path]) for each in params["diagnostics"]]
        return found

    def _show(self, uri: str, text: str) -> None:
        version = self.versions[uri] = self.versions.get(uri, 0) + 1
        about = {"uri": uri, "version": version}
        if version == 1:
            self.tell("textDocument/didOpen", {"textDocument": {**about, "languageId": "yaml", "text": text}})
        else:
            self.tell("textDocument/didChange", {"textDocument": about, "contentChanges": [{"text": text}]})

    def completions(self, path: Path, marked: str) -> dict[str, str]:
        """What is offered where `‸` stands, and what is said of it."""
        answer = self.ask("textDocument/completion", self._at(path, marked))
        items = answer["items"] if isinstance(answer, dict) else answer
        return {item["label"]: _said(item.get("documentation")) for item in items or []}

    def hover(self, path: Path, marked: str) -> str:
        """What is shown where `‸` stands."""
        answer = self.ask("textDocument/hover", self._at(path, marked))
        return _said(answer and answer["contents"])

    def _at(self, path: Path, marked: str) -> Any:
        before = marked.partition("‸")[0]
        self._show(path.as_uri(), marked.replace("‸", ""))
        position = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        return {"textDocument": {"uri": path.as_uri()}, "position": position}

    def _meet(self, message: Any) -> None:
        if "method" in message and "id" in message:
            sections = message["params"]["items"] if message["method"] == "workspace/configuration" else None
            result = None if sections is None else [_SETTINGS.get(each["section"]) for each in sections]
            self._send({"id": message["id"], "result": result})

    def _send(self, message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.to.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.to.flush()

    def _receive(self) -> Any:
        length = 0
        while line := self.back.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name == b"Content-Length" else length
        assert length, "the language server has ended"
        return json.loads(self.back.read(length))


def _said(documentation: Any) -> str:
    return str(documentation["value"] if isinstance(documentation, dict) else documentation or "")


def _mistake(told: Any, text: str) -> Mistake:
    start, end = told["range"]["start"], told["range"]["end"]
    lines = text.split("\n")
    last = end["character"] if end["line"] == start["line"] else None
    return Mistake(start["line"] + 1, lines[start["line"]][start["character"] : last], told["message"])


@contextmanager
def client(folder: Path) -> Iterator[Client]:
    """A server that is ready, for the files of a folder."""
    command = ["node", str(SERVER), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        assert server.stdin
        assert server.stdout
        made = Client(server.stdin, server.stdout)
        abilities = {"textDocument": {"hover": {"contentFormat": ["markdown"]}}, "workspace": {"configuration": True}}
        workspace = [{"uri": folder.as_uri(), "name": "project"}]
        made.ask(
            "initialize",
            {"processId": None, "rootUri": folder.as_uri(), "workspaceFolders": workspace, "capabilities": abilities},
        )
        made.tell("initialized", {})
        made.tell("workspace/didChangeConfiguration", {"settings": _SETTINGS})
        try:
            yield made
        finally:
            server.kill()
