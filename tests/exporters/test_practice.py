"""The practice and the screen-reader edition in a real browser: answered, checked, remembered, printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from quizgen.exporters import exporter
from quizgen.exporters.sheet.practice import judging
from quizgen.model import Edition, Form, FormSection, Number, Quiz, Text
from tests.axe import violations
from tests.browser import opened, printed
from tests.samples import arabic_quiz, hostile_quiz, long_quiz, one_form, sample_quiz

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def written(quiz: Quiz, folder: Path, *editions: Edition) -> list[Path]:
    """Form A in these editions, by their files."""
    sheet = replace(quiz.deck.sheet, editions=editions)
    quiz = replace(quiz, deck=replace(quiz.deck, sheet=sheet), forms=quiz.forms[:1])
    files = [file for file in exporter("sheet")(quiz) if "-form-A" in file.name]
    for file in files:
        (folder / file.name).write_bytes(file.content)
    return [folder / file.name for file in files]


@contextmanager
def shown(browser: Browser, quiz: Quiz, folder: Path, edition: Edition = "practice") -> Iterator[Page]:
    """Its page in a tab; it must ask for nothing and complain of nothing."""
    (path,) = written(quiz, folder, edition)
    with opened(browser, path) as (page, asked):
        yield page
    assert set(asked) <= {path.as_uri()}  # itself, when it is loaded again


def verdicts(page: Page) -> list[str]:
    """What is said of each question, where anything is."""
    return page.locator(".verdict:visible").all_inner_texts()


# By keyboard


def tab_to(page: Page, what: str) -> None:
    """Press Tab until what is wanted has the focus, and shows that it has."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", what):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
            return
    pytest.fail(f"no way to {what}")


def test_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    """Every kind of question is answered and checked, some of them wrongly; each gives all of its points or none."""
    with shown(browser, sample_quiz(), tmp_path) as page:
        press, status = page.keyboard.press, page.get_by_role("status")
        page.evaluate("document.documentElement.scrollTop")

        def check(number: int) -> None:
            tab_to(page, f"#question-{number} button")
            press("Enter")

        tab_to(page, "#question-1 input")
        press("Space")
        check(1)
        expect(status).to_have_text("✓ Right · Points: 1 of 1. Points: 1 of 15")
        tab_to(page, "#question-2 input")
        press("ArrowDown")
        check(2)
        expect(status).to_have_text("✗ Wrong · Points: 0 of 1. Points: 1 of 15")
        for value in (0, 2, 3):
            tab_to(page, f"#question-3 input[value='{value}']")
            press("Space")
        check(3)
        tab_to(page, "#question-4 input")
        press("Space")
        check(4)
        for number, text in ((6, "the MINUSMA"), (7, "may 2021"), (8, "Defense  Cooperation"), (9, "A school")):
            tab_to(page, f"#question-{number} input")
            page.keyboard.type(text)
            press("Enter")
        tab_to(page, "#question-9 .judge input")
        expect(status).to_have_text("Compare your answer · Points: 0 of 1. Points: 6 of 15")
        press("ArrowDown")
        expect(status).to_have_text("✗ Wrong · Points: 0 of 1")
        for number, text in ((10, "4 300"), (11, "2014"), (12, "abdoulaye maiga")):
            tab_to(page, f"#question-{number} input")
            page.keyboard.type(text)
            press("Enter")
        for place, key in enumerate("3142", start=1):
            tab_to(page, f"#question-13 [name$='-{place}']")
            page.keyboard.type(key)
        check(13)
        for place, key in enumerate("DBECA", start=1):
            tab_to(page, f"#question-14 [name$='-{place}']")
            page.keyboard.type(key)
        check(14)
        expect(page.locator("#question-14 .pairs .sign")).to_have_text(
            ["✓ Right", "✓ Right", "✓ Right", "✗ Wrong", "✗ Wrong"]
        )
        tab_to(page, "[data-does=check-all]")
        press("Enter")
        assert page.evaluate("document.activeElement.id") == "result"
        assert page.locator(".all .score").inner_text() == "Points: 10 of 15"
        assert [re.sub(" · .*", "", verdict) for verdict in verdicts(page)] == [
            "✓ Right", "✗ Wrong", "✓ Right", "✓ Right", "Not answered", "✓ Right", "✓ Right", "✓ Right", "✗ Wrong",
            "✓ Right", "✓ Right", "✓ Right", "✓ Right", "✗ Wrong", "Not answered",
        ]  # fmt: skip


