"""Chromium, in which tests look at pages; what it prints is read back: what stands where on which page."""

from __future__ import annotations

import importlib
import shutil
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

with warnings.catch_warnings():
    # Its classes warn, on some versions of Python, that they name no module; and half of it has no types.
    warnings.simplefilter("ignore")
    pymupdf: Any = importlib.import_module("pymupdf")

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Box:
    """A word, or a line or frame that is drawn (of no text and size), in points from the page's top left."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""
    size: float = 0


@dataclass(frozen=True, slots=True)
class Leaf:
    """A printed page: its paper's measures, and all that is on it from top to bottom."""

    width: float
    height: float
    boxes: tuple[Box, ...]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, which `make test` installs; without it a test fails, it does not skip."""
    program = shutil.which("chromium")
    assert program, "there is no command chromium: run `make test`, which installs it"
    # Root, as in containers, has no sandbox; small containers have little /dev/shm; none asks the network for anything.
    options = "no-sandbox disable-dev-shm-usage disable-gpu no-first-run disable-sync disable-component-update"
    arguments = [f"--{option}" for option in options.split()]
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=program, args=arguments)
        yield instance
        instance.close()


@contextmanager
def opened(browser: Browser, file: Path) -> Iterator[tuple[Page, list[str]]]:
    """The file in a tab, and a list of all that it asked the network for or complained about."""
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    page.on("pageerror", lambda error: asked.append(error.message))
    page.goto(file.as_uri())
    asked.remove(file.as_uri())
    yield page, asked
    page.close()


def printed(page: Page) -> list[Leaf]:
    """The pages that the browser prints, on the paper that the file asks for."""
    return leaves(page.pdf(prefer_css_page_size=True))


def leaves(pdf: bytes) -> list[Leaf]:
    """The pages of a PDF."""
    document = pymupdf.open(stream=pdf, filetype="pdf")
    return [Leaf(leaf.rect.width, leaf.rect.height, tuple(_boxes(leaf))) for leaf in document]


def _boxes(leaf: Any) -> list[Box]:
    words = [
        _box(chunk["bbox"], chunk["text"].strip(), chunk["size"])
        for block in leaf.get_text("dict")["blocks"]
        for line in block.get("lines", ())
        for chunk in line["spans"]
        if chunk["text"].strip()
    ]
    drawn = [_box(drawing["rect"]) for drawing in leaf.get_drawings() if not _is_paper(drawing, leaf)]
    return sorted([*words, *drawn], key=lambda box: (box.top, box.left))


def _box(corners: Sequence[float], text: str = "", size: float = 0) -> Box:
    left, top, right, bottom = corners
    return Box(left, top, right, bottom, text, size)


def _is_paper(drawing: Any, leaf: Any) -> bool:
    """Whether it is the ground that all is printed on, or white that is laid upon it."""
    white = drawing["fill"] == (1, 1, 1) and drawing["color"] is None
    return white or bool(drawing["rect"].contains(leaf.rect))


_LEGIBILITY = """() => {
  const luminance = ([r, g, b]) => [r, g, b]
    .map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const colour = text => text.match(/[\\d.]+/g).map(Number);
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const found = colour(getComputedStyle(e).backgroundColor);
      if (found.length < 4 || found[3] === 1) return found;
    }
    return [255, 255, 255];
  };
  const contrast = element => {
    const pair = [colour(getComputedStyle(element).color), ground(element)];
    const [high, low] = pair.map(luminance).sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const texts = [...document.querySelectorAll("body *")]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
  const root = document.documentElement;
  return [Math.min(...texts.map(contrast)), root.scrollWidth - root.clientWidth];
}"""


def legibility(page: Page) -> tuple[float, int]:
    """The least contrast of any text to what lies under it, and how many pixels there are to scroll sideways for."""
    contrast, sideways = page.evaluate(_LEGIBILITY)
    return float(contrast), int(sideways)
