"""The commands of `quizgen`, one module each. Adding one is a module with a `command`, and one line here."""

from __future__ import annotations

COMMANDS = (
    "build", "deck", "diff", "verify", "sheet", "gallery", "studio", "check", "explain", "test", "stress", "coverage",
    "review", "list", "schema", "new",
)  # fmt: skip
"""In the order that `--help` shows them. Each is imported when it is asked for."""

CONTENT_AT_FAULT = 1
"""What the program exits with when the files are wrong."""
