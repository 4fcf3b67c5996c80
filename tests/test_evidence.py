"""Where in a quote the answer stands."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from quizgen.evidence import _joined, _standing
from quizgen.truth import spaced
from tests.samples import shipped_quiz


@pytest.fixture(scope="module")
def marked() -> Mapping[str, list[str]]:
    """The quotes of each item of the shipped deck, with what is asked in brackets."""
    return {
        item.id: [_bracketed(one.quote.text, one.answers) for one in item.evidence] for item in shipped_quiz().items
    }


def _bracketed(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("item", "quotes"),
    [
        ("bamako/politics/seat-city", ["the military government in [Bamako]"]),
        # in other letters, by other names, and by all of them
        ("wagner-kremlin/any/cloze-who", ["[The Kremlin] does not agree with this account"]),
        ("eutm/missions/organization", ["[The EU] training mission EUTM", "are currently still ongoing in Mali"]),
        ("allegiance/security/allegiance", [
            "Some have pledged allegiance to [the Islamic State] ([IS]) or [al-Qaeda] terrorist groups",
        ]),
        # a number with its unit, without the word that tells how exact it is; a date, if it stands there as one
        ("wd-size/soldiers/withdrawal", ["announced a coordinated withdrawal of approximately [4,300 soldiers]"]),
        ("treaty2014-date/any/cloze-when", ["a treaty concluded with France [in 2014] on defense cooperation"]),
        ("coup-date/timeline/when-it-took-place", [
            "In May last year, the military in Mali",
            "overthrew the transitional government",
        ]),
        # of a false statement what is true, and of what is compared or put in order what decides
        ("bamako/any/true-false.city", ["the military government in [Bamako]"]),
        ("de-niger-200+bundeswehr/soldiers/larger-contingent", [
            "[About 200] German soldiers are already stationed there",
            "in which the Bundeswehr is involved with a good [1,350 soldiers]",
        ]),
    ],
)  # fmt: skip
def test_of_the_shipped_deck(marked: Mapping[str, list[str]], item: str, quotes: list[str]) -> None:
    """What is asked, as far as it stands there."""
    assert marked[f"mali-2022/{item}/en"] == quotes


@pytest.mark.parametrize(
    ("text", "form", "shown"),
    [
        ("Mali, Malian, MALI’s", "Mali", "[Mali], Malian, [MALI]’s"),
        ("1,350 or 350 or 350,000", "350", "1,350 or [350] or 350,000"),
        ("the West\nAfrican states", "West African", "the [West\nAfrican] states"),
        ("cafe\u0301 cafe", "cafe", "cafe\u0301 [cafe]"),
        ("\ufb01ne, ﬁne", "fine", "[\ufb01ne], [ﬁne]"),
        ("nothing…", "…", "nothing…"),
        ("nothing", "", "nothing"),
    ],
)
def test_in_whole_words(text: str, form: str, shown: str) -> None:
    """However they are written; a number is one word with what groups its digits."""
    assert _bracketed(text, tuple(_standing(text, [spaced(form)]))) == shown


def test_what_overlaps_is_one() -> None:
    assert _joined([(8, 9), (0, 3), (2, 5), (5, 6)]) == ((0, 6), (8, 9))
