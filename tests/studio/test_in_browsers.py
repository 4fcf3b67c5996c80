"""The studio as an author uses it: the real server, in real browsers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import indent
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from quizgen.scaffold import new_project
from tests.axe import violations
from tests.browser import leaves, legibility
from tests.firefox import Firefox
from tests.studio.running import Running, running

TEMPLATE = """\
# Asks for the builder.
kind: choice
language: en
asks: {relation: built_by, hide: builder}
stem: "NAME: who built {{ subject.the }}?"
"""
TEMPLATES = {name: TEMPLATE.replace("NAME", name.capitalize()) for name in ("live", "conflict", "keyboard", "firefox")}
DESIGNER = "templates/town/designer.yaml"
expect.set_options(timeout=20_000)  # one machine runs the server, its workers, the browser, and the other tests
SIZES = {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Over a project in which each test has a template of its own, called as the test is."""
    folder = tmp_path_factory.mktemp("studio") / "project"
    new_project(folder)
    for name, text in TEMPLATES.items():
        (folder / f"templates/town/{name}.yaml").write_text(text)
    with running(folder) as server:
        yield server


@contextmanager
def opened(browser: Browser, studio: Running, view: str, *, refused: int = 0, **options: object) -> Iterator[Page]:
    """A view in a tab. All that it asks for is the studio's; nothing is complained of, but what was to be refused."""
    context = browser.new_context(viewport=SIZES, **options)  # type: ignore[arg-type]  # playwright's own names
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(error.message))
    page.on("dialog", lambda dialog: dialog.accept())  # whether to leave with unsaved changes
    address = f"http://{studio.host}/{studio.token}/"
    page.goto(f"{address}#/{view}")
    yield page
    context.close()
    assert {url for url in asked if not url.startswith((address, "data:"))} == set()
    assert [said for said in complaints if "409" not in said and "422" not in said] == []
    assert len(complaints) == refused


@contextmanager
def visited(fox: Firefox, studio: Running, view: str) -> Iterator[None]:
    """A view in Firefox, of which the same holds."""
    fox.visit(f"http://{studio.host}/{studio.token}/#/{view}")
    yield
    assert {urlsplit(url).netloc for url in fox.asked if not url.startswith("data:")} == {studio.host}
    assert fox.complaints == []


def editor(page: Page) -> Locator:
    """Where the template is written."""
    return page.get_by_role("textbox", name="Text of the template")


def stems(page: Page) -> Locator:
    """The questions that come of it."""
    return page.get_by_role("list", name="Questions of this template").get_by_role("button")


def replace(page: Page, old: str, new: str) -> None:
    """In the editor, by the keyboard: find it, write over it."""
    editor(page).focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+f")
    page.keyboard.type(old)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.insert_text(new)


def overwrite(fox: Firefox, old: str, new: str) -> None:
    """The same in Firefox's, which has the focus."""
    fox.press("Control+Home", "Control+f", *old, "Enter", "Escape", *new)


def fact(name: str, event: str, time: str, quote: str) -> str:
    """What a fact is written as that says when something happened."""
    return f"{name}:\n  subject: {event}\n  relation: took_place\n  time: {time}\n  quotes:\n    - '{quote}'\n"


