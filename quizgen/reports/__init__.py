"""How what `check` found is told: one report a format. Adding a format: its module, and its line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quizgen.inspection import Checked
from quizgen.reports import data, github, sarif, text

Report = Callable[[Checked, bool], str]
"""Takes what was found, and whether to tell of all that was refused; gives the whole text."""

REPORTS: Mapping[str, Report] = {
    "text": text.report,
    "json": data.report,
    "github": github.report,
    "sarif": sarif.report,
}
