"""The page on coverage as Chromium shows it: the article letter by letter, its numbers, its links, and no harm."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from quizgen.content import load
from quizgen.coverage import Coverage, cover
from quizgen.pipeline import outcomes
from quizgen.reports.coverage import REPORTS
from tests.browser import legibility, opened, printed
from tests.project import write_article, write_project
from tests.samples import HOSTILE

Show = Callable[[Coverage], Page]

ARABIC = "تقع بلدة أولم على نهر الدانوب.\nتقع Bern في سويسرا (1848).\n"
SEAT = "{kind: choice, language: en, asks: {relation: seat, hide: town}, stem: 'Where does {{ subject.the }} sit?'}"
FACTS = """
entities: {hall: office, court: office, mill: office, ulm: town, bern: town, graz: town}
facts:
  one: {subject: hall, relation: seat, roles: {town: ulm}, quotes: [%s]}
  two: {subject: court, relation: seat, roles: {town: bern}, quotes: [%s]}
  three: {subject: mill, relation: seat, roles: {town: graz}, quotes: [%s]}
  four: {subject: hall, relation: met, roles: {other: court}, ask: never, reason: %s, quotes: [%s]}
"""
RELATIONS = """
types: {office: {en: office}, town: {en: town}}
relations:
  seat:
    topic: places
    roles: {subject: office, town: town}
    single: {town: [subject]}
    reads: {en: {statement: "{{ subject.the }} sits in {{ town }}."}}
  met:
    topic: places
    roles: {subject: office, other: office}
    reads: {en: {statement: "{{ subject.the }} met {{ other }}."}}
"""


def covered(folder: Path, text: str, quotes: tuple[str, str, str, str], **about: str) -> Coverage:
    """The coverage of an article with that text, in which three facts are asked and one is not."""
    one, two, three, four = map(json.dumps, quotes)
    facts = FACTS % (one, two, three, json.dumps(about.pop("reason", "Nobody knows.")), four)
    title = json.dumps(about.get("title", "Tales"))
    deck = f'{{title: {title}, templates: ["<*"]}}'
    deckfile = write_project(folder, facts, {"<i>seat": SEAT}, relations=RELATIONS, deck=deck)
    tale = folder / "seeds/tale"
    write_article(tale, facts, sha256=sha256(text.encode()).hexdigest(), **about)
    (tale / "article.txt").write_bytes(text.encode())
    return of(deckfile)


def of(deckfile: Path) -> Coverage:
    content, problems = load(deckfile)
    assert content, problems
    return cover(content, outcomes(content))


def plain(folder: Path) -> Coverage:
    """Quotes that overlap, hold each other, go over the ends of lines, and differ in a full stop."""
    text = "The hall sits in Ulm, the court in Bern.\n\n  The mill,\r\nas we know, sits in Graz.\n"
    return covered(
        folder, text, ("The hall sits in Ulm, the", text[:61], "The mill,\r\nas we know, sits in Graz", "in Graz.")
    )


def hostile(folder: Path) -> Coverage:
    """Each text out to break something; the quotes end in the middle of what HTML would take for its own."""
    text = "\n".join(HOSTILE)
    script = text.index("<script>")
    quotes = text[script + 3 : script + 12], HOSTILE[1], HOSTILE[18], text[text.index("onerror") :]
    return covered(folder, text, quotes, title=HOSTILE[18], reason=HOSTILE[0])


def arabic(folder: Path) -> Coverage:
    lines = ARABIC.splitlines()
    return covered(folder, ARABIC, (lines[0], lines[1], lines[1][4:8], lines[0][4:8]), language="ar")


def shipped(_folder: Path) -> Coverage:
    return of(Path(__file__).parents[2] / "decks/mali-france.yaml")


@pytest.fixture(params=[plain, hostile, arabic, shipped], ids=lambda make: str(make.__name__))
def coverage(request: pytest.FixtureRequest, tmp_path: Path) -> Coverage:
    made: Coverage = request.param(tmp_path)
    return made


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Opens the page, and sees afterwards that it asked the network for nothing and complained of nothing."""
    with ExitStack() as tabs:
        told = []

        def shown(coverage: Coverage) -> Page:
            path = tmp_path / "coverage.html"
            path.write_text(REPORTS["html"](coverage), "utf-8", newline="")
            page, asked = tabs.enter_context(opened(browser, path))
            page.on("dialog", lambda dialog: told.append(dialog.message))
            told.append(asked)
            return page

        yield shown
        assert not any(told)


LINES = """() => [...document.querySelectorAll(".line > p")].map(line => {
  const copy = line.cloneNode(true);
  copy.querySelectorAll("a.times").forEach(times => times.remove());
  return copy.textContent;
})"""


