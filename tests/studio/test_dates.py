"""Dates of a passage, against the day of its article: right, or not named at all."""

from __future__ import annotations

import pytest

from quizgen import edtf
from quizgen.studio.dates import dates_in

TUESDAY = "2022-05-03"


def read(text: str, published: str = TUESDAY) -> dict[str, str]:
    """What each date means."""
    return {text[one.start : one.end]: str(one.means) for one in dates_in(text, edtf.parse(published))}


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("elections on February 27, 2022.", {"February 27, 2022": "2022-02-27"}),
        ("On 14 September 2024 the town", {"14 September 2024": "2024-09-14"}),
        ("began in March 2022 and", {"March 2022": "2022-03"}),
        ("concluded with France in 2014 on", {"2014": "2014"}),
        ("told television on Monday evening", {"Monday": "2022-05-02"}),
        ("announced on Tuesday evening", {"Tuesday": "2022-05-03"}),
        ("met last Tuesday", {"last Tuesday": "2022-04-26"}),
        ("In May last year, the military", {"May last year": "2021-05"}),
        ("the decision last June to", {"last June": "2021-06"}),
        ("troops announced in February and", {"February": "2022-02"}),
        ("since yesterday", {"yesterday": "2022-05-02"}),
        ("Last month they met", {"Last month": "2022-04"}),
        ("next year", {"next year": "2023"}),
        ("in May last year and on Monday", {"May last year": "2021-05", "Monday": "2022-05-02"}),
    ],
)
def test_what_a_date_means(text: str, means: dict[str, str]) -> None:
    assert read(text) == means


@pytest.mark.parametrize(
    "text",
    [
        "elections in October", "some 2014 soldiers", "for five years", "two weeks ago", "The march began", "may be",
        "next Monday", "February 30, 2022", "in recent months", "resolution 2100", "",
    ],
)  # fmt: skip
def test_of_what_is_not_clear_nothing_is_said(text: str) -> None:
    assert read(text) == {}


@pytest.mark.parametrize(("published", "known"), [("2022-05", {"last year": "2021"}), ("2021/2022", {})])
def test_no_more_is_said_than_the_articles_own_date_allows(published: str, known: dict[str, str]) -> None:
    assert read("on Monday, yesterday, last year", published) == known


def test_a_weekday_of_an_article_whose_day_is_uncertain() -> None:
    """As that of our own: shown for confirmation, all the same."""
    assert read("on Monday", "2022-05-03?") == {"Monday": "2022-05-02"}
