"""Files whole or not at all: read back from real folders, after real failures."""

from __future__ import annotations

import resource
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizgen.exporters import File
from quizgen.problems import ContentError, Problem
from quizgen.writing import write_all


def everything(folder: Path) -> dict[str, bytes]:
    """All files below a folder, hidden ones included, and what is in them."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def the_problem(write: Callable[[], object]) -> Problem:
    """The one problem that writing ends in."""
    with pytest.raises(ContentError) as caught:
        write()
    (problem,) = caught.value.problems
    assert problem.code == "cannot-write"
    return problem


def test_writes_all_files_and_makes_the_folders(tmp_path: Path) -> None:
    """Names may hold folders; what is returned is named as it was asked for."""
    out = tmp_path / "build" / "today"
    written = write_all(out, [File("a.apkg", b"\x00\xff"), File("sheets/b.html", b"<p>")])
    assert written == (out / "a.apkg", out / "sheets" / "b.html")
    assert everything(tmp_path) == {"build/today/a.apkg": b"\x00\xff", "build/today/sheets/b.html": b"<p>"}


def test_replaces_old_files_and_keeps_their_mode(tmp_path: Path) -> None:
    """An old file gives way to the new one, and the new one may be read by the same people."""
    old = tmp_path / "a.html"
    old.write_bytes(b"old and longer")
    old.chmod(0o640)
    write_all(tmp_path, [File("a.html", b"new")])
    assert everything(tmp_path) == {"a.html": b"new"}
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_new_files_have_the_usual_mode(tmp_path: Path) -> None:
    """Not the private mode of temporary files: a teacher shares the folder."""
    (tmp_path / "usual").touch()
    write_all(tmp_path, [File("new", b"")])
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it leads to is written."""
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_all(tmp_path, [File("link", b"new")])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_nothing_is_written_when_a_later_file_cannot_be_made(tmp_path: Path) -> None:
    """Exporters give one file after another; the second fails here, and the first is not put in place."""
    (tmp_path / "a").write_bytes(b"old")

    def files() -> Iterator[File]:
        yield File("a", b"new")
        yield File("new/b", b"new")
        message = "no more"
        raise ArithmeticError(message)

    with pytest.raises(ArithmeticError):
        write_all(tmp_path, files())
    assert everything(tmp_path) == {"a": b"old"}
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    """Found before any file is put in place."""
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").mkdir()
    problem = the_problem(lambda: write_all(tmp_path, [File("a", b"new"), File("b", b"new")]))
    assert problem.place.path == str(tmp_path / "b")
    assert "folder" in problem.hint
    assert everything(tmp_path) == {"a": b"old"}


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_file_where_the_folder_should_be(tmp_path: Path, below: str) -> None:
    """The file that is in the way is left as it is."""
    (tmp_path / "build").write_bytes(b"mine")
    problem = the_problem(lambda: write_all(tmp_path / "build" / below, [File("a", b"new")]))
    assert "is a file" in problem.hint
    assert everything(tmp_path) == {"build": b"mine"}


def test_a_folder_that_takes_no_files() -> None:
    """Not even root may write there."""
    problem = the_problem(lambda: write_all(Path("/proc/quizgen"), [File("a", b"")]))
    assert problem.place.path == "/proc/quizgen/a"
    assert "cannot be written" in problem.message


def test_a_device_is_not_replaced(tmp_path: Path) -> None:
    """`-o /dev/null` as root would put an ordinary file in its place."""
    problem = the_problem(lambda: write_all(Path("/dev"), [File("null", b"")]))
    assert "no ordinary file" in problem.message
    assert Path("/dev/null").is_char_device()


def test_two_files_of_one_name(tmp_path: Path) -> None:
    """Two deck files of the same name would overwrite each other."""
    problem = the_problem(lambda: write_all(tmp_path, [File("a", b"1"), File("./a", b"2")]))
    assert "two" in problem.message
    assert everything(tmp_path) == {}


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    """The system's word for it, and a hint."""
    problem = the_problem(lambda: write_all(tmp_path / "made", [File("x" * 300, b"")]))
    assert "shorter" in problem.hint
    assert list(tmp_path.iterdir()) == []


def test_a_link_that_leads_to_itself(tmp_path: Path) -> None:
    """Said as a problem, and left as it is: never a crash."""
    (tmp_path / "loop").symlink_to("loop")
    problem = the_problem(lambda: write_all(tmp_path / "loop" / "below", [File("a", b"")]))
    assert problem.code == "cannot-write"
    assert [path.name for path in tmp_path.iterdir()] == ["loop"]


@pytest.mark.parametrize("limit", [0, 1000])
def test_no_space_left(tmp_path: Path, limit: int) -> None:
    """The old files are still there, no temporary one is left; the limit stands in for a full disk."""
    (tmp_path / "a").write_bytes(b"old")
    script = (
        "import sys; from pathlib import Path;"
        "from quizgen.exporters import File; from quizgen.writing import write_all;"
        "write_all(Path(sys.argv[1]), [File('a', b'new' * 100), File('b', b'new' * 1000)])"
    )
    # The error goes through a pipe, which the limit on files does not touch.
    done = subprocess.run(
        [sys.executable, "-B", "-c", script, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert "cannot-write cannot be written: File too large" in done.stderr
    assert everything(tmp_path) == {"a": b"old"}