def test_questions_come_while_one_writes(browser: Browser, studio: Running) -> None:
    """Broken, it says where and why, and what was there stays; mended and saved, only the edit is on disk."""
    file = studio.folder / "templates/town/live.yaml"
    with opened(browser, studio, "templates") as page:
        page.get_by_role("searchbox", name="Search").first.fill("town/live")
        expect(page.locator("#template-count")).to_have_text("1 template")
        page.get_by_role("link", name="live single choice").click()
        expect(stems(page)).to_have_text(["Live: who built the Ossel Footbridge?"])
        card = page.frame_locator("#card-frame iframe")
        expect(card.get_by_text("Live: who built the Ossel Footbridge?").first).to_be_visible()
        expect(page.locator("#quotes mark")).to_have_text("built by Ada Quay and her company")

        replace(page, "who built", "by whom was built")
        expect(stems(page)).to_have_text(["Live: by whom was built the Ossel Footbridge?"])
        expect(card.get_by_text("Live: by whom was built the Ossel Footbridge?").first).to_be_visible()
        replace(page, "by whom", "<img src=//example.org/x>by whom")  # text stays text, and asks for nothing
        expect(stems(page)).to_have_text(["Live: <img src=//example.org/x>by whom was built the Ossel Footbridge?"])
        expect(card.get_by_text("<img src=//example.org/x>").first).to_be_visible()
        editor(page).focus()
        page.keyboard.press("Control+z")
        page.get_by_text("Night", exact=True).click()
        expect(card.locator(".nightMode, .night_mode").first).to_be_attached()

        replace(page, "subject.the", "subjct.the")
        page.get_by_role("tab", name="Problems 1").click()
        expect(page.get_by_role("tabpanel", name="Problems 1")).to_contain_text("did you mean subject?")
        page.get_by_role("link", name="Error Line 5, column").click()
        assert page.evaluate("document.activeElement.matches('#editor .cm-content')")
        expect(page.locator("#editor .cm-lintRange-error")).to_have_text("subjct.the")
        page.get_by_role("tab", name="Questions").click()
        expect(page.get_by_text("This is the last that could be made.")).to_be_visible()
        expect(stems(page)).to_have_text(["Live: by whom was built the Ossel Footbridge?"])

        page.reload()  # nothing is lost, and it can still be undone
        expect(editor(page)).to_contain_text("subjct")
        editor(page).focus()
        page.keyboard.press("Control+z")
        expect(stems(page)).to_have_text(["Live: by whom was built the Ossel Footbridge?"])
        page.get_by_role("tab", name="Paper").click()
        expect(page.frame_locator("#paper-frame iframe").get_by_text("by whom was built")).to_be_visible()
        assert file.read_text() == TEMPLATES["live"]
        page.keyboard.press("Control+s")
        page.get_by_role("button", name="Save").click()
        expect(page.locator("#said")).to_contain_text("Saved: templates/town/live.yaml")
        expect(page.locator("#file-state")).to_be_hidden()
        assert file.read_text() == TEMPLATES["live"].replace("who built", "by whom was built")
        page.get_by_role("tab", name="Stress").click()
        page.get_by_role("button", name="Try it hard").click()
        expect(page.locator("#stress-report")).to_contain_text("questions made with 100 seeds")


def test_a_new_template_begins_with_a_question(browser: Browser, studio: Running) -> None:
    """Of the kind and relation that are chosen; where there is none, it is said, and nothing is written."""
    with opened(browser, studio, "templates", refused=1) as page:
        page.get_by_text("New template", exact=True).click()
        page.get_by_label("Name").fill("town/in-order")
        page.get_by_label("Kind").first.select_option(label="ordering")
        page.get_by_label("Relation").first.select_option("mayor_of")
        page.get_by_role("button", name="Create").click()
        expect(page.locator("#said")).to_contain_text("choose another kind or relation")
        assert not (studio.folder / "templates/town/in-order.yaml").exists()
        page.get_by_label("Relation").first.select_option(label="any")
        page.get_by_role("button", name="Create").click()
        expect(stems(page)).to_have_text(["Put these in the order in which they happened, the earliest first."] * 2)
        expect(page.locator("#file-heading")).to_have_text("templates/town/in-order.yaml")
        assert "kind: ordering\n" in (studio.folder / "templates/town/in-order.yaml").read_text()


def test_a_conflict_loses_nothing(browser: Browser, studio: Running) -> None:
    """What changes on disk is loaded if nothing is lost by it; else both are shown, and somebody chooses."""
    file = studio.folder / "templates/town/conflict.yaml"
    with opened(browser, studio, "templates/templates/town/conflict.yaml", refused=1) as page:
        expect(editor(page)).to_contain_text("Asks for the builder.")
        file.write_text(TEMPLATES["conflict"].replace("Asks for", "Another editor asks for"))
        expect(editor(page)).to_contain_text("Another editor asks")

        replace(page, "Another editor", "The studio")
        theirs = TEMPLATES["conflict"].replace("Asks for", "Somebody else asks for")
        file.write_text(theirs)
        expect(page.get_by_role("alert")).to_contain_text("changed on disk, while there are unsaved changes here")
        editor(page).focus()
        page.keyboard.press("Control+s")
        dialog = page.get_by_role("dialog", name="was changed by somebody else")
        expect(dialog.get_by_role("textbox", name="On disk")).to_contain_text("Somebody else asks")
        expect(dialog.get_by_role("textbox", name="Yours")).to_contain_text("The studio asks")
        assert violations(page) == []
        assert file.read_text() == theirs
        dialog.get_by_role("button", name="Go on with yours").click()
        expect(page.get_by_role("alert")).to_have_count(0)
        expect(editor(page)).to_contain_text("The studio asks")
        assert file.read_text() == theirs
        page.keyboard.press("Control+s")
        expect(page.locator("#said")).to_contain_text("Saved")
        assert file.read_text() == TEMPLATES["conflict"].replace("Asks for", "The studio asks for")

        page.goto(page.url.replace("conflict.yaml", "firefox.yaml"))  # where another file's mistake is told too
        file.write_text(TEMPLATES["conflict"].replace("hide: builder", "hide: bilder"))
        page.get_by_role("tab", name="Problems").click()
        page.get_by_role("tabpanel").get_by_role("link", name="templates/town/conflict.yaml").click()
        expect(page.locator("#editor .cm-lintRange-error")).to_have_text("bilder")
        file.write_text(TEMPLATES["conflict"])
        expect(page.locator("#editor .cm-lintRange-error")).to_have_count(0)


