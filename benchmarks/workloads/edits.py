"""Edits of an author, of any of the synthetic projects: each time another one, so that no state comes again."""

from __future__ import annotations

import re
from pathlib import Path

_STEM = re.compile(r'^stem: "(\{\{ lead \}\})?', re.MULTILINE)
_FACT = re.compile(r"^    relation: .*\n(?!    formerly:)", re.MULTILINE)


def edit_template(project: Path, number: int) -> None:
    """Put some words before the stem of one template."""
    files = sorted(path for path in (project / "templates").rglob("*.yaml") if _may_change(path.read_text()))
    file = files[len(files) // 2]
    text = re.sub(r"time \d+, ", "", file.read_text())
    file.write_text(_STEM.sub(lambda found: f"{found[0]}time {number}, ", text))


def _may_change(template: str) -> bool:
    return bool(_STEM.search(template)) and "examples:" not in template


def edit_fact(project: Path, number: int) -> None:
    """Say of one fact more that it had another name."""
    files = sorted((project / "seeds").glob("*/facts.yaml"))
    file = files[number % len(files)]
    file.write_text(_FACT.sub(lambda found: f"{found[0]}    formerly: former-{number}\n", file.read_text(), count=1))