def test_says_what_is_right_and_why(browser: Browser, tmp_path: Path) -> None:
    """By signs and words, when it is checked and not before; a new answer takes it back."""
    quiz = sample_quiz()
    with shown(browser, quiz, tmp_path) as page:
        question = page.locator("#question-1")
        before = page.locator("main").inner_text()
        assert not any(item.rationale in before for item in quiz.items)
        assert page.locator("mark:visible").count() == 0
        question.get_by_label("Dakar").check()
        question.get_by_role("button").click()
        assert question.locator("li", has_text="Bamako").first.inner_text().endswith("✓ Right")
        assert question.locator("li", has_text="Dakar").first.inner_text().endswith("✗ Wrong")
        for text in (quiz.items[0].rationale, "not B Dakar: the capital of Senegal", "probably May 3, 2022"):
            expect(question).to_contain_text(text)
        assert question.locator("mark").all_inner_texts() == ["Bamako"]
        question.get_by_label("Bamako").check()
        expect(question.locator(".feedback")).to_be_hidden()
        assert question.locator(".sign").count() == 0
        question.get_by_role("button", name="Check").click()
        question.get_by_role("button", name="Try again").click()
        assert not question.get_by_label("Bamako").is_checked()
        assert question.locator("input").first.evaluate("input => input === document.activeElement")


def test_score_by_section(browser: Browser, tmp_path: Path) -> None:
    quiz = sample_quiz()
    sections = (FormSection(quiz.items[:2], "People", points=2), FormSection(quiz.items[3:5], points=3))
    with shown(browser, replace(quiz, forms=(Form("A", sections),)), tmp_path) as page:
        page.get_by_label("Bamako").check()
        page.locator("#question-3").get_by_label("True").check()
        page.get_by_role("button", name="Check all").click()
        rows = [row.split("\t") for row in page.locator(".result tr").all_inner_texts()]
        assert rows == [["People", "Points: 2 of 4"], ["3–4", "Points: 3 of 6"], ["In all", "Points: 5 of 10"]]


# Judging

EQUAL = [
    ("Minusma", " MINUSMA. "),
    ("Abdoulaye Maïga", "abdoulaye maiga"),
    ("the Sahel", "Sahel"),
    ("Niger", "The Niger"),
    ("A", "a"),
    ("May 3, 2022", "may 3 2022"),
    ("4,300 soldiers", "4300 soldiers"),
    ("“Operation Barkhane”", "operation barkhane"),
    ("Straße", "STRASSE"),
    ("عَرَبِيّ", "عربي"),
    ("…", "…"),
]
UNLIKE = [
    ("C++", "C"),
    ("C#", "C"),
    ("-5", "5"),
    ("1.5", "15"),
    ("Niger", "Nigeria"),
    ("Mali", "Mal"),
    ("हिन्दी", "हनद"),
]

NUMBERS = [
    # What is right, how exactly, what is typed, and whether it is.
    ("4300", "about", "4,300", True),
    ("4300", "about", "4 300", True),
    ("4300", "about", "4’300 soldiers", True),
    ("4300", "about", "٤٣٠٠", True),
    ("4300", "about", "about 4,300 soldiers", True),
    ("4300", "about", "4.3 thousand", None),
    ("4300", "about", "four thousand", None),
    ("4300", "about", "4,300 million", None),
    ("4300", "about", "4,500", None),
    ("4300", "about", "43", False),
    ("4300", "exactly", "4,301", False),
    ("1350", "exactly", "1.350", True),
    ("1.35", "exactly", "1,35", True),
    ("1.35", "exactly", "135", False),
    ("-12.5", "exactly", "\N{MINUS SIGN}12,5", True),
    ("-12.5", "exactly", "12.5", False),
    ("20000000", "exactly", "20.000.000", True),
    ("20000000", "exactly", "20", False),
    ("5", "exactly", "5 or 6", None),
]


