"""Who is not answered, and what is not read: tried on the real server."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from quizgen.scaffold import new_project
from tests.studio.running import Running, running

TEMPLATE = "templates/town/designer.yaml"
OUTSIDE = "not for the page"


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A studio over a project from which links lead to a file beside it, and to the folder of that, and to themselves.

    It is of its own: all others' would have something wrong with it, for as long as it takes to see that they are gone.
    """
    folder = tmp_path_factory.mktemp("linked") / "project"
    new_project(folder)
    for name in ("secret.yaml", "facts.yaml"):
        (folder.parent / name).write_text(OUTSIDE, encoding="utf-8")
    (folder / "templates/link.yaml").symlink_to(folder.parent / "secret.yaml")
    (folder / "templates/folder").symlink_to(folder.parent)
    (folder / "seeds/linked").symlink_to(folder.parent)
    (folder / "templates/round.yaml").symlink_to(folder / "templates/round.yaml")
    with running(folder) as server:
        yield server


def is_well(studio: Running) -> bool:
    """Whether the page is still answered."""
    return studio.get(f"api/file?path={TEMPLATE}").status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "0.0.0.0:{port}", "[::1]:{port}", ""]
)
def test_by_another_name_nothing_is_answered(studio: Running, host: str) -> None:
    """A web site that lets its own name point here (DNS rebinding) sends that name along."""
    answer = studio.get(f"api/file?path={TEMPLATE}", Host=host.format(port=studio.port))
    assert (answer.status, b"kind" in answer.body) == (403, False)
    assert studio.get("api/project", Host=f"localhost:{studio.port}").status == 200


