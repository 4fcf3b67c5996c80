"""The print gate: what browsers really put on paper, read back from the PDF: every edition, on every paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

import pytest
from playwright.sync_api import Browser

from quizgen.exporters import exporter
from quizgen.exporters.sheet.editions import LAYOUTS
from quizgen.exporters.wording import letter
from quizgen.exporters.words import words
from quizgen.model import (
    Cloze,
    Edition,
    Form,
    FormSection,
    Item,
    Matching,
    OneOf,
    Ordering,
    Paper,
    Quiz,
    SeveralOf,
    TrueFalse,
)
from tests.browser import MM, Box, Leaf, leaves
from tests.firefox import Firefox
from tests.samples import shipped_quiz

SAID = words("en")
PAPERS: dict[Paper, tuple[float, float]] = {
    "A4": (210 * MM, 297 * MM),
    "Letter": (612, 792),
    "A3": (297 * MM, 420 * MM),
}
EDITIONS = tuple(edition for edition, layout in LAYOUTS.items() if layout.page == "form")
MARGINS: dict[Edition, tuple[float, float, float]] = {
    "large-18": (16, 17, 20),
    "large-24": (13, 14, 19),
    "saving": (11, 12, 14),
}
"""Above, at the sides and below, in millimetres, where they are not the usual ones."""

LEAST = {"standard": 10, "large-18": 18, "large-24": 24, "dyslexia": 12, "saving": 10}
"""What each edition promises of the size of its letters, in points."""

WAYS = ("one_of", "several_of", "true_false", "written", "cloze", "occlusion", "ordering", "matching")

Print = Callable[[Path, Paper], bytes]


@dataclass(frozen=True)
class Sheet:
    """A printed file, and what it should be."""

    quiz: Quiz
    form: Form
    edition: Edition
    paper: Paper
    leaves: Sequence[Leaf]

    @property
    def columns(self) -> int:
        return 2 if self.edition == "saving" else 1

    @property
    def margins(self) -> tuple[float, float, float]:
        above, beside, below = MARGINS.get(self.edition, (17, 17, 19))
        return above * MM, beside * MM, below * MM

    def content(self, leaf: Leaf) -> list[Box]:
        """What is not in the foot of the page."""
        return [box for box in leaf.boxes if box.top < leaf.height - self.margins[2]]

    def edges(self, leaf: Leaf) -> list[float]:
        """Where the columns begin."""
        side = self.margins[1]
        return [side] if self.columns == 1 else [side, leaf.width / 2 + 4 * MM]


@pytest.fixture(params=["Chromium", "Firefox"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def press(name: str, request: pytest.FixtureRequest) -> Iterator[Print]:
    """Prints a file in the browser of that name."""
    if name == "Firefox":
        fox: Firefox = request.getfixturevalue("fox")
        yield lambda file, paper: fox.pdf(file, *PAPERS[paper])
        return
    chromium: Browser = request.getfixturevalue("browser")
    page = chromium.new_page()

    def pdf(file: Path, paper: Paper) -> bytes:
        page.goto(file.as_uri())
        return page.pdf(prefer_css_page_size=True)

    yield pdf
    page.close()


def written(quiz: Quiz, folder: Path, **settings: object) -> dict[str, Path]:
    """The files of a quiz with other settings, by what comes after its name."""
    sheet = replace(quiz.deck.sheet, **settings)  # type: ignore[arg-type]  # any of them
    found = {}
    for file in exporter("sheet")(replace(quiz, deck=replace(quiz.deck, sheet=sheet))):
        path = folder / file.name
        path.write_bytes(file.content)
        found[file.name.removeprefix(f"{quiz.deck.id}-").removesuffix(".html")] = path
    return found


def on_form(form: Form, *, but: int) -> Form:
    """Every so many items of it."""
    return Form(form.letter, (FormSection(form.items[::but]),))


# The gate


def test_every_edition_prints_well_on_every_paper(name: str, press: Print, tmp_path: Path) -> None:
    quiz = shipped_quiz()
    faults = []
    for paper in get_args(Paper):
        files = written(quiz, tmp_path, paper=paper, editions=EDITIONS)
        for edition in EDITIONS:
            file = files["form-A" if edition == "standard" else f"form-A-{edition}"]
            sheet = Sheet(quiz, quiz.forms[0], edition, paper, leaves(press(file, paper)))
            found = [*wrong(sheet), *wrong_texts(sheet), *wrong_foot(sheet, name)]
            faults += [f"{edition} on {paper}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)


def wrong(sheet: Sheet) -> Iterator[str]:
    """Whatever can be seen from positions alone."""
    for number, leaf in enumerate(sheet.leaves, start=1):
        width, height = PAPERS[sheet.paper]
        if abs(leaf.width - width) > 1.5 or abs(leaf.height - height) > 1.5:
            yield f"page {number} measures {leaf.width} by {leaf.height}"
        for box in sheet.content(leaf):
            above, beside, below = sheet.margins
            # A point is given for strokes and for what letters hang over.
            if (
                box.left < beside - 1
                or box.right > leaf.width - beside + 1.5
                or box.top < above - 1
                or box.bottom > leaf.height - below + 1
            ):
                yield f"page {number}: {box} is not within the margins"
        for box in leaf.boxes:
            if box.text and box.size < LEAST[sheet.edition] - 0.01:
                yield f"page {number}: {box} is too small"
        yield from (f"page {number}: {one} and {other} overlap" for one, other in overlaps(leaf))
        for column in columns(sheet, leaf):
            yield from (f"page {number}: {fault}" for fault in wrong_ends(sheet, column, first=number == 1))


def overlaps(leaf: Leaf) -> Iterator[tuple[Box, Box]]:
    """Texts that lie on one another, by a third of their height, or have a line through their middle."""
    texts = [box for box in leaf.boxes if box.text]
    strokes = [box for box in leaf.boxes if not box.text and box.bottom - box.top < 3]
    for place, one in enumerate(texts):
        for other in (*texts[place + 1 :], *strokes):
            wide = min(one.right, other.right) - max(one.left, other.left)
            if wide < 1:
                continue
            if other.text:
                high = min(one.bottom, other.bottom) - max(one.top, other.top)
                if high > min(one.bottom - one.top, other.bottom - other.top) / 3:
                    yield one, other
            elif one.top + one.size * 0.3 < other.top < one.bottom - one.size * 0.4:
                yield one, other


def columns(sheet: Sheet, leaf: Leaf) -> list[list[Box]]:
    """What stands in each column of a page, from top to bottom, each box with its distance from the column's edge."""
    edges = sheet.edges(leaf)
    found: list[list[Box]] = [[] for _ in edges]
    for box in sheet.content(leaf):
        at = sum(box.left > edge - 2 for edge in edges) - 1
        found[at].append(replace(box, left=box.left - edges[at], right=box.right - edges[at]))
    return found


