"""Draws the map of seeds/sahel-map anew: `python tools/sahel_map.py`, after `npm install --no-save world-atlas@2.0.2`.

The geometry is Natural Earth's (public domain), as the npm package world-atlas brings it. The script writes the
map as SVG, and the marks of its countries into facts.yaml; with Chromium at hand also the map as PNG. The same package
always gives the same SVG and marks.
"""

from __future__ import annotations

import json
import math
import re
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]

ATLAS = Path("node_modules/world-atlas/countries-50m.json")
SEED = Path(__file__).resolve().parent.parent / "seeds/sahel-map"
WEST, EAST, SOUTH, NORTH = -18.5, 44.0, 1.0, 28.0
WIDTH = 1200
SCALE = WIDTH / (EAST - WEST)
HEIGHT = round((NORTH - SOUTH) * SCALE / math.cos(math.radians(15)))

TARGETS = {
    "Mauritania": "mauritania", "Senegal": "senegal", "Mali": "mali", "Burkina Faso": "burkina-faso", "Niger": "niger",
    "Nigeria": "nigeria", "Chad": "chad", "Sudan": "sudan", "Guinea": "guinea", "Côte d'Ivoire": "ivory-coast",
    "Ghana": "ghana", "Benin": "benin", "Cameroon": "cameroon", "Central African Rep.": "central-african-republic",
    "Eritrea": "eritrea",
}  # fmt: skip
DISPUTED = [
    {"W. Sahara", "Morocco"},
    {"W. Sahara", "Algeria"},
    {"W. Sahara", "Mauritania"},
    {"Egypt", "Sudan"},
    {"Sudan", "S. Sudan"},
    {"Sudan", "Ethiopia"},
    {"Eritrea", "Ethiopia"},
]
"""Borders that are disputed in part or whole: dashed. The map takes no side."""

SEAS = {"Atlantic Ocean": (-7.5, 2.3, 0), "Red Sea": (38.2, 20.3, 57)}
"""Where each name stands, and how far it is turned. The Gulf of Guinea has none: it would name a country."""

FINE, COARSE = 0.05, 0.12
"""How far, in degrees, a line may stray from the border: for the eye, and for the masks."""

STYLE = """
  .sea { fill: #e8f0f4 } .land { fill: #d4d1ca } .target { fill: #fffdf6 }
  .coast, .border { fill: none; stroke: #4d4a45; stroke-width: 1.8; stroke-linejoin: round }
  .border { stroke-width: 2.4 } .disputed { stroke-dasharray: 7 6 }
  text { font: italic 34px Georgia, "Noto Serif", serif; fill: #2d5063; text-anchor: middle }
"""


def main() -> None:
    """Write the map and the marks."""
    atlas = Path(sys.argv[1]) if len(sys.argv) > 1 else ATLAS
    if not atlas.is_file():
        sys.exit(f"there is no {atlas}; get it with: npm install --no-save world-atlas@2.0.2")
    topology = json.loads(atlas.read_text(encoding="utf-8"))
    arcs, countries = _arcs(topology), _countries(topology)
    svg = _svg(arcs, countries)
    (SEED / "images").mkdir(parents=True, exist_ok=True)
    (SEED / "images/sahel.svg").write_text(svg, encoding="utf-8")
    _write_marks({f"{TARGETS[name]}-land": _mark(rings, arcs) for name, rings in countries.items() if name in TARGETS})
    _write_png(svg)


def _arcs(topology: Mapping[str, Any]) -> list[list[Point]]:
    """The lines between which all countries lie, each once, in degrees."""
    (across, down), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in deltas:
            x, y = x + step_x, y + step_y
            line.append((x * across + left, y * down + bottom))
        arcs.append(line)
    return arcs


Rings = list[list[int]]
"""The outlines of a country, each as arcs by number; one that is run backwards is negative."""


def _countries(topology: Mapping[str, Any]) -> dict[str, Rings]:
    found = {}
    for country in topology["objects"]["countries"]["geometries"]:
        several = country["type"] == "MultiPolygon"
        polygons = country["arcs"] if several else [country["arcs"]]
        found[country["properties"]["name"]] = [ring for polygon in polygons for ring in polygon]
    return dict(sorted(found.items()))


