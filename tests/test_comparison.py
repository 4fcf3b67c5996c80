"""What is said to be new in a deck, and what Anki then really does with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from click.testing import CliRunner

from quizgen import cli
from quizgen.comparison import Comparison, compare, known_by, known_in
from quizgen.locks import read_lock
from quizgen.model import Item, Quiz
from quizgen.packages import read_package
from quizgen.reports.comparisons import as_data, as_text
from tests.exporters.author import Author
from tests.exporters.learner import learner
from tests.samples import sample_quiz

NOW = 1_795_435_200


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path / "deck.yaml")


def against_last(author: Author, quiz: Quiz) -> Comparison:
    lock, problems = read_lock(author.lock, NOW + 100)
    assert not problems
    return compare(quiz, lock, known_by(lock))


def against(author: Author, quiz: Quiz, package: Path) -> Comparison:
    lock, _ = read_lock(author.lock, NOW + 100)
    return compare(quiz, lock, known_in(read_package(package)))


def fates(comparison: Comparison) -> dict[str, str]:
    return {note.id: note.fate for note in comparison.notes}


def later(quiz: Quiz) -> tuple[Quiz, Mapping[str, str]]:
    """One item reworded, one new, one gone."""
    changed = replace(quiz.items[0], rationale="It was <b>another</b> & no other.")
    new = replace(quiz.items[1], id="mali-2022/new/t/en")
    expected = {changed.id: "changed", new.id: "added", quiz.items[2].id: "retired"}
    return replace(quiz, items=(changed, quiz.items[1], *quiz.items[3:], new)), expected


def test_against_the_last_build(author: Author) -> None:
    quiz = sample_quiz()
    author.build(quiz, moment=NOW)
    assert against_last(author, quiz) == Comparison((), len(quiz.items))
    second, expected = later(quiz)
    found = against_last(author, second)
    assert fates(found) == expected
    assert found.unchanged == len(quiz.items) - 2
    (part,) = found.notes[0].differences
    assert (part.name, part.old, part.new) == (
        "Rationale",
        quiz.items[0].rationale,
        "It was <b>another</b> & no other.",
    )
    author.build(second, moment=NOW + 1)
    assert fates(against_last(author, quiz)) == {
        quiz.items[0].id: "changed", "mali-2022/new/t/en": "retired", quiz.items[2].id: "returned",
    }  # fmt: skip


@pytest.mark.parametrize("policy", ["once", "never"])
def test_it_is_what_anki_does(author: Author, tmp_path: Path, policy: Literal["once", "never"]) -> None:
    """With a package of the first build, that a learner imports before the second."""
    quiz = sample_quiz()
    quiz = replace(quiz, deck=replace(quiz.deck, anki=replace(quiz.deck.anki, retired=policy)))
    first = author.build(quiz, moment=NOW)
    second, expected = later(quiz)
    found = against(author, second, first)
    assert fates(found) == {
        name: "left" if (fate, policy) == ("retired", "never") else fate for name, fate in expected.items()
    }
    with learner(tmp_path / "anki") as anki:
        anki.take(first)
        before = anki.notes()
        anki.take(author.build(second, moment=NOW + 1))
        after = anki.notes()
    updated = {name for name in before if after[name] != before[name]}
    assert updated == {note.id for note in found.notes if note.fate in {"changed", "retired"}}
    assert set(after) - set(before) == {note.id for note in found.notes if note.fate == "added"}


def test_against_what_a_learner_has_edited(author: Author, tmp_path: Path) -> None:
    """A package that Anki has exported, in both of its formats, tells whose change is the later one."""
    quiz = sample_quiz()
    with learner(tmp_path / "anki") as anki:
        anki.take(author.build(quiz, moment=NOW - 10**8))
        note = anki.note(quiz.items[0].id)
        note["My notes"] = "Ask again."
        anki.collection.update_note(note)
        for name, legacy in (("old.apkg", True), ("new.apkg", False)):
            export(anki.collection, tmp_path / name, legacy=legacy)
            found = against(author, quiz, tmp_path / name)
            assert fates(found) == {quiz.items[0].id: "kept"}
            assert found.unchanged == len(quiz.items) - 1
            assert [(part.name, part.old, part.new) for part in found.notes[0].differences] == [
                ("My notes", "Ask again.", "")
            ]


def export(collection: object, path: Path, *, legacy: bool) -> None:
    from anki.collection import Collection, ExportAnkiPackageOptions

    assert isinstance(collection, Collection)
    options = ExportAnkiPackageOptions(with_scheduling=False, with_media=False, legacy=legacy)
    collection.export_anki_package(out_path=str(path), options=options, limit=None)


def test_what_is_not_ours_is_left_out(author: Author, tmp_path: Path) -> None:
    """Notes of other makers, in the same package."""
    quiz = sample_quiz()
    with learner(tmp_path / "anki") as anki:
        anki.take(author.build(quiz, moment=NOW))
        basic = anki.collection.models.by_name("Basic")
        assert basic
        note = anki.collection.new_note(basic)
        note["Front"], note["Back"] = "Their question", "their answer"
        anki.collection.add_note(note, anki.cards()[0].did)
        export(anki.collection, tmp_path / "mixed.apkg", legacy=True)
    assert against(author, quiz, tmp_path / "mixed.apkg") == Comparison((), len(quiz.items))


def test_another_type_is_skipped(author: Author) -> None:
    quiz = sample_quiz()
    author.build(quiz, moment=NOW)
    other: Item = replace(quiz.items[0], response=quiz.items[-1].response)
    assert fates(against_last(author, replace(quiz, items=(other, *quiz.items[1:])))) == {other.id: "skipped"}


def test_as_text_and_as_data(author: Author) -> None:
    """Old words and new ones, what Anki does, and how many of each."""
    quiz = sample_quiz()
    author.build(quiz, moment=NOW)
    found = against_last(author, later(quiz)[0])
    text = as_text(found)
    assert "changed: Anki updates the note; scheduling stays" in text
    assert "{+It was <b>another</b> & no other+}" in text.replace("{+<+}", "<")
    assert text.endswith(f"1 added, 1 changed, 1 retired, {len(quiz.items) - 2} unchanged\n")
    data = json.loads(json.dumps(as_data(found)))
    assert data["counts"] | {"unchanged": 0} == {
        "added": 1, "changed": 1, "returned": 0, "retired": 1, "left": 0, "kept": 0, "skipped": 0, "unchanged": 0,
    }  # fmt: skip
    assert [note["fate"] for note in data["notes"]] == ["changed", "added", "retired"]


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli.main, ["diff", *arguments])
    return done.exit_code, done.output


def test_the_command(project: Path) -> None:
    """Exits as diff does where asked, and else as our other commands do; it writes nothing."""
    deck = "decks/bridge.yaml"
    code, said = run(deck)
    assert code == 0
    assert said.count("bridge/") == 27
    assert CliRunner().invoke(cli.main, ["deck", deck]).exit_code == 0
    lock = (project / "decks/bridge.lock").read_bytes()
    assert run(deck, "--exit-code") == (0, "27 unchanged\n")
    facts = project / "seeds/bridge/facts.yaml"
    facts.write_text(facts.read_text().replace("name: Ines Halloran", "name: Inez Halloran"))
    code, said = run(deck, "--exit-code", "--against", "bridge.apkg")
    assert code == 1
    assert "[-Ines-] Halloran" in said
    assert run(deck)[0] == 0
    assert (project / "decks/bridge.lock").read_bytes() == lock
    assert run(deck, "--against", deck)[0] == 1
    assert run(deck, "--against", deck, "--exit-code")[0] == 2
    (project / "decks/bridge.lock").write_text("{}")
    assert run(deck)[0] == 1
    assert run(deck, "--exit-code")[0] == 2


def test_what_is_only_marked_otherwise(author: Author) -> None:
    """Is said so, not shown as code."""
    quiz = sample_quiz()
    author.build(quiz, moment=NOW)
    item = quiz.items[0]
    unmarked = replace(item, evidence=tuple(replace(passage, answers=()) for passage in item.evidence))
    (note,) = against_last(author, replace(quiz, items=(unmarked, *quiz.items[1:]))).notes
    assert [(part.name, part.old, part.new) for part in note.differences] == [
        ("Quote", "", "the same words, otherwise marked")
    ]
