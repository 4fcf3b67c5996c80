"""Terms are found by their words, as a text has them: whole, and in small letters."""

from __future__ import annotations

import re

import pytest

from quizgen.flaws.lexicon import LEXICONS, Terms, lexicon


@pytest.mark.parametrize("language", LEXICONS)
def test_a_text_can_have_each_word(language: str) -> None:
    found = lexicon(language)
    assert found is not None
    assert [word for word in found.triggers if re.findall(r"\w+", word.casefold()) != [word]] == []


def test_a_word_counts_in_its_surroundings_only() -> None:
    terms = Terms("never", {"lot": "a _", "last next": "(?<!the )_ week", "next": "the _ week"})
    text = "A lot came next week, never the last week or the next week; a lot-reader of a plot may come the lot."
    found = terms.find(text, terms.words & set(re.findall(r"\w+", text)))
    assert [term[0] for term in found] == ["A lot", "next week", "never", "the next week"]
