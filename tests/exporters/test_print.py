"""The print gate: what browsers really put on paper, read back from the PDF: every edition, on every paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product, zip_longest
from math import inf
from pathlib import Path
from typing import get_args

import pytest
from playwright.sync_api import Browser
from zxingcpp import read_barcodes

from quizgen.exporters import File, exporter
from quizgen.exporters.sheet.articles import paragraphs
from quizgen.exporters.sheet.editions import LAYOUTS
from quizgen.exporters.sheet.identity import fingerprint
from quizgen.exporters.sheet.pdf import with_pdf
from quizgen.exporters.words import words
from quizgen.letters import letter
from quizgen.model import (
    Cloze,
    Edition,
    Form,
    Item,
    Matching,
    OneOf,
    Ordering,
    Paper,
    Quiz,
    SeveralOf,
    TrueFalse,
)
from tests.browser import MM, Box, Leaf, leaves, pymupdf
from tests.firefox import Firefox
from tests.samples import hostile_quiz, one_form, shipped_quiz

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

Press = Callable[[Sequence[tuple[Path, Paper]]], list[bytes]]
"""Prints files, each on its paper."""


@dataclass(frozen=True)
class Sheet:
    """A printed file, and what it should be."""

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
def press(name: str, request: pytest.FixtureRequest) -> Press:
    """Prints in the browser of that name, or makes PDFs."""
    if name == "WeasyPrint":
        return lambda pages: [pdf_of(file) for file, _ in pages]
    if name == "Firefox":
        fox: Firefox = request.getfixturevalue("fox")
        return lambda pages: fox.pdfs((file, PAPERS[paper]) for file, paper in pages)
    chromium: Browser = request.getfixturevalue("browser")
    return lambda pages: printed_by(chromium, [file for file, _ in pages])


def pdf_of(file: Path) -> bytes:
    """What quizgen makes of it itself."""
    _, made = with_pdf([File(file.name, file.read_bytes())])
    return made.content


def printed_by(chromium: Browser, files: Iterable[Path]) -> list[bytes]:
    """What Chromium prints, on the paper that each file asks for."""
    page = chromium.new_page()
    found = []
    for file in files:
        page.goto(file.as_uri())
        found.append(page.pdf(prefer_css_page_size=True))
    page.close()
    return found


def written(quiz: Quiz, folder: Path, **settings: object) -> dict[str, Path]:
    """The files of a quiz with other settings, by what comes after its name."""
    sheet = replace(quiz.deck.sheet, **settings)  # type: ignore[arg-type]  # any of them
    found = {}
    folder.mkdir(exist_ok=True)
    for file in exporter("sheet")(replace(quiz, deck=replace(quiz.deck, sheet=sheet))):
        path = folder / file.name
        path.write_bytes(file.content)
        found[file.name.removeprefix(f"{quiz.deck.id}-").removesuffix(".html")] = path
    return found


# The gate


@pytest.mark.parametrize("name", ["Chromium", "Firefox", "WeasyPrint"], indirect=True)
def test_every_edition_prints_well_on_every_paper(name: str, press: Press, tmp_path: Path) -> None:
    quiz = shipped_quiz()
    faults = []
    papers: tuple[Paper, ...] = ("A4",) if name == "WeasyPrint" else get_args(Paper)  # it takes seconds for each
    files = {paper: written(quiz, tmp_path / paper, paper=paper, editions=EDITIONS) for paper in papers}
    each = [*product(papers, EDITIONS)]
    printed = press([(files[paper][ended("form-A", edition)], paper) for paper, edition in each])
    for (paper, edition), pdf in zip(each, printed, strict=True):
        sheet = Sheet(quiz.forms[0], edition, paper, leaves(pdf))
        found = [*wrong_places(sheet), *wrong_texts(sheet), *wrong_feet(sheet, name)]
        # At 24 point, a heading and its first question may be more than a page: WeasyPrint then parts the two.
        found += [] if (name, edition) == ("WeasyPrint", "large-24") else wrong_breaks(sheet)
        faults += [f"{edition} on {paper}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)


def test_texts_that_are_out_to_break_it_print_well(name: str, press: Press, tmp_path: Path) -> None:
    """Whatever they are: of their letters not all can be read back."""
    quiz = hostile_quiz()
    faults = []
    some_of_each_kind: dict[Edition, int] = {"standard": 3, "large-18": 10, "saving": 7}
    forms = {edition: one_form("A", quiz.items[::step]) for edition, step in some_of_each_kind.items()}
    files = [
        written(replace(quiz, forms=(form,)), tmp_path / edition, editions=(edition,))[ended("form-A", edition)]
        for edition, form in forms.items()
    ]
    for (edition, form), pdf in zip(forms.items(), press([(file, "A4") for file in files]), strict=True):
        sheet = Sheet(form, edition, "A4", leaves(pdf))
        found = [*wrong_places(sheet), *wrong_breaks(sheet), *wrong_numbers(sheet, sheet.leaves)]
        faults += [f"{edition}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)


def test_keys_crosswalks_and_answer_sheets_print_well(name: str, press: Press, tmp_path: Path) -> None:
    """Whoever marks by hand has all answers on one page, and students have all bubbles on one."""
    quiz = shipped_quiz()
    faults = []
    papers: tuple[Paper, ...] = get_args(Paper)
    each: list[tuple[Paper, str, Edition]] = [
        *((paper, page, "standard") for paper in papers for page in ("key-A", "crosswalk", "answers-A")),
        *(("A4", ended("answers-A", edition), edition) for edition in EDITIONS if edition != "standard"),
    ]
    files = {
        paper: written(quiz, tmp_path / paper, paper=paper, answer_sheet=True, editions=EDITIONS) for paper in papers
    }
    printed = press([(files[paper][page], paper) for paper, page, _ in each])
    for (paper, page, edition), pdf in zip(each, printed, strict=True):
        sheet = Sheet(quiz.forms[0], edition, paper, leaves(pdf))
        about = SAID.crosswalk if page == "crosswalk" else "Form A"
        found = [*wrong_places(sheet), *wrong_feet(sheet, name, about)]
        if page == "key-A":
            assert SAID.in_detail in texts(sheet.leaves[1])
            found += [*wrong_breaks(sheet), *wrong_numbers(sheet, sheet.leaves[1:])]
        elif edition == "standard":
            assert len(sheet.leaves) == 1
        faults += [f"{page} on {paper}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)


def test_a_short_key_of_forty_questions_is_one_page(press: Press, tmp_path: Path) -> None:
    quiz = shipped_quiz()
    quiz = replace(quiz, forms=(one_form("A", quiz.items[::3][:40]),))
    file = written(quiz, tmp_path)["key-A"]
    (pdf,) = press([(file, "A4")])
    first, second, *_ = leaves(pdf)
    assert SAID.in_detail in texts(second)
    assert {str(number + 1) for number in range(40)} <= {box.text for box in first.boxes}


def test_lines_of_the_text_are_those_that_the_key_cites(press: Press, tmp_path: Path) -> None:
    """In all editions but large print none is broken once more; the questions begin on a page of their own."""
    quiz = shipped_quiz()
    lines = [line for paragraph in paragraphs(quiz.articles[0].text) for line in paragraph]
    narrow: tuple[Edition, ...] = ("standard", "dyslexia", "saving")
    files = written(quiz, tmp_path, article=True, editions=(*narrow, "large-24"))
    printed = press([(files[ended("form-A", edition)], "A4") for edition in narrow])
    for edition, pdf in zip(narrow, printed, strict=True):
        pages = leaves(pdf)
        last = next(at for at, leaf in enumerate(pages) if SAID.turn_over in texts(leaf))
        boxes = [box for leaf in pages[: last + 1] for box in leaf.boxes]
        assert {squeezed(line.text) for line in lines} <= {squeezed(box.text) for box in boxes}
        for line in lines[4::5]:
            (number,) = (box for box in boxes if box.text == str(line.number) and box.left < 60)
            assert any(squeezed(box.text) == squeezed(line.text) and abs(box.top - number.top) < 5 for box in boxes)
        assert not list(wrong_numbers(Sheet(quiz.forms[0], edition, "A4", pages), pages[last + 1 :]))


def test_forms_in_one_file_begin_on_the_front_of_a_leaf(name: str, press: Press, tmp_path: Path) -> None:
    """With pages counted for each; Firefox only begins a new page."""
    quiz = shipped_quiz()
    quiz = replace(quiz, forms=tuple(replace(quiz.forms[0], letter=letter) for letter in "ABC"))
    files = []
    for questions in (20, 8):
        short = replace(quiz, forms=tuple(one_form(form.letter, form.items[:questions]) for form in quiz.forms))
        files.append(written(short, tmp_path / f"{questions}", together=True)["forms"])
    for pdf in press([(file, "A4") for file in files]):
        pages = leaves(pdf)
        starts = [number for number, leaf in enumerate(pages, start=1) if SAID.name in texts(leaf)]
        assert len(starts) == 3
        if name == "Chromium":
            assert starts == [1, 5, 9]
            assert [text for leaf in pages for text in texts(leaf) if text.startswith("Page ")][:2] == [
                "Page 1",
                "Page 2",
            ]


@pytest.mark.parametrize("dots", [100, 150, 300])
def test_a_scanner_reads_the_code(dots: int, press: Press, tmp_path: Path) -> None:
    quiz = shipped_quiz()
    (pdf,) = press([(written(quiz, tmp_path, answer_sheet=True)["answers-B"], "A4")])
    picture = pymupdf.open(stream=pdf, filetype="pdf")[0].get_pixmap(dpi=dots, colorspace="gray")
    image = memoryview(picture.samples).cast("B", (picture.height, picture.width))
    (found,) = read_barcodes(image)
    mark = fingerprint(quiz.deck.id, quiz.forms[1])
    assert found.text == f"quizgen:mali-france/B/{mark}"
    assert mark in {box.text for box in leaves(pdf)[0].boxes}


def ended(page: str, edition: Edition) -> str:
    return page if edition == "standard" else f"{page}-{edition}"


def texts(leaf: Leaf) -> list[str]:
    return [box.text for box in leaf.boxes]


def wrong_places(sheet: Sheet) -> Iterator[str]:
    """What is too small, beyond the margins, or on something else."""
    above, beside, below = sheet.margins
    for number, leaf in enumerate(sheet.leaves, start=1):
        width, height = PAPERS[sheet.paper]
        if abs(leaf.width - width) > 1.5 or abs(leaf.height - height) > 1.5:
            yield f"page {number} measures {leaf.width} by {leaf.height}"
        for box in sheet.content(leaf):
            # A point is given for strokes and for what letters hang over.
            across = box.left < beside - 1 or box.right > leaf.width - beside + 1.5
            if across or box.top < above - 1 or box.bottom > leaf.height - below + 1:
                yield f"page {number}: {box} is not within the margins"
        for box in leaf.boxes:
            if box.text and box.size < LEAST[sheet.edition] - 0.01:
                yield f"page {number}: {box} is too small"
        yield from (f"page {number}: {one} and {other} overlap" for one, other in overlaps(leaf))


def wrong_breaks(sheet: Sheet) -> Iterator[str]:
    """What was parted from what it belongs to by the end of a page or column."""
    for number, leaf in enumerate(sheet.leaves, start=1):
        for column in columns(sheet, leaf):
            yield from (f"page {number}: {fault}" for fault in wrong_ends(column, first=number == 1))


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


def wrong_ends(column: Sequence[Box], *, first: bool) -> Iterator[str]:
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
    if faults := list(wrong_numbers(sheet, sheet.leaves)):
        yield from faults
        return
    stretches = [text for leaf in sheet.leaves for _, text in numbered(sheet, leaf)]
    points = [section.points for section in sheet.form.sections for _ in section.items]
    for place, (item, worth, text) in enumerate(zip(sheet.form.items, points, stretches, strict=True), start=1):
        expected = f"{place}{''.join(shown(item))}/{worth}"
        if Counter(squeezed(text.removesuffix(SAID.end))) != Counter(squeezed(expected)):
            yield f"question {place} is {text!r}"
    every = squeezed(" ".join(box.text for leaf in sheet.leaves for box in leaf.boxes))
    yield from (f"{secret!r} is of the key" for secret in secrets(sheet.form) if squeezed(secret) in every)


def wrong_numbers(sheet: Sheet, pages: Iterable[Leaf]) -> Iterator[str]:
    """Each question once, in order."""
    numbers = [number for leaf in pages for number, _ in numbered(sheet, leaf)]
    if numbers != [str(number + 1) for number in range(len(sheet.form.items))]:
        yield f"the questions are {numbers}"


def numbered(sheet: Sheet, leaf: Leaf) -> Iterator[tuple[str, str]]:
    """Each number, and all text from there to what comes next at the left."""
    for column in columns(sheet, leaf):
        found = marks(column)
        for mark, after in zip_longest(found, found[1:]):
            if mark.text.isdigit() and mark.size < 1.25 * LEAST[sheet.edition]:
                end = after.top if after else inf
                within = (box.text for box in column if box.text and mark.top - 4 <= box.top < end - 4)
                yield mark.text, " ".join(within)


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


def wrong_feet(sheet: Sheet, name: str, about: str = "Form A") -> Iterator[str]:
    """Firefox knows no text in margins; who and what a form is stands on the page itself."""
    for number, leaf in enumerate(sheet.leaves, start=1):
        foot = " ".join(box.text for box in leaf.boxes if box not in sheet.content(leaf))
        expected = () if name == "Firefox" else (f"Page {number} of {len(sheet.leaves)}", about)
        if not all(text in foot for text in expected) or bool(foot) != bool(expected):
            yield f"the foot of page {number} is {foot!r}"
