"""Articles, plurals and ordinals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from quizgen.grammar import ENDINGS, ordinal, plural_form, with_article

A = """
city university union unit united uniform unique unilateral unicorn unanimous European euro ewe one-sided once-mighty
useful user use usual utensil utopia ubiquitous Ukrainian ukulele Ugandan Uruguayan uranium Uyghur Ouagadougou house
hotel historic heroine year young yellow “city” UN USA UFO NATO NASA MINUSMA SOFA U-turn UNESCO UNICEF 1 7 10 100
110,000 118 1,100 1,800 90 2,018 Malian region desert T-shirt
""".split()
AN = """
hour honest honor honour heir heiress hourly apple organization umbrella uncle uninvited unimportant unidentified
uninhabited ugly upheaval Uzbek urgent usher utter oil only onerous operation army island “hour” MP EU FBI EUTM NGO HIV
IAEA OPEC ECOWAS AIDS SUV X-ray F S 8 11 18 80 800 8,000 11,000 18,000 1848 1100 81 élite Ypres announced unusual
""".split()


@pytest.mark.parametrize("word", A)
def test_a(word: str) -> None:
    assert with_article(word) == f"a {word}"


@pytest.mark.parametrize("word", AN)
def test_an(word: str) -> None:
    assert with_article(word) == f"an {word}"


@given(st.text())
def test_an_article_comes_before_or_not_at_all(text: str) -> None:
    assert with_article(text) in (text, f"a {text}", f"an {text}")


@given(st.from_regex(r"[bcdfgjklmnpqrstvwxz][a-z]*", fullmatch=True), st.text("abcdefg "))
def test_a_stands_before_consonants(word: str, rest: str) -> None:
    assert with_article(f"{word} {rest}") == f"a {word} {rest}"


NUMBERS = st.integers(0, 10**12)


@given(st.sampled_from(["en", "fr", "de", "ru", "ar", "pl", "en-GB"]), st.decimals(0, 10**9, places=2) | NUMBERS)
def test_plural_forms_are_those_of_babel(language: str, number: Decimal | int) -> None:
    assert plural_form(Decimal(number), language) == Locale.parse(language, sep="-").plural_form(number)


@given(st.sampled_from(sorted(ENDINGS)), NUMBERS)
def test_ordinals_end_as_babel_has_it(language: str, number: int) -> None:
    category = Locale.parse(language).ordinal_form(number)
    assert ordinal(Decimal(number), language).endswith(ENDINGS[language][category])


@pytest.mark.parametrize("language", sorted(ENDINGS))
def test_there_is_an_ending_for_every_category(language: str) -> None:
    assert set(ENDINGS[language]) == {*Locale.parse(language).ordinal_form.rules, "other"}


@pytest.mark.parametrize(
    ("number", "language", "text"),
    [
        *(
            (1, "en", "1st"),
            (2, "en", "2nd"),
            (3, "en", "3rd"),
            (4, "en", "4th"),
            (11, "en", "11th"),
            (12, "en", "12th"),
        ),
        *(
            (13, "en", "13th"),
            (21, "en", "21st"),
            (101, "en", "101st"),
            (111, "en-GB", "111th"),
            (1002, "en", "1,002nd"),
        ),
        *((1, "fr", "1er"), (2, "fr", "2e"), (11, "fr", "11e"), (21, "fr", "21e")),
    ],
)
def test_ordinals(number: int, language: str, text: str) -> None:
    assert ordinal(Decimal(number), language) == text


@pytest.mark.parametrize(("number", "language"), [("1.5", "en"), ("1", "de")])
def test_what_has_no_ordinal(number: str, language: str) -> None:
    with pytest.raises(ValueError, match=r"ordinals|whole"):
        ordinal(Decimal(number), language)
