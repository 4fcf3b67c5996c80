"""The labelled set keeps what it promises, and the docs say what is measured by it."""

from __future__ import annotations

from collections import Counter

from quizgen.flaws import FLAWS
from tests.flaws.measure import DOCUMENT, HALVES, LABELLED, TABLE, entries, flagged_of_shipped, table

ITEMS = [entry for half in HALVES for entry in entries(half)]


def test_the_docs_say_what_is_measured() -> None:
    [written] = TABLE.findall(DOCUMENT.read_text())
    assert written == table(), "docs/flaws.md is not current: make flaws"


def test_the_set_is_large_and_half_flawed() -> None:
    for half in HALVES:
        flawed = sum(bool(entry["flaws"]) for entry in entries(half))
        assert len(entries(half)) >= 150
        assert 0.45 < flawed / len(entries(half)) < 0.55
    counts = f"{len(ITEMS)} items", f"{sum(bool(entry['flaws']) for entry in ITEMS)} with a flaw"
    assert all(count in (LABELLED / "README.md").read_text() for count in counts)


def test_no_item_stands_there_twice() -> None:
    asked = Counter((entry["stem"], str(entry["key"])) for entry in ITEMS)
    assert asked.most_common(1)[0][1] == 1


def test_each_flaw_is_labelled_in_both_halves_and_has_its_rule() -> None:
    rules = (LABELLED / "README.md").read_text()
    for half in HALVES:
        counts = Counter(flaw for entry in entries(half) for flaw in entry["flaws"])
        assert set(counts) == set(FLAWS)
        assert min(counts.values()) >= 3
    assert all(f"| {flaw} | " in rules for flaw in FLAWS)


def test_few_of_the_items_that_come_along_are_flagged() -> None:
    """Also where their template allows it: a check that is often allowed is of no use."""
    flagged, shipped = flagged_of_shipped()
    assert flagged / shipped <= 0.05