def test_the_article_is_shown_letter_by_letter(coverage: Coverage, show: Show) -> None:
    """Whatever it holds: only empty lines are left out, and only the numbers added."""
    page = show(coverage)
    [asked] = coverage.articles
    lines = [line for line in asked.article.text.replace("\r", "\n").split("\n") if line.strip()]
    assert page.evaluate(LINES) == lines


def test_each_passage_has_its_number_and_a_note_with_its_facts(coverage: Coverage, show: Show) -> None:
    page = show(coverage)
    [asked] = coverage.articles
    text = asked.article.text
    passages = [one for one in asked.passages if any(letter.isalnum() for letter in text[one.start : one.end])]
    counts = [f"{len(one.items)}×" for one in passages]
    assert passages
    assert page.locator(".line > p .times").all_inner_texts() == counts
    assert page.locator(".notes .times").all_inner_texts() == counts
    notes = page.locator(".notes li").all()
    assert [note.locator("a:not(.times)").all_inner_texts() for note in notes] == [
        [fact.fact.id for fact in one.facts] for one in passages
    ]


def test_shades_tell_how_often(show: Show, tmp_path: Path) -> None:
    page = show(shipped(tmp_path))
    shades = {
        (int(str(mark.get_attribute("class")).removeprefix("shade-")), times)
        for mark, times in zip(
            page.locator(".line > p mark:has(+ .times)").all(),
            page.locator(".line > p .times").all_inner_texts(),
            strict=True,
        )
    }
    assert {(0, "0×"), (1, "2×"), (2, "3×"), (2, "5×"), (3, "6×"), (3, "9×"), (4, "16×")} <= shades
    grounds = page.locator(".legend mark").evaluate_all("all => all.map(e => getComputedStyle(e).backgroundColor)")
    assert len(set(grounds)) == 5


def test_every_link_leads_somewhere_on_the_page(coverage: Coverage, show: Show) -> None:
    page = show(coverage)
    ids = page.locator("[id]").evaluate_all("all => all.map(e => e.id)")
    links = page.locator("a").evaluate_all("all => all.map(e => e.getAttribute('href'))")
    assert Counter(ids).most_common(1)[0][1] == 1
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert all(f"fact-{number}" in ids for number in range(1, len(coverage.facts) + 1))


def test_every_fact_has_its_items_or_its_reasons(coverage: Coverage, show: Show) -> None:
    page = show(coverage)
    for number, asked in enumerate(coverage.facts, start=1):
        fact = page.locator(f"#fact-{number}")
        assert fact.locator(".items > li > p:first-child").all_inner_texts() == [item.stem for item in asked.items]
        assert len(fact.locator(".reasons li").all()) == len(asked.reasons)
        assert all(reason.text in fact.inner_text() for reason in asked.reasons)


def test_what_is_hostile_does_nothing(show: Show, tmp_path: Path) -> None:
    page = show(hostile(tmp_path))
    assert page.locator("script, img, b, iframe, [onerror]").count() == 0
    assert page.title() == f"Coverage: {HOSTILE[18]}"
    assert page.locator("h1").inner_text() == HOSTILE[18]
    assert page.locator(".fact .reasons li").all_inner_texts() == [f"never to be asked: {HOSTILE[0]}"]


def test_an_article_from_right_to_left(show: Show, tmp_path: Path) -> None:
    """It begins at the right, also in a line that begins with a Latin name; our own notes begin at the left."""
    page = show(arabic(tmp_path))
    article = page.locator("article")
    assert (article.get_attribute("lang"), article.get_attribute("dir")) == ("ar", "rtl")
    for line in page.locator(".line > p").all():
        box = line.bounding_box()
        first = line.locator("mark").first.bounding_box()
        assert box
        assert first
        assert box["x"] + box["width"] - first["x"] - first["width"] < 60
        assert line.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.locator(".notes").first.evaluate("e => getComputedStyle(e).direction") == "ltr"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_on_screen(coverage: Coverage, width: int, scheme: str, show: Show) -> None:
    """All can be read, by day and by night, and there is nothing to scroll sideways for."""
    page = show(coverage)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 800})
    contrast, sideways = legibility(page)
    assert contrast >= 4.5
    assert sideways <= 0
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert ground == ("rgb(34, 37, 42)" if scheme == "dark" else "rgb(251, 250, 247)")


def test_prints_dark_on_white(show: Show, tmp_path: Path) -> None:
    """Also for those who read at night; numbers and shades are on the paper."""
    page = show(shipped(tmp_path))
    page.emulate_media(color_scheme="dark", media="print")
    contrast, _ = legibility(page)
    assert contrast >= 4.5
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    leaves = printed(page)
    texts = [box.text for box in leaves[0].boxes]
    assert "3×" in texts
    assert any(not box.text and box.bottom - box.top > 8 for box in leaves[0].boxes), "no shade is printed"
    assert all(box.right <= leaf.width - 30 for leaf in leaves for box in leaf.boxes if box.text)
