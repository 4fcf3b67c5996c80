"""Good files made bad at random: what a slip of the hand, of an editor or of an evening may do.

`python -m tests.bad.mutants 20000` tries that many, and shows those that quizgen does not bear.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.bad.cases import BASE, no_curated_templates, run

SECONDS = 2.0
_ODD = (
    *("{{", "}}", "{%", "%}", "{% if x %}", "{{ x", "{#", "__class__", "range(9)", "|", "~", "[", "]", "{", "}", ":"),
    *(": ", "- ", "#", "&a", "*a", "!!x ", "<<: ", "---", "...", "|\n", ">\n", "? ", "'", '"', "\\", "@", "`", "%"),
    *(",", "\t", "\r", "\r\n", "\n", "\x00", "\x07", "\x85", "\u2028", "\ufeff", "\ufdd0", "\u202e", "\u0301"),
    *("\U0001f600", "é", "٣", "null", "yes", "0", "-1", "1e999", "9" * 40, "2021/..", "0000", "2022-13", "a" * 3000),
    *(" ", "\n\n", "{}", "[]"),
)  # fmt: skip
_PLACE = re.compile(r"^(?P<path>\S.*?):(?P<line>\d+):(?P<column>\d+): [a-z0-9-]+ ", re.MULTILINE)


class Mutant(NamedTuple):
    """One file of the base project, changed."""

    path: str
    content: bytes


def _characters(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return random.choice([text[:at] + text[at + 1 :], text[:at] + random.choice(_ODD) + text[at:]])


def _replaced(text: str, random: Random) -> str:
    words = list(re.finditer(r"\w+|[^\w\s]|\n", f"{text}\n"))
    word, other = random.choice(words), random.choice([*_ODD, random.choice(words)[0]])
    return text[: word.start()] + other + text[word.end() :]


def _lines(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True)
    first, second = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(5):
        case 0:
            del lines[first : first + random.randint(1, 3)]
        case 1:
            lines.insert(second, lines[first])
        case 2:
            lines[first], lines[second] = lines[second], lines[first]
        case 3:
            lines[first] = random.choice(["  ", " ", "\t", "- ", "# "]) + lines[first]
        case 4:
            lines[first] = lines[first].lstrip()
    return "".join(lines)


def _cut(text: str, random: Random) -> str:
    return text[: random.randrange(len(text))]


MUTATIONS: tuple[Callable[[str, Random], str], ...] = (_characters, _replaced, _lines, _lines, _cut)


def mutants(seed: str, count: int) -> Iterator[Mutant]:
    """So many, always the same for a seed."""
    random = Random(seed)
    files = sorted(path for path in BASE.rglob("*") if path.is_file())
    for _ in range(count):
        path = random.choice(files)
        text = path.read_text(encoding="utf-8")
        for _ in range(random.randint(1, 3)):
            text = random.choice(MUTATIONS[:-1] if random.random() < 0.9 else MUTATIONS)(text, random) or "\n"
        content = text.encode()
        if random.random() < 0.03:
            at = random.randrange(len(content))
            content = content[:at] + bytes([random.randrange(128, 256)]) + content[at:]
        yield Mutant(path.relative_to(BASE).as_posix(), content)


def fault(mutant: Mutant, project: Path) -> str:
    """What quizgen does not bear in this mutant; empty if it does. The project is as good as before then."""
    path = project / mutant.path
    path.write_bytes(mutant.content)
    began = time.process_time()
    outcome = run(["check"], project)
    took = time.process_time() - began
    path.write_bytes((BASE / mutant.path).read_bytes())
    if outcome.exit_code not in (0, 1):
        return outcome.text
    if took > SECONDS:
        return f"took {took:.1f} s"
    places = list(_PLACE.finditer(outcome.text))
    if outcome.exit_code == 1 and not places:
        return f"no place in: {outcome.text}"
    for place in places:
        lines = 1 + len(re.findall(rb"\r\n?|\n", mutant.content)) if place["path"] == mutant.path else 10_000
        if not (project / place["path"]).exists() or not 1 <= int(place["line"]) <= lines or int(place["column"]) < 1:
            return f"no such place: {place[0]}"
    return ""


def faults(seed: str, count: int) -> Iterator[tuple[Mutant, str]]:
    """Those mutants that quizgen does not bear, each with what it did."""
    with tempfile.TemporaryDirectory() as parent, no_curated_templates():
        project = Path(parent) / "project"
        shutil.copytree(BASE, project)
        for mutant in mutants(seed, count):
            found = fault(mutant, project)
            if found:
                yield mutant, found


if __name__ == "__main__":
    for _mutant, _found in faults(" ".join(sys.argv[2:]), int(sys.argv[1])):
        sys.stdout.write(f"{_mutant.path}: {_found}\n{_mutant.content.decode(errors='replace')}\n{'=' * 80}\n")