def test_a_new_fact_by_keyboard_alone(browser: Browser, studio: Running) -> None:
    """A passage is found and selected; what is written into facts.yaml is what was shown."""
    file = studio.folder / "seeds/bridge/facts.yaml"
    before = file.read_text()
    with opened(browser, studio, "facts") as page:
        press, write = page.keyboard.press, page.keyboard.type
        expect(page.locator("#fact-details")).to_contain_text("No fact rests on this passage.")
        for _ in range(20):
            press("Tab")
            if page.evaluate("document.activeElement.matches('#article-text .cm-content')"):
                break
        press("Control+f")
        write("In November 2022 a flood")
        press("Enter")
        press("Escape")
        press("Control+Enter")
        expect(page.get_by_role("combobox", name="Relation")).to_be_focused()
        write("took_place")
        press("Escape")
        press("Tab")
        write("flood")
        press("Tab")
        expect(page.get_by_label("November 2022 means")).to_have_value("2022-11")
        press("Tab")
        page.get_by_label("November 2022: for the fact").press("w")  # when it happened
        press("Tab")
        write("flood-month")
        entry = fact("flood-month", "flood", "2022-11", "In November 2022 a flood")
        shown = page.get_by_role("textbox", name="As it will be written")
        expect(shown).to_contain_text("time: 2022-11")
        assert shown.inner_text().rstrip("\n") == entry.rstrip("\n")
        press("Enter")
        expect(page.locator("#said")).to_contain_text("Added: flood-month")
        expect(page.get_by_role("link", name="flood-month").first).to_be_visible()
        assert file.read_text() == before + indent(entry, "  ")
        expect(page.locator("#article-text .fact-mark.chosen")).to_have_text("In November 2022 a flood")


def test_the_quiz_is_changed_and_printed(browser: Browser, studio: Running, tmp_path: Path) -> None:
    """Its controls change the sheet; what is printed is the exporter's page; the deck is an Anki package."""
    with opened(browser, studio, "quiz") as page:
        sheet = page.frame_locator("#sheet-frame iframe")
        expect(sheet.get_by_text("6 questions", exact=False).first).to_be_visible(timeout=20_000)
        page.get_by_label("How many").fill("2")
        page.get_by_label("Instructions").fill("In ink, please.")
        page.get_by_text("Kind any").click()
        page.get_by_label("date", exact=True).check()
        expect(sheet.get_by_text("In ink, please.")).to_be_visible()
        expect(sheet.get_by_text("2 questions", exact=False).first).to_be_visible()
        page.get_by_text("As YAML").click()
        expect(page.locator("#blueprint-yaml")).to_contain_text("{count: 2, kind: date}")
        page.get_by_role("combobox", name="Form", exact=True).select_option("B")
        page.get_by_role("combobox", name="Edition").select_option("large-24")
        expect(sheet.get_by_text("Form B").first).to_be_visible()

        page.evaluate(
            "document.querySelector('#sheet-frame iframe').contentWindow.print = () => { window.asked = true; }"
        )
        page.get_by_role("button", name="Print").click()
        assert page.evaluate("window.asked")
        html = page.evaluate("document.querySelector('#sheet-frame iframe').contentDocument.documentElement.outerHTML")
        paper = browser.new_page()
        paper.set_content(html)
        printed = leaves(paper.pdf(prefer_css_page_size=True))
        paper.close()
        assert (round(printed[0].width), round(printed[0].height)) == (595, 842)
        text = " ".join(box.text for leaf in printed for box in leaf.boxes)
        assert "In ink, please." in text
        assert "Form B" in text

        with page.expect_download() as download:
            page.get_by_role("link", name="Download the Anki deck").click()
        download.value.save_as(tmp_path / "deck.apkg")
        assert "collection.anki2" in ZipFile(tmp_path / "deck.apkg").namelist()


