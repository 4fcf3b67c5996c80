"""Examples in templates are tested."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.examples import check_examples
from tests.project import world

FACTS = """
entities: {abbey: office, manor: office, alder: town, birch: town}
facts:
  f: {subject: abbey, relation: seat, roles: {town: alder}}
  g: {subject: manor, relation: seat, roles: {town: birch}, ask: never, reason: no}
"""
TEMPLATE = """
kind: true_false
language: en
asks: {relation: seat, where: {subject: office}, hide: town}
examples:
  - {fact: %s, stem: %s, key: "%s"}
"""


@pytest.mark.parametrize(
    ("fact", "stem", "key", "codes"),
    [
        ("tale/f", "Abbey has its seat in Alder.", "True", []),
        ("tale/f", "Abbey has its seat in Birch.", "True", ["example-differs"]),
        ("tale/f", "Abbey has its seat in Birch.", "False", ["example-differs", "example-differs"]),
        ("tale/g", "Manor has its seat in Birch.", "True", ["example-refused"]),
        ("[tale/f, tale/g]", "Both.", "True", ["example-unmatched"]),
        ("saga/f", "Anything at all.", "True", []),
    ],
)
def test_what_an_example_says_must_come_out(tmp_path: Path, fact: str, stem: str, key: str, codes: list[str]) -> None:
    made = world(tmp_path, FACTS, TEMPLATE % (fact, stem, key))
    problems = list(check_examples(made.templates, made.base, made.readings))
    assert [problem.code for problem in problems] == codes
    assert {problem.place.line for problem in problems} <= {6}


def test_each_role_has_examples_of_its_own(tmp_path: Path) -> None:
    each = """
kind: cloze
language: en
asks: {relation: seat, hide: [town, subject]}
examples:
  - {fact: tale/f, role: town, stem: Abbey has its seat in ____., key: Alder}
"""
    made = world(tmp_path, FACTS, each)
    assert list(check_examples(made.templates, made.base, made.readings)) == []
