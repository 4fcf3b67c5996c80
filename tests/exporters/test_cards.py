"""Cards as real Anki renders them, seen in a real browser: they can be read, and nothing jumps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Dialog, Page

from quizgen.exporters.anki import models, notetypes
from quizgen.model import Occlusion, OneOf, SeveralOf, TrueFalse
from tests.axe import violations
from tests.exporters.screens import Anki, back, front, is_masked, screen
from tests.samples import arabic_quiz, hostile_quiz, long_quiz, sample_quiz

if TYPE_CHECKING:
    from anki.cards import Card

QUIZZES = {"sample": sample_quiz, "hostile": hostile_quiz, "long": long_quiz, "arabic": arabic_quiz}
WIDTHS = {"phone": 390, "tablet": 820, "desktop": 1280}

CHOSEN = {notetypes.NOTE_TYPES[form].name for form in (OneOf, SeveralOf, TrueFalse)}

SIDEWAYS = """[...document.querySelectorAll(".qa *")]
  .filter(part => part.getBoundingClientRect().right > innerWidth || part.getBoundingClientRect().left < 0)
  .map(part => part.outerHTML)"""
ROWS = """[...document.querySelectorAll(".qa")].map(card =>
  [...card.querySelectorAll(":is(.options, .answer) > :is(ol, ul) > li")].map(row => {
    const texts = [...row.querySelectorAll(".letter, bdi")].flatMap(part => [...part.getClientRects()]);
    const top = card.getBoundingClientRect().top;
    return [row.getBoundingClientRect(), ...texts].map(({x, y, width, height}) => [x, y - top, width, height]);
}).flat(2))"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab in which nothing of a card may run or ask for anything."""
    page = browser.new_page()
    asked: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("request", lambda request: asked.append(request.url))
    yield page
    page.close()
    # Its pictures are in the page itself.
    assert [one for one in asked if not one.startswith("data:")] == []


@pytest.fixture(scope="module", params=QUIZZES)
def cards(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Card]]:
    """Of a usual quiz, and of those that are out to break something; of one with very many items every fifth card."""
    quiz = QUIZZES[request.param]()
    anki = Anki(tmp_path_factory.mktemp("anki"))
    anki.take(quiz)
    # Masks are laid out by Anki's script, one a page: see below.
    yield [card for card in anki.cards() if not is_masked(card)][:: 5 if len(quiz.items) > 50 else 1]
    anki.collection.close()


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
def test_accessible(page: Page, cards: list[Card], night: bool) -> None:  # noqa: FBT001  # a parameter
    """Contrast and all else that WCAG asks for at level AA, on both sides of each."""
    page.set_viewport_size({"width": 390, "height": 800})
    for side in (front, back):
        page.set_content(screen(cards, map(side, cards), night=night))
        # The box to type in is Anki's own, and has no name; nor has a page with many cards unlike ids.
        assert violations(page, ".qa", without=("label",)) == []
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == ("rgb(34, 37, 42)" if night else "rgb(251, 250, 247)")


def on_each(page: Page, script: str) -> dict[str, list[Any]]:
    """What a script says of what is shown, on each width of screen."""
    said = {}
    for name, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 800})
        said[name] = page.evaluate(script)
    return said


@pytest.mark.parametrize("size", [18, 36], ids=["usual", "large"])
def test_nothing_to_scroll_sideways_for(page: Page, cards: list[Card], size: int) -> None:
    """On a phone, a tablet, a desktop, and in type of twice the size."""
    for side in (front, back):
        page.set_content(screen(cards, map(side, cards), size=size))
        assert on_each(page, SIDEWAYS) == {name: [] for name in WIDTHS}


@pytest.mark.parametrize("size", [18, 36], ids=["usual", "large"])
def test_options_stay_where_they_were(page: Page, cards: list[Card], size: int) -> None:
    """To the pixel, each line of each, so that one's own choice is still there to be compared."""
    chosen = [card for card in cards if card.note_type()["name"] in CHOSEN]
    page.set_content(screen(chosen, map(front, chosen), size=size))
    before = on_each(page, ROWS)
    page.set_content(screen(chosen, map(back, chosen), size=size))
    for name, rows in on_each(page, ROWS).items():
        # Far down a page Chromium rounds to other sixty-fourths of a pixel.
        assert rows == [pytest.approx(row, abs=0.1) for row in before[name]], name
        assert all(len(row) >= 8 for row in rows)


def test_from_right_to_left(anki: Anki, page: Page) -> None:
    """Letters, marks and the quote's rule stand on the other side; the answers follow their own script."""
    anki.take(arabic_quiz())
    card, *_ = anki.cards()
    page.set_viewport_size({"width": 390, "height": 800})
    page.set_content(screen([card], [back(card)]))
    where = "element => { const {x, width} = element.getBoundingClientRect(); return x + width / 2; }"
    letter, mark = (page.locator(f".right {part}").evaluate(where) for part in (".letter", ".mark"))
    assert mark < 100
    assert letter > 290
    assert page.locator(".evidence").evaluate("element => getComputedStyle(element).borderRightWidth") == "3px"


def test_the_answer_is_highlighted_in_the_quote(anki: Anki) -> None:
    """As it stands there; each time, if it does so several times."""
    quiz = sample_quiz()
    anki.take(quiz)
    quotes = {item.kind: anki.card(item).note()["Quote"] for item in quiz.items}
    assert "approximately <mark>4,300 soldiers</mark><" in quotes["number"]
    assert (
        "training mission <mark>EUTM</mark> and the UN stabilization mission <mark>Minusma</mark><"
        in quotes["matching"]
    )
    assert "<mark>" not in quotes["date"]


def test_night_mode_on_every_platform() -> None:
    """Anki's desktop and phone programs mark the night differently, some on the card and some around it."""
    for kind in notetypes.NOTE_TYPES.values():
        css = models.model(kind).css
        for selector in (".nightMode.card", ".nightMode .card", ".night_mode.card", ".night_mode .card"):
            assert selector in css


SHADE = """() => {
  const canvas = document.getElementById("image-occlusion-canvas");
  const pixel = (x, y) => [...canvas.getContext("2d").getImageData(x * canvas.width, y * canvas.height, 1, 1).data];
  return { covered: pixel(0.38, 0.4)[3], beside: pixel(0.8, 0.8)[3], width: canvas.clientWidth };
}"""


def test_anki_draws_the_mask(anki: Anki, browser: Browser) -> None:
    """With its own script: over the area on the front, around it on the back, and nothing elsewhere."""
    quiz = sample_quiz()
    anki.take(quiz)
    (item,) = (item for item in quiz.items if isinstance(item.response, Occlusion))
    card = anki.card(item)
    page = browser.new_page(viewport={"width": 390, "height": 800})
    for html, covered in ((front(card), 255), (back(card), 0)):
        page.set_content(screen([card], [html]))
        page.wait_for_function("document.getElementById('image-occlusion-canvas').width > 0")
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        seen = page.evaluate(SHADE)
        assert (seen["covered"], seen["beside"]) == (covered, 0)
        assert 200 < seen["width"] <= 390
    page.close()
