"""`quizgen test`: what is expected against what is produced, and written only after a look."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizgen import cli

TEMPLATE = "templates/town/designer.yaml"
RIGHT, WRONG = "stem: Who designed the Ossel Footbridge?", "stem: 'Who planned it?'   # to be seen"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["test", *arguments], prog_name="quizgen")


@pytest.fixture
def template(project: Path) -> Path:
    """One whose example differs in stem and key."""
    path = project / TEMPLATE
    text = path.read_text()
    assert RIGHT in text
    path.write_text(text.replace(RIGHT, WRONG).replace("key: Ines Halloran", "key: Ada Quay"))
    return path


def test_one_line_for_each_that_holds(project: Path) -> None:
    done = run()
    assert done.exit_code == 0
    first, count, elsewhere = done.output.splitlines()
    assert first == "ok town/designer, bridge/designer: Who designed the Ossel Footbridge? = Ines Halloran"
    assert count == "1 example: 1 ok"
    assert elsewhere.startswith("Not tried, as their facts are not in this project: ")


@pytest.mark.parametrize("name", ["town/designer", TEMPLATE])
def test_what_differs_is_shown(template: Path, name: str) -> None:
    before = template.read_bytes()
    done = run(name)
    assert done.exit_code == 1
    assert done.output == (
        f"differs town/designer, bridge/designer, {TEMPLATE}:12\n"
        "    stem expected: Who [-planned it-]?\n"
        "         produced: Who {+designed the Ossel Footbridge+}?\n"
        "    key expected: [-Ada Quay-]\n"
        "        produced: {+Ines Halloran+}\n"
        "1 example: 1 differs\n"
    )
    assert template.read_bytes() == before


def test_the_reason_of_what_is_refused_or_unmatched(project: Path) -> None:
    path = project / TEMPLATE
    text = path.read_text()
    path.write_text(text.replace("bridge/designer", "bridge/builder"))
    unmatched = run("town/designer")
    assert unmatched.exit_code == 1
    assert "unmatched town/designer, bridge/builder" in unmatched.output
    assert "does not ask about this" in unmatched.output
    path.write_text(text + "distractors: {count: 7, at_least: 7}\n")
    refused = run("town/designer")
    assert refused.exit_code == 1
    assert "refused town/designer, bridge/designer" in refused.output
    assert "this gives no question: " in refused.output
    assert run("town/designer", "--update", "--yes").exit_code == 1


def test_a_template_without_examples_is_named(project: Path) -> None:
    path = project / TEMPLATE
    path.write_text(path.read_text().partition("# Each example")[0])
    done = run()
    assert done.exit_code == 0
    assert done.output.endswith("Without examples: town/designer\n")


def test_a_wrong_name(project: Path) -> None:
    done = run("town/designr", "twon/designer")
    assert done.exit_code == 1
    assert done.output.count("did you mean town/designer") == 2


def test_update_changes_those_values_only(template: Path) -> None:
    before = template.read_text()
    assert run("--update", "--yes").exit_code == 0
    after = before.replace("'Who planned it?'", "'Who designed the Ossel Footbridge?'").replace(
        "key: Ada Quay", "key: Ines Halloran"
    )
    assert template.read_text() == after
    assert run().exit_code == 0
    again = run("--update", "--yes")
    assert again.exit_code == 0
    assert "nothing to update" in again.output


def test_update_without_a_terminal_asks_for_yes(template: Path) -> None:
    before = template.read_bytes()
    done = run("--update")
    assert done.exit_code == 2
    assert "add --yes" in done.output
    assert run("--yes").exit_code == 2
    assert template.read_bytes() == before


@pytest.mark.parametrize(("answer", "code"), [(b"y\n", 0), (b"n\n", 1)])
def test_update_asks_on_a_terminal(template: Path, root: Path, answer: bytes, code: int) -> None:
    before = template.read_bytes()
    ours, theirs = pty.openpty()
    os.write(ours, answer)
    done = subprocess.run(
        [sys.executable, "-m", "quizgen", "test", "--update"],
        stdin=theirs,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(root)},
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    assert done.returncode == code, done.stderr
    assert b"Write what is produced into 1 example of 1 file?" in done.stdout
    assert (template.read_bytes() == before) == (answer == b"n\n")


def test_curated_templates_are_left_alone(
    root: Path, project: Path, template: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Here the library is a folder in which this template lies."""
    library = tmp_path / "library"
    shutil.copytree(root / "templates", library)
    template.parent.rename(library / "town")
    monkeypatch.setattr("quizgen.library.templates", lambda: library)
    before = (library / "town/designer.yaml").read_bytes()
    done = run("--update", "--yes")
    assert done.exit_code == 1
    assert "it belongs to quizgen. Make templates/town/designer.yaml in your project" in done.output
    assert (library / "town/designer.yaml").read_bytes() == before
