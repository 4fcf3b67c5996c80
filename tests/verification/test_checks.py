"""Each fault in a package of its own, found by real Anki, and nothing else with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.packages import read_package
from quizgen.verification.checks import CHECKS, findings
from quizgen.verification.learner import Learner
from tests.packages.made import (
    BACK,
    FRONT,
    NOTES,
    cloze,
    database,
    entries,
    exported,
    note_type,
    package,
    with_note_types,
    zipped,
)

QUESTION = "What is the capital of Mali?"

Make = Callable[[Path], object]


def found(path: Path, folder: Path) -> list[tuple[str, str]]:
    """The codes and messages of what is wrong."""
    with Learner(folder / "anki") as learner:
        learner.take(path)
        problems = list(findings(learner.look(read_package(path))))
    assert all(problem.hint for problem in problems)
    return [(problem.code, problem.message) for problem in problems]


def with_templates(front: str = FRONT, back: str = BACK) -> Make:
    """Templates that genanki would not write."""
    template = {"name": "Card 1", "ord": 0, "qfmt": front, "afmt": back}
    return lambda path: with_note_types(package(path), {"tmpls": [template]})


def with_notes(*notes: tuple[str, str]) -> Make:
    return lambda path: package(path, notes)


def with_sql(statement: str) -> Make:
    def make(path: Path) -> None:
        with database(package(path)) as connection:
            connection.execute(statement)

    return make


HELD = "note `note-0` (“What is the capital of Mali?”)"
CASES: dict[str, tuple[Make, list[tuple[str, str]]]] = {
    "nothing": (package, []),
    "blank": (with_notes(("<div> </div>", "b")), [("blank-front", "the front of card of note `note-0` (“”) is blank")]),
    "nothing to see in the template": (
        with_templates("<div>{{#Front}}&nbsp;{{/Front}}</div>"),
        [
            ("blank-front", f"the front of card of {HELD} is blank"),
            ("blank-front", "the front of card of note `note-1` (“And of Niger?”) is blank"),
        ],
    ),
    "a picture is not nothing": (
        lambda path: package(path, [('<img src="sea.png">', "b")], media={"sea.png": b"1"}),
        [],
    ),
    "no card": (with_notes(("", "b")), [("no-card", "note `note-0` (“”) has no card")]),
    "no gap": (
        lambda path: package(path, [["no gap"]], cloze()),
        [("no-card", "note `note-0` (“no gap”) has no card")],
    ),
    "card left out": (
        with_sql("DELETE FROM cards WHERE nid = 1700000000000"),
        [("no-card", f"{HELD} has no card")],
    ),
    "one GUID": (
        lambda path: package(path, guids=["a", "a"]),
        [
            (
                "same-guid",
                f"2 notes have one GUID: {HELD.replace('note-0', 'a')} and note `a` (“And of Niger?”)",
            )
        ],
    ),
    "unknown field": (
        with_templates("{{Frnt}}{{Front}}"),
        [
            (
                "unknown-field",
                "template `Card 1` of note type `Fact`: there is no field `Frnt`; did you mean Front?",
            )
        ],
    ),
    "unknown condition and filtered field": (
        with_templates(back="{{#Hint}}{{/Hint}}{{text:Bakc}}"),
        [
            ("unknown-field", "template `Card 1` of note type `Fact`: there is no field `Hint`; known: Back, Front"),
            ("unknown-field", "template `Card 1` of note type `Fact`: there is no field `Bakc`; did you mean Back?"),
        ],
    ),
    "names that Anki knows": (
        with_templates("{{Front}}{{Deck}} {{Tags}}{{Card}}<!-- {{Nothing}} -->",
                       "{{FrontSide}}{{hint:Back}}{{tts en_US:Back}}"),
        [],
    ),
    "open section": (
        with_templates("{{#Front}}{{Front}}"),
        [
            (
                "bad-template",
                "template `Card 1` of note type `Fact`: Front template has a problem: Missing '{{/Front}}'",
            )
        ],
    ),
    "a card of no template": (
        with_sql("UPDATE cards SET ord = 5 WHERE nid = 1700000000000"),
        [("bad-template", "template `6` of note type `Fact`: missing template")],
    ),
    "missing media": (
        lambda path: package(
            path,
            [(f'{QUESTION} <img src="sea%20view.png">', "[sound:waves.mp3]"), NOTES[1]],
            note_type(css="@font-face { font-family: X; src: url('_x.woff2'); }"),
        ),
        [
            ("media-missing", "`_x.woff2` is not in the package, and note type `Fact` refers to it"),
            ("media-missing", f"`waves.mp3` is not in the package, and {HELD} refers to it"),
            ("media-missing", f"`sea%20view.png` is not in the package, and {HELD} refers to it"),
        ],
    ),
    "media": (
        lambda path: package(
            path,
            [('<img src="sea.png">', "[sound:waves.mp3]")],
            note_type(css=".a { background: url('_x.png') }"),
            media={"sea.png": b"1", "waves.mp3": b"2", "_x.png": b"3", "_by_a_script.js": b"4"},
        ),
        [],
    ),
    "unused media": (
        lambda path: package(path, media={"sea.png": b"1"}),
        [("media-unused", "`sea.png` is in the package, and no note refers to it")],
    ),
    "open tag": (
        with_notes((QUESTION, "<b>Bamako")),
        [("broken-html", f"{HELD}, field `Back`: `<b>` is not closed")],
    ),
    "open tag in a template": (
        with_templates("<div>{{Front}}"),
        [("broken-html", "note type `Fact`, front of template `Card 1`: `<div>` is not closed")],
    ),
    "tags that nobody sees": (with_templates("{{text:Front}}", "{{type:Back}}"), []),
    "the answer in the question": (
        with_notes((f"{QUESTION} Not <b>Bamako</b>, is it?", "bamako")),
        [
            (
                "answer-shown",
                f"the front of card of note `note-0` (“{QUESTION} Not Bamako , is it?”) shows its answer “bamako”",
            )
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_finds(name: str, tmp_path: Path) -> None:
    """Just what is wrong."""
    make, expected = CASES[name]
    path = tmp_path / "a.apkg"
    make(path)
    assert found(path, tmp_path) == expected


@pytest.mark.parametrize("legacy", [True, False])
def test_finds_the_same_in_what_anki_exports(legacy: bool, tmp_path: Path) -> None:  # noqa: FBT001  # a parameter
    """In both of its formats."""
    source = package(tmp_path / "a.apkg", [(f"{QUESTION} Bamako?", "Bamako<b>"), NOTES[1]])
    path = exported(tmp_path / "b.apkg", source, legacy=legacy)
    assert [code for code, _ in found(path, tmp_path)] == ["broken-html", "answer-shown"]


def test_media_that_are_listed_and_lost_are_refused_by_anki(tmp_path: Path) -> None:
    """As it says itself; see test_process for how people are told."""
    content = entries(package(tmp_path / "a.apkg", [('<img src="sea.png">', "b")]))
    path = zipped(tmp_path / "b.apkg", {**content, "media": b'{"0": "sea.png"}'})
    with Learner(tmp_path / "anki") as learner, pytest.raises(Exception, match="0 missing from archive"):
        learner.take(path)


def test_every_check_is_tried() -> None:
    """Each code has a case that only it is told of."""
    told = {code for _, expected in CASES.values() for code, _ in expected}
    assert told == set(CHECKS)
