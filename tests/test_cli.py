"""The program as people and other programs use it."""

from __future__ import annotations

import inspect
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import quizgen
from quizgen import cli, pipeline

DECK = "decks/bridge.yaml"
ESCAPE = "\x1b["
QUIZGEN = (sys.executable, "-m", "quizgen")


@pytest.fixture(autouse=True)
def from_this_checkout(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs that the tests start import the quizgen that is tested, in whatever folder."""
    monkeypatch.setenv("PYTHONPATH", str(root))
    monkeypatch.delenv("NO_COLOR", raising=False)


def run(*arguments: str) -> Result:
    """The command line in this process."""
    return CliRunner().invoke(cli.main, arguments, prog_name="quizgen")


def everything(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def on_a_terminal(command: list[str], **environment: str) -> str:
    """What a terminal would receive from a program, on both its streams."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env={**os.environ, **environment}) as process:
        os.close(theirs)
        received = b""
        # A terminal ends in an error, not in an end of file.
        while chunk := _read(ours):
            received += chunk
        process.wait()
    os.close(ours)
    return received.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def commands(group: click.Group, *names: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command, with the words that name it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        yield (*names, name), command
        if isinstance(command, click.Group):
            yield from commands(command, *names, name)


def examples(command: click.Command) -> list[str]:
    """The lines of its help that a person could type."""
    lines = inspect.cleandoc(command.help or "").splitlines()
    return [line.strip() for line in lines if line.startswith("    quizgen ")]


COMMANDS = dict(commands(cli.main))
# Those of the studio, which goes on until it is interrupted, are tried in tests/studio.
EXAMPLES = [line for names, command in COMMANDS.items() for line in examples(command) if names != ("studio",)]

# Help


def test_the_commands() -> None:
    """Each that goes or comes is a change for its users."""
    assert {" ".join(names) for names in COMMANDS} == {
        *("build", "deck", "diff", "verify", "sheet", "gallery", "studio", "check", "explain", "test", "stress"),
        *("coverage", "list", "schema"),
        *("review", "review status", "review write", "review take"),
        *("new", "new project", "new article", "new deck", "new template"),
    }


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_help_everywhere_with_examples(names: tuple[str, ...]) -> None:
    """And every option says what it is for."""
    shown = run(*names, "--help")
    assert shown.exit_code == 0
    assert "Example" in shown.output
    assert examples(COMMANDS[names])
    assert all(option.help for option in COMMANDS[names].params if isinstance(option, click.Option))


@pytest.mark.parametrize("line", EXAMPLES)
def test_examples_work(line: str, project: Path, tmp_path: Path) -> None:
    """Each one, as it stands, typed into a shell in a new project."""
    quizgen_here = f'quizgen() {{ "{sys.executable}" -m quizgen "$@"; }}; {line}'
    home = {**os.environ, "HOME": str(tmp_path)}
    done = subprocess.run(["bash", "-c", quizgen_here], env=home, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_version() -> None:
    """Of the package."""
    assert run("--version").output == f"quizgen {quizgen.__version__}\n"


def test_the_version_waits_for_nothing() -> None:
    """Besides click and Python's own modules, nothing is imported before a command runs."""
    code = "import sys; before = set(sys.modules); import click; after = set(sys.modules); import quizgen.cli"
    report = "print(*sorted(set(sys.modules) - after))"
    done = subprocess.run([sys.executable, "-c", f"{code}; {report}"], capture_output=True, text=True, check=True)
    assert {name for name in done.stdout.split() if name.split(".")[0] not in sys.stdlib_module_names} == {
        *("quizgen", "quizgen.cli", "quizgen.commands"),
    }


def test_a_sheet_waits_for_nothing_that_it_has_not(project: Path) -> None:
    """A theme, the practice edition, cards and reports of what is wrong are imported by whom they concern."""
    code = "import atexit, sys; atexit.register(lambda: print(*sys.modules)); import quizgen.cli; quizgen.cli.main()"
    arguments = [sys.executable, "-c", code, "sheet", "decks/bridge.yaml", "--out", "sheets"]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    imported = done.stdout.splitlines()[-1].split()
    assert "quizgen.exporters.sheet" in imported
    assert not {
        *("quizgen.themes", "quizgen.documents.theme", "quizgen.markup", "quizgen.exporters.sheet.practice"),
        *("quizgen.exporters.anki", "genanki", "quizgen.reports", "quizgen.inspection", "quizgen.reviews"),
        *("pydantic.dataclasses", "asyncio", "segno"),
    } & {*imported}


def test_completes_commands_and_options() -> None:
    """As click gives it, for the program's name as installed."""
    words = {"COMP_WORDS": "quizgen sh", "COMP_CWORD": "1", "_QUIZGEN_COMPLETE": "bash_complete"}
    assert CliRunner().invoke(cli.main, [], prog_name="quizgen", env=words).output == "plain,sheet\n"
    source = {"_QUIZGEN_COMPLETE": "zsh_source"}
    assert "#compdef quizgen" in CliRunner().invoke(cli.main, [], prog_name="quizgen", env=source).output


# Building


def test_build_writes_all_and_says_so(project: Path) -> None:
    """What was written, how many of which kind, and what to do next."""
    done = run("build")
    assert done.exit_code == 0, done.output
    written = everything(project / "build")
    assert "bridge.apkg" in written
    assert len([name for name in written if name.endswith(".html")]) == 5  # with the crosswalk
    for name in written:
        assert f"  build/{name}\n" in done.stdout
    quiz = pipeline.generate(DECK).quiz
    assert quiz
    assert f"{quiz.deck.title}: {len(quiz.items)} items\n" in done.stdout
    choices = sum(item.kind == "choice" for item in quiz.items)
    assert re.search(rf"\b{choices} choice\b", done.stdout)
    assert "In Anki, choose File > Import and build/bridge.apkg" in done.stdout
    assert "print them" in done.stdout


def test_two_builds_are_the_same_to_the_byte(project: Path, tmp_path: Path) -> None:
    """In different folders; another seed gives other orders."""
    deck = (project / DECK).read_text()
    for seed, folder in (("1", "a"), ("1", "b"), ("2", "c")):
        (project / DECK).write_text(f'{deck}seed: "{seed}"\n')
        assert run("build", DECK, "--out", str(tmp_path / folder)).exit_code == 0
    assert everything(tmp_path / "a") == everything(tmp_path / "b")
    assert everything(tmp_path / "a").keys() == everything(tmp_path / "c").keys()
    assert everything(tmp_path / "a") != everything(tmp_path / "c")


def test_one_bad_deck_and_nothing_is_written(project: Path) -> None:
    """Not even what the good ones ask for; all errors are told."""
    good = (project / DECK).read_text()
    (project / "decks" / "a.yaml").write_text(good.replace("articles: [bridge]", "articles: [brigde]"))
    (project / "decks" / "z.yaml").write_text(good + "\ncolour: red\n")
    done = run("build")
    assert done.exit_code == 1
    assert re.search(r"^decks/a\.yaml:\d+:\d+: [a-z-]+ .*brigde", done.stderr, re.MULTILINE)
    assert re.search(r"^decks/z\.yaml:\d+:1: unknown-key .*colour", done.stderr, re.MULTILINE)
    assert "did you mean bridge?" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("2 errors")
    assert not (project / "build").exists()


def test_no_deck_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that is no project, the way to one is shown."""
    monkeypatch.chdir(tmp_path)
    done = run("build")
    assert done.exit_code == 1
    assert "no-decks" in done.stderr
    assert "quizgen new project" in done.stderr


@pytest.mark.parametrize("command", [["build"], ["deck"], ["sheet"], ["list", "facts"], ["list", "items"], ["check"]])
@pytest.mark.parametrize("path", ["decks/none.yaml", "decks", "decks/latin.yaml"])
def test_a_deck_file_that_cannot_be_read(project: Path, command: list[str], path: str) -> None:
    """Missing, a folder, not UTF-8: the content is at fault, not the command; `check` takes folders."""
    (project / "decks" / "latin.yaml").write_bytes("title: Brücke\n".encode("latin-1"))
    done = run(*command, path)
    assert done.exit_code == 1, done.output
    assert f"{path}" in (done.stdout if command == ["check"] else done.stderr)
    assert "Traceback" not in done.output
    assert not (project / "build").exists()


def test_deck_writes_a_package_in_the_current_folder(project: Path) -> None:
    """Named as the deck file, or as `-o` says, and the same."""
    assert run("deck", DECK).exit_code == 0
    assert run("deck", DECK, "-o", "new/other.apkg").exit_code == 0
    assert (project / "bridge.apkg").read_bytes() == (project / "new" / "other.apkg").read_bytes()


def test_sheet_takes_other_settings(project: Path) -> None:
    """More forms, fewer questions, one kind."""
    done = run("sheet", DECK, "-o", "out", "--forms", "3", "--questions", "4", "--kind", "true_false")
    assert done.exit_code == 0, done.output
    assert "  4 questions on each form: A, B, C\n" in done.output
    pages = [f"bridge-{what}-{form}.html" for form in "ABC" for what in ("form", "key")]
    assert set(everything(project / "out")) == {*pages, "bridge-crosswalk.html", "bridge-crosswalk.csv"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("six", "'six' should begin with a number"),
        ("0 kind=choice", "should begin with a number from 1"),
        ("3 kind=chioce", "there is no kind 'chioce'; did you mean choice?"),
        ("3 level=remembr", "there is no level 'remembr'; did you mean remember?"),
        ("3 difficulty=hart", "there is no difficulty 'hart'; did you mean hard?"),
        ("3 topik=town", "there is no 'topik' to ask for; did you mean topic?"),
        ("3 kind", "'kind' lacks a name"),
        ("3 kind=choice kind=cloze", "'kind' stands twice"),
    ],
)
def test_sheet_says_what_an_ask_lacks(project: Path, asked: str, said: str) -> None:
    done = run("sheet", DECK, "--ask", asked)
    assert done.exit_code == 2
    assert said in done.stderr


def test_sheet_asks_cell_by_cell(project: Path) -> None:
    """Instead of what the deck file asks for; beside what is asked of all questions it cannot stand."""
    deck = (project / DECK).read_text()
    blueprint = "sheet: {sections: [{heading: Parts, points: 3, ask: [{count: 2}]}]}"
    (project / DECK).write_text(re.sub(r"^sheet:\n(?: .*\n)*", "", deck, flags=re.MULTILINE) + blueprint)
    for options, questions in (([], 2), (["--ask", "1 kind=choice", "--ask", "2"], 3), (["--questions", "1"], 1)):
        done = run("sheet", DECK, *options, "--points", "2", "--minutes", "9", "--paper", "A3", "--parallel")
        assert done.exit_code == 0, done.stderr
        assert f"  {questions} question{'s' * (questions > 1)} on each form: A, B" in done.stdout
    done = run("sheet", DECK, "--ask", "1", "--topic", "town")
    assert done.exit_code == 2
    assert "--topic cannot stand beside --ask" in done.stderr


@pytest.mark.parametrize("option", [["--kind", "chioce"], ["--topic", "weather"]])
def test_sheet_knows_no_such_kind_or_topic(project: Path, option: list[str]) -> None:
    """Named, with what there is; nothing is written."""
    done = run("sheet", DECK, "-o", "out", *option)
    assert done.exit_code in {1, 2}
    assert option[1] in done.stderr
    assert not (project / "out").exists()


def test_the_old_files_stay_where_writing_fails(project: Path) -> None:
    """A folder stands where one of the files should go."""
    assert run("build").exit_code == 0
    (project / "build" / "bridge.apkg").unlink()
    (project / "build" / "bridge.apkg").mkdir()
    before = everything(project / "build")
    (project / DECK).write_text((project / DECK).read_text() + 'seed: "2"\n')
    done = run("build")
    assert done.exit_code == 1
    assert "build/bridge.apkg:1:1: cannot-write" in done.stderr
    assert everything(project / "build") == before


# Checking


def test_check_finds_nothing_wrong(project: Path) -> None:
    """And says what the deck gives."""
    done = run("check")
    assert done.exit_code == 0
    assert done.stderr == ""
    assert re.search(r"^decks/bridge\.yaml: \d+ items, \d+ refused \(why: --verbose\)$", done.stdout, re.MULTILINE)
    assert done.stdout.endswith("No problems.\n")


def test_check_verbose_says_what_was_refused_and_why(project: Path) -> None:
    """One line each, with the place to look at."""
    quiz = pipeline.generate(DECK).quiz
    assert quiz
    assert quiz.refusals
    done = run("check", DECK, "--verbose")
    for refusal in quiz.refusals:
        assert f": refused {refusal.item}: {refusal.reason}\n" in done.stdout


def test_check_for_programs(project: Path) -> None:
    """One object a problem, with the same keys always; the exit code as for people."""
    facts = project / "seeds" / "bridge" / "facts.yaml"
    facts.write_text(facts.read_text() + "colour: röd\n")
    done = run("check", "--format", "json", "--verbose")
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    assert {*found} == {"problems", "decks"}
    problem = next(problem for problem in found["problems"] if problem["code"] == "unknown-key")
    assert [*problem] == ["file", "line", "column", "severity", "code", "message", "hint"]
    assert problem["file"] == "seeds/bridge/facts.yaml"
    assert problem["line"] == len(facts.read_text().splitlines())
    assert problem["severity"] == "error"


def test_a_check_that_finds_nothing_for_programs(project: Path) -> None:
    """The decks, with what they refused."""
    found = json.loads(run("check", "--format", "json", "--verbose").stdout)
    assert found["problems"] == []
    (deck,) = found["decks"]
    assert deck["file"] == DECK
    assert deck["refused"] == len(deck["refusals"])
    assert [*deck["refusals"][0]] == ["item", "template", "facts", "reason", "file", "line", "column"]


# Listing


@pytest.mark.parametrize("what", ["facts", "templates", "relations", "items"])
def test_list_says_the_same_in_every_format(project: Path, what: str) -> None:
    """A row each; the ids are found in JSON and CSV."""
    rows = json.loads(run("list", what, DECK, "--format", "json").stdout)
    assert rows
    table = run("list", what, DECK).stdout.splitlines()
    assert len(table) == len(rows) + 1
    text = run("list", what, DECK, "--format", "csv").stdout
    for row in rows:
        assert row["id"] in text


def test_list_shows_the_items_of_one_template_whole(project: Path) -> None:
    """With their options, and why; by its name or a pattern."""
    done = run("list", "items", DECK, "--template", "town/designer", "--format", "text")
    assert done.exit_code == 0
    assert done.stdout.startswith("Who designed the Ossel Footbridge?\n")
    assert "\n  * Ines Halloran\n" in done.stdout
    assert run("list", "items", DECK, "--template", "town/*", "--format", "text").stdout == done.stdout
    (row,) = json.loads(run("list", "items", DECK, "--template", "town/designer", "--format", "json").stdout)
    assert row["id"] in done.stdout


def test_list_of_a_template_that_gives_nothing(project: Path) -> None:
    """It may be misspelt."""
    done = run("list", "items", DECK, "--template", "town/desinger")
    assert done.exit_code == 2
    assert "did you mean town/designer?" in done.stderr


def test_list_facts_has_also_those_never_asked(project: Path) -> None:
    """With the reason."""
    rows = json.loads(run("list", "facts", DECK, "--format", "json").stdout)
    (never,) = [row for row in rows if row["ask"] == "never"]
    assert never["reason"]
    assert never["file"] == "seeds/bridge/facts.yaml"


def test_lists_for_programs_are_utf8_everywhere(project: Path) -> None:
    """Whatever the terminal speaks; and for people, better a strange letter than a crash."""
    article = project / "decks" / "bridge.yaml"
    article.write_text(article.read_text().replace("instructions:", "instructions: Öffnen –", 1))
    facts = project / "seeds" / "bridge" / "facts.yaml"
    facts.write_text(facts.read_text().replace("reason: ", "reason: “ö” ", 1))
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    for form in ("json", "csv", "table"):
        command = [*QUIZGEN, "list", "facts", DECK, "--format", form]
        done = subprocess.run(command, env=ascii_only, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        assert ("“ö” ".encode() in done.stdout) == (form != "table")


# Wrong usage, our mistakes, interruption


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build", "--colour"],
        ["deck"],
        ["sheet", DECK, "--forms", "0"],
        ["sheet", DECK, "--forms", "100"],
        ["sheet", DECK, "--questions", "many"],
        ["list", "things", DECK],
        ["list", "facts", DECK, "--format", "text"],
        ["list", "facts", DECK, "--template", "town/designer"],
        ["check", "--format", "xml"],
        ["new", "lesson", "x"],
    ],
    ids=" ".join,
)
def test_wrong_usage(project: Path, arguments: list[str]) -> None:
    """2, and a way to the help."""
    done = run(*arguments)
    assert done.exit_code == 2
    assert "--help" in done.stderr or "-h" in done.stderr
    assert done.stdout == ""


def test_our_own_mistake(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """3, said to be ours, with all that a report needs."""

    def wrong(*_: object, **__: object) -> None:
        message = "never thought of that"
        raise LookupError(message)

    monkeypatch.setattr(pipeline, "generate", wrong)
    done = run("build")
    assert done.exit_code == 3
    assert "a mistake in quizgen, not in your files" in done.stderr
    assert "LookupError: never thought of that" in done.stderr
    assert f"quizgen {quizgen.__version__}, Python 3." in done.stderr


def test_interrupted(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """130, as shells expect, and no traceback."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "generate", interrupt)
    done = run("build")
    assert done.exit_code == 130
    assert done.stderr == "\nInterrupted.\n"


def test_nobody_reads_on(project: Path) -> None:
    """`quizgen list … | head` ends quietly."""
    with subprocess.Popen(
        [*QUIZGEN, "list", "facts", DECK, "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_output_that_cannot_be_written(project: Path) -> None:
    """As where a list is sent to a full disk: said in a line, and not taken for our mistake."""
    with Path("/dev/full").open("wb") as full:
        command = [*QUIZGEN, "list", "facts", DECK]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "output: No space left on device\n"


# Terminals


def test_colour_on_a_terminal_only(project: Path) -> None:
    """And not where NO_COLOR asks for none."""
    command = [*QUIZGEN, "build", "decks/none.yaml"]
    assert ESCAPE in on_a_terminal(command)
    assert ESCAPE not in on_a_terminal(command, NO_COLOR="1")
    assert ESCAPE not in run("build", "decks/none.yaml").output


def test_a_progress_bar_on_a_terminal_where_work_is_long(project: Path) -> None:
    """Not for a handful of items, and never in a pipe."""
    few = [sys.executable, "-c", "from quizgen import cli; cli.main()", "build", DECK]
    many = [
        sys.executable,
        "-c",
        "from quizgen import cli; from quizgen.commands import making; making.MANY_ITEMS = 3; cli.main()",
        "build",
        DECK,
    ]
    assert "100%" in on_a_terminal(many)
    assert "100%" not in on_a_terminal(few)
    assert b"100%" not in subprocess.run(many, capture_output=True, check=True).stderr


def test_a_new_project_says_what_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which works as said; a second one in the same place is refused."""
    monkeypatch.chdir(tmp_path)
    done = run("new", "project", "my lessons")
    assert done.exit_code == 0
    assert "cd 'my lessons'\n" in done.stdout
    again = run("new", "project", "my lessons")
    assert again.exit_code == 1
    assert "my lessons:1:1: not-empty" in again.stderr
