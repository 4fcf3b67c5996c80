"""Single choice, about one fact and between two."""

from __future__ import annotations

from pathlib import Path

from quizgen.model import OneOf
from tests.project import RELATIONS, key, options, world

PEOPLE = """
entities:
  ann: person
  bob: person
  cid: person
  abbey: office
  manor: office
facts:
"""
WHO = """
kind: choice
language: en
asks: {relation: holds, hide: subject}
stem: "{{ lead }}which {{ subject.kind }} was {{ office }}?"
distractors: {count: 2, at_least: 1}
"""
SAYING = RELATIONS.replace("  holds:\n", "  holds:\n    speaker: subject\n")
HELD = "  f: {subject: ann, relation: holds, roles: {office: abbey}, as_of: 2022-05%s}"


def test_key_stem_and_evidence(tmp_path: Path) -> None:
    item = world(tmp_path, PEOPLE + HELD % "", WHO).item()
    assert item.stem == "As of May 2022, which person was Abbey?"
    assert key(item) == "Ann"
    assert options(item) == ["Ann", "Bob", "Cid"]
    assert item.rationale == "As of May 2022, Ann was Abbey."
    assert [evidence.quote.text for evidence in item.evidence] == ["Here the tale tells of f."]
    assert item.id == "tale/f/t1/en"


def test_the_same_seed_gives_the_same_order_another_another(tmp_path: Path) -> None:
    made = world(tmp_path, PEOPLE + HELD % "", WHO)
    orders = [made.item(str(seed)).response for seed in range(12)]
    assert orders == [made.item(str(seed)).response for seed in range(12)]
    assert len(set(orders)) > 3
    assert len({order.key for order in orders if isinstance(order, OneOf)}) == 3


def test_what_is_attributed_needs_its_speaker(tmp_path: Path) -> None:
    claimed = PEOPLE + HELD % ", status: contested, attribution: cid"
    assert world(tmp_path, claimed, WHO).item().stem == "According to Cid, as of May 2022, which person was Abbey?"
    careless = WHO.replace("{{ lead }}", "{{ when.lead }}")
    assert "needs its attribution" in world(tmp_path, claimed, careless).refusal()


def test_a_date_must_be_said_unless_the_article_cited_has_it(tmp_path: Path) -> None:
    careless = WHO.replace("{{ lead }}", "{{ by.lead }}")
    assert "needs its date" in world(tmp_path, PEOPLE + HELD % "", careless).refusal()
    cited = PEOPLE + HELD % ", ask: attributed, attribution: article"
    assert world(tmp_path, cited, careless).item().stem == "According to a tale of May 2022, which person was Abbey?"
    earlier = cited.replace("2022-05,", "2021-05,")
    assert "needs its date" in world(tmp_path, earlier, careless).refusal()


def test_who_said_it_may_be_what_is_asked(tmp_path: Path) -> None:
    """Where the relation is a saying; of what somebody says of himself, whose word it is would tell the answer."""
    own = PEOPLE + HELD % ", ask: attributed, attribution: ann"
    assert world(tmp_path, own, WHO, relations=SAYING).item().stem == "As of May 2022, which person was Abbey?"
    assert "the word of the one asked for" in world(tmp_path, own, WHO).refusal()


def test_to_name_the_subject_is_not_to_attribute(tmp_path: Path) -> None:
    """But where the relation is a saying of its subject."""
    own = PEOPLE + HELD % ", status: contested, attribution: ann"
    whose = """
kind: choice
language: en
asks: {relation: holds, hide: office}
stem: "{{ lead }}which office was {{ subject | possessive }}?"
distractors: {count: 1, at_least: 1}
"""
    theirs, saying = (
        known.replace("{subject: [office, time]}", "{office: [subject, time]}") for known in (RELATIONS, SAYING)
    )
    made = world(tmp_path, own, whose, relations=theirs).item()
    assert made.stem == "According to Ann, as of May 2022, which office was Ann’s?"
    careless = whose.replace("{{ lead }}", "{{ when.lead }}")
    assert "needs its attribution" in world(tmp_path, own, careless, relations=theirs).refusal()
    assert world(tmp_path, own, careless, relations=saying).item().stem == "As of May 2022, which office was Ann’s?"


def test_what_may_not_be_asked_says_why(tmp_path: Path) -> None:
    never = PEOPLE + HELD % ", status: erroneous, ask: never, reason: The year is wrong."
    assert world(tmp_path, never, WHO).refusal() == "`f` may not be asked: The year is wrong."


def test_a_stem_that_tells_its_answer_is_refused(tmp_path: Path) -> None:
    told = WHO.replace("was {{ office }}", "was {{ office }}, like Ann’s father")
    assert world(tmp_path, PEOPLE + HELD % "", told).refusal() == "the stem tells its answer: “Ann”"
    shown = WHO.replace("was {{ office }}", "like {{ subject }} was {{ office }}")
    assert world(tmp_path, PEOPLE + HELD % "", shown).refusal() == "the stem shows its own answer"