def marks(column: Iterable[Box]) -> list[Box]:
    """What stands at the very left: numbers of questions, headings, the lines of the head; answers are indented."""
    return [box for box in column if box.text and box.left < 2]


def wrong_ends(sheet: Sheet, column: Sequence[Box], *, first: bool) -> Iterator[str]:
    """What was split off stands above the first number; a heading that comes last leads nowhere."""
    if not column:
        return
    found = marks(column)
    if not found:
        yield f"{column[0]} was split off"
        return
    if not first and found[0].top - min(box.top for box in column) > found[0].size:
        yield f"{column[0]} was split off from what comes before"
    ways = (getattr(SAID, way) for way in WAYS)
    if any(found[-1].text in way.heading or way.task.endswith(found[-1].text) for way in ways):
        yield f"{found[-1]} stands alone at the bottom"


def wrong_texts(sheet: Sheet) -> Iterator[str]:
    """Every question once, in order, whole under its number, with nothing else; and nothing of the key."""
    stretches = [
        (mark.text, text)
        for leaf in sheet.leaves
        for column in columns(sheet, leaf)
        for mark, text in under(column, 1.25 * LEAST[sheet.edition])
    ]
    numbers = [mark for mark, _ in stretches]
    if numbers != [str(number + 1) for number in range(len(sheet.form.items))]:
        yield f"the questions are {numbers}"
        return
    for section in sheet.form.sections:
        for item in section.items:
            number, text = stretches[sheet.form.items.index(item)]
            expected = Counter(squeezed(f"{number}{''.join(shown(item))}/{section.points}"))
            if Counter(squeezed(text.removesuffix(SAID.end))) != expected:
                yield f"question {number} is {text!r}"
    every = squeezed(" ".join(box.text for leaf in sheet.leaves for box in leaf.boxes))
    yield from (f"{secret!r} is of the key" for secret in secrets(sheet.form) if squeezed(secret) in every)


def under(column: Sequence[Box], largest: float) -> Iterator[tuple[Box, str]]:
    """Each number, and all text from there to what comes next at the left."""
    found = marks(column)
    for place, mark in enumerate(found):
        if mark.text.isdigit() and mark.size < largest:
            end = found[place + 1].top if place + 1 < len(found) else float("inf")
            yield mark, " ".join(box.text for box in column if box.text and mark.top - 4 <= box.top < end - 4)


def shown(item: Item) -> tuple[str, ...]:
    """What stands on paper of a question, said independently of the exporter."""
    match item.response:
        case OneOf(options) | SeveralOf(options):
            return (item.stem, *(letter(at) + option.text for at, option in enumerate(options)))
        case TrueFalse():
            return (item.stem, "TrueFalse")
        case Cloze(before, _, after, hint):
            return (before, f"({hint})", after)
        case Ordering(entries):
            return (item.stem, *entries)
        case Matching(pairs):
            return (item.stem, *(letter(at) + left + right for at, (left, right) in enumerate(pairs)))
        case _:
            return (item.stem,)


def secrets(form: Form) -> Iterator[str]:
    """What belongs into the key only; a reason may say no more than the statement that it is of."""
    yield from (SAID.key, SAID.why_not.format("A"))
    stems = squeezed(" ".join(item.stem for item in form.items))
    for item in form.items:
        yield item.id
        for text in (item.rationale, *(evidence.quote.text for evidence in item.evidence)):
            if squeezed(text) not in stems:
                yield text


def squeezed(text: str) -> str:
    """Without white space: lines break elsewhere on paper."""
    return "".join(text.split())


def wrong_foot(sheet: Sheet, name: str) -> Iterator[str]:
    """Firefox knows no text in margins; who and what a form is stands on the page itself."""
    for number, leaf in enumerate(sheet.leaves, start=1):
        foot = " ".join(box.text for box in leaf.boxes if box not in sheet.content(leaf))
        expected = () if name == "Firefox" else (f"Page {number} of {len(sheet.leaves)}", "Form A")
        if not all(text in foot for text in expected) or bool(foot) != bool(expected):
            yield f"the foot of page {number} is {foot!r}"
    head = " ".join(box.text for box in sheet.leaves[0].boxes)
    yield from (
        f"the head lacks {text!r}" for text in ("Form A", "Name", "20 questions", "20 points") if text not in head
    )
