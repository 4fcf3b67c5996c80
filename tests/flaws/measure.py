"""How many of the labelled flaws are found, and how many of the found are there.

`python -m tests.flaws.measure` writes the table into docs/flaws.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from quizgen.flaws import FLAWS
from quizgen.flaws.asked import Asked, asked
from tests.samples import shipped_quiz

LABELLED = Path(__file__).parent / "labelled"
HALVES = ("development", "held-out")
DOCUMENT = Path(__file__).parents[2] / "docs" / "flaws.md"
TABLE = re.compile(r"(?<=<!-- measured -->\n).*?(?=<!-- /measured -->)", re.DOTALL)
KINDS = {"true-false": "true_false", "recall": "short_answer"}

Entry = Mapping[str, Any]


@cache
def entries(half: str) -> Sequence[Entry]:
    """The labelled items of a half."""
    found: Sequence[Entry] = yaml.safe_load((LABELLED / f"{half}.yaml").read_text())
    return found


def as_asked(entry: Entry) -> Asked:
    """A labelled item as the checks see it."""
    options = tuple(map(str, entry.get("options", ())))
    right = [str(key) for key in (entry["key"] if isinstance(entry["key"], list) else [entry["key"]])]
    return Asked(
        entry["stem"],
        KINDS.get(str(entry["kind"]), str(entry["kind"])),
        entry.get("language", "en"),
        options,
        tuple(options.index(key) for key in right) if options else (),
        "; ".join(right),
        shuffled=entry.get("shuffled", False),
    )


@cache
def labels() -> Sequence[str]:
    """Every flaw that some item has."""
    return sorted({flaw for half in HALVES for entry in entries(half) for flaw in entry["flaws"]})


def found_in(entry: Entry) -> set[str]:
    """The flaws that the checks find, of those that are labelled."""
    item, known = as_asked(entry), labels()
    return {code for code, flaw in FLAWS.items() if code in known and flaw.find(item)}


def table() -> str:
    """Recall and precision by flaw, for both halves."""
    counts = [_counts(entries(half)) for half in HALVES]
    head = ["flaw", *(f"{half}: {what}" for half in HALVES for what in ("recall", "precision"))]
    rows = [head, ["---", *["---:"] * (len(head) - 1)]]
    rows += [
        [f"[{flaw}](problems/{flaw}.md)", *(cell for count in counts for cell in _cells(count, [flaw]))]
        for flaw in labels()
    ]
    rows.append(["all", *(cell for count in counts for cell in _cells(count, labels()))])
    sound = [f"{count['flagged']} of {count['sound']}" for count in counts]
    lines = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    of_labelled = f"Sound items in which a flaw was found: {sound[0]} and {sound[1]}."
    flagged, shipped = flagged_of_shipped()
    of_shipped = f"Items of the deck that quizgen brings along: {flagged} of {shipped} ({flagged / shipped:.1%})."
    return f"\n{lines}\n{of_labelled}\n{of_shipped}\n\n"


def flagged_of_shipped() -> tuple[int, int]:
    """In how many of the items that quizgen brings along a flaw is found, allowed or not; and of how many."""
    items = shipped_quiz().items
    return sum(any(flaw.find(asked(item)) for flaw in FLAWS.values()) for item in items), len(items)


def _counts(items: Iterable[Entry]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for entry in items:
        told, labelled = found_in(entry), set(entry["flaws"])
        counts.update(f"right {flaw}" for flaw in told & labelled)
        counts.update(f"false {flaw}" for flaw in told - labelled)
        counts.update(f"missed {flaw}" for flaw in labelled - told)
        counts["sound"] += not labelled
        counts["flagged"] += bool(told and not labelled)
    return counts


def _cells(counts: Counter[str], flaws: Iterable[str]) -> Iterator[str]:
    right, false, missed = (sum(counts[f"{what} {flaw}"] for flaw in flaws) for what in ("right", "false", "missed"))
    yield f"{right} of {right + missed}"
    yield f"{right} of {right + false}" if right + false else "–"


def differences(half: str) -> Iterator[str]:
    """Where checks and labels differ, to learn from; of the held-out half nobody should look."""
    for entry in entries(half):
        told, labelled = found_in(entry), set(entry["flaws"])
        if told != labelled:
            missed, false = sorted(labelled - told), sorted(told - labelled)
            yield f"missed {missed}, false {false}: {entry['stem']} {entry.get('options', '')} {entry['key']}"


if __name__ == "__main__":
    DOCUMENT.write_text(TABLE.sub(lambda _: table(), DOCUMENT.read_text()))
    print(table())  # noqa: T201  # it is a command
