"""Image occlusion: what a mask hides is one thing, and nothing beside the picture tells which."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.model import Item, Mark, Occlusion, Refusal
from tests.project import RELATIONS, world
from tests.samples import PICTURES

SHOWN = RELATIONS.replace(
    "relations:",
    """relations:
  shown:
    topic: places
    roles: {subject: place, map: {type: place, many: yes}}
    reads: {en: {statement: "{{ lead }}{{ map.the }} shows {{ subject.the }}."}}""",
)
FACTS = """
entities:
  alder: {{type: town, names: {{en: {{name: Alder, aliases: [Alderton]}}}}}}
  birch: town
  cedar: town
  plan:
    type: region
    names: {{en: {{name: plan, the: the plan}}}}
    image: {{file: plan.svg, alt: {alt}, credit: Cid, licence: CC0, marks: {{{marks}}}}}
facts:
  f: {{subject: alder, relation: shown, roles: {{map: plan}}}}
  g: {{subject: birch, relation: shown, roles: {{map: plan}}}}
"""
TEMPLATE = """
kind: image_occlusion
language: en
asks: {relation: shown, hide: subject}
stem: "Which {{ subject.kind }} is hidden on {{ map.the }}?"
"""
MARKS = 'alder: "0.1,0.1 0.4,0.4", birch: "0.5,0.5 0.9,0.9"'


def made(folder: Path, template: str = TEMPLATE, alt: str = "A plan", marks: str = MARKS) -> list[Item | Refusal]:
    (folder / "tale").mkdir()
    (folder / "tale" / "plan.svg").write_bytes(PICTURES["svg"])
    return world(folder, FACTS.format(alt=alt, marks=marks), template, relations=SHOWN).outcomes()


def test_one_stem_many_masks(tmp_path: Path) -> None:
    first, second = made(tmp_path)
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert first.stem == second.stem == "Which town is hidden on the plan?"
    square = Mark(((0.1, 0.1), (0.4, 0.1), (0.4, 0.4), (0.1, 0.4)))
    assert first.response == Occlusion(square, "Alder", ("Alderton",))
    assert [image.alt for image in first.images] == ["A plan"]
    assert first.answer_images == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"marks": 'birch: "0.5,0.5 0.9,0.9"'}, "no picture that goes with `f` has a mark for `subject`"),
        ({"alt": "A plan with Alderton"}, "the stem tells its answer: “Alderton”"),
        ({"template": TEMPLATE.replace("Which", "Is it {{ subject }}? Which")}, "the stem shows its own answer"),
        ({"template": TEMPLATE.replace("Which", "Not Alder: which")}, "the stem tells its answer: “Alder”"),
        ({"template": TEMPLATE.replace("hide: subject", "hide: map").replace("map.the", "subject.the")}, "no picture"),
    ],
)
def test_refused(tmp_path: Path, changes: dict[str, str], reason: str) -> None:
    first = made(tmp_path, **changes)[0]
    assert isinstance(first, Refusal)
    assert reason in first.reason
