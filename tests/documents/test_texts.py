"""Numbers and languages as authors write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from quizgen.documents.texts import Count, Language

COUNT: TypeAdapter[Decimal] = TypeAdapter(Count)
LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("4300", "4300"), ("4,300", "4300"), ("0.5", "0.5"), ("1,234,567.25", "1234567.25"), ("0", "0")),
        *(("20 million", "20000000"), ("1.5 million", "1500000"), ("2 thousand", "2000"), ("3 billion", "3000000000")),
        *((" 7 ", "7"), ("999999999999999", "999999999999999")),
    ],
)
def test_numbers(text: str, number: str) -> None:
    """As articles write them."""
    assert COUNT.validate_python(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        *("", "many", "4,5", "4,30", "43,00", "1,2345", ",5", "5.", ".5", "-5", "+5", "1e9", "1_000", "٤٣", "½", "5 %"),
        *("5million", "5  million", "5 Million", "5 soldiers", "NaN", "inf", "9" * 16, "1,000,000,000,000,000"),
        *(None, ["5"], {"5": "6"}),
    ],
)
def test_no_numbers(text: object) -> None:
    """A comma is not a decimal point: who means 4.5 must not get 45."""
    with pytest.raises(ValidationError):
        COUNT.validate_python(text)


@given(st.integers(0, 10**15 - 1))
def test_commas_change_nothing(number: int) -> None:
    """Between thousands."""
    assert COUNT.validate_python(f"{number:,}") == COUNT.validate_python(str(number)) == number


@pytest.mark.parametrize("text", ["en", "fr", "en-GB", "zh-Hant", "zh-Hant-TW", "es-419", "bam"])
def test_languages(text: str) -> None:
    """BCP 47, as far as it is needed."""
    assert LANGUAGE.validate_python(text) == text


@pytest.mark.parametrize("text", ["", "English", "EN", "en_GB", "en-gb", "e", "en-", None, ["en"], "../en"])
def test_no_languages(text: object) -> None:
    """Nor anything that would lead elsewhere."""
    with pytest.raises(ValidationError):
        LANGUAGE.validate_python(text)
