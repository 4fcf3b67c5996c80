// Tabs by the ARIA pattern: the arrow keys go from one to the next, which shows its panel.
import { byId } from "./dom.js";
import { Roving } from "./roving.js";
import { number } from "./words.js";

const panelOf = tab => byId(tab.getAttribute("aria-controls"));

export class Tabs {
  constructor(list, onSelect) {
    this.tabs = [...list.querySelectorAll("[role=tab]")];
    this.onSelect = onSelect;
    this.roving = new Roving(list, "[role=tab]", { onMove: tab => this.select(tab) });
    list.addEventListener("click", event => {
      const tab = event.target.closest("[role=tab]");
      if (tab) this.select(tab);
    });
    this.roving.settle(this.#current);
  }

  get #current() {
    return this.tabs.find(tab => tab.getAttribute("aria-selected") === "true");
  }

  get selected() {
    return this.#current.id.replace("tab-", "");
  }

  select(tab) {
    for (const one of this.tabs) {
      one.setAttribute("aria-selected", String(one === tab));
      panelOf(one).hidden = one !== tab;
    }
    this.roving.settle(tab);
    this.onSelect(this.selected);
  }

  // Shows these tabs and no others; where that changes anything, the first of them.
  only(names) {
    const before = this.tabs.filter(tab => !tab.hidden).length;
    for (const tab of this.tabs) tab.hidden = !names.includes(tab.id.replace("tab-", ""));
    if (before !== names.length) this.select(this.tabs.find(tab => !tab.hidden));
  }

  // How many things are behind a tab, if any.
  count(name, count) {
    const badge = byId(`tab-${name}`).querySelector(".number");
    badge.textContent = number(count);
    badge.hidden = !count;
  }
}