def test_judges_what_is_typed(browser: Browser, tmp_path: Path) -> None:
    """Right whatever the spelling; what a program cannot know is left to the learner."""
    (item,) = sample_quiz().items[5:6]
    with shown(browser, sample_quiz(), tmp_path) as page:

        def judged(response: Text | Number, typed: str) -> object:
            key = judging(replace(item, response=response))
            return page.evaluate("([typed, key]) => JUDGE[key.by]([typed], key)", [typed, dict(key)])

        for answer, typed in EQUAL:
            assert judged(Text(answer), typed) is True, typed
            assert judged(Text("something else", (answer,)), typed) is True, typed
        for answer, typed in UNLIKE:
            assert judged(Text(answer), typed) is None, typed
        for number, how, typed, expected in NUMBERS:
            known = Number(Decimal(number), f"{'' if how == 'exactly' else 'about '}{Decimal(number):,} soldiers", how)  # type: ignore[arg-type]  # one of the ways
            assert judged(known, typed) is expected, (number, typed)


def test_takes_any_answer_for_itself(browser: Browser, tmp_path: Path) -> None:
    """Whatever its characters; and none of them runs or breaks the page."""
    quiz = hostile_quiz()
    items = tuple(item for item in quiz.items if isinstance(item.response, Text))
    with shown(browser, replace(quiz, forms=(one_form("A", items),)), tmp_path) as page:
        for number, item in enumerate(items, start=1):
            assert isinstance(item.response, Text)
            page.locator(f"#answer-{number}").fill(item.response.answer)
        page.get_by_role("button", name="Check all").click()
        assert {verdict.split(" · ")[0] for verdict in verdicts(page)} == {"✓ Right"}
        assert item.rationale in page.locator("main").inner_text()
        assert page.locator("script").count() == 2


# Remembering


def test_remembers(browser: Browser, tmp_path: Path) -> None:
    """Answers, checks and what the learner said of them; until all is begun anew, which can be taken back."""
    with shown(browser, sample_quiz(), tmp_path) as page:
        page.get_by_label("Bamako").check()
        page.locator("#question-1").get_by_role("button").click()
        page.locator("#answer-6").fill("something")
        page.locator("#answer-6").press("Enter")
        page.locator("#question-6").get_by_label("Yes").check()
        page.locator("#question-13 select").first.select_option("3")
        told = [verdicts(page), page.locator(".all .score").inner_text()]
        assert told[1] == "Points: 2 of 15"
        page.reload()
        assert [verdicts(page), page.locator(".all .score").inner_text()] == told
        assert page.locator("#question-13 select").first.input_value() == "3"
        expect(page.locator("#remembers")).to_have_text("This browser keeps your answers until you begin anew.")
        page.get_by_role("button", name="Begin anew").click()
        assert verdicts(page) == []
        assert not page.get_by_label("Bamako").is_checked()
        page.get_by_role("button", name="Bring my answers back").click()
        assert [verdicts(page), page.locator(".all .score").inner_text()] == told
        page.get_by_role("button", name="Begin anew").click()
        page.reload()
        assert page.locator("#answer-6").input_value() == ""


def test_what_is_remembered_belongs_to_one_content(browser: Browser, tmp_path: Path) -> None:
    """With other questions the answers would stand beside what they do not answer; nor does rubbish do harm."""
    quiz = sample_quiz()
    with shown(browser, quiz, tmp_path) as page:
        page.locator("#answer-6").fill("something")
        written(replace(quiz, forms=(one_form("A", (*quiz.items[1:6], *quiz.items[:1])),)), tmp_path, "practice")
        page.reload()
        assert page.locator("input[type=text]").first.input_value() == ""
        for rubbish in ("{", "[]", "null", '{"given": 3, "checked": {"0": true}}', '{"given": [[7], "x"]}'):
            page.evaluate("text => localStorage.setItem(name, text)", rubbish)
            page.reload()
            expect(page.get_by_role("button", name="Check all")).to_be_visible()


def test_works_where_nothing_may_be_kept(browser: Browser, tmp_path: Path) -> None:
    """As in a frame of a learning platform, which refuses even to be asked."""
    (path,) = written(sample_quiz(), tmp_path, "practice")
    outer = tmp_path / "outer.html"
    outer.write_text(f'<iframe sandbox="allow-scripts" srcdoc="{escape(path.read_text())}"></iframe>')
    with opened(browser, outer) as (page, _):
        frame = page.frame_locator("iframe")
        expect(frame.locator("#remembers")).to_have_text("This browser keeps no answers once you leave this page.")
        frame.get_by_label("Bamako").check()
        frame.locator("#question-1").get_by_role("button").click()
        expect(frame.locator(".all .score")).to_have_text("Points: 1 of 15")


