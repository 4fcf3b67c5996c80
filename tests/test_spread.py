"""Work spread over processes: real ones, each test in a program of its own, as pytest's own threads rule forks out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there is work spread over forked processes")

DECKS = sorted(Path("decks").glob("*.yaml"))
BEGIN = """
import os, signal
from quizgen import spread as module
from quizgen.spread import spread
module._cores = lambda: 3
here, things = os.getpid(), range(module.MANY + 600)
"""


def run(code: str) -> str:
    """What a program prints; its errors, if it ends in one."""
    command = [sys.executable, "-c", BEGIN + dedent(code)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout or done.stderr


def test_gives_what_map_gives_by_several_processes() -> None:
    code = """
    made = list(spread(lambda one: (one * 2, os.getpid()), things))
    assert [twice for twice, _ in made] == [one * 2 for one in things]
    print(len({process for _, process in made}))
    """
    assert run(code) == "3\n"


def test_things_that_are_alike_are_one_process_s() -> None:
    code = """
    made = zip(things, spread(lambda _: os.getpid(), things, alike=lambda one: one % 7), strict=True)
    print(len({(one % 7, process) for one, process in made}))
    """
    assert run(code) == "7\n"


def test_few_things_are_done_in_this_process() -> None:
    assert run("print({*spread(lambda _: os.getpid(), things[:600])} == {here})") == "True\n"


def test_what_is_known_is_not_copied() -> None:
    code = """
    known = [object() for _ in things]
    print(all(one is other for one, other in zip(spread(known.__getitem__, things, known=known), known, strict=True)))
    """
    assert run(code) == "True\n"


def test_what_goes_wrong_in_another_process_is_raised_in_this_one() -> None:
    told = run("list(spread(lambda one: 1 // (one - 300), things))")
    assert told.startswith("Traceback")
    assert told.endswith("ZeroDivisionError: integer division or modulo by zero\n")
    assert told.count("Traceback") == 1


def test_what_a_process_does_not_deliver_is_made_in_this_one() -> None:
    code = """
    def work(one):
        if one == 1_300 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return one
    print(list(spread(work, things)) == list(things))
    """
    assert run(code) == "True\n"


def test_no_process_is_left_when_nobody_wants_more() -> None:
    code = """
    results = spread(str, things)
    next(results)
    results.close()
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        print("none")
    """
    assert run(code) == "none\n"


def test_the_shipped_decks_are_the_same_as_made_in_one_process() -> None:
    code = f"""
    from quizgen import generate
    module.MANY, module._CHUNK = 0, 7
    for deck in {[str(deck) for deck in DECKS]}:
        made = generate(deck)
        module._cores = lambda: 1
        assert made.quiz and made == generate(deck), deck
        module._cores = lambda: 3
    print("alike")
    """
    assert DECKS
    assert run(code) == "alike\n"


def test_what_is_done_aside_is_waited_for_at_the_end(tmp_path: Path) -> None:
    code = f"""
    import pathlib, time
    from quizgen.spread import aside
    path = pathlib.Path({str(tmp_path / "process")!r})
    aside(lambda: (time.sleep(0.5), path.write_text(str(os.getpid()))))
    print(path.exists(), here)
    """
    said, here = run(code).split()
    assert said == "False"
    assert (tmp_path / "process").read_text() != here


def test_nobody_is_told_of_what_goes_wrong_aside() -> None:
    code = """
    from quizgen.spread import aside
    aside(lambda: 1 // 0)
    module._cores = lambda: 1
    aside(lambda: 1 // 0)
    print("done")
    """
    assert run(code) == "done\n"


def test_what_cannot_be_done_aside_is_done_here() -> None:
    code = """
    from quizgen.spread import aside
    module._cores = lambda: 1
    aside(lambda: print(os.getpid() == here))
    """
    assert run(code) == "True\n"


def test_where_no_process_can_be_had_all_is_done_here() -> None:
    code = """
    from quizgen.spread import aside
    def refused():
        raise BlockingIOError(11, "Resource temporarily unavailable")
    os.fork = refused
    print(list(spread(str, things)) == list(map(str, things)))
    aside(lambda: print(os.getpid() == here))
    """
    assert run(code) == "True\nTrue\n"