def _svg(arcs: Sequence[Sequence[Point]], countries: Mapping[str, Rings]) -> str:
    lines = [_simplified(arc, FINE) for arc in arcs]
    users: dict[int, set[str]] = defaultdict(set)
    shapes = []
    for name, rings in countries.items():
        seen = [ring for ring in rings if _is_in_view(_outline(ring, lines))]
        if seen:
            paths = "".join(f"{_path(_outline(ring, lines))}Z" for ring in seen)
            shapes.append(f'<path class="{"target" if name in TARGETS else "land"}" d="{paths}"/>')
            for number in (number for ring in seen for number in ring):
                users[max(number, ~number)].add(name)
    drawn: dict[str, list[str]] = {"coast": [], "border": [], "border disputed": []}
    for number, names in sorted(users.items()):
        if _is_in_view(lines[number]):
            kind = "coast" if len(names) == 1 else "border disputed" if names in DISPUTED else "border"
            drawn[kind].append(_path(lines[number]))
    borders = [f'<path class="{kind}" d="{"".join(paths)}"/>' for kind, paths in drawn.items()]
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">',
        f"<style>{STYLE}</style>", f'<rect class="sea" width="{WIDTH}" height="{HEIGHT}"/>',
        *shapes, *borders, *_labels(),
        f'<rect class="border" x="1" y="1" width="{WIDTH - 2}" height="{HEIGHT - 2}"/>', "</svg>", "",
    ])  # fmt: skip


def _labels() -> Iterator[str]:
    for name, (longitude, latitude, turn) in SEAS.items():
        x, y = _place((longitude, latitude))
        yield f'<text x="{x:.0f}" y="{y:.0f}" transform="rotate({turn} {x:.0f} {y:.0f})">{name}</text>'


def _mark(rings: Rings, arcs: Sequence[Sequence[Point]]) -> str:
    """The largest outline of a country, in shares of the picture."""
    lines = [_simplified(arcs[max(number, ~number)], COARSE) for ring in rings for number in ring]
    by_number = dict(zip((max(number, ~number) for ring in rings for number in ring), lines, strict=True))
    outlines = [_outline(ring, by_number) for ring in rings]
    largest = max(outlines, key=lambda outline: abs(_area(outline)))
    shares = [(x / WIDTH, y / HEIGHT) for x, y in map(_place, largest[:-1])]
    return " ".join(f"{x:.3f},{y:.3f}" for x, y in shares)


def _outline(ring: Sequence[int], lines: Any) -> list[Point]:
    points: list[Point] = []
    for number in ring:
        line = list(lines[number]) if number >= 0 else list(lines[~number])[::-1]
        points += line[1:] if points else line
    return points


def _area(outline: Sequence[Point]) -> float:
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise(outline)) / 2


def _simplified(line: Sequence[Point], tolerance: float) -> list[Point]:
    """By Douglas and Peucker; line by line, so that neighbours still meet. A closed one is parted at its far side."""
    if len(line) < 3:
        return list(line)
    first, last = line[0], line[-1]
    far, at = max((_distance(point, first, last), index) for index, point in enumerate(line[1:-1], start=1))
    if far <= tolerance:
        return [first, last]
    return _simplified(line[: at + 1], tolerance)[:-1] + _simplified(line[at:], tolerance)


def _distance(point: Point, start: Point, end: Point) -> float:
    across, up = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, up)
    if not length:
        return math.dist(point, start)
    return abs(across * (point[1] - start[1]) - up * (point[0] - start[0])) / length


def _is_in_view(points: Sequence[Point]) -> bool:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) < EAST and max(xs) > WEST and min(ys) < NORTH and max(ys) > SOUTH


def _place(point: Point) -> Point:
    longitude, latitude = point
    return (longitude - WEST) * SCALE, (NORTH - latitude) * HEIGHT / (NORTH - SOUTH)


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in map(_place, points))


def _write_marks(marks: Mapping[str, str]) -> None:
    facts = SEED / "facts.yaml"
    if facts.is_file():
        text = facts.read_text(encoding="utf-8")
        for name, mark in marks.items():
            text, count = re.subn(rf"^(        {name}: ).*$", rf'\g<1>"{mark}"', text, flags=re.MULTILINE)
            print(f"{name}: {len(mark.split())} corners" + ("" if count else ", but has no line in facts.yaml"))
        facts.write_text(text, encoding="utf-8")


def _write_png(svg: str) -> None:
    chromium = shutil.which("chromium")
    if not chromium:
        print("no Chromium: the PNG stays as it is")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.set_content(f"<style>body {{ margin: 0 }}</style>{svg}")
        page.screenshot(path=SEED / "images/sahel.png")
        browser.close()


if __name__ == "__main__":
    main()
