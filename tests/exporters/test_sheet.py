"""The printable quiz, as Chromium prints it and as it stands in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from quizgen.exporters import exporter
from quizgen.exporters.sheet.editions import LAYOUTS
from quizgen.exporters.wording import date_text
from quizgen.letters import letter
from quizgen.model import (
    Basic,
    Cloze,
    Form,
    Item,
    Matching,
    Number,
    Occlusion,
    OneOf,
    Option,
    Ordering,
    Quiz,
    Response,
    Reversed,
    SeveralOf,
    Source,
    Text,
    TrueFalse,
)
from tests.axe import violations
from tests.browser import MM, opened, printed
from tests.samples import arabic_quiz, hostile_quiz, one_form, sample_quiz, shipped_quiz
from tests.vnu import complaints

QUIZZES = {"sample": sample_quiz, "hostile": hostile_quiz, "shipped": shipped_quiz}


def sheets(quiz: Quiz) -> dict[str, str]:
    """The pages by name."""
    return {file.name: file.content.decode() for file in exporter("sheet")(quiz) if file.name.endswith(".html")}


def squeezed(text: str) -> str:
    """Without white space: lines break elsewhere on paper."""
    return "".join(text.split())


@pytest.fixture(params=QUIZZES)
def quiz(request: pytest.FixtureRequest) -> Quiz:
    return QUIZZES[request.param]()


@dataclass(frozen=True)
class Sheet:
    """A form of a quiz and the one or other file of it, opened in the browser."""

    quiz: Quiz
    form: Form
    name: str
    page: Page
    asked: Sequence[str]


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Callable[[Quiz, str, str], Sheet]]:
    """Opens a file of a quiz: `show(quiz, "form", "A")`."""
    closing = []

    def shown(quiz: Quiz, what: str, form: str) -> Sheet:
        name = f"{quiz.deck.id}-{what}-{form}.html"
        path = tmp_path / name
        path.write_text(sheets(quiz)[name], encoding="utf-8")
        tab = opened(browser, path)
        page, asked = tab.__enter__()
        closing.append(tab)
        (items,) = (one for one in quiz.forms if one.letter == form)
        return Sheet(quiz, items, what, page, asked)

    yield shown
    for tab in closing:
        tab.__exit__(None, None, None)


def shown(response: Response) -> tuple[str, ...]:
    """What a student gets to see beside the stem, said independently of the exporter."""
    match response:
        case OneOf(options) | SeveralOf(options):
            return tuple(option.text for option in options)
        case TrueFalse():
            return ("True", "False")
        case Cloze(before, _, after, hint):
            return (before, after, f"({hint})")
        case Ordering(entries):
            return entries
        case Matching(pairs):
            return tuple(side for pair in pairs for side in pair)
        case _:
            return ()


# On screen


@pytest.mark.parametrize("what", ["form", "key"])
def test_fits_a_phone(quiz: Quiz, what: str, show: Callable[[Quiz, str, str], Sheet]) -> None:
    page = show(quiz, what, "A").page
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_text_comes_out_as_it_went_in(quiz: Quiz, show: Callable[[Quiz, str, str], Sheet]) -> None:
    """Nothing becomes markup, nothing is hidden, nothing runs."""
    sheet = show(quiz, "form", "A")
    seen = [squeezed(text) for text in sheet.page.locator("li.question").all_inner_texts()]
    assert len(seen) == len(sheet.form.items)
    for number, (item, text) in enumerate(zip(sheet.form.items, seen, strict=True), start=1):
        assert text.startswith(str(number))
        stem = () if isinstance(item.response, Cloze) else (item.stem,)
        for part in (*stem, *shown(item.response)):
            assert squeezed(part) in text, item.id
    assert sheet.page.locator("h1").inner_text() == quiz.deck.sheet.title
    assert sheet.page.title() == f"{quiz.deck.sheet.title} · Form A"
    assert sheet.page.locator("script").count() == 0
    assert sheet.page.locator("img").count() == sum(len(item.images) for item in sheet.form.items)
    assert sheet.page.locator("style").count() == 1
    assert sheet.asked == []


def test_pictures_are_in_the_file_itself(show: Callable[[Quiz, str, str], Sheet]) -> None:
    """Those of the stem for students, those of the answer in the key, each with whose it is."""
    quiz = sample_quiz()
    for what, of in (("form", "images"), ("key", "answer_images")):
        page = show(quiz, what, "A").page
        expected = [image.alt for item in quiz.items for image in getattr(item, of)]
        seen = page.locator("img").evaluate_all(
            "all => all.map(img => [img.alt, img.complete && img.naturalWidth > 0])"
        )
        assert seen == [[alt, True] for alt in expected] != []
        assert page.locator("figcaption").all_inner_texts() == ["Awa Traoré, CC BY 4.0"] * len(expected)


def test_a_mask_covers_its_area(show: Callable[[Quiz, str, str], Sheet]) -> None:
    """Just where the picture is, but for its edge; it prints too, as it is no background."""
    page = show(sample_quiz(), "form", "A").page
    page.add_style_tag(content=".masked img { width: 400px; height: 300px }")
    picture, mask = (page.locator(f".masked {name}").bounding_box() for name in ("img", "polygon"))
    assert picture
    assert mask
    assert mask["x"] == pytest.approx(picture["x"] + 0.2 * picture["width"], abs=6)
    assert mask["y"] == pytest.approx(picture["y"] + 0.25 * picture["height"], abs=6)
    assert mask["width"] == pytest.approx(0.3 * picture["width"], abs=10)
    assert mask["height"] == pytest.approx(0.5 * picture["height"], abs=10)


def test_head_and_end(show: Callable[[Quiz, str, str], Sheet]) -> None:
    sheet = show(replace(sample_quiz(), forms=sample_quiz().forms[1:]), "form", "B")
    head = sheet.page.locator("header").inner_text()
    for text in ("Form B", "Name", "Date", "Class", "Answer all questions.", "15 questions", "15 points in all"):
        assert text in head
    assert sheet.page.locator("main").inner_text().strip().endswith("End of paper")


def test_every_way_of_answering_is_explained_once(show: Callable[[Quiz, str, str], Sheet]) -> None:
    """A heading for each run of questions that are answered in one way; numbers go on across them."""
    page = show(sample_quiz(), "form", "A").page
    assert page.locator("h2").all_inner_texts() == [
        "One answer",
        "Several answers",
        "True or false",
        "Short answers",
        "Gaps",
        "In order",
        "Pairs",
        "Pictures",
    ]
    assert all(text.endswith((".",)) for text in page.locator(".task").all_inner_texts())
    assert page.locator("ol.questions").evaluate_all("lists => lists.map(list => list.start)") == [
        *(1, 2),  # the first of each run stands in one list with its heading, the others in a second
        3,
        *(4, 5),
        *(6, 7),
        *(11, 12),
        13,
        14,
        15,
    ]


def test_from_right_to_left(show: Callable[[Quiz, str, str], Sheet]) -> None:
    """Numbers stand at the right, then bubbles and options, and points at the left."""
    page = show(arabic_quiz(), "form", "A").page
    assert page.locator("html").evaluate("html => [html.lang, html.dir]") == ["en", "rtl"]
    assert page.locator("li.question").first.get_attribute("lang") == "ar"

    def sides(what: str) -> tuple[float, float]:
        box = page.locator(f"li.question >> nth=0 >> {what} >> nth=0").bounding_box()
        assert box, what
        return box["x"], box["x"] + box["width"]

    from_the_right = [sides(what) for what in (".number", ".mark", ".option bdi", ".points")]
    for (left, _), (_, right) in pairwise(from_the_right):
        assert right <= left
    # What stands in English keeps its full stop at its end.
    sentence = page.locator(".task bdi").first
    assert sentence.evaluate("bdi => getComputedStyle(bdi).direction") == "ltr"
    for leaf in printed(page):
        assert all(17 * MM - 1 <= box.left and box.right <= leaf.width - 17 * MM + 1.5 for box in leaf.boxes)


def test_words_in_another_language_than_the_questions(show: Callable[[Quiz, str, str], Sheet]) -> None:
    """Marked as such, for screen readers; dates of the key follow the words."""
    quiz = sample_quiz()
    german = replace(quiz.deck, sheet=replace(quiz.deck.sheet, language="de", instructions=None))
    quiz = replace(quiz, deck=german)
    page = show(quiz, "form", "A").page
    assert page.locator("html").get_attribute("lang") == "de"
    assert page.locator("li.question:not([lang=en])").count() == 0
    for text in ("Gruppe A", "Datum", "Klasse", "Bearbeite alle Aufgaben.", "Kreuze", "15 Aufgaben", "Richtig"):
        assert text in page.locator("main").inner_text()
    assert "wahrscheinlich 3. Mai 2022" in show(quiz, "key", "A").page.locator("main").inner_text()


# The key


def test_key_says_answer_and_why(quiz: Quiz, show: Callable[[Quiz, str, str], Sheet]) -> None:
    """For every number: the answer, the rationale, why others are wrong, the passage, its source, the item."""
    sheet = show(quiz, "key", "B")
    assert "Answer key — not for students" in sheet.page.locator("header").inner_text()
    entries = [squeezed(text) for text in sheet.page.locator("li.question").all_inner_texts()]
    for number, (item, entry) in enumerate(zip(sheet.form.items, entries, strict=True), start=1):
        article = item.evidence[0].article
        assert entry.startswith(str(number))
        for text in (
            item.stem,
            item.rationale,
            *answers(item.response),
            *reasons(item.response),
            *(evidence.quote.text for evidence in item.evidence),
            article.title,
            date_text(article.published, "en"),
            item.id,
        ):
            assert squeezed(text) in entry, item.id


def test_the_key_cites_what_a_brief_rests_on() -> None:
    quiz = sample_quiz()
    source = Source("An office", "Figures <1>", None, None)
    items = tuple(
        replace(item, evidence=tuple(replace(one, sources=(source,)) for one in item.evidence)) for item in quiz.items
    )
    key = "".join(sheets(replace(quiz, forms=(one_form("A", items),))).values())
    assert key.count("<bdi>An office: Figures &lt;1&gt;</bdi>") >= len(items)


def answers(response: Response) -> tuple[str, ...]:  # noqa: PLR0911  # one return a form of response
    """What the key must name, with its letter where there are letters."""
    match response:
        case OneOf(options, key):
            return (f"{letter(key)} {options[key].text}",)
        case SeveralOf(options, keys):
            return tuple(f"{letter(key)} {options[key].text}" for key in keys)
        case TrueFalse(answer):
            return (str(answer),)
        case Basic(answer, accepted) | Text(answer, accepted) | Cloze(answer=answer, accepted=accepted):
            return (answer, *accepted)
        case Reversed(answer=answer, accepted=accepted) | Occlusion(answer=answer, accepted=accepted):
            return (answer, *accepted)
        case Number(answer=answer):
            return (answer,)
        case Ordering(entries, notes):
            return tuple(f"{entry} – {note}" for entry, note in zip(entries, notes, strict=True))
        case Matching(pairs, shown):
            return tuple(f"{letter(shown.index(at))} {left} – {right}" for at, (left, right) in enumerate(pairs))


def reasons(response: Response) -> tuple[str, ...]:
    match response:
        case OneOf(options) | SeveralOf(options):
            return tuple(option.gloss or option.proof.text for option in options if option.proof)
        case TrueFalse(proof=proof):
            return (proof.text,) if proof else ()
        case _:
            return ()


def test_key_begins_with_all_answers_at_a_glance(show: Callable[[Quiz, str, str], Sheet]) -> None:
    """As one marks by: letters, and for arrangements what students wrote from top to bottom; then the points."""
    glance = show(sample_quiz(), "key", "A").page.locator(".glance li").all_inner_texts()
    assert [" ".join(text.split()) for text in glance] == [
        "1 A 1",
        "2 C 1",
        "3 A, C, D 1",
        "4 True 1",
        "5 False 1",
        "6 Minusma 1",
        "7 May 2021 1",
        "8 Defence cooperation 1",
        "9 EUTM 1",
        "10 about 4,300 soldiers 1",
        "11 2014 1",
        "12 Abdoulaye Maïga 1",
        "13 3, 1, 4, 2 1",
        "14 D, B, E, A, C 1",
        "15 Niger 1",
    ]


def test_key_marks_what_the_form_shows(show: Callable[[Quiz, str, str], Sheet]) -> None:
    """Following the key on the printed form leads to what is right."""
    quiz = sample_quiz()
    for form in quiz.forms:
        rows = (
            show(quiz, "form", form.letter)
            .page.locator("li.question")
            .evaluate_all(
                "rows => rows.map(row => [...row.querySelectorAll('.option')].map(option => option.innerText))"
            )
        )
        briefs = show(quiz, "key", form.letter).page.locator(".glance .brief").all_inner_texts()
        for item, options, brief in zip(form.items, rows, briefs, strict=True):
            match item.response:
                case OneOf() | SeveralOf():
                    right = {option.text for option in item.response.options if option.proof is None}
                    assert {options[ord(mark) - ord("A")] for mark in brief.split(", ")} == right
                case Ordering(entries):
                    assert tuple(text for _, text in sorted(zip(brief.split(", "), options, strict=True))) == entries
                case Matching(pairs):
                    left, partners = options[: len(pairs)], options[len(pairs) :]
                    chosen = (partners[ord(mark) - ord("A")] for mark in brief.split(", "))
                    assert set(zip(left, chosen, strict=True)) == set(pairs)
                case _:
                    assert brief


def test_key_tells_where_an_item_is_on_other_forms() -> None:
    """Results of several forms can be put together."""
    key = sheets(sample_quiz())["mali-2022-key-A.html"]
    assert "item mali-2022/seat/seat-city.city/en · question 15 on form B" in key


# What students must not get


def test_nothing_in_a_form_depends_on_the_key(quiz: Quiz) -> None:
    """With other keys, reasons, quotes and ids, what students get is the same to the byte."""
    other = replace(quiz, forms=tuple(map(form_otherwise, quiz.forms)))
    before, after = sheets(quiz), sheets(other)
    for name in before:
        assert (before[name] == after[name]) == ("-form-" in name), name


def form_otherwise(form: Form) -> Form:
    sections = (replace(section, items=tuple(map(otherwise, section.items))) for section in form.sections)
    return replace(form, sections=tuple(sections))


def otherwise(item: Item) -> Item:
    """An item that looks the same, with another answer."""
    return replace(
        item,
        id=f"other/{item.id}",
        response=wrongly(item.response),
        rationale="Another reason.",
        evidence=item.evidence[:1] * 3,
        facts=("other",),
        template="other",
        answer_images=(),
    )


def wrongly(response: Response) -> Response:  # noqa: C901, PLR0911  # one return a form of response
    match response:
        case OneOf(options, key):
            return OneOf(tuple(map(bare, options)), (key + 1) % len(options))
        case SeveralOf(options):
            return SeveralOf(tuple(map(bare, options)), (1,))
        case TrueFalse(answer):
            return TrueFalse(not answer)
        case Basic():
            return Basic("something else entirely, and long")
        case Reversed():
            return Reversed("something else entirely, and long", "Another?", "Quite another.")
        case Occlusion(mask):
            return Occlusion(mask, "something else entirely, and long")
        case Text():
            return Text("something else entirely, and long")
        case Number():
            return Number(Decimal(7), "seven")
        case Cloze(before, _, after, hint):
            return Cloze(before, "an answer much longer than the one before", after, hint)
        case Ordering(entries, notes, shown):
            return Ordering(entries[::-1], notes, tuple(len(entries) - 1 - index for index in shown))
        case Matching(pairs, shown):
            right = [pairs[index][1] for index in shown]
            return Matching(
                tuple((left, text) for (left, _), text in zip(pairs, right, strict=True)), tuple(range(len(pairs)))
            )


def bare(option: Option) -> Option:
    return Option(option.text)


def test_no_reason_quote_or_id_in_a_form() -> None:
    quiz = sample_quiz()
    pages = sheets(with_settings(quiz, answer_sheet=True))
    for item in quiz.items:
        secrets = [item.id, item.rationale, *(evidence.quote.text for evidence in item.evidence)]
        for name, text in pages.items():
            if "-form-" in name or "-answers-" in name:
                assert not any(secret in text for secret in secrets)
        assert all(secret in pages["mali-2022-key-A.html"] for secret in secrets[:2])


def test_a_gap_is_as_wide_for_every_answer() -> None:
    """Its width would be a clue, and so would that of a line."""
    text = sheets(sample_quiz())["mali-2022-form-A.html"]
    assert "style=" not in text


# As a file


def test_names_of_files(quiz: Quiz) -> None:
    name = quiz.deck.id
    pages = [f"{name}-{what}-{form}.html" for form in "AB" for what in ("form", "key")]
    assert list(sheets(quiz)) == [*pages, f"{name}-crosswalk.html"]


def test_every_edition_has_the_same_questions_and_one_key() -> None:
    """Laid out otherwise: what stands in the page is the same but for its style, and for its foot in large print."""
    on_paper = [edition for edition, layout in LAYOUTS.items() if layout.page == "form"]
    pages = sheets(with_settings(sample_quiz(), editions=tuple(on_paper)))
    assert [name for name in pages if "-A" in name] == [
        "mali-2022-form-A.html",
        *(f"mali-2022-form-A-{edition}.html" for edition in on_paper if edition != "standard"),
        "mali-2022-key-A.html",
    ]
    bodies = {
        re.sub(r'<style>.*</style>|(?<=<main class="paper )\w+', "", text, flags=re.DOTALL)
        for name, text in pages.items()
        if "form-A" in name
    }
    assert len(bodies) == 1


def test_is_the_same_every_time(quiz: Quiz) -> None:
    assert sheets(quiz) == sheets(quiz)


def test_is_one_file_that_may_load_nothing(quiz: Quiz) -> None:
    """The policy forbids it, and nothing asks for it."""
    for text in sheets(quiz).values():
        assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in text
        style = text[text.index("<style>") : text.index("</style>")]
        assert not re.search(r"url\(|@import", style)
        assert all(value and value.startswith("data:image/") for value in addresses(text))


def addresses(html: str) -> list[str | None]:
    """What elements may load, lead to or run."""
    found: list[str | None] = []

    class Attributes(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # of any
            found.extend(value for name, value in attrs if re.fullmatch(r"src|href|action|on\w+", name))

    Attributes().feed(html)
    return found


def test_tells_of_every_item_it_writes(quiz: Quiz) -> None:
    """For a progress bar, in one run over all forms."""
    told: list[Item] = []

    def watch(items: Sequence[Item]) -> Iterator[Item]:
        for item in items:
            told.append(item)
            yield item

    list(exporter("sheet")(quiz, watch))
    assert told == [item for form in quiz.forms for item in form.items]


def test_points_are_those_of_the_form() -> None:
    quiz = sample_quiz()
    worth = replace(quiz, forms=(one_form("A", quiz.items, points=3),))
    text = sheets(worth)["mali-2022-form-A.html"]
    assert "45 points in all" in text
    assert text.count("</span>/ 3</p>") == 15


def test_one_question_is_one_point() -> None:
    quiz = sample_quiz()
    short = replace(quiz, forms=(one_form("A", quiz.items[:1]),))
    assert "1 question · 1 point in all" in sheets(short)["mali-2022-form-A.html"]


def test_another_language_of_an_item_is_marked() -> None:
    """For screen readers and for quotation marks; that of the deck is marked once."""
    quiz = sample_quiz()
    items = (quiz.items[0], replace(quiz.items[1], language="fr"))
    text = sheets(replace(quiz, forms=(one_form("A", items),)))["mali-2022-form-A.html"]
    assert '<html lang="en" dir="ltr">' in text
    assert text.count('<li class="question" lang="fr">') == 1
    assert text.count('<li class="question">') == 1


def test_passes_the_nu_checker(tmp_path: Path) -> None:
    """Every kind of page, in every edition, with every way of answering, texts that are out to break it, and Arabic."""
    sample, hostile, arabic = sample_quiz(), hostile_quiz(), arabic_quiz()
    few = replace(hostile, forms=(one_form("A", hostile.items[::7]), one_form("B", hostile.items[7::-1])))
    pages = sheets(with_settings(sample, editions=tuple(LAYOUTS), answer_sheet=True, article=True))
    pages |= sheets(with_settings(few, answer_sheet=True, article=True, together=True))
    pages |= sheets(with_settings(arabic, article=True))
    assert complaints(pages, tmp_path) == []


def test_has_no_flaw_that_axe_knows(browser: Browser, tmp_path: Path) -> None:
    """WCAG 2.2 AA. Editions differ in their style alone, and none has less contrast than this one."""
    for name, text in sheets(with_settings(sample_quiz(), answer_sheet=True, article=True)).items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        if not name.endswith("-B.html"):
            with opened(browser, path) as (page, _):
                assert violations(page) == [], name


def with_settings(quiz: Quiz, **settings: object) -> Quiz:
    sheet = replace(quiz.deck.sheet, **settings)  # type: ignore[arg-type]  # any of them
    return replace(quiz, deck=replace(quiz.deck, sheet=sheet))
