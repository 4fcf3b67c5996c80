"""How facts read, and what of them was really shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.edtf import parse
from quizgen.model import NOWHERE, TIME, Entity, Names
from quizgen.sandbox import FILTERS, NoForm
from quizgen.slots import FactSlots, PartSlot, RoleSlot, date_spellings, date_text, when_text
from quizgen.vocabulary import Vocabulary
from tests.project import ARTICLE, World, vocabulary, world

FACTS = """
entities:
  ann: {type: person, names: {en: {name: Ann Lee, short: Lee, adjective: Annish}}}
  bob: person
  twins: {type: person, names: {en: {name: Twins, the: the Twins, plural: yes}}}
  alder: town
  birch: town
  upland: {type: region, names: {en: {name: Upland, the: the Upland}}}
facts:
  met: {subject: ann, relation: met, roles: {other: twins}, as_of: 2022-05, status: contested, attribution: bob}
  ruled: {subject: bob, relation: ruled, roles: {towns: [alder, birch]}, time: 2014-05-03}
  cited: {subject: bob, relation: ruled, roles: {towns: [alder]}, as_of: 2022, ask: attributed, attribution: article}
  sent: {subject: alder, relation: sent, roles: {region: upland, soldiers: {about: 4300, unit: soldiers}}}
"""
TEMPLATE = 'kind: short_answer\nlanguage: en\nasks: {relation: %s, hide: subject}\nstem: "%s"'


def rendered(folder: Path, fact: str, text: str) -> tuple[str, FactSlots]:
    """A text for a fact, and its slots when that is finished."""
    relation = {"cited": "ruled"}.get(fact, fact)
    made: World = world(folder, FACTS, TEMPLATE % (relation, text))
    slots = made.readings.slots(made.base.facts[f"{ARTICLE}/{fact}"], "en")
    source = made.templates[0].stems[0]
    stem = source.render(slots)
    slots.settle(stem)
    return stem, slots


@pytest.mark.parametrize(
    ("fact", "text", "stem"),
    [
        ("met", "{{ subject }}, {{ subject.short }}, {{ subject.adjective }}", "Ann Lee, Lee, Annish"),
        ("met", "{{ other.the | upper_first }} {{ other | agree('is', 'are') }}", "The Twins are"),
        ("met", "{{ other.the | possessive }} {{ subject | possessive }}", "The Twins’ Ann Lee’s"),
        ("met", "{{ lead }}he", "According to Bob, as of May 2022, he"),
        ("met", "x {{ by }} {{ when }}", "X according to Bob as of May 2022"),
        ("met", "in{{ town }}?", "In?"),
        ("met", "{{ other.kind }}", "Person"),
        ("ruled", "{{ towns }}; {{ towns | join('/') }}", "Alder and Birch; Alder/Birch"),
        ("ruled", "x {{ when }}, {{ when.date }}, {{ time.ask }}", "X on May 3, 2014, May 3, 2014, on what date"),
        ("cited", "{{ lead }}he", "According to a tale of May 2022, he"),
        ("sent", "{{ soldiers }}, {{ soldiers.count }}", "About 4,300 soldiers, about 4,300"),
        ("sent", "{{ soldiers.how_many }} {{ soldiers.unit }}", "About how many soldiers soldiers"),
        ("sent", "{{ lead }}{{ region.the }}", "The Upland"),
    ],
)
def test_texts(tmp_path: Path, fact: str, text: str, stem: str) -> None:
    assert rendered(tmp_path, fact, text)[0] == stem


@pytest.mark.parametrize(
    ("name", "definite", "proper"),
    [
        ({"name": "Mali"}, False, True),
        ({"name": "Sahel", "the": "the Sahel"}, True, True),
        ({"name": "al-Qaeda"}, False, True),
        ({"name": "elections"}, False, False),
        ({"name": "treaty with France", "the": "the treaty with France"}, True, False),
        ({"name": "مالي"}, False, True),
    ],
)
def test_what_sort_of_name_it_is(name: dict[str, str], *, definite: bool, proper: bool) -> None:
    named = Names(name["name"], name.get("the", name["name"]))
    entity = Entity("x", "person", {"en": named}, {}, frozenset(), None, NOWHERE)
    slot = RoleSlot((entity,), ("person",), "en", Vocabulary({}, {}, {}))
    assert (slot.definite, slot.proper) == (definite, proper)
    [part] = slot
    assert isinstance(part, PartSlot)
    assert (part.definite, part.proper) == (definite, proper)


def test_of_several_names_each_must_be_so(tmp_path: Path) -> None:
    text = (
        "{% if towns is definite %}a{% endif %}{% if towns is proper %}b{% endif %}{% if when is proper %}c{% endif %}"
    )
    assert rendered(tmp_path, "ruled", text)[0] == "B"


def test_the_possessive_is_english(tmp_path: Path) -> None:
    """In French it would be wrong, and so there is none."""
    slots = FactSlots(world(tmp_path, FACTS).base.facts[f"{ARTICLE}/met"], vocabulary(tmp_path), "fr")
    for name in ("possessive", "a"):
        with pytest.raises(NoForm, match="for English only"):
            FILTERS[name](slots["town"])


@pytest.mark.parametrize(
    ("fact", "text", "roles"),
    [
        ("met", "{{ subject }}", {"subject"}),
        ("met", "{{ subject.adjective }}", {"subject"}),
        ("met", "{{ other.kind }}, {{ when.ask }}", set()),
        ("met", "{{ statement }}", {"subject", "other", TIME}),
        ("met", "{{ town }}", set()),
        ("met", "{% if subject == other %}{{ subject }}{% endif %}x", set()),
        ("met", "{% set it = subject ~ '' %}x", set()),
        ("met", "{% set it = statement | lower %}x", set()),
        ("met", "{% set it = subject ~ '' %}{{ it | lower }}", {"subject"}),
        ("ruled", "{{ towns | join(', ') }}", {"towns"}),
        ("ruled", "{% for town in towns %}{{ town }} {% endfor %}", {"towns"}),
        ("ruled", "{% for town in towns %}{% if town.name == 'Alder' %}{{ town }}{% endif %}{% endfor %}", set()),
        ("ruled", "{{ when }}", {TIME}),
        ("cited", "{{ by }}", {TIME}),
    ],
)
def test_only_what_was_printed_is_shown(tmp_path: Path, fact: str, text: str, roles: set[str]) -> None:
    assert rendered(tmp_path, fact, text)[1].shown_roles() == roles


@pytest.mark.parametrize(("text", "shown"), [("{{ by }}", True), ("{{ lead }}", True), ("{{ when }}", False)])
def test_whether_it_is_said_whose_statement_it_is(tmp_path: Path, text: str, *, shown: bool) -> None:
    assert rendered(tmp_path, "met", text)[1].attribution_shown() is shown


@pytest.mark.parametrize(
    ("written", "text", "when"),
    [
        ("2014", "2014", "in 2014"),
        ("2014-05", "May 2014", "in May 2014"),
        ("2014-05-03", "May 3, 2014", "on May 3, 2014"),
        ("2014~", "about 2014", "around 2014"),
        ("2014-05?", "probably May 2014", "probably in May 2014"),
        ("2014%", "probably about 2014", "probably around 2014"),
        ("2014/2016-05", "from 2014 to May 2016", "from 2014 to May 2016"),
        ("2014/..", "since 2014", "since 2014"),
        ("../2014", "until 2014", "until 2014"),
    ],
)
def test_dates(written: str, text: str, when: str) -> None:
    assert date_text(parse(written), "en") == text
    assert when_text(parse(written), "en") == when


def test_spellings_of_dates() -> None:
    assert set(date_spellings(parse("2014-05-03"), "en")) == {"May 3, 2014", "5/3/2014", "2014-05-03"}
    assert date_spellings(parse("2014/2016"), "en") == ()
