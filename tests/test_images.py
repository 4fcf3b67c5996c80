"""Pictures that authors name: told by their content, and refused where they are missing or could do harm."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from quizgen.images import MOST_BYTES
from quizgen.problems import Problem
from tests.project import read_facts, vocabulary
from tests.samples import PICTURES

FACTS = """
entities:
  ann: {type: person, names: {en: Ann}, image: {file: %s, alt: Ann, credit: Bob, licence: CC0}}
facts: {}
"""
FORMS = {
    **PICTURES,
    "jpg": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    "gif": b"GIF89a\1\0\1\0",
    "webp": b"RIFF\x1a\0\0\0WEBPVP8L",
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">%s</svg>'


def read(folder: Path, name: str) -> tuple[str | None, list[Problem]]:
    """The packed name of the picture of Ann, and what is wrong."""
    base, problems = read_facts(folder, vocabulary(folder), FACTS % name)
    image = base.entities["ann"].image
    return image.name if image else None, problems


def put(folder: Path, content: bytes, name: str = "picture.png") -> Path:
    path = folder / "tale" / "images" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("form", FORMS)
def test_told_by_content(tmp_path: Path, form: str) -> None:
    """Its name may say anything; that of the packed file is right, and follows from the content."""
    put(tmp_path, FORMS[form])
    put(tmp_path, FORMS[form] + b"\n", "other")
    name, problems = read(tmp_path, "images/picture.png")
    assert problems == []
    assert name
    assert name.startswith("quizgen-")
    assert name.endswith(f".{form}")
    assert read(tmp_path, "images/other")[0] not in (None, name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("images/pictures.png", "image-missing"),
        ("images", "image-missing"),
        ("../secret.png", "image-outside"),
        ("images/../../secret.png", "image-outside"),
        ("/etc/passwd", "image-outside"),
        (r"..\secret.png", "image-outside"),
        ("images/link.png", "image-outside"),
        ("images/dangling.png", "image-missing"),
        ("images/pipe.png", "image-missing"),
        ("images/socket.png", "image-missing"),
        ("images/huge.png", "image-too-large"),
        ("images/text.png", "image-format"),
        ("images/empty.png", "image-format"),
        ("images/page.svg", "image-format"),
        ("images/cut.svg", "image-format"),
    ],
)
def test_refused(tmp_path: Path, name: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the line that names it, with a hint; what is no ordinary file is never opened."""
    images = put(tmp_path, PICTURES["png"]).parent
    (tmp_path / "secret.png").write_bytes(PICTURES["png"])
    (images / "link.png").symlink_to(tmp_path / "secret.png")
    (images / "dangling.png").symlink_to(tmp_path / "nothing.png")
    os.mkfifo(images / "pipe.png")
    monkeypatch.chdir(images)
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket.png")
        put(tmp_path, PICTURES["png"] + b"\0" * MOST_BYTES, "huge.png")
        put(tmp_path, b"not a picture", "text.png")
        put(tmp_path, b"", "empty.png")
        put(tmp_path, b"<html><body/></html>", "page.svg")
        put(tmp_path, PICTURES["svg"][:-4], "cut.svg")
        found, problems = read(tmp_path, name)
    assert found is None
    assert [problem.code for problem in problems] == [code]
    assert problems[0].hint
    assert problems[0].place.line > 1


def test_the_largest_that_is_taken(tmp_path: Path) -> None:
    put(tmp_path, PICTURES["png"].ljust(MOST_BYTES, b"\0"))
    assert read(tmp_path, "images/picture.png")[1] == []


def test_a_link_within_the_folder_is_fine(tmp_path: Path) -> None:
    (put(tmp_path, PICTURES["png"]).parent / "link.png").symlink_to("picture.png")
    assert read(tmp_path, "images/link.png")[1] == []


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onload="alert(1)"/>',
        '<image href="https://example.org/x.png"/>',
        '<image xlink:href="//example.org/x.png"/>',
        '<image href="file:///etc/passwd"/>',
        '<use href="other.svg#x"/>',
        '<a href="javascript:alert(1)"><rect/></a>',
        '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
        '<set attributeName="xlink:href" to="https://example.org/x.png"/>',
        '<style>@import "https://example.org/x.css";</style>',
        "<style>rect { fill: url( 'https://example.org/x.svg#y' ) }</style>",
        "<style><![CDATA[rect { fill: url(//example.org/x) }]]></style>",
        '<rect style="fill: URL(x.svg#y)"/>',
        '<rect fill="&#117;rl(https://example.org/x)"/>',
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
        '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
        '<?xml-stylesheet href="https://example.org/x.css"?>',
    ],
)
def test_an_svg_that_could_do_something(tmp_path: Path, inside: str) -> None:
    put(tmp_path, (SVG % inside).encode())
    _, problems = read(tmp_path, "images/picture.png")
    assert [problem.code for problem in problems] == ["image-unsafe"]
    assert "in line 1" in problems[0].message


def test_entities_that_would_grow(tmp_path: Path) -> None:
    """Not even the first is looked at."""
    put(tmp_path, b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + (SVG % "&b;").encode())
    assert [problem.code for problem in read(tmp_path, "images/picture.png")[1]] == ["image-unsafe"]


def test_an_svg_that_keeps_to_itself(tmp_path: Path) -> None:
    """Gradients, patterns and parts used again are within; so are small pictures."""
    inside = (
        '<defs><path id="p"/></defs><use href="#p"/><use xlink:href="#p"/>'
        '<rect fill="url(#g)" style="clip-path:url(\'#c\')"/>'
        '<image href="data:image/png;base64,iVBORw0KGgo="/><style>rect { fill: url(#g) }</style><!-- <script/> -->'
    )
    put(tmp_path, f'<?xml version="1.0" encoding="ISO-8859-1"?>\n{SVG % inside}'.encode("latin-1"))
    assert read(tmp_path, "images/picture.png")[1] == []


@pytest.mark.parametrize("key", ["alt", "credit", "licence", "file"])
def test_what_must_be_said_of_a_picture(tmp_path: Path, key: str) -> None:
    put(tmp_path, PICTURES["png"])
    written = {"file": "images/picture.png", "alt": "Ann", "credit": "Bob", "licence": "CC0"}
    del written[key]
    text = ", ".join(f"{name}: {value}" for name, value in written.items())
    _, problems = read_facts(
        tmp_path, vocabulary(tmp_path), f"entities: {{ann: {{type: person, names: {{en: Ann}}, image: {{{text}}}}}}}"
    )
    assert [(problem.code, f"`{key}` is missing" in problem.message) for problem in problems] == [("missing-key", True)]
    assert problems[0].hint
