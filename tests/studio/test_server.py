"""What the page is given comes from the pipeline and the exporters themselves."""

from __future__ import annotations

import json
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path

import pytest

from quizgen import generate
from quizgen.exporters import exporter
from quizgen.exporters.gallery import card_page
from quizgen.model import Item, Quiz
from tests.studio.running import Running, running

DESIGNER = "templates/town/designer.yaml"


@pytest.fixture(scope="module")
def quiz(studio: Running) -> Quiz:
    """What the deck gives without the studio."""
    made, _ = generate(studio.folder / "decks/bridge.yaml")
    assert made
    return made


@pytest.fixture(scope="module")
def item(quiz: Quiz) -> Item:
    return next(item for item in quiz.items if item.template == "town/designer")


def text_of(studio: Running) -> str:
    return (studio.folder / DESIGNER).read_text(encoding="utf-8")


def test_what_there_is_in_a_project(studio: Running) -> None:
    said = studio.get("api/project").data
    assert (said["title"], said["deck"], said["decks"]) == (
        "The footbridge of Marrowick", "decks/bridge.yaml", ["decks/bridge.yaml"],
    )  # fmt: skip
    own = next(one for one in said["templates"] if one["path"] == DESIGNER)
    assert (own["name"], own["topic"], own["kind"], own["readonly"]) == ("town/designer", "town", "choice", False)
    assert next(one for one in said["templates"] if one["path"].startswith("quizgen:"))["readonly"]
    assert "designed_by" in json.dumps(said["schema"]["template"])
    assert [one["id"] for one in said["articles"]] == ["bridge"]


def test_a_template_to_begin_with(studio: Running) -> None:
    """It asks about a real fact, and passes; where none can be begun, that is said."""
    assert "designed_by" in studio.get("api/project").data["asked"]["relations"]
    begun = studio.post("api/begin", name="people/who", kind="short_answer", relation="mayor_of").data
    assert begun["path"] == "templates/people/who.yaml"
    assert not (studio.folder / begun["path"]).exists()
    shown = studio.post("api/preview", **begun).data
    assert shown["problems"] == []
    assert [question["stem"] for question in shown["questions"]] == [
        "As of September 2024, which town was the town of Tomas Verrill?",
    ]
    none = studio.post("api/begin", name="people/who", kind="ordering", relation="mayor_of")
    assert (none.status, none.data["help"]) == (422, "choose another kind or relation")
    assert studio.post("api/begin", name="people/who", kind="", relation="mayor_off").status == 400
    assert studio.post("api/begin", kind="", relation="").status == 400


def test_a_preview_is_what_the_deck_would_have(studio: Running, item: Item) -> None:
    shown = studio.post("api/preview", path=DESIGNER, text=text_of(studio)).data
    [question] = shown["questions"]
    [evidence] = item.evidence
    assert (question["id"], question["stem"], shown["problems"]) == (item.id, item.stem, [])
    assert question["quotes"] == [{"article": "bridge", "start": evidence.quote.start, "end": evidence.quote.end}]
    assert shown["counts"] == {"questions": 1, "facts": 1, "none": 0}


def test_a_preview_of_what_is_not_saved(studio: Running) -> None:
    """Wrong, mended, and asking what the deck asks already."""
    text = text_of(studio)
    [problem] = studio.post("api/preview", path=DESIGNER, text=text.replace("designed_by", "desined_by")).data[
        "problems"
    ]
    where = [problem[key] for key in ("path", "line", "column", "end_line", "end_column")]
    assert (problem["code"], where) == ("unknown-relation", [DESIGNER, 7, 13, 7, 23])
    assert problem["help"].startswith("did you mean designed_by")
    new = studio.post("api/preview", path="templates/town/new.yaml", text=text).data
    assert [(one["code"], one["path"]) for one in new["problems"]] == [("duplicate-stem", "templates/town/new.yaml")]
    assert text_of(studio) == text


def test_a_fact_that_gives_no_question_says_why(studio: Running) -> None:
    text = (
        text_of(studio).partition("examples:")[0].replace("choice", "short_answer").replace("{{ subject.the }}", "it")
    )
    shown = studio.post("api/preview", path=DESIGNER, text=text).data
    assert [(one["fact"], "nothing proves" in one["reason"]) for one in shown["none"]] == [("bridge/designer", True)]
    assert "all-refused" in {problem["code"] for problem in shown["problems"]}


def test_what_is_wrong_with_the_deck(studio: Running) -> None:
    assert studio.get("api/problems").data == {"problems": [], "complete": True}


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        ("seeds/bridge/facts.yaml", "built_by", "build_by", "unknown-relation"),
        ("seeds/bridge/article.yaml", "language: en", "language: english", "bad-language"),
        ("decks/bridge.yaml", "[bridge]", "[brigde]", "unknown-article"),
        ("decks/bridge.yaml", 'templates: ["*"]', "templates: [twon/*]", "unknown-template"),
        ("decks/bridge.yaml", "kinds: []", "kinds: [choise]", "unknown-kind"),
        ("templates/relations.yaml", "{{ designer }}", "{{ desinger }}", "unknown-slot"),
        ("templates/_defaults.yaml", "", "stem: Who?", "unknown-key"),
    ],
)
def test_other_files_are_looked_at_too(studio: Running, path: str, old: str, new: str, code: str) -> None:
    file = studio.folder / path
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    assert old in text
    shown = studio.post("api/preview", path=path, text=text.replace(old, new) if old else new).data
    assert {problem["code"] for problem in shown["problems"]} == {code}
    if text:
        assert studio.post("api/preview", path=path, text=text).data["problems"] == []


