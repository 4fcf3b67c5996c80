"""Holds quizgen to its promises of speed: whole processes, against the bare floor in the same run.

    python benchmarks/run.py [version] [deck] [large] [check] [diff] [verify] [forms] [studio] [peers]

Prints what was measured beside each limit; the exit code is 1 if one is not kept. See README.md.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from tempfile import TemporaryDirectory, TemporaryFile, mkdtemp
from time import perf_counter

from workloads import edits, serving, synthetic, wide
from workloads import peers as others

Command = list[str | Path]

PROJECT = Path(__file__).resolve().parent.parent
DECK = PROJECT / "decks" / "mali-france.yaml"
BARE = PROJECT / "benchmarks" / "workloads" / "bare_genanki.py"
PYTHON = sys.executable
INSTALLED = Path(PYTHON).with_name("quizgen")
QUIZGEN: Command = [INSTALLED] if INSTALLED.exists() else [PYTHON, "-m", "quizgen"]

FIRST_CHECK, FIRST_DIFF = 12, 6
"""Seconds for the first run ever, of which nothing is remembered."""

MEGABYTE = 1 << (20 if sys.platform == "darwin" else 10)
"""In the unit in which the system counts memory: kB, but for macOS."""

KEPT = mkdtemp(prefix="quizgen-kept-")
atexit.register(shutil.rmtree, KEPT, ignore_errors=True)

ROUNDS = 11
SMALLEST, MIDDLE, LARGE = 8, 400, 4_000
"""Organisations in a synthetic project: one article; about 10,000 items; about 100,000."""


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds from start to end, and of processor; its peak memory in MB; what it printed."""

    seconds: float
    processor: float
    memory: float
    said: str

    @property
    def items(self) -> int:
        """How many items `quizgen build` or `check` says there are."""
        [count] = re.findall(r": ([\d,]+) items", self.said)  # a warning may speak of some, of a template's
        return int(count.replace(",", ""))


@dataclass(frozen=True)
class Result:
    """A promise, and what was measured."""

    what: str
    limit: float
    measured: float
    unit: str
    detail: str

    @property
    def kept(self) -> bool:
        """Whether the limit is kept."""
        return self.measured <= self.limit

    def __str__(self) -> str:
        verdict = "pass" if self.kept else "FAIL"
        limit, measured = f"{self.limit:g} {self.unit}", f"{self.measured:.2f} {self.unit}"
        return f"{verdict}  {self.what:<58}  at most {limit:>7}  {measured:>9}   {self.detail}"


def cost(*command: str | Path, kept: str = KEPT) -> Cost:
    """Run a command to its end, as installed: with its modules compiled, and with what was kept of earlier rounds."""
    installed = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    installed["QUIZGEN_CACHE"] = kept
    with TemporaryFile("w+") as said:
        begun = perf_counter()
        process = subprocess.Popen(list(map(str, command)), stdout=said, cwd=PROJECT, env=installed)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        cost = Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MEGABYTE, said.read())
    if process.returncode:
        message = f"{' '.join(map(str, command))} ended with {process.returncode}"
        raise SystemExit(message)
    return cost


def medians(*commands: Command, kept: str = KEPT) -> list[Cost]:
    """The usual cost of each; they take turns, so that a busy machine is so for all."""
    for command in commands:
        cost(*command, kept=kept)  # reads files into memory, compiles modules, and is what is remembered
    rounds = [[cost(*command, kept=kept) for command in commands] for _ in range(ROUNDS)]
    return [_median(each) for each in zip(*rounds, strict=True)]


def _forget() -> None:
    """As before the first run ever."""
    shutil.rmtree(KEPT)
    Path(KEPT).mkdir()


def _after_edits(command: Command, project: Path) -> Iterator[tuple[str, Cost]]:
    """What a command costs the first time, and after an edit of a template, or of a fact; they take turns."""
    befores: dict[str, Callable[[Path, int], object]] = {
        "the first time": lambda _project, _number: _forget(),
        "a template edited": edits.edit_template,
        "a fact edited": edits.edit_fact,
    }
    costs: dict[str, list[Cost]] = {when: [] for when in befores}
    for number in range(ROUNDS + 1):
        for when, before in befores.items():
            before(project, number)
            costs[when].append(cost(*command))
    for when, each in costs.items():
        yield when, _median(each[1:])


