"""What the Nu HTML checker, which is that of the W3C, finds in pages."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

JAR = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"
MISTAKEN = "violates Content Security Policy|not in Unicode Normalization Form C|top-level heading only"
"""What it says and is not so, or is meant so. It takes addresses of data for others, and knows no hashes of scripts:
browsers, which do, show those pictures and run those scripts. What authors write stays as it was written. And where
a file has several sheets, each has its heading."""


def complaints(pages: Mapping[str, str], folder: Path) -> list[str]:
    """Errors and warnings, each with its page and what it is about. It starts slowly: one run for all pages."""
    assert JAR.is_file(), "there is no Nu checker: run `make test`, which installs it"
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    command = [
        "java",
        "-jar",
        str(JAR),
        "--format",
        "json",
        "--exit-zero-always",
        *(str(folder / name) for name in pages),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stderr)["messages"]
    return [
        f"{Path(one.get('url', '')).name}: {one['message']} {one.get('extract', '')}"
        for one in found
        if not re.search(MISTAKEN, one["message"])
    ]