# As a file


@pytest.mark.parametrize("make", [sample_quiz, arabic_quiz])
def test_prints_the_paper_sheet(browser: Browser, tmp_path: Path, make: Callable[[], Quiz]) -> None:
    """The same texts at the same places as the standard edition, whatever was answered and checked."""
    standard, practice = written(make(), tmp_path, "standard", "practice")
    with opened(browser, standard) as (page, _):
        expected = printed(page)
    with opened(browser, practice) as (page, _):
        page.get_by_role("button", name="Check all").click()
        assert printed(page) == expected


def test_lets_in_its_own_script_only(browser: Browser, tmp_path: Path) -> None:
    (path,) = written(sample_quiz(), tmp_path, "practice")
    text = path.read_text()
    assert re.search(
        r"default-src 'none'; style-src 'unsafe-inline'; script-src &#39;sha256-[\w+/]{43}=&#39;; img", text
    )
    assert not re.search(r"\shttps?:|\sstyle=|\son\w+=|eval|innerHTML", text)
    intruder = "<script>document.title = 'in'</script><img src=x onerror='document.title = `in`'>"
    path.write_text(text.replace("</body>", f"{intruder}</body>"))
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.title() == "Mali and France, May 2022 · Form A"
    page.close()


def test_without_its_script(browser: Browser, tmp_path: Path) -> None:
    """The questions are there, and no button that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(written(sample_quiz(), tmp_path, "practice")[0].as_uri())
    assert page.locator(".question:visible").count() == 15
    assert page.locator("button:visible").count() == 0
    context.close()


@pytest.mark.parametrize(
    ("make", "width", "scheme"),
    [
        (sample_quiz, 390, "light"),
        (sample_quiz, 390, "dark"),
        (sample_quiz, 1280, "light"),
        (sample_quiz, 1280, "dark"),
        # Colours are the same for all texts; what is long or from right to left is a matter of width.
        (long_quiz, 390, "dark"),
        (long_quiz, 1280, "light"),
        (arabic_quiz, 390, "light"),
        (arabic_quiz, 1280, "dark"),
    ],
)
def test_accessible(browser: Browser, tmp_path: Path, make: Callable[[], Quiz], width: int, scheme: str) -> None:
    """No flaw that axe-core knows, after checking, and nothing to scroll sideways for."""
    # The policy of the page, rightly, would not let the checker in.
    context = browser.new_context(
        bypass_csp=True,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]  # one of the two it takes
    )
    for path in written(make(), tmp_path, "practice", "screen-reader"):
        page = context.new_page()
        page.goto(path.as_uri())
        if "practice" in path.name:
            for kind in ("radio", "checkbox"):
                for control in page.locator(f".answer input[type={kind}]").all()[::3]:
                    control.check()
            for box in page.locator(".answer input[type=text]").all():
                box.fill("something")
            page.get_by_role("button", name="Check all").click()
        assert violations(page) == []
        assert page.evaluate(SIDEWAYS) <= 0
    context.close()


# For screen readers


def test_screen_reader_edition(browser: Browser, tmp_path: Path) -> None:
    """The same questions under the same numbers, each control with its name; no key, no script, no hint to look at."""
    quiz = sample_quiz()
    (path,) = written(quiz, tmp_path, "screen-reader")
    text = path.read_text()
    for item in quiz.items:
        assert not any(secret in text for secret in (item.id, item.rationale, item.evidence[0].quote.text))
    assert "<script" not in text
    with shown(browser, quiz, tmp_path, "screen-reader") as page:
        for number, item in enumerate(quiz.items, start=1):
            expect(page.get_by_role("heading", name=f"Question {number} (1 point)", exact=True)).to_be_visible()
            for image in item.images:
                assert page.locator(f"#question-{number}").get_by_alt_text(image.alt).count() == 1
        page.get_by_label("Name", exact=True).fill("Awa")
        page.get_by_role("group", name=quiz.items[0].stem).get_by_label("Bamako").check()
        page.get_by_role("textbox", name="As of May 2022, gap (person) is the spokesman").fill("Maïga")
        page.locator("#question-14").get_by_label("Wagner").select_option("C")
        assert not re.search(r"circle|tick|line:|below", page.locator("main").inner_text())
        words = {word for leaf in printed(page) for box in leaf.boxes for word in box.text.split()}
        assert {"Awa", "Maïga"} <= words
