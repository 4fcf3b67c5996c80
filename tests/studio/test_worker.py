"""What explodes or breaks down ends in a message, and all else goes on."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

from tests.studio.running import Answer, Running

TEMPLATE = "templates/town/designer.yaml"
STEM = 'stem: "{{ lead }}who designed {{ subject.the }}?"'


def text_of(studio: Running) -> str:
    return (studio.folder / TEMPLATE).read_text(encoding="utf-8")


def preview(studio: Running, text: str) -> Answer:
    return studio.post("api/preview", path=TEMPLATE, text=text)


def test_a_text_that_takes_too_much_is_stopped_and_others_are_answered_meanwhile(studio: Running) -> None:
    """A file of as many stems as a request can hold: where they do not take too long, they take too much memory."""
    answers: list[Answer] = []
    stems = text_of(studio).replace(STEM, "stem: [" + "a," * 4_000_000 + "a]")
    asking = threading.Thread(target=lambda: answers.append(preview(studio, stems)))
    asking.start()
    while not _children(studio):
        pass
    meanwhile = [studio.get(f"api/file?path={TEMPLATE}").status for _ in range(5)]
    assert (meanwhile, answers) == ([200] * 5, [])
    asking.join()
    [problem] = answers[0].data["problems"]
    assert (problem["code"], problem["path"]) == ("preview-stopped", TEMPLATE)
    assert problem["message"].startswith("this was stopped: it ")
    assert preview(studio, text_of(studio)).data["questions"]


def test_a_template_that_loops_is_told_of(studio: Running) -> None:
    loops = "{% for a in subject %}" * 40 + "x" + "{% endfor %}" * 40
    shown = preview(studio, text_of(studio).replace("who designed", loops)).data
    assert {problem["code"] for problem in shown["problems"]} & {"jinja-too-much", "jinja-depth"}
    assert shown["questions"] == []


def test_a_process_that_breaks_down_is_begun_anew(studio: Running) -> None:
    """As if the system had ended it for lack of memory."""
    assert preview(studio, text_of(studio)).status == 200
    for process in _children(studio):
        os.kill(process, signal.SIGKILL)
    # Who asks just then may be told that it has broken down.
    assert any(preview(studio, text_of(studio)).data["questions"] for _ in range(2))


def test_it_cannot_take_more_memory_than_it_may(studio: Running) -> None:
    preview(studio, text_of(studio))
    bounds = [Path(f"/proc/{process}/limits").read_text(encoding="ascii") for process in _children(studio)]
    spaces = [line.split()[3] for text in bounds for line in text.splitlines() if line.startswith("Max address space")]
    assert any(space != "unlimited" and int(space) < 2**32 for space in spaces)


def _children(studio: Running) -> list[int]:
    """The processes that the server has begun, but for the one that minds what is left of others."""
    listed = Path(f"/proc/{studio.process.pid}/task/{studio.process.pid}/children").read_text(encoding="ascii").split()
    return [int(one) for one in listed if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]
