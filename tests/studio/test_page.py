"""The studio's page: its words, its language, and what it may ask for."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from quizgen.studio import page


def keys(said: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """All names of words, those within others too."""
    for name, value in said.items():
        if isinstance(value, dict):
            yield from keys(value, f"{before}{name}.")
        else:
            yield f"{before}{name}"


def used() -> str:
    """All that may say a word."""
    scripts = sorted((page.ASSETS / "scripts").glob("*.js"))
    return "\n".join(path.read_text(encoding="utf-8") for path in [*scripts, page.ASSETS / "index.html.j2"])


def test_every_language_has_all_words() -> None:
    """The same, with as much to be filled in; and each is said somewhere."""
    english = page.words("en")
    for language in page.languages():
        said = page.words(language)
        assert set(keys(said)) == set(keys(english))
        for name, text in said.items():
            assert str(text).count("{}") == str(english[name]).count("{}"), name
    source = used()
    called = re.findall(r'(?:(?<!/)\bwords\.|(?:say|counted)\(")(\w+)', source)
    assert set(called) <= set(english)
    assert [name for name in english if not re.search(rf"\b{name}\b", source)] == []


@pytest.mark.parametrize("language", page.languages())
def test_the_page_says_its_words(language: str) -> None:
    """Also one that is called as something of Python is, such as `copy`."""
    html = page.html("Here", language, "nonce")
    assert f'<button type="button" id="blueprint-copy">{page.words(language)["copy"]}</button>' in html
    assert " object at 0x" not in html


@pytest.mark.parametrize(
    ("cookie", "header", "expected"),
    [
        (None, None, "en"),
        (None, "fr-CH, fr;q=0.9, en;q=0.8", "fr"),
        (None, "de, en;q=0.5, fr;q=0.7", "fr"),
        (None, "ja", "en"),
        ("fr", "en", "fr"),
        ("../../etc/passwd", "fr", "fr"),
        (None, ";q=x,,*;q=, fr;q=much", "fr"),
    ],
)
def test_language(cookie: str | None, header: str | None, expected: str) -> None:
    """What was chosen, else what the browser asks for, else English; whatever else is sent."""
    assert page.language(cookie, header) == expected


def test_title_is_text() -> None:
    """A project may be called anything."""
    html = page.html("</title><script>alert(1)</script>", "fr", "n0nce")
    assert "<script>alert" not in html
    assert '<html lang="fr">' in html
    assert re.findall(r"<script[^>]*>", html) == [
        '<script type="application/json" id="words">',
        '<script type="module" src="assets/scripts/main.js">',
    ]
    assert not re.search(r' (?:style|on\w+)="', html)


def test_editor_is_bundled_from_its_packages(root: Path, tmp_path: Path) -> None:
    """To the byte, with the licences of all that is in it."""
    tools = root / "tools" / "studio"
    assert (tools / "node_modules").is_dir(), "the editor's packages are missing: run `make test`, which installs them"
    subprocess.run(["node", tools / "build.mjs", tmp_path], check=True)
    shipped = page.ASSETS / "vendor"
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (shipped / path.name).read_bytes(), "run `make studio-editor`"
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in shipped.iterdir()}
    licences = (shipped / "codemirror.licences.txt").read_text(encoding="utf-8")
    assert licences.count("Permission is hereby granted") == len(
        re.findall(r"^\S+ \d+\.\d+\.\d+$", licences, re.MULTILINE)
    )
