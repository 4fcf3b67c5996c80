"""How a deck's coverage is told: one report a format. Adding a format: its module, and its line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quizgen.coverage import Coverage
from quizgen.reports.coverage import data, page, table

REPORTS: Mapping[str, Callable[[Coverage], str]] = {
    "table": table.report,
    "json": data.report,
    "html": page.report,
}
