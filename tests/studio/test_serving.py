"""How the program begins and ends."""

from __future__ import annotations

import signal
import socket
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen import cli
from quizgen.commands.studio import command
from tests.studio.running import running
from tests.test_cli import examples


def test_it_ends_at_once_and_in_silence(project: Path) -> None:
    """Though a page listens, and the project is still being read."""
    with running(project) as studio:
        listening = HTTPConnection("127.0.0.1", studio.port, timeout=30)
        listening.request("GET", f"/{studio.token}/api/events")
        events = listening.getresponse()
        events.readline()
        studio.process.send_signal(signal.SIGINT)
        said, _ = studio.process.communicate(timeout=10)
        events.close()
        listening.close()
        assert (studio.process.returncode, said) == (0, "")


@pytest.mark.parametrize("line", examples(command))
def test_its_examples_work(project: Path, line: str) -> None:
    """Each as it stands, in a new project; the browser that it opens is none."""
    with running(project, line.split()[2:]) as studio:
        assert studio.get("api/file?path=decks/bridge.yaml").status == 200


def test_a_port_in_use_is_told(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = CliRunner().invoke(cli.main, ["studio", "--no-open", "--port", str(port)])
    assert done.exit_code == 2
    assert f"port {port} is in use; choose another, or leave --port away" in done.output


def test_a_deck_file_that_is_not_there_is_told(project: Path) -> None:
    done = CliRunner().invoke(cli.main, ["studio", "decks/brigde.yaml"])
    assert (done.exit_code, "did you mean bridge.yaml?" in done.output) == (1, True)


def test_without_the_extra_it_says_what_to_install(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizgen.commands.studio.find_spec", lambda name: None if name == "uvicorn" else name)
    done = CliRunner().invoke(cli.main, ["studio"])
    assert done.exit_code == 1
    assert "studio-missing" in done.output
    assert "pip install 'quizgen[studio]'" in done.output