@pytest.mark.parametrize("night", [False, True])
def test_a_card_is_the_gallerys(studio: Running, quiz: Quiz, item: Item, *, night: bool) -> None:
    card = studio.post("api/card", path=DESIGNER, text=text_of(studio), id=item.id, night=night).data["html"]
    assert card == card_page(item, quiz.deck, night=night)
    assert ("nightMode" in card.partition("</style>")[2]) == night


def test_paper_sheets_and_keys_are_the_exporters(studio: Running, quiz: Quiz, item: Item) -> None:
    paper = studio.post("api/paper", path=DESIGNER, text=text_of(studio), ids=[item.id]).data["html"]
    assert item.stem in paper
    files = {file.name: file.content.decode() for file in exporter("sheet")(quiz)}
    for form, key in (("A", False), ("B", False), ("B", True)):
        sheet = studio.post("api/sheet", form=form, key=key).data
        assert sheet["html"] == files[f"bridge-{'key' if key else 'form'}-{form}.html"]
        assert sheet["forms"] == ["A", "B"]


def test_a_blueprint_is_read_as_the_deck_files_is(studio: Running) -> None:
    said = studio.get("api/quiz").data
    assert sum(cell["count"] for cell in said["counts"]) == said["total"] > 0
    asked = {"sections": [{"heading": "Numbers", "ask": [{"count": 2, "kind": "number"}]}], "forms": 1}
    sheet = studio.post("api/sheet", sheet=asked, edition="large-24").data
    assert (sheet["problems"], sheet["forms"]) == ([], ["A"])
    assert "Numbers" in sheet["html"]
    wrong = {"sections": [{"ask": [{"count": 2, "topic": "twon"}, {"count": 0}]}]}
    sheet = studio.post("api/sheet", sheet=wrong).data
    ways = [(problem["code"], problem["where"][-2:]) for problem in sheet["problems"]]
    assert (sheet["html"], ways) == (None, [("bad-value", [1, "count"])])
    del wrong["sections"][0]["ask"][1]
    [problem] = studio.post("api/sheet", sheet=wrong).data["problems"]
    assert problem["where"] == ["sheet", "sections", 0, "ask", 0, "topic"]
    assert problem["help"] == "did you mean town?"


def test_the_deck_is_the_exporters(studio: Running, quiz: Quiz) -> None:
    """And no lock file is written."""
    answer = studio.get("api/deck")
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''bridge.apkg"
    assert answer.body == next(iter(exporter("anki")(replace(quiz, lock=None)))).content
    assert not (studio.folder / "decks/bridge.lock").exists()


def test_a_stress_report(studio: Running) -> None:
    report = studio.post("api/stress", path=DESIGNER, text=text_of(studio), seeds=3).data
    assert (report["template"], report["seeds"], report["wrong"]) == ("town/designer", 3, False)


def test_mistakes_of_the_page_are_told(studio: Running) -> None:
    for address, sent, status in (
        ("api/preview", {"path": DESIGNER}, 400),
        ("api/preview", {"path": DESIGNER, "text": "", "deck": "decks/none.yaml"}, 404),
        ("api/preview", {"path": DESIGNER, "text": "", "deck": "../deck.yaml"}, 404),
        ("api/card", {"path": DESIGNER, "text": "", "id": "none"}, 404),
        ("api/sheet", {"form": "Z"}, 404),
        ("api/sheet", {"sheet": []}, 400),
    ):
        answer = studio.post(address, **sent)
        assert (answer.status, set(answer.data)) == (status, {"error", "help"}), address
    assert studio.get("api/nothing").status == 404
    assert studio.post("api/project").status == 405


def test_what_another_editor_saves_is_told_and_seen(project: Path) -> None:
    with running(project) as own:
        own.get("api/project")
        connection = HTTPConnection("127.0.0.1", own.port, timeout=30)
        connection.request("GET", f"/{own.token}/api/events")
        events = connection.getresponse()
        assert events.getheader("content-type", "").startswith("text/event-stream")
        path = project / DESIGNER
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("who designed", "who drew"), encoding="utf-8")
        line = next(line for line in iter(events.readline, b"") if b"changed" in line)
        assert json.loads(line.removeprefix(b"data:")) == {"changed": [DESIGNER]}
        connection.close()
        own_template = next(one for one in own.get("api/project").data["templates"] if one["path"] == DESIGNER)
        assert own_template["stem"].startswith("{{ lead }}who drew")
