"""A value is replaced, and not a byte beside it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.yamledit import replaced
from quizgen.yamlfile import parse

AT = ("examples", 0, "stem")


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        ("Old one   # why", "New one   # why", "New one"),
        ("Old one", '"New: one"', "New: one"),
        ("'It''s old' # why", "'It''s new' # why", "It's new"),
        ('"Old" # why', '"“New”, \\"new\\"" # why', '“New”, "new"'),
        (">-  # why\n      Old\n      one\n", ">-  # why\n      New one\n", "New one"),
        ("Old\n      one\n", "New one\n", "New one"),
        ("Old", '"null"', "null"),
        ("Old", '"# new"', "# new"),
        ("Old", "Ä new “one”", "Ä new “one”"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_in_its_own_style_if_that_can_say_it(old: str, new: str, value: str, end: str) -> None:
    text = "# Ünder: way\nexamples:\n  # first\n  - stem: {}\n    # key below\n    key:   Kept  # ok\n\nlast: 'x'\n"
    before, after = (text.format(part).replace("\n", end) for part in (old, new))
    assert replaced(before, AT, value) == after
    assert replaced(f"\ufeff{before}", AT, value) == f"\ufeff{after}"


def test_within_braces() -> None:
    text = 'examples: [{fact: a/b, stem: Old one?, key: "8"}]  # all\n'
    assert replaced(text, AT, "New, one?") == 'examples: [{fact: a/b, stem: "New, one?", key: "8"}]  # all\n'
    assert replaced(text, ("examples", 0, "key"), "9") == text.replace("8", "9")


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["old", "'old'", '"old"', ">-\n      old\n", "|-\n      old\n"]),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1),
)
def test_any_text_comes_back(old: str, value: str) -> None:
    changed = replaced(f"examples:\n  - stem: {old}\n    key: k # c\n", AT, value)
    document, problems = parse(changed, "")
    assert not problems
    assert document
    assert document.data == {"examples": [{"stem": value, "key": "k"}]}
    assert changed.endswith("    key: k # c\n")
