"""A new fact from a passage: drafted, told what is wrong with it, added with no other byte touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.studio.running import Running, running

FACTS = "seeds/bridge/facts.yaml"
FERRY = "The old ferry, which had crossed the river since 1911, made its last trip in June 2024."
NEW = "old-ferry:\n  subject: last-ferry\n  relation: took_place\n  time: {time}\n  quotes:\n    - '{quote}'\n"


@pytest.fixture
def own(project: Path) -> Iterator[Running]:
    """A studio that may be written to."""
    with running(project) as server:
        yield server


def test_an_article_with_its_facts_and_what_asks_them(studio: Running) -> None:
    while not (article := studio.get("api/article?id=bridge").data)["complete"]:
        pass
    designer = next(fact for fact in article["facts"] if fact["id"] == "bridge/designer")
    [quote] = designer["quotes"]
    assert "Ines Halloran" in article["text"][quote["start"] : quote["end"]]
    assert designer["says"] == "The Ossel Footbridge was designed by Ines Halloran."
    assert "Who designed the Ossel Footbridge?" in {item["stem"] for item in designer["items"]}
    assert studio.get("api/article?id=brigde").status == 404


def test_what_is_known_of_a_passage(studio: Running) -> None:
    text = studio.get("api/article?id=bridge").data["text"]
    start = text.index(FERRY)
    drafted = studio.post("api/fact/draft", article="bridge", start=start, end=start + len(FERRY) + 11).data
    assert drafted["quotes"] == [FERRY, "Marrowick"]
    assert drafted["again"] == ["Marrowick"]
    assert {one["text"]: one["means"] for one in drafted["dates"]} == {"1911": "1911", "June 2024": "2024-06"}
    named = {one["id"]: one["here"] for one in drafted["entities"]}
    assert [name for name, here in named.items() if here] == ["marrowick"]
    assert "last-ferry" in named  # which the passage calls otherwise
    assert drafted["yaml"].startswith("marrowick-1:\n  subject: marrowick\n")
    assert {one["name"] for one in drafted["relations"][:2]} == {
        "took_place",
        "population",
    }
    assert "{{ by.lead }}{{ subject.the }} took place {{ when }}." in {one["reads"] for one in drafted["relations"]}
    assert FERRY in drafted["yaml"]
    assert studio.post("api/fact/draft", article="bridge", start=5, end=5).status == 400


def test_a_fact_is_added_below_the_others(own: Running) -> None:
    path = own.folder / FACTS
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    base = own.get(f"api/file?path={FACTS}").data["version"]
    text = own.get("api/article?id=bridge").data["text"]
    for time, quote, told in (
        ("2024-13", "is not said", ("bad-date", 4)),
        ("2024-06", "is not said", ("quote-absent", 6)),
    ):
        wrong = own.post("api/fact", article="bridge", yaml=NEW.format(time=time, quote=quote), base=base).data
        assert [(one["code"], one["line"]) for one in wrong["problems"]] == [told]
    good = NEW.format(time="2024-06", quote="had crossed the river since 1911")
    late = own.post("api/fact", article="bridge", yaml=good, base="an older one")
    assert (late.status, path.read_bytes()) == (409, before)
    added = own.post("api/fact", article="bridge", yaml=good, base=base).data
    new = "".join(f"  {line}\r\n" for line in good.splitlines()).encode()
    after = path.read_bytes()
    assert after.replace(new, b"") == before
    assert new in after
    assert added == {"version": own.get(f"api/file?path={FACTS}").data["version"], "id": "old-ferry"}
    assert "bridge/old-ferry" in {fact["id"] for fact in own.get("api/article?id=bridge").data["facts"]}
    again = own.post("api/fact", article="bridge", yaml=good, base=added["version"])
    assert (again.status, "is there already" in again.data["error"]) == (422, True)
    assert text == own.get("api/article?id=bridge").data["text"]
