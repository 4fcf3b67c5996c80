"""What a keystroke in the studio takes, from the key to new questions on the screen: the real server, in Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

from workloads.serving import TEMPLATE, Server

# From when the key goes down to the first frame in which the questions, and the card of the first, are others.
_WATCH = """() => {
  window.taken = {questions: [], card: []};
  let pressed = 0;
  addEventListener("keydown", () => { pressed = performance.now(); }, true);
  const note = name => () => {
    const since = pressed;
    requestAnimationFrame(() => taken[name].push(performance.now() - since));
  };
  const card = document.querySelector("#card-frame iframe").contentDocument;
  new MutationObserver(note("questions")).observe(document.querySelector("#question-list"), {childList: true});
  new MutationObserver(note("card")).observe(card, {childList: true});
}"""
_TEXT = "and since when, and why of all places there, and not elsewhere "
_PAUSE = 250
"""Milliseconds between keys: nobody waits for one while the next is typed."""


def keystrokes(server: Server) -> dict[str, list[float]]:
    """Seconds to new `questions`, and to the new `card`, of each key of a text that is typed into a stem."""
    with _page() as page:
        page.goto(f"http://127.0.0.1:{server.port}/{server.token}/#/templates/{TEMPLATE}")
        page.locator("#question-list .stem").first.wait_for(timeout=60_000)
        page.locator("#editor .cm-line", has_text="stem:").first.click()
        for key in ("End", "End", "ArrowLeft", "ArrowLeft"):
            page.keyboard.press(key)
        page.keyboard.type("warm", delay=_PAUSE)
        page.wait_for_timeout(1000)
        page.evaluate(_WATCH)
        page.keyboard.type(_TEXT, delay=_PAUSE)
        page.wait_for_timeout(1000)
        taken: dict[str, list[float]] = page.evaluate("taken")
        return {name: [each / 1000 for each in every] for name, every in taken.items()}


@contextmanager
def _page() -> Iterator[Page]:
    arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        yield browser.new_page(viewport={"width": 1280, "height": 800})
        browser.close()
