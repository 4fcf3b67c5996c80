"""Several stems of one template: which of them an item takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.matching import Binding
from quizgen.model import NOWHERE, Item, Refusal, Wording
from quizgen.pipeline import generate
from quizgen.variants import ranked
from tests.project import World, ids, world, write_project

FACTS = """
entities:
  ann: person
  bob: person
  cid: person
  alder: town
facts:
  with-town: {subject: ann, relation: met, roles: {other: bob, town: alder}}
  without: {subject: bob, relation: met, roles: {other: cid}}
complete:
  - {relation: met, lists: other, because: nobody else met}
"""
TEMPLATE = """
kind: short_answer
language: en
asks: {relation: met, hide: other}
stem:
%s
"""
WHOM = "Whom did {{ subject }} meet?"
WHERE = "Whom did {{ subject }} meet in {{ town }}?"
WITH = "{{ subject }} met with whom?"
TEXTS = st.lists(st.text("abc ", min_size=1), min_size=1, max_size=8, unique=True)


def listed(*stems: str) -> str:
    return TEMPLATE % "\n".join(f'  - "{stem}"' for stem in stems)


@pytest.fixture(scope="module")
def binding(tmp_path_factory: pytest.TempPathFactory) -> Binding:
    return world(tmp_path_factory.mktemp("world"), FACTS, listed(WHOM, WITH)).bindings()[0]


def taken(binding: Binding, stems: Sequence[str], seed: str, fact: str) -> str:
    """The stem that the item of a fact takes."""
    prepared = binding.prepared
    template = replace(prepared.template, stems=tuple(Wording(stem, NOWHERE) for stem in stems))
    sources = (prepared.stems[0],) * len(stems)
    own = replace(binding, facts=(replace(binding.facts[0], id=fact),))
    first = ranked(replace(own, prepared=replace(prepared, template=template, stems=sources)), seed)[0]
    return stems[first.variant]


@given(TEXTS, st.text(max_size=3), st.text("xyz", min_size=1), st.data())
def test_only_items_of_a_deleted_stem_move(
    binding: Binding, stems: list[str], seed: str, fact: str, data: st.DataObject
) -> None:
    deleted = data.draw(st.sampled_from(stems))
    left = [stem for stem in stems if stem != deleted]
    before = taken(binding, stems, seed, fact)
    if left:
        after = taken(binding, left, seed, fact)
        assert before in (after, deleted)
        # Read the other way round: a stem that is added takes items, and moves no other.


@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_in_which_stems_are_written_does_not_matter(
    binding: Binding, stems: list[str], chance: Random
) -> None:
    shuffled = list(stems)
    chance.shuffle(shuffled)
    assert taken(binding, stems, "1", "f") == taken(binding, shuffled, "1", "f")


def test_each_stem_has_its_share(binding: Binding) -> None:
    counts = Counter(taken(binding, ["one", "two", "three"], "1", f"fact-{number}") for number in range(3_000))
    assert all(900 < count < 1_100 for count in counts.values()), counts
    other = [taken(binding, ["one", "two", "three"], seed, "fact-1") for seed in map(str, range(50))]
    assert len(set(other)) == 3


def by_fact(made: World, seed: str) -> dict[str, Item | Refusal]:
    return {outcome.facts[0].split("/")[1]: outcome for outcome in made.outcomes(seed)}


def test_ids_do_not_tell_the_stem(tmp_path: Path) -> None:
    one, several = world(tmp_path, FACTS, listed(WHOM)), world(tmp_path, FACTS, listed(WHERE, WITH, WHOM))
    assert ids(one.outcomes()) == ids(several.outcomes())


def test_where_one_stem_cannot_be_asked_another_is(tmp_path: Path) -> None:
    """For all seeds, though without the fallback half of them would give no item."""
    made = world(tmp_path, FACTS, listed(WHERE, WHOM))
    for seed in map(str, range(20)):
        outcome = by_fact(made, seed)["without"]
        assert isinstance(outcome, Item)
        assert outcome.stem == "Whom did Bob meet?"
    stems = {getattr(by_fact(made, str(seed))["with-town"], "stem", "") for seed in range(20)}
    assert stems == {"Whom did Ann meet?", "Whom did Ann meet in Alder?"}


def test_what_no_stem_can_ask_is_refused_with_every_reason(tmp_path: Path) -> None:
    made = world(tmp_path, FACTS, listed(WHERE, "Did {{ subject }} meet {{ other }}?"))
    reason = "`without` has no `town`; put what tells of it between {% if town %} and {% endif %}"
    for seed in "123":
        outcome = by_fact(made, seed)["without"]
        assert isinstance(outcome, Refusal)
        assert outcome.reason == f"stem 1: {reason}; stem 2: the stem shows its own answer"
    alone = world(tmp_path, FACTS, listed(WHERE))
    assert alone.refusals() == {"without": reason}


def test_uniqueness_is_proved_for_the_stem_shown(tmp_path: Path) -> None:
    """One stem says where, and has one answer; the other has two, and is never taken."""
    facts = """
entities: {ann: person, bob: person, cid: person, alder: town, birch: town}
facts:
  f: {subject: ann, relation: met, roles: {other: bob, town: alder}}
  g: {subject: ann, relation: met, roles: {other: cid, town: birch}}
complete:
  - {relation: met, lists: other, because: nobody else met}
"""
    made = world(tmp_path, facts, listed(WHOM, WHERE))
    for seed in map(str, range(10)):
        stems = [getattr(outcome, "stem", "") for outcome in made.outcomes(seed)]
        assert stems == ["Whom did Ann meet in Alder?", "Whom did Ann meet in Birch?"]


def test_a_fact_of_two_articles_is_asked_once_however_it_is_worded(tmp_path: Path) -> None:
    facts = """
facts:
  f: {subject: ann, relation: met, roles: {other: bob}}
complete:
  - {relation: met, lists: other, because: nobody else met}
"""
    people = "entities: {ann: person, bob: person}"
    deck = write_project(tmp_path, {"tale": people + facts, "saga": facts}, {"t": listed(WHOM, WITH)})
    for seed in map(str, range(10)):
        quiz, problems = generate(deck, seed=seed)
        assert quiz, problems
        assert len(quiz.items) == 1
        assert [refusal.reason for refusal in quiz.refusals] == [f"it asks the same as {quiz.items[0].id}"]
