"""On which side a picture stands: beside the stem only where it gives nothing away."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.model import Item
from tests.project import world
from tests.samples import PICTURES

FACTS = """
entities:
  abbey: {{type: office, names: {{en: Abbey}}, image: {{file: abbey.png, alt: {alt}, credit: Cid, licence: CC0}}}}
  alder:
    type: town
    names: {{en: Alder}}
    overlaps: [{overlaps}]
    image: {{file: {town}, alt: Town, credit: Cid, licence: CC0}}
  birch: town
  cedar: town
  dale: town
facts:
  f:
    subject: abbey
    relation: seat
    roles: {{town: alder}}
    image: {{file: fact.png, alt: The fact, credit: Cid, licence: CC0}}
"""
STEMS = {
    "choice": "Where has {{ subject }} its seat?",
    "short_answer": "Where has {{ subject }} its seat?",
    "cloze": "{{ subject }} has its seat in {{ town }}.",
    "true_false": "{{ subject }} has its seat in {{ town }}.",
}


def made(folder: Path, kind: str, stem: str, **changes: str) -> Item:
    facts = FACTS.format(**{"alt": "A house", "overlaps": "", "town": "town.png", **changes})
    (folder / "tale").mkdir()
    for number, name in enumerate(("abbey", "town", "fact")):
        (folder / "tale" / f"{name}.png").write_bytes(PICTURES["png"] + bytes([number]))
    template = f'kind: {kind}\nlanguage: en\nasks: {{relation: seat, hide: town}}\nstem: "{stem}"'
    return world(folder, facts, template).item()


def sides(item: Item) -> tuple[list[str], list[str]]:
    return [image.alt for image in item.images], [image.alt for image in item.answer_images]


@pytest.mark.parametrize("kind", STEMS)
def test_what_is_asked_is_seen_with_the_answer(tmp_path: Path, kind: str) -> None:
    """What the stem names stands beside it; a fact's own picture may show all of the fact."""
    assert sides(made(tmp_path, kind, STEMS[kind])) == (["A house"], ["The fact", "Town"])


@pytest.mark.parametrize(
    "changes",
    [
        {"alt": "A house in Alder"},  # its words tell
        {"overlaps": "abbey"},  # one lies in the other
        {"town": "abbey.png"},  # it is the picture of the answer too
    ],
)
def test_a_picture_that_gives_the_answer_away(tmp_path: Path, changes: dict[str, str]) -> None:
    front, back = sides(made(tmp_path, "short_answer", STEMS["short_answer"], **changes))
    assert front == []
    assert len(back) == 3


def test_what_the_stem_does_not_name_is_not_beside_it(tmp_path: Path) -> None:
    """It would show more than the stem was proved with."""
    item = made(tmp_path, "true_false", "{{ town }} is the seat of an {{ subject.kind }}.")
    assert sides(item) == ([], ["The fact", "A house", "Town"])