def test_only_what_is_printed_is_shown(tmp_path: Path) -> None:
    """A role that a template uses and does not print tells the reader nothing."""
    two = PEOPLE + HELD % "" + "\n  g: {subject: bob, relation: holds, roles: {office: manor}, as_of: 2022-05}"
    unprinted = WHO.replace("was {{ office }}?", "held office?{% set told = office ~ '' %}")
    reasons = world(tmp_path, two, unprinted).refusals()
    assert reasons["f"] == "with what the stem shows, `g` would be right too"


def test_of_several_values_all_must_be_printed(tmp_path: Path) -> None:
    ruled = """
entities: {ann: person, bob: person, cid: person, alder: town, birch: town}
facts:
  f: {subject: ann, relation: ruled, roles: {towns: [alder, birch]}}
  g: {subject: bob, relation: ruled, roles: {towns: [alder]}}
denials: [{relation: ruled, subject: cid, roles: {towns: alder}, because: he never did}]
"""
    both = """
kind: choice
language: en
asks: {relation: ruled, hide: subject}
stem: "Who ruled {% for town in towns %}{% if town.name != 'Birch' %}{{ town }}{% endif %}{% endfor %}?"
distractors: {count: 1, at_least: 1}
"""
    assert "would be right too" in world(tmp_path, ruled, both).refusals()["f"]


SENT = """
entities: {alder: town, birch: town, upland: region, fells: region}
facts:
  f: {subject: alder, relation: sent, roles: {region: upland, soldiers: {%s, unit: soldiers}}, as_of: "2014"}
  g: {subject: birch, relation: sent, roles: {region: upland, soldiers: {%s, unit: soldiers}}, as_of: "2014"}
"""
MORE = """
kind: choice
language: en
asks: {relation: sent, compare: soldiers, hide: greater}
stem: "{{ first.when.lead }}who had more, {{ first.subject }} or {{ second.subject }} {{ second.when }}?"
answer: "{{ it.subject.name }}"
"""


def test_the_greater_of_two(tmp_path: Path) -> None:
    item = world(tmp_path, SENT % ("about: 100", "about: 200"), MORE).item()
    assert key(item) == "Birch"
    assert isinstance(item.response, OneOf)
    [proof] = [option.proof for option in item.response.options if option.proof]
    assert (proof.rule, proof.text) == ("compared", "About 100 soldiers is less than about 200 soldiers.")


def test_what_is_not_provably_greater_is_not_compared(tmp_path: Path) -> None:
    assert world(tmp_path, SENT % ("about: 100", "about: 140"), MORE).outcomes() == []
    assert world(tmp_path, SENT % ("over: 100", "exactly: 900"), MORE).outcomes() == []


def test_another_number_of_the_same_two_is_in_the_way(tmp_path: Path) -> None:
    third = """  h:
    subject: alder
    relation: sent
    roles: {region: fells, soldiers: {exactly: 900, unit: soldiers}}
    as_of: "2014"
"""
    refusals = world(tmp_path, SENT % ("exactly: 100", "exactly: 200") + third, MORE).refusals()
    assert refusals["f+g"] == "with what the stem shows, `h` would be right too"


def test_two_of_the_same_name_are_not_compared(tmp_path: Path) -> None:
    same = (
        (SENT % ("exactly: 100", "exactly: 200"))
        .replace("subject: birch", "subject: alder")
        .replace("region: upland, soldiers: {exactly: 200", "region: fells, soldiers: {exactly: 200")
    )
    assert world(tmp_path, same, MORE).refusal() == "two options read alike"


def test_the_reason_tells_no_claim_as_a_fact(tmp_path: Path) -> None:
    """Where the speaker is the subject, `lead` says nothing; so the statement must name the subject."""
    claimed = PEOPLE + HELD % ", status: contested, attribution: ann"
    silent = SAYING.replace("{{ lead }}{{ subject }} was {{ office }}", "{{ lead }}the keeper was {{ office }}")
    assert silent != SAYING
    reason = world(tmp_path, claimed, WHO, relations=silent).refusal()
    assert reason == "the statement of `holds` does not say whose claim `f` is; name the speaker in it"
    assert world(tmp_path, claimed, WHO, relations=SAYING).item().rationale == "As of May 2022, Ann was Abbey."


def test_a_wrong_date_says_what_it_was_the_date_of(tmp_path: Path) -> None:
    """But not what may not be told as it stands, nor what it was of where no fact has it."""
    facts = """
entities:
  flood: event
  storm: event
  frost: event
facts:
  f: {subject: flood, relation: happened, time: 2020-05}
  s: {subject: storm, relation: happened, time: 2021-06}
  c: {subject: frost, relation: happened, time: 2019-03, status: contested, attribution: tale, ask: attributed}
"""
    when = """
kind: choice
language: en
asks: {relation: happened, hide: time}
stem: "When did {{ subject.the }} happen?"
distractors: {count: 3}
"""
    response = world(tmp_path, facts, when).items()["f"].response
    assert isinstance(response, OneOf)
    told = {option.text: option.gloss for option in response.options}
    assert told["June 2021"] == "Storm happened in June 2021"
    assert [gloss for text, gloss in told.items() if text != "June 2021"] == [None] * 3
