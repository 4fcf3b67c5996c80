"""All files that quizgen ships, made bad by hypothesis: never a traceback, never a long wait, always a place.

`python -m tests.bad.shipped --count 20000` tries so many, and says how many it were, the longest time and the faults.
Each is read by what reads its kind of file, with the rest of the project as it is.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from quizgen.articles import load_article
from quizgen.content import Everything, everything
from quizgen.decks import load_deck
from quizgen.drafting import Desk
from quizgen.facts import load_facts
from quizgen.matching import bind
from quizgen.problems import Problem
from quizgen.question_templates import load_templates
from quizgen.questions import QUESTIONS, make
from quizgen.readings import Readings
from quizgen.vocabulary import load_vocabulary
from tests.bad.mutants import MUTATIONS as USUAL
from tests.bad.mutants import SECONDS

ROOT = Path(__file__).resolve().parents[2]
PROJECTS = {"shipped": ROOT, "example": ROOT / "quizgen" / "example_project"}
FEW = 12
"""Questions made of a template that can still be read."""

_NOISE = (
    "{{ subject.the }}",
    "{% for x in [1, 2] %}",
    "{% endfor %}",
    "{{ [[[[1]]]] }}",
    "{{ 'a' * 9 }}",
    "{{ it.__class__ }}",
)
_LETTERS = ("\u202e", "\ufdd1", "ﷺ", "\U000e0001", "ß", "İ", "\u0000", "\U0001d7d9", "e\u0301" * 50)


def _nested(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    opening = random.choice(["[", "{a: ", "- ", "{{ (", "{% if a %}"])
    return text[:at] + opening * random.choice([5, 17, 60, 2_000]) + text[at:]


def _noise(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(_NOISE + _LETTERS) + text[at:]


def _twice(text: str, random: Random) -> str:
    start, end = sorted(random.randrange(len(text) + 1) for _ in range(2))
    return text[:end] + text[start:end][:5_000] + text[end:]


def _swapped(text: str, random: Random) -> str:
    words = text.split(" ")
    one, other = random.randrange(len(words)), random.randrange(len(words))
    words[one], words[other] = words[other], words[one]
    return " ".join(words)


MUTATIONS: tuple[Callable[[str, Random], str], ...] = (*USUAL[:-1], _nested, _noise, _noise, _twice, _swapped)


@dataclass
class Tally:
    """How many were tried, how long the slowest took, and what was not borne."""

    count: int = 0
    worst: float = 0.0
    of: str = ""
    faults: list[str] = field(default_factory=list)


TEXTS = {".txt", ".yaml"}


def files(projects: Mapping[str, Path] = PROJECTS) -> list[tuple[str, str]]:
    """Every text for authors, no pictures: the project, and the path in it."""
    found = []
    for name, project in projects.items():
        for folder in ("templates", "seeds", "decks"):
            paths = sorted((project / folder).rglob("*"))
            found += [(name, path.relative_to(project).as_posix()) for path in paths if path.suffix in TEXTS]
    return found


class Reader:
    """Reads a mutant in a copy of its project."""

    def __init__(self, project: Path, folder: Path) -> None:
        self.folder = folder
        for part in ("templates", "seeds", "decks"):
            shutil.copytree(project / part, folder / part)
        self.known: Everything = everything(folder)

    def read(self, path: Path) -> Iterator[Problem]:
        """What is wrong in the file, which stands where the good one stood."""
        base, readings = self.known.base, self.known.readings
        match path.parent.name, path.name:
            case "decks", _:
                yield from load_deck(path)[2]
            case _, "relations.yaml":
                vocabulary, problems = load_vocabulary([path])
                yield from [*problems, *Readings(vocabulary, readings.phrases).problems]
            case _ if path.is_relative_to(self.folder / "seeds"):
                # Of the register any article shows what is wrong.
                folder = path.parent if path.parent.name != "seeds" else next(path.parent.glob("*/"))
                article, problems = load_article(folder)
                yield from problems
                if article:
                    yield from load_facts([(folder, article)], readings.vocabulary)[1]
            case _:
                templates, problems = load_templates({"mutant": path}, readings, QUESTIONS, base.entities)
                yield from problems
                for prepared in templates:
                    for binding in islice(bind(prepared, base, readings), FEW):
                        make(binding, Desk(base, readings, "1"))


def fault(reader: Reader, path: Path, content: bytes) -> str:
    """What is not borne; the file is as before then."""
    before = path.read_bytes()
    path.write_bytes(content)
    lines = 1 + content.count(b"\n") + content.count(b"\r")
    try:
        for problem in reader.read(path):
            place = problem.place
            if not Path(place.path).is_file() or place.line < 1 or place.column < 1:
                return f"no place: {problem}"
            if Path(place.path) == path and place.line > lines:
                return f"no such line: {problem}"
    except Exception as error:  # noqa: BLE001  # this is what is looked for
        return f"{type(error).__name__}: {error}"
    finally:
        path.write_bytes(before)
    return ""


def mutant(content: bytes, steps: list[tuple[int, int]], flip: int) -> bytes:
    """The file changed step by step; some have a byte flipped too."""
    text = content.decode()
    for which, seed in steps:
        text = MUTATIONS[which](text, Random(seed)) or "\n"
    changed = bytearray(text.encode(errors="surrogatepass"))
    if flip % 8 == 0:
        changed[flip // 8 % len(changed)] ^= 1 << flip % 7
    return bytes(changed)


def tried(count: int) -> Tally:
    """So many mutants, the same each time."""
    tally, every = Tally(), files()
    steps = st.lists(st.tuples(st.integers(0, len(MUTATIONS) - 1), st.integers(0, 2**32)), min_size=1, max_size=4)
    with tempfile.TemporaryDirectory() as folder:
        readers = {name: Reader(project, Path(folder) / name) for name, project in PROJECTS.items()}

        @settings(
            max_examples=count, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(st.integers(0, len(every) - 1), steps, st.integers(0, 2**20))
        def one(which: int, steps: list[tuple[int, int]], flip: int) -> None:
            name, path = every[which]
            at = readers[name].folder / path
            content = mutant((PROJECTS[name] / path).read_bytes(), steps, flip)
            began = time.process_time()
            found = fault(readers[name], at, content)
            took = time.process_time() - began
            tally.count += 1
            if took > tally.worst:
                tally.worst, tally.of = took, path
            found = found or (f"took {took:.1f} s" if took > SECONDS else "")
            if found:
                tally.faults.append(f"{name}/{path} {steps} {flip}: {found}")

        one()
    return tally


def main() -> int:
    """Try as many as asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=20_000)
    tally = tried(parser.parse_args().count)
    sys.stdout.write(f"{tally.count:,} mutants of {len(files())} files; at most {tally.worst:.2f} s, of {tally.of}\n")
    sys.stdout.writelines(f"{found}\n" for found in tally.faults[:50])
    sys.stdout.write(f"{len(tally.faults)} faults\n")
    return bool(tally.faults)


if __name__ == "__main__":
    sys.exit(main())
