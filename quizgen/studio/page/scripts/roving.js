// A list of which Tab reaches one entry, and the arrow keys the others.
const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

export class Roving {
  constructor(container, selector, { onMove = () => {} } = {}) {
    Object.assign(this, { container, selector, onMove });
    container.addEventListener("keydown", event => this.#moved(event));
    container.addEventListener("focusin", event => {
      const entry = event.target.closest(selector);
      if (entry) this.#stop(entry);
    });
  }

  get entries() {
    return [...this.container.querySelectorAll(this.selector)].filter(entry => !entry.closest("[hidden]"));
  }

  // After the entries changed: where Tab stops.
  settle(current) {
    const { entries } = this;
    this.#stop(entries.includes(current) ? current : entries[0], entries);
  }

  #stop(current, entries = this.entries) {
    for (const entry of entries) entry.tabIndex = entry === current ? 0 : -1;
  }

  #moved(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { entries } = this;
    const index = entries.indexOf(event.target);
    if (index < 0) return;
    const last = entries.length - 1;
    const next = event.key === "Home" ? 0 : event.key === "End" ? last : index + (STEPS[event.key] ?? NaN);
    const entry = entries[Math.min(Math.max(next, 0), last)];
    if (!entry) return;
    event.preventDefault();
    entry.focus();
    this.onMove(entry);
  }
}