@pytest.mark.parametrize(
    "path", ["/", "/api/project", "//", "/{almost}/api/project", "/{token}", "/%2e%2e/", "*", "/%C3%A9/"]
)
def test_without_the_token_nothing_is_there(studio: Running, path: str) -> None:
    path = path.format(token=studio.token, almost=studio.token[:-1] + "!")
    answer = studio.send("GET", path)
    assert (answer.status, answer.data["error"]) == (404, "there is nothing here")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example", "Content-Type": "application/json"},
        {"Origin": "null", "Content-Type": "application/json"},
        {"Content-Type": "application/json"},
        {"Origin": "http://127.0.0.1:1", "Content-Type": "application/json"},
        {"Origin": "{own}", "Content-Type": "text/plain"},
        {"Origin": "{own}", "Content-Type": "application/json", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_another_page_cannot_write(studio: Running, headers: dict[str, str]) -> None:
    """Not even one that knows the address: a form or a script of a web site says where it is from."""
    before = (studio.folder / TEMPLATE).read_bytes()
    headers = {name: value.format(own=f"http://{studio.host}") for name, value in headers.items()}
    body = b'{"path": "%b", "text": "", "base": ""}' % TEMPLATE.encode()
    assert studio.send("PUT", f"/{studio.token}/api/file", body, headers).status in (403, 415)
    assert (studio.folder / TEMPLATE).read_bytes() == before


def test_another_page_cannot_read(studio: Running) -> None:
    assert studio.get("api/project", Sec_Fetch_Site="cross-site").status == 403
    assert "access-control-allow-origin" not in studio.get("api/project", Origin="http://evil.example").headers


@pytest.mark.parametrize(
    "path",
    [
        "../secret.yaml", "templates/../../secret.yaml", "templates/town/../../../secret.yaml", "/etc/passwd",
        "..%2fsecret.yaml", "%2e%2e/secret.yaml", "templates/..\\..\\secret.yaml", "templates/town/designer.yaml\0.txt",
        "C:/secret.yaml", "//server/share/secret.yaml", "templates/con.yaml", "templates/designer.yaml:stream.yaml",
        "templates/./town/designer.yaml", "templates//town/designer.yaml", "templates/town/designer.yaml/", "templates",
        "templates/link.yaml", "templates/folder/secret.yaml", "seeds/linked/facts.yaml", "templates/round.yaml",
        "templates/.hidden.yaml", ".quizgen/schemas/deck.json", "README.md", "decks/bridge.lock",
        "quizgen:../pyproject.toml", "quizgen:../../secret.yaml", "", "templates/" + "a" * 5_000 + ".yaml",
    ],
)  # fmt: skip
def test_no_other_file_is_read_or_written(linked: Running, path: str) -> None:
    """Neither by a name, however it is written, nor by a link that lies in the project."""
    read = linked.get(f"api/file?path={quote(path)}")
    written = linked.post("api/file", "PUT", path=path, text="changed", base="")
    shown = linked.post("api/preview", path=path, text="kind: choice")
    assert {read.status, written.status, shown.status} <= {403, 404}, (read, written, shown)
    assert OUTSIDE.encode() not in read.body + written.body + shown.body
    assert (linked.folder.parent / "secret.yaml").read_text(encoding="utf-8") == OUTSIDE


@pytest.mark.parametrize("length", ["50000000", "99999999999999999999999", "-1", "many"])
def test_a_large_body_is_refused_before_it_is_sent(studio: Running, length: str) -> None:
    """Only what stands above it has been sent when the answer comes."""
    with socket.create_connection(("127.0.0.1", studio.port), timeout=30) as sender:
        head = f"PUT /{studio.token}/api/file HTTP/1.1\r\nHost: {studio.host}\r\nOrigin: http://{studio.host}\r\n"
        sender.sendall(f"{head}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n".encode())
        answer = sender.recv(200)
    assert answer.split()[1] in (b"413", b"400")
    assert is_well(studio)


def test_a_body_that_does_not_say_how_large_it_is(studio: Running) -> None:
    """It is read as far as it may go."""
    with socket.create_connection(("127.0.0.1", studio.port), timeout=30) as sender:
        head = f"PUT /{studio.token}/api/file HTTP/1.1\r\nHost: {studio.host}\r\nOrigin: http://{studio.host}\r\n"
        sender.sendall(f"{head}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
        try:
            for _ in range(50):
                sender.sendall(chunk)
        except OSError:  # it does not listen any more
            pass
        assert sender.recv(200).split()[1:2] in ([b"413"], [])
    assert is_well(studio)


def test_two_hundred_connections_at_once(studio: Running) -> None:
    """Some that say nothing, some that stop in the middle, some that ask: the page is answered all the same."""
    held = [socket.create_connection(("127.0.0.1", studio.port), timeout=30) for _ in range(200)]
    statuses: list[int] = []
    file = f"api/file?path={TEMPLATE}"
    try:
        for number, sender in enumerate(held):
            if number % 2:
                sender.sendall(b"GET / HTTP/1.1\r\nHost: " + b"a" * 20)
        asking = [threading.Thread(target=lambda: statuses.append(studio.get(file).status)) for _ in range(60)]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join()
        assert is_well(studio)
    finally:
        for sender in held:
            sender.close()
    assert set(statuses) <= {200, 503}
    assert 200 in statuses


def test_headers_that_keep_the_page_to_itself(studio: Running) -> None:
    """Of the page, of data, and of what is refused."""
    for answer in (studio.get(""), studio.get("api/project"), studio.get("api/nothing"), studio.send("GET", "/")):
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert "server" not in answer.headers
    page = studio.get("").headers["content-security-policy"]
    assert "script-src 'self';" in page
    assert "unsafe" not in page
    assert page != studio.get("").headers["content-security-policy"]  # its nonce is new each time


def test_nobody_else_can_connect(studio: Running) -> None:
    """The server listens on this machine's own address alone."""
    listening = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    ours = [
        fields[1]
        for line in listening
        if (fields := line.split())[3] == "0A" and fields[1].endswith(f":{studio.port:04X}")
    ]
    assert ours == [f"0100007F:{studio.port:04X}"]
