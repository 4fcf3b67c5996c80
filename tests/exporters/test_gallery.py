"""The gallery in a real browser: what it shows, how it is searched, that it asks for nothing and lets nothing in."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from quizgen.exporters import EXPORTERS, FOR_AUTHORS
from quizgen.exporters.anki.models import model
from quizgen.exporters.anki.notetypes import NOTE_TYPES
from quizgen.exporters.gallery import export
from quizgen.model import Occlusion, OneOf, Quiz
from tests.axe import violations
from tests.browser import opened
from tests.exporters.screens import Anki, back, front, screen
from tests.samples import arabic_quiz, hostile_quiz, long_quiz, sample_quiz, shipped_quiz

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def written(quiz: Quiz, folder: Path) -> Path:
    (file,) = export(quiz)
    path = folder / file.name
    path.write_bytes(file.content)
    return path


@contextmanager
def gallery(browser: Browser, quiz: Quiz, folder: Path) -> Iterator[Page]:
    """The page in a tab; it must ask for nothing and complain of nothing."""
    with opened(browser, written(quiz, folder)) as (page, asked):
        yield page
    assert asked == []


def names(page: Page) -> list[str]:
    """The ids of the items that are shown."""
    ids: list[str] = page.locator(".item:visible").evaluate_all("items => items.map(item => item.id)")
    return ids


@pytest.mark.parametrize("make", [sample_quiz, hostile_quiz, long_quiz, arabic_quiz, shipped_quiz])
def test_shows_every_item(browser: Browser, tmp_path: Path, make: Callable[[], Quiz]) -> None:
    """In the order of the quiz, and nothing of their texts runs, loads anything or breaks the page."""
    quiz = make()
    with gallery(browser, quiz, tmp_path) as page:
        assert names(page) == [item.id for item in quiz.items]
        assert page.locator("script").count() == 1
        pictures = sum(len({*item.images, *item.answer_images}) > 0 for item in quiz.items)
        assert page.locator(".item:has(img)").count() == pictures
        assert page.locator(".item img:not([src^='data:image/'])").count() == 0
        for item in quiz.items[:: 1 + len(quiz.items) // 20]:
            text = page.locator(f'[id="{item.id}"]').text_content()
            # Anki keeps text composed: é as one character.
            assert unicodedata.normalize("NFC", item.rationale) in (text or "")


def test_pictures_and_masks(browser: Browser, tmp_path: Path) -> None:
    """They are in the page itself; the mask covers the right place on the front, and frames it on the back."""
    quiz = shipped_quiz("sahel-map")
    with gallery(browser, quiz, tmp_path) as page:
        item = page.locator('[id="sahel-map/mali/maps/hidden-place/en"]')
        item.scroll_into_view_if_needed()
        assert item.locator("img").count() == 2
        assert item.locator("img").evaluate_all("images => images.every(image => image.naturalWidth > 100)")
        for side, fill in enumerate(("rgb(181, 73, 31)", "none")):
            picture, mask = (item.locator(".card").nth(side).locator(part) for part in ("img", "polygon"))
            assert mask.evaluate("mask => getComputedStyle(mask).fill") == fill
            outer, inner = picture.bounding_box(), mask.bounding_box()
            assert outer
            assert inner
            (mali,) = [one for one in quiz.items if one.id == "sahel-map/mali/maps/hidden-place/en"]
            assert isinstance(mali.response, Occlusion)
            left = min(x for x, _ in mali.response.mask.corners)
            assert abs((inner["x"] - outer["x"]) / outer["width"] - left) < 0.02
            assert inner["width"] < outer["width"] / 3


LOOK = """card => [...card.querySelectorAll(":is(.question, .options, .answer, mark, .right, .foot, blockquote) ")]
  .map(part => {
    const {fontFamily, fontSize, fontWeight, color, backgroundColor, lineHeight} = getComputedStyle(part);
    const {width, height} = part.getBoundingClientRect();
    return [part.className, fontFamily, fontSize, fontWeight, color, backgroundColor, lineHeight, width, height];
  })"""


@pytest.mark.parametrize("light", ["Day", "Night"])
def test_cards_look_as_in_anki(anki: Anki, browser: Browser, tmp_path: Path, light: str) -> None:
    """The page's own style reaches none of them: letters, colours and measures are those of Anki's reviewer."""
    quiz = sample_quiz()
    anki.take(quiz)
    reviewer = browser.new_page()
    with gallery(browser, quiz, tmp_path) as page:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.get_by_label(light).check()
        for item in quiz.items:
            sides = page.locator(f'[id="{item.id}"] .card')
            for side, shown_side in ((front, sides.nth(0)), (back, sides.nth(1))):
                width = shown_side.evaluate("card => card.clientWidth")
                reviewer.set_viewport_size({"width": width, "height": 900})
                card = anki.card(item)
                reviewer.set_content(screen([card], [side(card)], night=light == "Night"))
                shown_side.scroll_into_view_if_needed()
                assert shown_side.evaluate(LOOK) == reviewer.locator(".qa").evaluate(LOOK), item.id
    reviewer.close()


def test_choosing(browser: Browser, tmp_path: Path) -> None:
    """By topic, kind, template and level, each narrowing the others; one button gives all back."""
    quiz = sample_quiz()
    with gallery(browser, quiz, tmp_path) as page:
        for name, value, fits in (
            ("Topic", "people", [item.id for item in quiz.items if "people" in item.topics]),
            (
                "Level",
                "remember",
                [item.id for item in quiz.items if {"people"} <= {*item.topics} and item.level == "remember"],
            ),
            ("Kind", "cloze", [item.id for item in quiz.items if "people" in item.topics and item.kind == "cloze"]),
            ("Template", "seat-city", []),
        ):
            page.get_by_label(name).select_option(value)
            assert names(page) == fits
            expect(page.get_by_role("status")).to_have_text(f"{len(fits)} of {len(quiz.items)} items")
        page.get_by_label("Night").check()
        page.get_by_role("button", name="All cards").click()
        assert len(names(page)) == len(quiz.items)
        assert page.get_by_label("Night").is_checked()


def test_searching(browser: Browser, tmp_path: Path) -> None:
    """All words that are typed, wherever on the cards they stand, without regard to capitals and accents."""
    quiz = sample_quiz()
    with gallery(browser, quiz, tmp_path) as page:
        box = page.get_by_label("Search")
        box.fill("SPOKESMAN maiga of")
        assert {name.split("/")[1] for name in names(page)} == {"maiga-grounds", "spokesman", "people+missions"}
        box.fill("nothing that stands there")
        assert names(page) == []
        box.fill("")
        page.get_by_label("Kind").select_option("choice")
        box.fill("bamako")
        assert names(page) == [quiz.items[0].id]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_begins_as_the_system_is_and_can_be_switched(browser: Browser, tmp_path: Path, scheme: str) -> None:
    """Page and cards together."""
    path = written(sample_quiz(), tmp_path)
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two it takes
    page.goto(path.as_uri())
    grounds = {"Day": "rgb(251, 250, 247)", "Night": "rgb(34, 37, 42)"}
    begun, other = ("Night", "Day") if scheme == "dark" else ("Day", "Night")
    for light in (begun, other):
        page.get_by_label(light).check()
        card = page.locator(".card").first
        assert card.evaluate("card => getComputedStyle(card).backgroundColor") == grounds[light]
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == (
            "dark" if light == "Night" else "light"
        )
    page.reload()
    assert page.get_by_label(begun).is_checked()
    page.close()


def test_without_javascript(browser: Browser, tmp_path: Path) -> None:
    """All can be read, by day and by night; what would do nothing is not there."""
    quiz = sample_quiz()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(written(quiz, tmp_path).as_uri())
    assert page.locator(".item:visible").count() == len(quiz.items)
    assert page.locator("select:visible").count() == 0
    page.set_viewport_size({"width": 1280, "height": 900})
    day = page.screenshot()
    page.get_by_label("Night").check()
    assert page.screenshot() != day
    context.close()


@pytest.mark.parametrize(("width", "light"), [(390, "Day"), (1280, "Night")])
@pytest.mark.parametrize("make", [sample_quiz, hostile_quiz, long_quiz, arabic_quiz])
def test_accessible(browser: Browser, tmp_path: Path, make: Callable[[], Quiz], width: int, light: str) -> None:
    """No flaw that axe-core knows, and nothing to scroll sideways for."""
    quiz = make()
    path = written(replace(quiz, items=quiz.items[:: 5 if len(quiz.items) > 50 else 1]), tmp_path)
    # The policy of the page, rightly, would not let the checker in.
    context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(path.as_uri())
    page.get_by_label(light).check()
    page.add_style_tag(content=".item { content-visibility: visible; }")
    assert violations(page) == []
    assert page.evaluate(SIDEWAYS) <= 0
    context.close()


def test_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    """First what chooses, then one stop an item, beside the links on its cards; that of an item leads to it."""
    quiz = sample_quiz()
    quiz = replace(quiz, items=tuple(item for item in quiz.items if not item.images))
    with gallery(browser, quiz, tmp_path) as page:
        stops = []
        for _ in range(9):
            page.keyboard.press("Tab")
            stops.append(page.evaluate("document.activeElement.name || document.activeElement.textContent"))
        assert stops == ["search", "topic", "kind", "template", "level", "All cards", "light", "1", "2"]
        page.keyboard.press("Enter")
        assert page.locator(":target").get_attribute("id") == quiz.items[1].id


def test_lets_in_its_own_style_and_script_only(browser: Browser, tmp_path: Path) -> None:
    """Whatever else might get into the page stays dead."""
    (file,) = export(sample_quiz())
    text = unescape(file.content.decode())
    assert re.search(r"script-src 'sha256-[\w+/]{43}='; img-src data:;", text)
    assert not re.search(r"unsafe|\shttps?:|\sstyle=|\son\w+=", text.partition("<body>")[0])
    intruder = "<script>document.title = 'in'</script><img src=x onerror='document.title = `in`'>"
    path = tmp_path / "changed.html"
    path.write_text(text.replace("</body>", f"{intruder}</body>"))
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.title() == "Mali and France, May 2022 · gallery"
    page.close()


def test_several_cards_of_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    """A note type with two templates shows both, each by its name."""
    one = model(NOTE_TYPES[OneOf])
    there, again = one.templates[0], {**one.templates[0], "name": "Card 2", "qfmt": "{{Answer}}"}
    monkeypatch.setattr(one, "templates", [there, again])
    quiz = sample_quiz()
    (file,) = export(replace(quiz, items=quiz.items[:1]))
    assert re.findall(r'<h3 class="side">(.*?)</h3>', file.content.decode()) == [
        "Card: Front", "Card: Back", "Card 2: Front", "Card 2: Back",
    ]  # fmt: skip


def test_build_leaves_it_out() -> None:
    """The answers stand in it; it is for whoever makes the quiz."""
    assert "gallery" in FOR_AUTHORS & EXPORTERS.keys()


BUILD = """
import sys
from quizgen.exporters import EXPORTERS, FOR_AUTHORS
from quizgen.exporters.anki.models import model
from quizgen.exporters.anki.notetypes import NOTE_TYPES
from quizgen.exporters.gallery import export
from tests.samples import hostile_quiz
(file,) = export(hostile_quiz())
sys.stdout.buffer.write(file.content)
"""


def test_the_same_bytes_again(tmp_path: Path, root: Path) -> None:
    """Also when Python orders its sets otherwise."""
    made = {
        subprocess.run(
            [sys.executable, "-c", BUILD],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(made) == 1
