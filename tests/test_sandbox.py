"""Templates from strangers: what they may do works, what they may not is refused, and all of it ends."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2.exceptions import TemplateError

from quizgen.model import Place, Wording
from quizgen.sandbox import FILTERS, GAP_CLOSE, GAP_OPEN, MAX_LENGTH, MAX_TURNS, Form, NoForm, OverBudget, Slot, parse

FORMS = {
    "subject": ("name", "the", "kind"),
    "cities": ("name", "the"),
    "lead": (),
    "first": {"subject": ("name", "the"), "when": ("date",)},
}
HERE = Place("keeper.yaml", 10, 7)


class Named(Slot):
    """A slot with a name, as roles are; of several values it lists them."""

    def __init__(self, *names: str) -> None:
        self.names = names

    @property
    def plural(self) -> bool:
        return len(self.names) > 1

    def __iter__(self) -> Iterator[object]:
        return iter([Part(self, name) for name in self.names])

    def form(self, name: str) -> Form:
        if name == "kind":
            return Form.of("city", self, reveals=False)
        if name not in ("name", "the"):
            raise NoForm(name)
        return Form.of(f"the {self.names[0]}" if name == "the" else self.names[0], self)

    def default(self) -> Form:
        return Form.of(" and ".join(self.names), self)


class Part(Named):
    """One of several; showing it shows them."""

    def __init__(self, whole: Named, name: str) -> None:
        super().__init__(name)
        self.whole = whole

    def default(self) -> Form:
        return Form.of(self.names[0], self.whole)


class Within(Slot):
    """Slots within a slot."""

    def __init__(self, **slots: Slot) -> None:
        self.slots = slots

    def form(self, name: str) -> object:
        return self.slots[name]


def slots() -> dict[str, Slot]:
    """Those of `FORMS`."""
    first = Within(subject=Named("Mewstone"), when=Named("2022"))
    return {"subject": Named("Skarn"), "cities": Named("Bamako", "Gao"), "lead": Named("today, "), "first": first}


def rendered(text: str, given: dict[str, Slot] | None = None) -> str:
    """What a good template gives."""
    source, problems = parse(Wording(text, HERE), FORMS)
    assert problems == []
    assert source
    return source.render(given or slots())


def codes(text: str) -> list[str]:
    """What is wrong with a template."""
    source, problems = parse(Wording(text, HERE), FORMS)
    assert (source is None) == bool(problems)
    return [problem.code for problem in problems]


# What templates may do


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("{{ lead }}who keeps {{ subject.the }}?", "Today, who keeps the Skarn?"),
        ("{{ cities }}", "Bamako and Gao"),
        ("{{ cities | join(', ') }}", "Bamako, Gao"),
        ("{{ [subject, cities] | join(' – ') }}", "Skarn – Bamako and Gao"),
        ("{{ subject | possessive }} light", "Skarn’s light"),
        ("{{ cities | agree('is', 'are') }} {{ subject | agree('is', 'are') }}", "Are is"),
        ("{{ subject | lower }}", "Skarn"),
        ("{{ subject | a }}, {{ 'hour' | a }}, {{ cities.the | a }}", "A Skarn, an hour, a the Bamako"),
        ("{{ 2 | plural(one='x', other='xs') }} {{ 1 | plural(one=subject, other='xs') }}", "Xs Skarn"),
        ("{{ 1 | plural(many='x', other='xs') }} {{ 22 | ordinal }}", "Xs 22nd"),
        ("{% if cities is plural and subject is not plural %}yes{% endif %}", "Yes"),
        ("{{ cities.name | agree('is', 'are') }}", "Are"),
        ("in {{ subject.the | upper_first }}", "In The Skarn"),
        ("{% if cities is defined and not (lead == 'x') %}yes{% else %}no{% endif %}", "Yes"),
        ("{% for city in cities %}{{ city.name }}; {% endfor %}", "Bamako; Gao;"),
        ("{% for x in ['a', 'b'] if x != 'a' %}{{ x }}{% endfor %}", "B"),
        ("{% set x = subject.name ~ '!' %}{{ x }}", "Skarn!"),
        ("{{ 'a' if 'x' in ['x'] else 'b' }}", "A"),
        ("{{ first.subject.the }} and {{ first.when }}", "The Mewstone and 2022"),
        ("{% set f = first %}{{ f.subject.name }}", "Mewstone"),
        ("{# nothing #}one   two ,  three .", "One two, three."),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("{{ 3 }} <b> & \"q\" {{ '<script>' }}", '3 <b> & "q" <script>'),
    ],
)
def test_gives(text: str, gives: str) -> None:
    """Slots, forms, filters, conditions, loops, variables."""
    assert rendered(text) == gives


# What was shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ subject }}", {"subject"}),
        ("{{ subject.the }}", {"subject"}),
        ("{{ subject | lower }}", {"subject"}),
        ("{{ subject.name ~ '' }}", {"subject"}),
        ("{{ [subject, 'x'] | join }}", {"subject"}),
        ("{{ subject.name | join('-') }}", {"subject"}),
        ("{% for letter in subject.name %}{{ letter }}{% endfor %}", {"subject"}),
        ("{% for letter in subject.name | lower %}{{ letter | upper_first }}{% endfor %}", {"subject"}),
        ("{% set x = subject %}{{ x.the }}", {"subject"}),
        ("{% for city in cities %}{{ city }}{% endfor %}", {"cities"}),
        ("{{ subject or cities }}", {"subject"}),
        ("{{ cities | agree(subject, cities) }}", {"cities"}),
        ("{{ cities | agree('is', 'are') }}", set()),
        ("{{ subject | a }}", {"subject"}),
        ("{{ 1 | plural(one=subject, other=cities) }}", {"subject"}),
        ("{% if cities is plural %}x{% endif %}", set()),
        ("{% if subject %}x{% endif %}", set()),
        ("{{ subject if not subject else 'x' }}", set()),
        ("{% set x = subject.the %}", set()),
        ("{{ subject.kind }}", set()),
    ],
)
def test_notes_what_is_shown(text: str, shown: set[str]) -> None:
    """And only that: truth is decided from it. No way round, not even letter by letter."""
    given = slots()
    rendered(text, given)
    assert {name for name, slot in given.items() if slot.shown} == shown


def test_notes_what_is_asked() -> None:
    """A form that gives nothing away is not shown, but asked for."""
    given = slots()
    rendered("which {{ subject.kind | upper_first }}?", given)
    assert (given["subject"].asked, given["subject"].shown) == (True, False)


def test_marks_a_gap() -> None:
    """Around each showing of a hidden slot; it does not count as shown."""
    given = slots()
    given["subject"].gap = True
    text = rendered("{{ subject }} lies there; {{ subject.kind }}", given)
    assert text == f"{GAP_OPEN}Skarn{GAP_CLOSE} lies there; city"
    assert not given["subject"].shown


# What they may not

FORBIDDEN = [
    *("{{ range(10**9) }}", "{% for x in range(10**9) %}{{ x }}{% endfor %}", "{{ subject() }}", "{{ lipsum() }}"),
    *("{{ cycler('a') }}", "{{ joiner() }}", "{{ namespace(x=1) }}", "{{ dict(a=1) }}", "{{ self() }}"),
    *("{{ subject.__class__ }}", "{{ subject.the.__class__.__mro__ }}", "{{ ''.__class__ }}", "{{ 'a'.upper }}"),
    *("{{ subject['the'] }}", "{{ subject[0] }}", "{{ subject.name[0] }}", "{{ cities[1:] }}", "{{ subject.0 }}"),
    *("{% set x = subject %}{{ x.__class__ }}", "{% for x in cities %}{{ x._private }}{% endfor %}"),
    *("{{ '%s' % subject }}", "{{ '{}'.format(subject) }}", "{{ 'a' * 9 }}", "{{ 1 + 1 }}", "{{ 9 ** 9 }}", "{{ -1 }}"),
    *("{% include 'x' %}", "{% import 'x' as x %}{{ x.y }}", "{% from 'x' import y %}", "{% extends 'x' %}"),
    *("{% macro x() %}{{ x() }}{% endmacro %}", "{% block x %}{% endblock %}", "{% set x %}a{% endset %}"),
    *("{% with x = 1 %}{{ x }}{% endwith %}", "{% filter lower %}A{% endfilter %}", "{{ {'a': 1} }}"),
    *("{% set self = 1 %}", "{% set loop = 1 %}", "{% set budget_ = 1 %}", "{% for turn_ in cities %}{% endfor %}"),
    *("{% set x = [1] %}", "{{ [[1]] | join }}", "{{ [1] == [1] }}", "{{ subject | agree([1], [2]) }}"),
    *("{% set a, b = cities %}", "{% for a, b in cities %}{% endfor %}", "{{ subject < 3 }}", "{{ 1 <= 2 }}"),
]


@pytest.mark.parametrize("text", FORBIDDEN)
def test_forbids(text: str) -> None:
    """With one code, at the place of the template, in the first of its lines."""
    _, problems = parse(Wording(text, HERE), FORMS)
    assert {problem.code for problem in problems} == {"jinja-forbidden"}
    assert all(problem.place == HERE and problem.hint for problem in problems)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ subjct }}", "unknown-slot"),
        ("{{ self }}", "unknown-slot"),
        ("{{ config }}", "unknown-slot"),
        ("{{ loop.index }}", "unknown-slot"),
        ("{% if x %}{% endif %}", "unknown-slot"),
        ("{{ subject.teh }}", "unknown-form"),
        ("{{ subject.the.name }}", "unknown-form"),
        ("{{ lead.name }}", "unknown-form"),
        ("{{ first.second }}", "unknown-form"),
        ("{{ first.subject.sort }}", "unknown-form"),
        ("{{ subject | title }}", "unknown-filter"),
        ("{{ subject | attr('__class__') }}", "unknown-filter"),
        ("{{ cities | map('lower') }}", "unknown-filter"),
        ("{{ subject is callable }}", "unknown-test"),
        ("{{ cities | agree('is') }}", "jinja-filter"),
        ("{{ cities | plural('city', 'cities') }}", "jinja-filter"),
        ("{{ cities | plural(one='city') }}", "jinja-filter"),
        ("{{ cities | plural(single='city', other='cities') }}", "jinja-filter"),
        ("{{ 'x' | plural(one='city', other='cities') }}", "jinja-fails"),
        ("{{ cities | join(', ', attribute='x') }}", "jinja-filter"),
        ("{{ subject | lower(1) }}", "jinja-filter"),
        ("{{ subject", "jinja-syntax"),
        ("{% if subject %}", "jinja-syntax"),
        ("{% do x %}", "jinja-syntax"),
        ("{{ }}", "jinja-syntax"),
        ("{{ '\\ufdd0' }}", "bad-character"),
        ("{{ '\\x00' }}", "bad-character"),
        ("{{ first }}", "jinja-fails"),
        ("{{ 1.5 }}", "jinja-fails"),
        ("{{ subject == 'x' }}", "jinja-fails"),
        ("{{ 3 | join }}", "jinja-fails"),
        ("{% for x in 3 %}{% endfor %}", "jinja-fails"),
        ("{% for x in cities %}{{ x.sort }}{% endfor %}", "jinja-fails"),
        ("{% for x in cities %}{% set y = x %}{% endfor %}{{ y }}", "jinja-fails"),
        ("{{ " + "(" * 400 + "1" + ")" * 400 + " }}", "jinja-depth"),
        ("{{ " + "not " * 400 + "1 }}", "jinja-depth"),
        ("{{ " + " or ".join(["subject"] * 200) + " }}", "jinja-depth"),
        ("{{ subject" + " | lower" * 200 + " }}", "jinja-depth"),
        ("{% for x in cities %}" * 21 + "{% endfor %}" * 21, "jinja-depth"),
        ("{% if subject %}" * 120 + "{% endif %}" * 120, "jinja-depth"),
    ],
)
def test_finds(text: str, code: str) -> None:
    """When the template is read, before any fact is seen."""
    assert codes(text) == [code]


@pytest.mark.parametrize(("line", "column"), [(10, 7), (11, 1), (13, 1)])
def test_tells_the_line(line: int, column: int) -> None:
    """Of the file; Jinja knows no columns, so those of later lines are 1."""
    for text in ("{{ subjct }}", "{{ subject | title }}", "{{ subject", "{{ 1.5 }}", "{{ first }}"):
        _, (problem,) = parse(Wording("\n" * (line - 10) + text, HERE), FORMS)
        assert (problem.place.line, problem.place.column) == (line, column), text


def test_tells_what_does_not_follow_from_another() -> None:
    """Two mistakes are two problems; what stands inside of what is forbidden is none."""
    assert codes("{{ range(nothing | strange) }}") == ["jinja-forbidden"]
    assert codes("{{ nothing.strange }}") == ["unknown-slot"]
    assert codes("{{ nothing }}\n{{ subject | strange }}") == ["unknown-slot", "unknown-filter"]


# Budgets


def test_turns() -> None:
    """As many as allowed, counted over all loops."""
    letters = "x" * 10
    loops = f"{{% for a in '{letters}' %}}{{% for b in '{letters}' %}}{{% for c in '{{}}' %}}{{% endfor %}}"
    loops += "{% endfor %}{% endfor %}"
    assert 10 + 100 + 100 * 8 <= MAX_TURNS < 10 + 100 + 100 * 9
    assert codes(loops.replace("{}", "x" * 8)) == []
    assert codes(loops.replace("{}", "x" * 9)) == ["jinja-too-much"]


def test_turns_over_the_values_of_facts() -> None:
    """What only many values make too much is stopped while rendering."""
    source, _ = parse(Wording("{% for a in cities %}{% for b in cities %}x{% endfor %}{% endfor %}", HERE), FORMS)
    assert source
    assert source.render({"cities": Named(*"abcdefghij")}) == "X" + "x" * 99
    with pytest.raises(OverBudget):
        source.render({"cities": Named(*map(str, range(100)))})


def test_length() -> None:
    """Of a text, wherever it grows."""
    exactly = "{% for a in '" + "x" * 5 + "' %}" + "y" * (MAX_LENGTH // 5) + "{% endfor %}"
    assert len(rendered(exactly)) == MAX_LENGTH
    assert codes(f"{exactly}z") == ["jinja-too-much"]
    doubled = "{% set x = 'ha' %}" + "{% set x = x ~ x %}" * 60
    assert codes(doubled) == ["jinja-too-much"]
    assert codes("{% set x = 'ha' %}" + "{% set x = [x, x] | join %}" * 60) == ["jinja-too-much"]


def test_lists_cannot_double() -> None:
    """Comparing two such would take for ever."""
    text = "{% set a = [1] %}{% set b = [1] %}" + "{% set a = [a, a] %}{% set b = [b, b] %}" * 40 + "{{ a == b }}"
    assert set(codes(text)) == {"jinja-forbidden"}


def test_what_goes_wrong_while_rendering_is_the_templates_fault() -> None:
    """Whatever it is, it is a TemplateError: questions are then refused, the program goes on."""
    source, problems = parse(Wording("{% if not cities %}{{ 3 | join }}{% endif %}", HERE), FORMS)
    assert problems == []
    assert source

    class Empty(Named):
        def __bool__(self) -> bool:
            return False

    with pytest.raises(TemplateError, match="not iterable"):
        source.render({"cities": Empty()})


PIECES = (
    *("{{", "}}", "{%", "%}", "{#", "#}", " ", "subject", "cities", "first", "lead", "x", ".", "the", "__class__"),
    *("(", ")", "[", "]", "|", "join", "lower", "agree", "attr", "for", "in", "if", "else", "endif", "endfor", "set"),
    *("=", "==", "~", "and", "or", "not", "is", "defined", "'a'", "1", "9" * 30, ",", "*", "**", "-", "\n", "range"),
    *("macro", "block", ":"),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.booleans())
def test_never_a_crash_never_a_wait(pieces: list[str], framed: bool) -> None:  # noqa: FBT001  # hypothesis chooses
    """Any text is refused with a problem, or renders, or fails as templates may."""
    text = " ".join(["{{", *pieces, "}}"]) if framed else "".join(pieces)
    began = time.process_time()
    source, problems = parse(Wording(text, HERE), FORMS)
    assert (source is None) == bool(problems)
    if source:
        try:
            assert len(source.render(slots())) <= MAX_LENGTH
        except TemplateError as error:
            assert error.message  # noqa: PT017  # either may happen
    assert time.process_time() - began < 1


def test_every_filter_is_tried_here() -> None:
    """One more needs a case above."""
    assert set(FILTERS) == {"a", "agree", "join", "lower", "ordinal", "plural", "possessive", "upper_first"}