def test_by_keyboard_alone(browser: Browser, studio: Running) -> None:
    """From the link to the content to the list, by the arrow keys in it, into the editor and out of it again."""
    with opened(browser, studio, "templates") as page:
        press = page.keyboard.press

        def focused() -> str:
            return str(page.evaluate("(document.activeElement.ariaLabel || document.activeElement.textContent).trim()"))

        expect(page.get_by_role("link", name="keyboard")).to_be_visible()
        press("Tab")
        assert focused() == "Skip to the content"
        press("Enter")
        press("Tab")
        page.keyboard.type("keyboard")
        expect(page.get_by_text("1 template", exact=True)).to_be_visible()
        press("ArrowDown")
        press("Enter")
        expect(editor(page)).to_contain_text("Asks for the builder.")
        # Of a text with an error, as there will be, nothing is made that was not made before.
        expect(page.get_by_role("button", name="Keyboard: who built the Ossel Footbridge?")).to_be_visible()
        press("Tab")
        assert focused() == "New template"
        press("Tab")
        assert focused() == "Save"
        press("Tab")
        assert focused() == "Text of the template"
        press("Control+End")
        page.keyboard.type("lev")
        expect(page.get_by_role("option", name="level")).to_be_visible()
        page.wait_for_timeout(100)  # a completion that has just come is not taken: it may be meant for something else
        press("Enter")
        expect(editor(page)).to_contain_text("level: ")
        page.keyboard.type("u")
        expect(page.get_by_role("option", name="understand")).to_be_visible()
        page.wait_for_timeout(100)
        press("Enter")
        expect(editor(page)).to_contain_text("level: understand")
        press("Tab")  # within the text it indents
        assert focused() == "Text of the template"
        press("Escape")
        press("Tab")
        assert focused().startswith("Questions")
        press("ArrowRight")
        assert focused() == "Paper"
        expect(page.get_by_role("tab", name="Paper")).to_have_attribute("aria-selected", "true")
        press("Home")
        press("Tab")
        press("Tab")
        assert focused() == "Keyboard: who built the Ossel Footbridge?"


def test_nothing_stands_in_the_way(browser: Browser, studio: Running) -> None:
    """WCAG 2.2 AA in each view, by day and by night; at 200 % zoom all fits; in French, as the browser wishes."""
    with opened(browser, studio, f"templates/{DESIGNER}", locale="fr-CH") as page:
        expect(page.frame_locator("#card-frame iframe").locator(".card").first).to_be_visible()
        page.locator("#editor .cm-content").press("Control+Home")
        page.keyboard.press("Control+Space")
        expect(page.locator(".cm-tooltip-autocomplete li")).to_have_count(10)
        assert violations(page, ".cm-tooltip-autocomplete") == []
        for view, ready in (("Modèles", ".quote"), ("Faits", "#fact-details p"), ("Questionnaire", "#blueprint .cell")):
            page.get_by_role("link", name=view, exact=True).click()
            expect(page.locator(ready).first).to_be_visible(timeout=20_000)
            assert violations(page) == []
            page.emulate_media(color_scheme="dark")
            assert violations(page) == []
            page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 640, "height": 400})
        for view in ("Questionnaire", "Faits", "Modèles"):
            page.get_by_role("link", name=view, exact=True).click()
            assert legibility(page)[1] <= 0
        page.get_by_label("Langue").select_option("en")
        expect(page.get_by_role("heading", name="Templates")).to_be_visible()
        page.reload()  # it is remembered
        expect(page.get_by_role("heading", name="Templates")).to_be_visible()


