"""Phrases that templates share."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.model import Wording
from quizgen.problems import Problem
from quizgen.sandbox import parse
from quizgen.sandbox.inlining import Phrases
from quizgen.shared import load_shared
from tests.test_sandbox import FORMS, HERE, slots

PHRASES = """
of(who): "the light of {{ who }}"
both(one, other): "{{ of(one) }} and {{ of(other) }}"
listed(all): "{% for x in all %}{{ x }}; {% endfor %}"
named(who): "{% set x = who.the %}{{ x }}"
nothing(): "nobody"
of_second(pair): "{{ pair.subject.the }}"
"""


def shared(folder: Path, *texts: str) -> tuple[Phrases, list[Problem]]:
    """The phrases of several folders."""
    folders = [folder / str(number) for number in range(len(texts))]
    for each, text in zip(folders, texts, strict=True):
        (each / "_shared").mkdir(parents=True)
        (each / "_shared/phrases.yaml").write_text(text, "utf-8")
    return load_shared(folders)


@pytest.mark.parametrize(
    ("text", "gives", "shown"),
    [
        ("{{ of(subject) }}", "The light of Skarn", {"subject"}),
        ("{{ of(subject.the) }}, {{ subject.kind }}", "The light of the Skarn, city", {"subject"}),
        ("{{ of('x') }}.", "The light of x.", set()),
        ("{{ both(subject, cities) }}", "The light of Skarn and the light of Bamako and Gao", {"subject", "cities"}),
        ("{% set x = 'kept' %}{{ named(subject) }} {{ x }}", "The Skarn kept", {"subject"}),
        ("{% set x = subject %}{{ of(x) }} {{ named(x) }}", "The light of Skarn the Skarn", {"subject"}),
        ("{% if subject %}{{ listed(cities) }}{% endif %}", "Bamako; Gao;", {"cities"}),
        ("{% for x in cities %}{{ of(x) }} {% endfor %}", "The light of Bamako the light of Gao", {"cities"}),
        ("{{ nothing() }} there", "Nobody there", set()),
        ("{{ of_second(first) }}", "The Mewstone", set()),
    ],
)
def test_phrases_are_put_in_place(tmp_path: Path, text: str, gives: str, shown: set[str]) -> None:
    phrases, problems = shared(tmp_path, PHRASES)
    assert problems == []
    source, problems = parse(Wording(text, HERE), FORMS, phrases)
    assert source is not None, problems
    given = slots()
    assert source.render(given) == gives
    assert {name for name, slot in given.items() if slot.shown} == shown


def test_a_later_folder_adds_and_replaces(tmp_path: Path) -> None:
    phrases, problems = shared(tmp_path, PHRASES, 'nothing(): "no one"\nmore(): "{{ nothing() }} else"')
    assert problems == []
    source, _ = parse(Wording("{{ more() }} saw {{ of(subject) }}", HERE), FORMS, phrases)
    assert source is not None
    assert source.render(slots()) == "No one else saw the light of Skarn"


def test_a_phrase_that_only_prints_takes_the_short_way(tmp_path: Path) -> None:
    phrases, _ = shared(tmp_path, PHRASES)
    source, _ = parse(Wording("{{ both(subject, cities) }}", HERE), FORMS, phrases)
    assert source is not None
    assert source._parts is not None


def test_what_is_wrong_with_a_phrase_is_told_at_its_place_and_once(tmp_path: Path) -> None:
    phrases, problems = shared(tmp_path, PHRASES + 'wrong(who): "{{ whom }} {{ who | strange }}"')
    assert [(problem.code, problem.place.line) for problem in problems] == [("unknown-slot", 8), ("unknown-filter", 8)]
    assert parse(Wording("{{ wrong(subject) }}", HERE), FORMS, phrases)[1] == []


def test_calls_that_lead_back_are_found(tmp_path: Path) -> None:
    phrases, problems = shared(tmp_path, 'a(): "{{ b() }}"\nb(): "{{ a() }}"\nc(): "{{ c() }}"\nd(): "{{ a() }}"')
    assert [problem.place.line for problem in problems] == [1, 2, 3]
    assert set(phrases.known) == {"d"}
