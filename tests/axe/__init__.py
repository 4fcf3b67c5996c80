"""What axe-core finds on a page in Chromium: what breaks WCAG 2.2, up to level AA."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]

_RUN = """async ([within, rules, without]) => {
  const off = Object.fromEntries(without.map(rule => [rule, {enabled: false}]));
  const result = await axe.run(within, {runOnly: rules, rules: off, resultTypes: ["violations", "incomplete"]});
  const told = found => found.flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.html} ${node.failureSummary}`));
  return {violations: told(result.violations), checked: result.passes.map(({id}) => id)};
}"""


def violations(page: Page, within: str = "html", without: tuple[str, ...] = ()) -> list[str]:
    """Each with its rule, the element, and how to mend it; that contrast was checked is asserted."""
    page.evaluate(_axe())
    result = page.evaluate(_RUN, [within, RULES, list(without)])
    assert "color-contrast" in result["checked"]
    found: list[str] = result["violations"]
    return found


@cache
def _axe() -> str:
    assert AXE.is_file(), "there is no axe-core: run `make test`, which installs it"
    return AXE.read_text(encoding="utf-8")
