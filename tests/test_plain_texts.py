"""Texts with nothing but slots in them take a short way; it must lead where Jinja's own way leads."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateError, TemplateSyntaxError, nodes

from quizgen import sandbox
from quizgen.model import Place, Wording
from quizgen.sandbox import Form, Slot
from quizgen.sandbox.environment import ENVIRONMENT
from quizgen.sandbox.trees import jinja_tree

SLOTS = {"subject": ("the", "adjective"), "in": (), "not": (), "true": ()}

PIECES = [
    "{{ subject }}", "{{subject.the}}", "{{ subject.the.adjective }}", "{{ in }}", "{{ not }}", "{{ true }}",
    "{{ none }}", "{{ subject | lower }}", "{{ subject | agree('is', 'are') }}", "{{ 'a' ~ 'b' }}", "{{ subject._x }}",
    "{{- in -}}", "{% if subject %}x{% endif %}", "{# told to nobody #}", "{{", "}}", "{", "}", "%}", "in which ",
    "?", "\n", "\r\n", " ", "é“", "#", "{{ s. the }}", "{{ loop }}",
]  # fmt: skip


class Word(Slot):
    """A slot that says which of its forms was asked for."""

    plural = True

    def default(self) -> Form:
        return Form.of("a name", self)

    def form(self, name: str) -> object:
        return Form.of(f"the {name}", self)


def _dumped(node: Any) -> object:
    if isinstance(node, list):
        return [_dumped(one) for one in node]
    if not isinstance(node, nodes.Node):
        return node
    return type(node), node.lineno, node.environment, [(name, _dumped(value)) for name, value in node.iter_fields()]


def _outcome(parse: Any, text: str) -> object:
    try:
        return _dumped(parse(text))
    except TemplateSyntaxError as error:
        return str(error), error.lineno


@given(st.lists(st.sampled_from(PIECES), min_size=1).map("".join))
def test_the_tree_is_the_one_that_jinja_makes(text: str) -> None:
    assert _outcome(jinja_tree, text) == _outcome(ENVIRONMENT.parse, text)


@pytest.mark.parametrize(
    "text",
    [
        "in which year did {{ subject.the }} end?",
        "{{ subject }}{{ subject.adjective }}",
        "{{ subject | upper_first }} {{ subject | agree('is', several='are') }}",
        "{{ subject.the | possessive | upper_first }} {{ subject | agree('has', 'have') }} {{ 'it' }} {{ 12 }}.",
        "{% if subject %}{{ subject }}{% endif %}",
    ],
)
def test_what_is_printed_is_what_jinja_prints(text: str) -> None:
    source, problems = sandbox.parse(Wording(text, Place("t.yaml")), SLOTS)
    assert source is not None, problems
    template = ENVIRONMENT.from_string(text)
    assert source.render({"subject": Word()}, sentence=False) == template.render({"subject": Word()})


def test_a_slot_printed_the_short_way_counts_as_shown() -> None:
    source, _ = sandbox.parse(Wording("{{ subject.the }}", Place("t.yaml")), SLOTS)
    word = Word()
    assert source is not None
    assert source.render({"subject": word}) == "The the"
    assert word.shown


def test_what_goes_wrong_the_short_way_is_told() -> None:
    source, _ = sandbox.parse(Wording("{{ subject }}", Place("t.yaml")), SLOTS)
    assert source is not None
    with pytest.raises(TemplateError, match="not text"):
        source.render({})
