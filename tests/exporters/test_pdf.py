"""Sheets as PDF: what screen readers and archives find in the file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber
import pypdf
import pytest
from click.testing import CliRunner

from quizgen.cli import main
from quizgen.exporters import File, exporter
from quizgen.exporters.sheet.pdf import with_pdf
from quizgen.model import Quiz
from tests.samples import hostile_quiz, sample_quiz


class Element(NamedTuple):
    """One of a PDF's structure: what it is, and the text in it, without white space."""

    tag: str
    text: str


def pdf(quiz: Quiz, what: str) -> bytes:
    """One file of a quiz, as `form-A`."""
    name = f"{quiz.deck.id}-{what}.html"
    page = next(file for file in exporter("sheet")(quiz) if file.name == name)
    html, made = with_pdf([page])
    assert (html, made.name) == (page, name.replace(".html", ".pdf"))
    return made.content


@pytest.fixture(scope="module")
def form() -> bytes:
    return pdf(sample_quiz(), "form-A")


def structure(file: bytes) -> list[Element]:
    """Its elements as they are read out, those that hold others before these."""
    with pdfplumber.open(BytesIO(file)) as opened:
        texts: dict[tuple[int, int], str] = defaultdict(str)
        for page in opened.pages:
            for char in page.chars:
                if char["mcid"] is not None:
                    texts[page.page_number, char["mcid"]] += char["text"].strip()
        return [element for top in opened.structure_tree for element in _elements(top, texts, None)]


def _elements(element: Any, texts: Mapping[tuple[int, int], str], page: int | None) -> Iterator[Element]:
    page = element.get("page_number", page)
    below = [one for child in element.get("children", ()) for one in _elements(child, texts, page)]
    own = "".join(texts[page, mark] for mark in element.get("mcids", ()) if page)
    spoken = own + "".join(one.text for one in below if one.tag == "Span")
    yield Element(element["type"], spoken if element["type"] != "Span" else own)
    yield from below


def test_says_what_it_is(form: bytes) -> None:
    """Its title, which viewers show, and its language; and that it keeps to PDF/UA-1."""
    root: Any = pypdf.PdfReader(BytesIO(form)).trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert 'pdfuaid:part="1"' in metadata
    assert f">{sample_quiz().deck.sheet.title} · Form A<" in metadata
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/MarkInfo"]["/Marked"]


def test_headings_are_bookmarks(form: bytes) -> None:
    """One leads to each run of questions."""
    reader = pypdf.PdfReader(BytesIO(form))
    headings = [element.text for element in structure(form) if re.fullmatch("H[1-6]", element.tag)]
    assert [squeezed(title) for title in _bookmarks(reader.outline)] == headings
    assert headings[1:3] == ["Oneanswer", "Severalanswers"]


def _bookmarks(outline: Any) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _bookmarks(entry)
        else:
            yield str(entry.title)


def test_is_read_in_order(form: bytes) -> None:
    """Every question by its number, its stem after it, and its options as a list."""
    quiz = sample_quiz()
    spoken = "".join(element.text for element in structure(form) if element.tag == "Span")
    at = 0
    for item in quiz.forms[0].items:
        at = spoken.index(squeezed(item.stem.split("____")[0]), at) + 1
    lists = [element.tag for element in structure(form)].count("LI")
    assert lists > 3 * len(quiz.forms[0].items)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_is_the_same_each_time() -> None:
    """To the byte."""
    quiz = sample_quiz()
    assert pdf(quiz, "key-A") == pdf(quiz, "key-A")


def test_fetches_nothing() -> None:
    """Whatever stands in the texts; and what is no page stays alone."""
    quiz = hostile_quiz()
    section = quiz.forms[0].sections[0]
    few = replace(quiz.forms[0], sections=(replace(section, items=section.items[:10]),))  # the print gate has them all
    assert pdf(replace(quiz, forms=(few,)), "form-A").startswith(b"%PDF-")
    page = b"<img src='file:///etc/hostname' alt=''><link rel=stylesheet href='http://127.0.0.1:9/a.css'><p>Here.</p>"
    table = File("a.csv", b"A,B\n")
    first, made, second = with_pdf([File("a.html", page), table])
    assert (first.content, second) == (page, table)
    assert not pypdf.PdfReader(BytesIO(made.content)).pages[0].images


@pytest.mark.parametrize(
    ("prepared", "said"),
    [
        ("import sys; sys.modules['weasyprint'] = None", "pip install 'quizgen[pdf]'"),
        ("pass", "apt install libpango-1.0-0"),
    ],
)
def test_says_what_is_missing(prepared: str, said: str, tmp_path: Path, root: Path) -> None:
    """The package, or a library of the system: here one that is damaged, which is found before the good one."""
    libraries = tmp_path / "libraries"
    libraries.mkdir()
    (libraries / "libpango-1.0.so.0").write_bytes(b"")
    command = f"{prepared}; from quizgen.cli import main; main()"
    deckfile = str(root / "decks" / "sahel-map.yaml")
    done = subprocess.run(
        [sys.executable, "-c", command, "sheet", deckfile, "--pdf", "-o", str(tmp_path / "out")],
        env={**os.environ, "PYTHONPATH": str(root), "LD_LIBRARY_PATH": str(libraries)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "pdf-missing" in done.stderr
    assert said in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "out").exists()


def test_from_the_command_line(tmp_path: Path, root: Path) -> None:
    """Beside each page, its PDF."""
    deckfile = str(root / "decks" / "sahel-map.yaml")
    done = CliRunner().invoke(main, ["sheet", deckfile, "--pdf", "--forms", "1", "-o", str(tmp_path)])
    assert done.exit_code == 0, done.output
    names = {path.name for path in tmp_path.iterdir()}
    assert {"sahel-map-form-A.pdf", "sahel-map-key-A.pdf"} <= names
