"""Types, units and relations."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.model import Single
from quizgen.vocabulary import load_vocabulary
from tests.project import RELATIONS, vocabulary


def test_types_are_what_their_parents_are(tmp_path: Path) -> None:
    known = vocabulary(tmp_path)
    assert known.ancestors("town") == {"town", "place"}
    assert known.is_any("town", ["person", "place"])
    assert not known.is_any("place", ["town"])


def test_words(tmp_path: Path) -> None:
    known = vocabulary(tmp_path, RELATIONS.replace("{is: place, en: region}", "{is: place}"))
    assert known.word("town", "en") == known.word("town", "en-GB") == "town"
    assert known.word("region", "en") == "place", "its parent's"
    assert known.word("armed_force", "en") == "armed force", "its id's"
    assert [known.unit("years", "en", form) for form in ("one", "other", "few")] == ["year", "years", "years"]


def test_what_single_means(tmp_path: Path) -> None:
    known = vocabulary(tmp_path)
    assert known.relations["seat"].single == (Single("town", frozenset({"subject"}), at_a_time=False),)
    assert known.relations["holds"].single == (Single("subject", frozenset({"office"}), at_a_time=True),)


def test_single_may_have_alternatives(tmp_path: Path) -> None:
    known = vocabulary(tmp_path, RELATIONS.replace("town: [subject]", "town: [[subject], [time]]"))
    assert known.relations["seat"].single == (
        Single("town", frozenset({"subject"}), at_a_time=False),
        Single("town", frozenset(), at_a_time=True),
    )


def test_later_files_take_the_place_of_earlier_ones(tmp_path: Path) -> None:
    paths = [tmp_path / "one.yaml", tmp_path / "two.yaml"]
    paths[0].write_text(RELATIONS, "utf-8")
    paths[1].write_text("types: {town: {is: place, en: city}}\nunits: {}\nrelations: {}\n", "utf-8")
    known, problems = load_vocabulary(paths)
    assert problems == []
    assert known.word("town", "en") == "city"
    assert "seat" in known.relations


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("town: {is: place", "town: {is: palace", "unknown-type"),
        ("place: {en: place}", "place: {is: town, en: place}", "circular-type"),
        ("place: {en: place}", "number: {en: place}\n  place: {en: place}", "bad-type"),
        ("roles: {subject: office, town: town}", "roles: {town: town, subject: office}", "bad-role"),
        ("roles: {subject: office, town: town}", "roles: {subject: office, town: town, when: town}", "bad-role"),
        ("single: {town: [subject]}", "single: {town: [object]}", "unknown-role"),
        ("single: {town: [subject]}", "single: {place: [subject]}", "unknown-role"),
    ],
)
def test_what_a_vocabulary_may_not_be(tmp_path: Path, old: str, new: str, code: str) -> None:
    path = tmp_path / "relations.yaml"
    path.write_text(RELATIONS.replace(old, new, 1), "utf-8")
    assert code in {problem.code for problem in load_vocabulary([path])[1]}
