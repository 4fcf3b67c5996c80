"""What exporters say in words of their own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quizgen.edtf import parse
from quizgen.exporters.wording import date_text, digits


@pytest.mark.parametrize(
    ("date", "language", "text"),
    [
        ("2014", "en", "2014"),
        ("2021-05", "en", "May 2021"),
        ("2022-05-03", "en", "May 3, 2022"),
        ("2022-05-03", "en-GB", "3 May 2022"),
        ("2022-05-03", "de-AT", "3. Mai 2022"),
        ("2022-05-03", "de-QQ", "3. Mai 2022"),
        ("2022-05-03?", "fr", "3 mai 2022 (probablement)"),
        ("2022-05-03?", "en", "probably May 3, 2022"),
        ("2022-05~", "en", "around May 2022"),
        ("2022%", "en", "probably around 2022"),
        ("2021/2022-02", "en", "2021 to February 2022"),
        ("2021?/2022~", "en", "probably around 2021 to 2022"),
        ("2021/..", "en", "since 2021"),
        ("../2022-05", "en", "until May 2022"),
    ],
)
def test_dates(date: str, language: str, text: str) -> None:
    """As precise as they are known, and as the language writes them."""
    assert date_text(parse(date), language) == text


@pytest.mark.parametrize(
    ("number", "language", "text"),
    [
        ("4300", "en", "4300"),
        ("2E7", "en", "20000000"),
        ("12.50", "en", "12.5"),
        ("0.123456", "en", "0.123456"),
        ("12.5", "de", "12,5"),
        ("-12.5", "en", "-12.5"),
    ],
)
def test_digits(number: str, language: str, text: str) -> None:
    """As one types them: without grouping, and to the last place."""
    assert digits(Decimal(number), language) == text
