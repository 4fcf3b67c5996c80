"""The words of cards and sheets, by language."""

from __future__ import annotations

import pytest

from quizgen.exporters.words import languages, words


def test_regions_and_other_languages() -> None:
    """Regions share the words of their language; a language without words borrows the English ones."""
    assert words("en-GB") is words("EN") is words("en")
    assert words("tlh").right == "True"


@pytest.mark.parametrize("language", languages())
def test_files_are_complete(language: str) -> None:
    """Reading one fails where a word is missing or has no place; numbers of things have what CLDR asks for."""
    said = words(language)
    assert said.language == language
    for count in (0, 1, 2, 5, 20):
        assert str(count) in said.counted(said.questions, count)
        assert str(count) in said.counted(said.points, count)


def test_numbers_of_things() -> None:
    """As one says them."""
    said = words("en")
    assert [said.counted(said.points, count) for count in (0, 1, 20)] == ["0 points", "1 point", "20 points"]
