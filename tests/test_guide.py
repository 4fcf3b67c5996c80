"""docs/guide.md, done step by step as a reader would: each command says what is shown below it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

TEXT = (ROOT / "docs/guide.md").read_text("utf-8")
STEPS = re.findall(r"^([^\n]*)\n\n```(\w+)\n(.*?)^```(?:\n\n```text\n(.*?)^```)?", TEXT, re.MULTILINE | re.DOTALL)
"""The line before a block, its language, the block, and the output shown right below it."""
_AT_THE_END = re.compile(r"at the end of `([\w/.]+)`:$")
_TIME = re.compile(r"^  [\d,]+ µs each\n", re.MULTILINE)


def run(commands: str, project: Path) -> str:
    """What the commands print, but for the time."""
    done = subprocess.run(
        ["bash", "-c", commands],
        cwd=project if project.is_dir() else project.parent,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    return _TIME.sub("", done.stdout + done.stderr)


def edit(before: str, block: str, project: Path) -> None:
    """Put a block where the line before it says: at the end of a file, or in place of the stem."""
    template = project / "templates/town/length.yaml"
    if named := _AT_THE_END.search(before):
        with (project / named[1]).open("a", encoding="utf-8") as file:
            file.write(block)
    elif before.endswith("Change the stem:"):
        text = template.read_text("utf-8")
        template.write_text(re.sub(r"^stem: .*\n", lambda _: block, text, flags=re.MULTILINE), "utf-8")
    else:
        assert template.read_text("utf-8").endswith(block), "the page shows another file than the program writes"


def test_the_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    project = tmp_path / "lessons"
    ran = [step for step in STEPS if step[1] == "sh"]
    assert len(ran) == TEXT.count("```sh\n") == 9
    for before, language, block, shown in STEPS:
        if language == "yaml":
            edit(before, block, project)
            continue
        said = run(block, project)
        assert "Traceback" not in said
        assert not shown or said == shown
    assert (project / "build/bridge.apkg").is_file()
