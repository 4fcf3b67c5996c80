"""A school's own look on every page, in a real browser; what a stranger put into it does no harm."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from quizgen.exporters import exporter
from quizgen.exporters.sheet.editions import LAYOUTS
from quizgen.model import NOWHERE, Quiz, Theme
from quizgen.themes import load_theme
from tests.browser import opened, printed
from tests.samples import PICTURES, hostile_quiz, sample_quiz

FILES = {
    "theme.yaml": "school: Skarn <b>& Sons\nheader: History\nlogo: {file: logo.svg, alt: A lighthouse}\n",
    "style.css": "h1 { color: rgb(29, 79, 115); }\n",
    "head.html.j2": '{{ logo }}<p class="school">{{ school }} · {{ title }} · {{ date }}</p>\n',
    "foot.html.j2": "<p>{% if form %}{{ form }}: {{ questions }}, {{ points }}{% endif %}</p>\n",
}


def theme(folder: Path, **files: str) -> Theme:
    """The theme of these files, in a folder of its own."""
    folder.mkdir()
    (folder / "logo.svg").write_bytes(PICTURES["svg"])
    for name, text in {**FILES, **files}.items():
        (folder / name).write_text(text)
    found, problems = load_theme(folder, NOWHERE)
    assert found, problems
    return found


def themed(quiz: Quiz, own: Theme) -> dict[str, str]:
    """All pages of it, by name."""
    sheet = replace(quiz.deck.sheet, theme=own, editions=tuple(LAYOUTS), answer_sheet=True)
    quiz = replace(quiz, deck=replace(quiz.deck, sheet=sheet))
    return {file.name: file.content.decode() for file in exporter("sheet")(quiz) if file.name.endswith(".html")}


def test_on_every_page(browser: Browser, tmp_path: Path) -> None:
    """Its logo, texts and colours; and no page asks for anything."""
    pages = themed(sample_quiz(), theme(tmp_path / "skarn"))
    assert len(pages) > 10
    for name in pages:
        assert (
            '<p class="school">Skarn &lt;b&gt;&amp; Sons · Mali and France, May 2022 · November 23, 2026</p>'
            in pages[name]
        )
        assert "font-src" not in pages[name]
    for name in ("mali-2022-form-A.html", "mali-2022-form-A-practice.html", "mali-2022-crosswalk.html"):
        (tmp_path / name).write_text(pages[name])
        with opened(browser, tmp_path / name) as (page, asked):
            logo = page.get_by_alt_text("A lighthouse").locator("visible=true")
            box = logo.bounding_box()
            assert box
            assert (box["width"] / box["height"]) == pytest.approx(1.5, abs=0.01)
            assert page.locator("h1:visible").evaluate("h1 => getComputedStyle(h1).color") == "rgb(29, 79, 115)"
            assert asked == []
        assert ("Form A: 15 questions, 15 points" in pages[name]) == ("form" in name)


def test_without_pieces_of_its_own(tmp_path: Path) -> None:
    """The logo beside the school and its line."""
    pages = themed(sample_quiz(), replace(theme(tmp_path / "skarn"), head=None, foot=None))
    text = pages["mali-2022-form-A.html"]
    assert (
        '<p class="school" dir="auto">Skarn &lt;b&gt;&amp; Sons</p><p class="school-line" dir="auto">History</p>'
        in text
    )
    assert '<div class="colophon">' not in text


def test_a_font_becomes_part_of_the_page(browser: Browser, tmp_path: Path) -> None:
    """And prints."""
    folder = tmp_path / "skarn"
    folder.mkdir()
    shutil.copy("/usr/share/fonts/truetype/liberation/LiberationMono-Bold.ttf", folder / "skarn.ttf")
    shutil.copy(folder / "skarn.ttf", tmp_path / "skarn.ttf")
    folder.joinpath("theme.yaml").write_text("text_font: Skarn\nfonts: [{family: Skarn, file: skarn.ttf}]\n")
    found, problems = load_theme(folder, NOWHERE)
    assert found, problems
    path = tmp_path / "form.html"
    path.write_text(themed(sample_quiz(), found)["mali-2022-form-A.html"])
    with opened(browser, path) as (page, asked):
        page.evaluate("document.fonts.ready")
        assert page.evaluate("[...document.fonts].map(font => [font.family, font.status])") == [["Skarn", "loaded"]]
        assert printed(page)
        assert asked == []


def test_texts_stay_texts(tmp_path: Path) -> None:
    """Whatever a quiz has in its title."""
    quiz = hostile_quiz()
    for text in themed(quiz, theme(tmp_path / "skarn")).values():
        head = re.search(r'<div class="letterhead">.*?</div>', text, re.DOTALL)
        assert head
        assert "<script>" not in head[0]
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in head[0]


def test_the_same_without_a_theme() -> None:
    """An empty one changes nothing."""
    quiz = sample_quiz()
    plain = {file.name: file.content for file in exporter("sheet")(quiz)}
    empty = replace(quiz, deck=replace(quiz.deck, sheet=replace(quiz.deck.sheet, theme=Theme())))
    assert {file.name: file.content for file in exporter("sheet")(empty)} == plain