def _median(each: Sequence[Cost]) -> Cost:
    seconds, processor = median(one.seconds for one in each), median(one.processor for one in each)
    return Cost(seconds, processor, max(one.memory for one in each), each[0].said)


def version(_folder: Path) -> Iterator[Result]:
    """`quizgen --version` starts about as fast as its command line library."""
    ours, floor = medians([*QUIZGEN, "--version"], [PYTHON, "-c", "import click"])
    yield _ratio("quizgen --version : import click", 2, ours, floor)


def deck(folder: Path) -> Iterator[Result]:
    """The deck we ship, against as many notes by genanki alone."""
    build: Command = [*QUIZGEN, "build", DECK, "--out", folder]
    count = cost(*build).items
    ours, floor = medians(build, [PYTHON, BARE, str(count), folder / "bare.apkg"])
    yield _ratio(f"quizgen build {DECK.stem} : genanki, {count} notes", 4, ours, floor)


def large(folder: Path) -> Iterator[Result]:
    """A deck of 100,000 items: against genanki, in memory, and whether more items cost more each."""
    smallest, middle, build = (_synthetic(folder, size) for size in (SMALLEST, MIDDLE, LARGE))
    first_items, middle_items = cost(*smallest).items, cost(*middle).items
    # The smaller ones before and after, as the machine may be busier now than a minute ago.
    # Of the large one nothing is remembered, so nothing is of these.
    before = medians(smallest, middle, kept="")
    ours = cost(*build, kept="")
    floor = cost(PYTHON, BARE, str(ours.items), folder / "bare.apkg")
    both = zip(before, medians(smallest, middle, kept=""), strict=True)
    start, tenth = (fmean([one.processor, other.processor]) for one, other in both)
    yield _ratio(f"quizgen build : genanki, {ours.items:,} notes", 6, ours, floor)
    yield Result("its peak memory", 600, ours.memory, "MB", f"genanki {floor.memory:.0f} MB")
    each = (ours.processor - start) / (ours.items - first_items)
    in_tenth = (tenth - start) / (middle_items - first_items)
    detail = f"{each * 1e6:.0f} µs against {in_tenth * 1e6:.0f} µs, beyond the {start:.2f} s of {first_items} items"
    yield Result(f"an item's cost at {ours.items:,} : at {middle_items:,}", 1.2, each / in_tenth, "×", detail)


def check(folder: Path) -> Iterator[Result]:
    """All that is wrong in 1,000 templates and 10,000 facts: nothing, but each is looked at."""
    project = wide.write_project(folder)
    for when, took in _after_edits([*QUIZGEN, "check", project], project):
        detail = f"of processor {took.processor:.2f} s, for {took.items:,} items; {took.memory:.0f} MB"
        limit = FIRST_CHECK if when == "the first time" else 5
        yield Result(f"quizgen check, 10,000 facts, {when}", limit, took.seconds, "s", detail)


def diff(folder: Path) -> Iterator[Result]:
    """What is new in a deck of 10,000 items, since its last build."""
    deckfile = synthetic.write_project(folder, MIDDLE)
    items = cost(*QUIZGEN, "deck", deckfile, "--out", folder / "deck.apkg").items
    for when, took in _after_edits([*QUIZGEN, "diff", deckfile], folder):
        detail = f"of processor {took.processor:.2f} s; {took.memory:.0f} MB"
        limit = FIRST_DIFF if when == "the first time" else 2
        yield Result(f"quizgen diff, {items:,} items, {when}", limit, took.seconds, "s", detail)


def verify(folder: Path) -> Iterator[Result]:
    """A deck of 10,000 items imported into real Anki, and every card of it looked at."""
    build = _synthetic(folder, MIDDLE)
    count = cost(*build).items
    took = cost(*QUIZGEN, "verify", *(folder / str(MIDDLE) / "build").glob("*.apkg"))
    detail = f"of processor {took.processor:.2f} s, {took.processor / count * 1e6:.0f} µs an item"
    yield Result(f"quizgen verify, {count:,} items", 30, took.seconds, "s", detail)