def test_in_firefox_nothing_is_lost(fox: Firefox, studio: Running) -> None:
    """Open, edit, see, break, mend, save; then somebody else writes into the same file."""
    file = studio.folder / "templates/town/firefox.yaml"
    stem, said = "#question-list .stem", "#said"
    with visited(fox, studio, "templates/templates/town/firefox.yaml"):
        fox.shows(stem, "Firefox: who built the Ossel Footbridge?")
        fox.evaluate("document.querySelector('#editor .cm-content').focus()")
        overwrite(fox, "who built", "by whom was built")
        fox.shows(stem, "Firefox: by whom was built the Ossel Footbridge?")
        card = "document.querySelector('#card-frame iframe').contentDocument.body.textContent"
        fox.wait(f"{card}.includes('Firefox: by whom was built the Ossel Footbridge?')")

        overwrite(fox, "subject.the", "subjct.the")
        fox.shows("#editor .cm-lintRange-error", "subjct.the")
        fox.shows(stem, "Firefox: by whom was built the Ossel Footbridge?")
        fox.press("F8")
        fox.shows(".cm-tooltip-lint", "did you mean subject?")
        fox.press(*"subject.the")  # which F8 has selected
        fox.wait("!document.querySelector('#editor .cm-lintRange-error')")
        fox.press("Control+s")
        fox.shows(said, "Saved: templates/town/firefox.yaml")
        saved = TEMPLATES["firefox"].replace("who built", "by whom was built")
        assert file.read_text() == saved

        overwrite(fox, "Asks for", "The studio asks for")
        theirs = saved.replace("Asks for", "Somebody else asks for")
        file.write_text(theirs)
        fox.shows("[role=alert]", "changed on disk, while there are unsaved changes here")
        fox.press("Control+s")
        fox.shows("dialog [aria-label='On disk']", "Somebody else asks for")
        fox.shows("dialog [aria-label='Yours']", "The studio asks for")
        corners = "[...document.querySelectorAll('dialog .cm-editor')].map(e => e.getBoundingClientRect())"
        assert fox.evaluate(f"(([one, other]) => one.right <= other.left && one.top === other.top)({corners})")
        assert file.read_text() == theirs
        fox.press("Enter")
        fox.wait("document.querySelector('#file-state').checkVisibility() === false")
        assert file.read_text() == saved.replace("Asks for", "The studio asks for")


def test_in_firefox_a_new_fact_by_keyboard_alone(fox: Firefox, studio: Running) -> None:
    """What is written is what was shown."""
    file = studio.folder / "seeds/bridge/facts.yaml"
    before = file.read_text()
    with visited(fox, studio, "facts"):
        fox.shows("#fact-details", "No fact rests on this passage.")
        while not fox.evaluate("document.activeElement.matches('#article-text .cm-content')"):
            fox.press("Tab")
        fox.press("Control+f", *"its last trip in June 2024", "Enter", "Escape", "Control+Enter")
        fox.wait("document.activeElement.name === 'relation'")
        fox.press(*"took_place", "Escape", "Tab", *"last-ferry", "Escape", "Tab")
        assert fox.evaluate("document.activeElement.value") == "2024-06"
        fox.press("Tab", "w", "Tab", *"ferry-month")
        entry = fact("ferry-month", "last-ferry", "2024-06", "its last trip in June 2024")
        fox.shows("#fact-form .cm-content", "ferry-month:")
        assert fox.evaluate("document.querySelector('#fact-form .cm-content').innerText").rstrip() == entry.rstrip()
        fox.press("Enter")
        fox.shows("#said", "Added: ferry-month")
        assert file.read_text() == before + indent(entry, "  ")
        fox.shows("#article-text .fact-mark.chosen", "its last trip in June 2024")


def test_in_firefox_the_quiz_is_changed_and_printed(fox: Firefox, studio: Running) -> None:
    """By its controls; on paper is what the sheet beside them shows."""
    sheet = "document.querySelector('#sheet-frame iframe')"
    text = f"{sheet}.contentDocument.body.textContent"
    with visited(fox, studio, "quiz"):
        fox.wait(f"{text}.includes('6 questions')")
        fox.evaluate("document.querySelector('#blueprint [name=count]').select()")
        fox.press("2")
        fox.evaluate("document.querySelector('#blueprint [name=instructions]').focus()")
        fox.press(*"In ink, please.")
        fox.wait(f"{text}.includes('2 questions') && {text}.includes('In ink, please.')")
        fox.evaluate("document.querySelector('#sheet-form').focus()")
        fox.press("B")
        fox.wait(f"{text}.includes('Form B')")
        fox.evaluate(f"{sheet}.contentWindow.print = () => {{ window.asked = true; }}")
        fox.evaluate("document.querySelector('#print').click()")
        assert fox.evaluate("window.asked")
        [leaf] = leaves(fox.printed(f"{sheet}.contentWindow", (595, 842)))
        printed = " ".join(box.text for box in leaf.boxes)
        assert "In ink, please." in printed
        assert "Form B" in printed
