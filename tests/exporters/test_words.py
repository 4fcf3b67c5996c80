"""The words of cards and sheets, by language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

import pytest

from quizgen.exporters.words import Way, Words, has_words, languages, words


def test_regions_and_other_languages() -> None:
    """Regions share the words of their language; a language without words borrows the English ones."""
    assert words("en-GB") is words("EN") is words("en")
    assert words("tlh").right == "True"
    assert has_words("de-AT")
    assert not has_words("tlh")


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


def texts(said: Words) -> Iterator[tuple[str, str]]:
    """Every text with the name of its place; of what is counted, that for many."""
    for field in fields(said):
        match getattr(said, field.name):
            case Way() as way:
                yield from ((f"{field.name}.{part.name}", getattr(way, part.name)) for part in fields(way))
            case str() as text:
                yield field.name, text
            case counted:
                yield field.name, counted["other"]


@pytest.mark.parametrize("language", languages())
def test_texts_frame_as_much_as_the_english_ones(language: str) -> None:
    """Else a number or a name would be lost, or writing a sheet would end in an error."""
    assert {name: text.count("{}") for name, text in texts(words(language))} == {
        name: text.count("{}") for name, text in texts(words("en"))
    }


def test_nothing_stays_english() -> None:
    """But for words that are the same in both."""
    for language, same in (
        ("de", {"name"}),
        ("fr", {"date", "questions", "points", "score", "minutes", "numbered", "page_alone"}),
    ):
        english, own = dict(texts(words("en"))), dict(texts(words(language)))
        assert {name for name in english if english[name] == own[name] or not own[name]} <= same, language


def test_french_is_spaced_as_in_print() -> None:
    """A narrow space that breaks no line before : ; ? ! and within quotation marks, and no other."""
    for name, text in texts(words("fr")):
        assert not re.search(r"(?<!\u202f)[:;?!»]|«(?!\u202f)|'", text), name
