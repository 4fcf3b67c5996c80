"""The pictures in docs/, from real Anki and a real browser: cards, gallery, sheets, practice, studio. Look at them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Browser, Page, expect

from quizgen.exporters.gallery import export
from quizgen.exporters.sheet import export as write_sheet
from tests.browser import chromium, pymupdf
from tests.conftest import ROOT
from tests.exporters.screens import Anki, back, front, screen
from tests.samples import shipped_quiz
from tests.studio.running import running

if TYPE_CHECKING:
    from anki.cards import Card

DOCS = ROOT / "docs"
_SHEET = """<!doctype html><style>
  body {{ margin: 0; background: #c9c6be; }}
  section {{ display: grid; grid-template-columns: repeat({columns}, {width}px); gap: 20px; margin: 20px; }}
  iframe {{ align-self: start; height: 800px; border: 0; border-radius: 8px; }}
</style>"""
_FIT = """frames => frames.forEach(frame => {
  frame.style.height = `${Math.ceil(frame.contentDocument.documentElement.getBoundingClientRect().height)}px`;
})"""


def main() -> None:
    """Make all of them."""
    with TemporaryDirectory() as folder, chromium() as browser:
        anki = Anki(Path(folder))
        for deck in ("mali-france", "sahel-map"):
            anki.take(shipped_quiz(deck))
        (bamako,) = anki.cards('"Id:mali-2022/bamako/politics/seat-city/en"')
        sheet(browser, "card", [[screen([bamako], [side(bamako)]) for side in (front, back)]], 440, 2, scale=1.4)
        shortest = sorted(anki.cards(), key=lambda card: (card.note_type()["id"], len(back(card))))
        one_of_each = [next(cards) for _, cards in groupby(shortest, key=lambda card: card.note_type()["id"])]
        for width, columns, scale in ((390, 4, 0.5), (1280, 3, 0.36)):
            lights = [
                [screen([card], [answered(anki, card)], night=night) for card in one_of_each] for night in (False, True)
            ]
            sheet(browser, f"cards-{width}", lights, width, columns, scale)
        anki.collection.close()
        gallery(browser, Path(folder))
        paper(browser, Path(folder))
        practice(browser, Path(folder))
        studio(browser, Path(folder) / "studio")


def answered(anki: Anki, card: Card) -> str:
    """The back after an answer was typed that lacks a letter, where that is asked."""
    expected = card.note()["Typed answer"]
    compared = anki.collection.compare_answer(expected, expected[:-1])
    return back(card).replace("[[type:Typed answer]]", compared)


def sheet(browser: Browser, name: str, groups: Iterable[Iterable[str]], width: int, columns: int, scale: float) -> None:
    """Screens of one width side by side."""
    page = _page(browser, columns * width + (columns + 1) * 20, 200, scale)
    frame = f'<iframe width={width} srcdoc="{{}}"></iframe>'
    sections = (f"<section>{''.join(frame.format(escape(one)) for one in screens)}</section>" for screens in groups)
    page.set_content(_SHEET.format(columns=columns, width=width) + "".join(sections))
    page.wait_for_timeout(1000)  # for Anki's script, which says nowhere that it has drawn a mask
    page.locator("iframe").evaluate_all(_FIT)
    page.screenshot(path=DOCS / f"{name}.png", full_page=True)


def gallery(browser: Browser, folder: Path) -> None:
    """Its page in use."""
    (file,) = export(shipped_quiz())
    path = folder / file.name
    path.write_bytes(file.content)
    page = _page(browser, 1280, 900, 0.75)
    page.goto(path.as_uri())
    page.get_by_label("Topic").select_option("soldiers")
    page.get_by_label("Search").fill("Niger")
    page.screenshot(path=DOCS / "gallery.png")


def paper(browser: Browser, folder: Path) -> None:
    """Printed pages: two editions of a form, a key and an answer sheet."""
    quiz = shipped_quiz()
    settings = replace(quiz.deck.sheet, editions=("standard", "saving"), answer_sheet=True, article=True)
    page = browser.new_page()
    printed = {}
    for file in write_sheet(replace(quiz, deck=replace(quiz.deck, sheet=settings))):
        path = folder / file.name
        path.write_bytes(file.content)
        if path.suffix == ".html" and "-B" not in file.name:
            page.goto(path.as_uri())
            name = file.name.removeprefix("mali-france-").removesuffix(".html")
            printed[name] = pymupdf.open(stream=page.pdf(prefer_css_page_size=True), filetype="pdf")
    spread("sheet-editions", [(printed["form-A"], 2), (printed["form-A-saving"], 2)])
    spread("sheet-key", [(printed["key-A"], 0), (printed["key-A"], 2)])
    spread("sheet-answers", [(printed["form-A"], 0), (printed["answers-A"], 0)])


def spread(name: str, pages: Sequence[tuple[Any, int]]) -> None:
    """Pages side by side."""
    sizes = [document[number].rect for document, number in pages]
    both = pymupdf.open()
    ground = both.new_page(width=sum(size.width + 16 for size in sizes) + 16, height=sizes[0].height + 32)
    ground.draw_rect(ground.rect, fill=(0.79, 0.78, 0.75), width=0)
    left = 16.0
    for (document, number), size in zip(pages, sizes, strict=True):
        frame = pymupdf.Rect(left, 16, left + size.width, 16 + size.height)
        ground.draw_rect(frame, fill=(1, 1, 1), width=0)
        ground.show_pdf_page(frame, document, number)
        left += size.width + 16
    ground.get_pixmap(dpi=70).save(DOCS / f"{name}.png")


def practice(browser: Browser, folder: Path) -> None:
    """The practice edition in use: one question answered wrongly, one rightly."""
    quiz = shipped_quiz()
    quiz = replace(quiz, deck=replace(quiz.deck, sheet=replace(quiz.deck.sheet, editions=("practice",))))
    file = next(write_sheet(quiz))
    path = folder / file.name
    path.write_bytes(file.content)
    page = _page(browser, 760, 1290, 1)
    page.goto(path.as_uri())
    # The first question with options, and the one after it.
    first = page.locator(".question:has(.choices b)").nth(0)
    second = page.locator(".question:has(.choices b)").nth(1)
    for question, wanted in ((first, "wrong"), (second, "right")):
        for choice in question.locator("input").all():
            choice.check()
            question.get_by_role("button").click()
            if question.locator(f"li.{wanted} :checked").count():
                break
    first.evaluate("question => scrollTo(0, question.parentElement.offsetTop - 16)")
    page.screenshot(path=DOCS / "practice.png")


def studio(browser: Browser, project: Path) -> None:
    """Its three views in use, over a copy of our own project: one by day, one by night, one while a fact is made."""
    for name in ("decks", "seeds", "templates"):
        copytree(DOCS.parent / name, project / name)
    with running(project, ("decks/mali-france.yaml", "--no-open")) as server:
        page = _page(browser, 1280, 860, 0.75)
        page.goto(f"http://{server.host}/{server.token}/#/templates/templates/politics/office-holder.yaml")
        expect(page.locator(".quote")).to_be_visible(timeout=60_000)
        page.wait_for_timeout(500)  # for the card
        page.screenshot(path=DOCS / "studio.png")

        page.get_by_role("link", name="Facts", exact=True).click()
        page.get_by_role("textbox", name="Text of").focus()
        page.keyboard.press("Control+f")
        page.keyboard.type("In May last year, the military in Mali")
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        page.keyboard.press("Control+Enter")
        filled = {
            "Relation": "overthrew",
            "subject": "malian-military",
            "country": "mali",
            "target": "transitional-government",
        }
        for label, text in filled.items():
            page.get_by_label(label).fill(text)
        page.get_by_label("May last year: for the fact").select_option("time")
        page.screenshot(path=DOCS / "studio-facts.png")

        page.emulate_media(color_scheme="dark")
        page.get_by_role("link", name="Quiz", exact=True).click()
        expect(page.frame_locator("#sheet-frame iframe").get_by_text("20 questions").first).to_be_visible(
            timeout=60_000
        )
        page.get_by_text("Topic any").first.click()
        page.screenshot(path=DOCS / "studio-quiz.png")
        page.close()


def _page(browser: Browser, width: int, height: int, scale: float) -> Page:
    return browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=scale)


if __name__ == "__main__":
    main()
