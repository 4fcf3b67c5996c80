"""A deck that is studied while it improves: what an update changes in real Anki, and what it leaves alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from quizgen.edtf import parse
from quizgen.exporters.wording import date_text
from quizgen.model import Item
from quizgen.problems import ContentError
from tests.exporters.author import Author
from tests.exporters.learner import Learner, learner
from tests.samples import shipped_quiz

DAY = 86_400


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path / "deck.yaml")


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Learner]:
    with learner(tmp_path / "anki") as one:
        yield one


def reworded(item: Item) -> Item:
    """As it is after its author has thought again."""
    return replace(item, rationale=f"{item.rationale} Really.")


NOW = int(time.time()) - 10 * DAY
"""Of the first build: Anki takes the time of what a learner does from the clock."""


def test_months_of_study(author: Author, anki: Learner) -> None:
    """Version 1 is studied, edited, tagged, suspended, restyled; version 2 changes 3, brings 2 and retires 1."""
    quiz = shipped_quiz()
    items = quiz.items
    new = items[100:102]
    first, second = (*items[:100], *items[102:]), (*map(reworded, items[:3]), *items[4:])
    assert anki.take(author.build(replace(quiz, items=first), moment=NOW)) == {"new": len(first)}
    studied = anki.study(50)
    mine = anki.note(items[60].id)
    mine["Rationale"] = "I know this from my grandmother."
    mine["My notes"] = "Ask her again."
    mine.tags.append("hard")
    anki.collection.update_note(mine)
    anki.collection.sched.suspend_cards([anki.card(items[61].id).id])
    models = anki.collection.models
    for model in models.all():
        if model["name"].startswith("quizgen"):
            models.update_dict({**model, "css": ".card { color: teal; }"})
    before, earned = anki.notes(), anki.state()

    edition = replace(quiz.deck, edition=parse("2026-12-24"))
    package = author.build(replace(quiz, items=second, deck=edition), moment=NOW + 11 * DAY)

    assert anki.take(package) == {"new": 2, "updated": 3 + 1, "duplicate": len(first) - 4}
    after = anki.notes()
    assert set(after) - set(before) == {item.id for item in new}
    assert {name for name in before if after[name] != before[name]} == {item.id for item in items[:4]}
    assert {name: anki.state()[name] for name in before} == earned
    assert len(studied) == 50
    assert anki.note(items[60].id)["Rationale"] == "I know this from my grandmother."
    assert anki.note(items[60].id)["My notes"] == "Ask her again."
    assert "hard" in anki.note(items[60].id).tags
    assert anki.card(items[61].id).queue == -1
    assert {model["css"] for model in models.all() if model["name"].startswith("quizgen")} == {".card { color: teal; }"}
    assert all(anki.note(item.id)["Rationale"].endswith("Really.") for item in items[:3])


def test_a_retired_note_says_so(author: Author, anki: Learner) -> None:
    """On both sides of its card, which stays what it was; the deck's page tells how such notes are found."""
    quiz = shipped_quiz()
    gone = quiz.items[5]
    anki.take(author.build(quiz, moment=NOW))
    before = anki.note(gone.id)
    items = tuple(item for item in quiz.items if item is not gone)
    assert anki.take(author.build(replace(quiz, items=items), moment=NOW + DAY)) == {
        "updated": 1, "duplicate": len(items),
    }  # fmt: skip
    note = anki.note(gone.id)
    assert set(note.tags) == {*before.tags, "quizgen::retired"}
    assert {name for name in note.keys() if note[name] != before[name]} == {"Retired"}  # noqa: SIM118  # a note is no mapping
    output = anki.card(gone.id).render_output()
    mark = f"Retired: not in this deck since the edition of {date_text(quiz.deck.edition, 'en')}."
    assert mark in output.question_text
    assert mark in output.answer_text
    assert "Retired" not in anki.card(items[0].id).render_output().question_text
    (page,) = [deck["desc"] for deck in anki.collection.decks.all() if deck["name"] == quiz.deck.anki.deck]
    search = page.rpartition(": ")[2]
    assert [card.note()["Id"] for card in anki.cards(search)] == [gone.id]


@pytest.mark.parametrize(
    ("policy", "this_edition", "next_edition"),
    [("once", {"updated": 1}, {}), ("always", {"updated": 1}, {"duplicate": 1}), ("never", {}, {})],
)
def test_policies(
    author: Author, anki: Learner, policy: str, this_edition: dict[str, int], next_edition: dict[str, int]
) -> None:
    """Of retired notes: in the edition in which they leave, and in the next; building twice makes no difference."""
    quiz = shipped_quiz()
    settings = replace(quiz.deck, anki=replace(quiz.deck.anki, retired=policy))  # type: ignore[arg-type]  # a parameter
    quiz = replace(quiz, deck=settings, items=quiz.items[:10])
    fewer = replace(quiz, items=quiz.items[1:])
    anki.take(author.build(quiz, moment=NOW))
    first, again = (author.build(fewer, moment=NOW + days * DAY) for days in (1, 2))
    assert first.read_bytes() == again.read_bytes()
    assert anki.take(first) == {**this_edition, "duplicate": 9}
    later = replace(fewer, deck=replace(settings, edition=parse("2026-12-24")))
    assert anki.take(author.build(later, moment=NOW + 3 * DAY)) == {"duplicate": 9 + next_edition.get("duplicate", 0)}
    assert len(anki.notes()) == 10


def test_a_note_that_comes_back(author: Author, anki: Learner) -> None:
    """Is as it was, without the mark, and keeps its scheduling."""
    quiz = replace(shipped_quiz(), items=shipped_quiz().items[:10])
    fewer = replace(quiz, items=quiz.items[1:])
    anki.take(author.build(quiz, moment=NOW))
    anki.study(10)
    earned = anki.state()
    anki.take(author.build(fewer, moment=NOW + DAY))
    assert anki.take(author.build(quiz, moment=NOW + 2 * DAY)) == {"updated": 1, "duplicate": 9}
    assert anki.note(quiz.items[0].id)["Retired"] == ""
    assert "quizgen::retired" not in anki.note(quiz.items[0].id).tags
    assert anki.state() == earned


def test_what_is_newer_wins(author: Author, anki: Learner) -> None:
    """Also where two builds are made in one second, or the author's clock goes back."""
    quiz = replace(shipped_quiz(), items=shipped_quiz().items[:1])
    anki.take(author.build(quiz, moment=NOW))
    for moment in (NOW, NOW - DAY):
        quiz = replace(quiz, items=tuple(map(reworded, quiz.items)))
        assert anki.take(author.build(quiz, moment=moment)) == {"updated": 1}
    assert anki.note(quiz.items[0].id)["Rationale"].count("Really.") == 2


def test_a_note_cannot_become_one_of_another_type(author: Author) -> None:
    """Anki would not take it; the template needs another name."""
    quiz = shipped_quiz()
    author.build(quiz, moment=NOW)
    one, other = quiz.items[0], next(item for item in quiz.items if item.kind == "cloze")
    changed = replace(quiz, items=(replace(one, response=other.response), *quiz.items[1:]))
    lock = author.lock.read_bytes()
    with pytest.raises(ContentError, match="note-type-changed") as caught:
        author.build(changed, moment=NOW + DAY)
    assert one.id in str(caught.value)
    assert author.lock.read_bytes() == lock