def forms(folder: Path) -> Iterator[Result]:
    """Thirty different forms of twenty questions, each with its key, against one."""
    one, thirty = ([*_sheet(folder), "--forms", str(count)] for count in (1, 30))
    ours, floor = medians(thirty, one)
    yield _ratio("quizgen sheet, 30 forms of 20 questions with keys : one", 3, ours, floor)


def studio(folder: Path) -> Iterator[Result]:
    """What an author waits for in the studio: what its server takes, and once all that there is to a keystroke."""
    for size, name, keys in (
        (wide.TENTH, "100 templates, 1,000 facts", 100),
        (wide.WHOLE, "1,000 templates, 10,000", 50),
    ):
        project = wide.write_project(folder / str(size.articles), size)
        with serving.studio(project) as server:
            if size is wide.TENTH:
                yield from _in_browser(server)
            typed = [server.typed(number) for number in range(keys)]
            yield _waited(f"a keystroke to new questions, {name}", typed)
            saved = [server.saved(number) for number in range(keys)]
            yield _waited(f"a template saved and all checked, {name}", saved)
    with serving.studio(project) as server:
        yield _waited("an answer while 200 connect and a template explodes", server.attacked())


def _in_browser(server: serving.Server) -> Iterator[Result]:
    """From the key to the screen."""
    # Needs playwright and Chromium, which the others do without.
    from workloads.keystrokes import keystrokes

    for what, each in keystrokes(server).items():
        waited = [serving.Waited(seconds, 0) for seconds in each]
        yield _waited(f"in Chromium, a keystroke to the new {what}", waited)


def _waited(what: str, each: Sequence[serving.Waited]) -> Result:
    seconds = sorted(one.seconds for one in each)
    late = seconds[int(len(seconds) * 0.95)] * 1e3
    processor = median(one.processor for one in each) * 1e3
    usual, slowest = median(seconds) * 1e3, seconds[-1] * 1e3
    detail = f"median {usual:.0f} ms, the slowest {slowest:.0f} ms"
    detail += f"; of processor {processor:.0f} ms" if processor else ""
    return Result(f"studio, {what}, 95 of 100", 200, late, "ms", detail)


def peers(folder: Path) -> Iterator[Result]:
    """A sheet of twenty questions and its key, against what others take for a quiz of twenty."""
    questions = others.choices(20)
    text = others.write_text2qti(folder, questions)
    text2qti: Command = [Path(PYTHON).with_name("text2qti"), text]
    quiz = others.write_quiz_composer(folder, questions)
    composer: Command = [PYTHON, "-m", "quizcomp.cli.qti.create", quiz, "--out", folder / "quiz.zip"]
    ours, first, second = medians([*_sheet(folder), "--forms", "1"], text2qti, composer)
    yield _ratio("quizgen sheet, one form of 20 questions : text2qti", 1, ours, first)
    yield _ratio("quizgen sheet, one form of 20 questions : quiz-composer", 1, ours, second)


def _sheet(folder: Path) -> Command:
    return [*QUIZGEN, "sheet", DECK, "--questions", "20", "--out", folder / "sheets"]


def _synthetic(folder: Path, size: int) -> Command:
    deckfile = synthetic.write_project(folder / str(size), size)
    return [*QUIZGEN, "build", deckfile, "--out", folder / str(size) / "build"]


def _ratio(what: str, limit: float, ours: Cost, floor: Cost) -> Result:
    processor = f"of processor {ours.processor:.3f} s against {floor.processor:.3f} s"
    detail = f"{ours.seconds:.3f} s against {floor.seconds:.3f} s; {processor}"
    return Result(what, limit, ours.seconds / floor.seconds, "×", detail)


BENCHMARKS: Mapping[str, Callable[[Path], Iterator[Result]]] = {
    "version": version,
    "deck": deck,
    "large": large,
    "check": check,
    "diff": diff,
    "verify": verify,
    "forms": forms,
    "studio": studio,
    "peers": peers,
}


def main(names: list[str]) -> int:
    """Run the benchmarks named, or all."""
    kept = True
    for name in names or BENCHMARKS:
        with TemporaryDirectory(prefix="quizgen-bench-") as folder:
            for result in BENCHMARKS[name](Path(folder)):
                print(result, flush=True)
                kept = kept and result.kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
