"""Short answers, gaps, numbers and dates: what is recalled must be the only answer."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from quizgen.model import Cloze, Number, Text
from tests.project import world

SEAT = """
entities:
  abbey: office
  alder: {type: town, names: {en: {name: Alder, the: the Alder, aliases: [Alderton]}}}
  ann: person
  bob: person
  birch: town
facts:
  f: {subject: abbey, relation: seat, roles: {town: alder}}
"""
WHERE = """
kind: short_answer
language: en
asks: {relation: seat, hide: town}
stem: "{{ lead }}where has {{ subject }} its seat?"
"""
GAP = """
kind: cloze
language: en
asks: {relation: seat, hide: town}
"""


def test_all_names_are_accepted(tmp_path: Path) -> None:
    assert world(tmp_path, SEAT, WHERE).item().response == Text("Alder", ("the Alder", "Alderton"))


@pytest.mark.parametrize("kind", ["short_answer", "cloze", "choice"])
def test_what_nothing_decides_is_no_question(tmp_path: Path, kind: str) -> None:
    met = SEAT + "  g: {subject: ann, relation: met, roles: {other: bob}}"
    whom = f"kind: {kind}\nlanguage: en\nasks: {{relation: met, hide: other}}"
    if kind != "cloze":
        whom += '\nstem: "Which {{ hidden.kind }} did {{ subject }} meet?"'
    reason = world(tmp_path, met, whom).refusal()
    wanted = "0 wrong answers" if kind == "choice" else "nothing proves that `other` has one value, given subject"
    assert wanted in reason


def test_a_gap_with_what_stands_around_it(tmp_path: Path) -> None:
    item = world(tmp_path, SEAT, GAP).item()
    assert item.stem == "Abbey has its seat in ____."
    assert item.response == Cloze("Abbey has its seat in ", "Alder", ".", "town", ("the Alder", "Alderton"))


@pytest.mark.parametrize(
    ("stem", "reason"),
    [
        ("{{ subject }} lies in {{ town }}, {{ town }}!", "the text shows what it hides 2 times, not once"),
        ("{{ subject }} has a seat.", "the text shows what it hides 0 times, not once"),
        ("{{ subject }}, near Alderton, lies in {{ town }}.", "the stem tells its answer: “Alderton”"),
    ],
)
def test_one_gap_and_no_name_of_it_elsewhere(tmp_path: Path, stem: str, reason: str) -> None:
    assert world(tmp_path, SEAT, f'{GAP}stem: "{stem}"').refusal() == reason


def test_subject_and_object_that_are_one_are_told(tmp_path: Path) -> None:
    selfish = (
        SEAT
        + """  g: {subject: ann, relation: met, roles: {other: ann}}
complete: [{relation: met, subject: ann, lists: other, because: she says so}]
"""
    )
    whom = "kind: cloze\nlanguage: en\nasks: {relation: met, hide: other}"
    assert world(tmp_path, selfish, whom).refusal() == "the stem tells its answer: “Ann”"


LASTED = """
entities: {war: event}
facts:
  f: {subject: war, relation: lasted, roles: {span: {%s, unit: years}}}
"""
HOW_LONG = """
kind: number
language: en
asks: {relation: lasted, hide: span}
stem: "For {{ span.how_many }} did {{ subject }} last?"
"""


def test_a_number_that_is_not_exact_is_asked_with_about(tmp_path: Path) -> None:
    exact = world(tmp_path, LASTED % "exactly: 30", HOW_LONG).item()
    assert exact.stem == "For how many years did War last?"
    assert exact.response == Number(Decimal(30), "30 years")
    about = world(tmp_path, LASTED % "about: 30", HOW_LONG).item()
    assert about.stem == "For about how many years did War last?"
    assert isinstance(about.response, Number)
    assert (about.response.answer, about.response.how) == ("about 30 years", "about")
    blunt = HOW_LONG.replace("span.how_many", "span.unit")
    assert "ask with {{ hidden.how_many }}" in world(tmp_path, LASTED % "about: 30", blunt).refusal()


HAPPENED = "entities: {war: event}\nfacts:\n  f: {subject: war, relation: happened, time: '%s'}"
WHEN = """
kind: date
language: en
asks: {relation: happened, hide: time}
stem: "{{ time.ask }} did {{ subject }} happen?"
"""


@pytest.mark.parametrize(
    ("time", "stem", "answer", "accepted"),
    [
        ("2014", "In which year did War happen?", "2014", ()),
        ("2014-05", "In which month and year did War happen?", "May 2014", ("5/2014", "2014-05")),
        ("2014~", "In which year did War happen?", "about 2014", ("2014",)),
    ],
)
def test_dates_as_precise_as_they_are_known(
    tmp_path: Path, time: str, stem: str, answer: str, accepted: tuple[str, ...]
) -> None:
    item = world(tmp_path, HAPPENED % time, WHEN).item()
    assert item.stem == stem
    assert isinstance(item.response, Text)
    assert item.response.answer == answer
    assert set(accepted) <= set(item.response.accepted)


def test_an_uncertain_date_is_not_asked(tmp_path: Path) -> None:
    assert world(tmp_path, HAPPENED % "2014?", WHEN).refusal() == "`time` is not a date that is known for certain"


def test_what_happened_twice_has_no_one_date(tmp_path: Path) -> None:
    twice = (
        HAPPENED % "2014"
        + "\n  g: {subject: war, relation: happened, time: '2016', status: contested, attribution: article}"
    )
    assert world(tmp_path, twice, WHEN).refusals()["f"] == "with what the stem shows, `g` would be right too"
