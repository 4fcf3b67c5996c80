// A blueprint as controls: sections, each with how many questions of which topic, kind, level and difficulty.
import { element, option } from "./dom.js";
import { counted, named, say, words } from "./words.js";

const PROPERTIES = { topic: "topics", kind: "kinds", level: "levels", difficulty: "difficulties" };
const GROUPS = { kind: "kinds", level: "levels", difficulty: "difficulties" };

const DEFAULTS = { points: 1, forms: 2, paper: "A4", editions: ["standard"] };
const SELECTION = ["questions", "topics", "kinds", "levels", "difficulties"]; // what a blueprint stands in place of

const listed = value => value === undefined || value === null ? [] : [value].flat();
const nothing = value => value === "" || value === undefined || value === null || value === false || (Array.isArray(value) && !value.length);
const said = object => Object.fromEntries(Object.entries(object).filter(([, value]) => !nothing(value)));
const labelled = (label, control, className = "field") => element("label", { class: className }, element("span", {}, label), control);
const nameOf = (property, value) => property in GROUPS ? named(GROUPS[property], value) : value;
const numberOf = control => control.value && Number(control.value);

// A sheet without sections as one with a section.
const sectionsOf = ({ sections, questions, topics, kinds, levels, difficulties }, total) => sections.length ? sections
  : [{ ask: [{ count: questions ?? Math.min(20, total), topic: topics, kind: kinds, level: levels, difficulty: difficulties }] }];

export class Blueprint {
  changed = false;

  constructor(form, onChange) {
    Object.assign(this, { form, onChange });
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("input", () => this.#touched());
  }

  // Anew, unless only something else has changed on disk: what was changed here stays.
  load(quiz) {
    const before = JSON.stringify(quiz.sheet);
    const same = before === this.before;
    this.quiz = quiz;
    if (same) return this.#count();
    Object.assign(this, { before, changed: false });
    const { title, minutes, forms, parallel, paper } = quiz.sheet;
    this.sections = element("div", { class: "sections" });
    this.form.replaceChildren(
      labelled(words.title, element("input", { name: "title", value: title ?? quiz.title })),
      element("div", { class: "row" },
        labelled(words.minutes, element("input", { name: "minutes", type: "number", min: 1, max: 1000, value: minutes })),
        labelled(words.forms, element("input", { name: "forms", type: "number", min: 1, max: 99, value: forms })),
        labelled(words.paper_size, element("select", { name: "paper" }, quiz.papers.map(one => option(one, one, one === paper)))),
        labelled(words.parallel, element("input", { name: "parallel", type: "checkbox", checked: parallel }), "check"),
      ),
      this.sections,
      element("button", { type: "button", onclick: () => this.#add({ ask: [{ count: 3 }] }) }, words.add_section),
    );
    for (const section of sectionsOf(quiz.sheet, quiz.total)) this.#section(section);
    this.#count();
  }

  #add(section) {
    this.#section(section).querySelector("input").focus();
    this.#touched();
  }

  #section({ heading = "", instructions = "", points, items = [], ask = [] }) {
    const cells = element("div", { class: "cells" });
    const made = element("fieldset", { class: "section" },
      element("legend", {}),
      element("div", { class: "row" },
        labelled(words.heading, element("input", { name: "heading", value: heading ?? "" }), "field wide"),
        labelled(words.points, element("input", { name: "points", type: "number", min: 1, max: 100, value: points ?? "" })),
      ),
      labelled(words.instructions, element("input", { name: "instructions", value: instructions ?? "" })),
      items.length ? element("p", { class: "soft" }, counted("pinned", items.length)) : null,
      cells,
      element("div", { class: "bar" },
        element("button", { type: "button", class: "quiet", onclick: () => {
          const cell = this.#cell({ count: 1 });
          cells.append(cell);
          cell.querySelector("input").focus();
          this.#touched();
        } }, words.add_cell),
        element("button", { type: "button", class: "quiet", onclick: () => { made.remove(); this.#touched(); } }, words.remove_section),
      ),
    );
    made.items = items;
    cells.append(...ask.map(cell => this.#cell(cell)));
    this.sections.append(made);
    return made;
  }

  #cell(cell) {
    const made = element("div", { class: "cell", role: "group", "aria-label": words.cells },
      element("label", { class: "count" }, element("span", { class: "unseen" }, words.count),
        element("input", { name: "count", type: "number", min: 1, max: 200, value: cell.count })),
      element("span", { class: "could" }),
      ...Object.keys(PROPERTIES).map(property => this.#choice(property, listed(cell[property]))),
      element("button", { type: "button", class: "quiet icon", "aria-label": words.remove_cell, title: words.remove_cell, onclick: () => {
        made.remove();
        this.#touched();
      } }, "×"),
    );
    return made;
  }

  // What a property may be: none chosen is any.
  #choice(property, chosen) {
    const values = this.quiz[PROPERTIES[property]] ?? [];
    const details = element("details", { class: "choice", "data-property": property, name: "choice" },
      element("summary", {}, element("span", { class: "what" }, words[property]), " ", element("span", { class: "value" })),
      element("div", { class: "options" }, values.map(value => element("label", {},
        element("input", { type: "checkbox", value, checked: chosen.includes(value) }), " ", nameOf(property, value)))),
    );
    details.addEventListener("keydown", event => {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      details.querySelector("summary").focus();
    });
    details.addEventListener("focusout", event => {
      if (event.relatedTarget && !details.contains(event.relatedTarget)) details.open = false;
    });
    return details;
  }

  #touched() {
    this.changed = true;
    this.#count();
    this.onChange();
  }

  // What the choices are, how many questions could meet each cell, and the numbers of the sections.
  #count() {
    [...this.sections.children].forEach((section, index) => {
      section.querySelector("legend").textContent = say("section", String(index + 1));
    });
    for (const cell of this.sections.querySelectorAll(".cell")) {
      for (const choice of cell.querySelectorAll(".choice")) {
        const { property } = choice.dataset;
        choice.querySelector(".value").textContent = chosenIn(choice).map(value => nameOf(property, value)).join(", ") || words.any;
      }
      const could = this.quiz.counts.filter(one => meets(one, cellOf(cell))).reduce((sum, { count }) => sum + count, 0);
      cell.querySelector(".could").textContent = counted("could_be", could);
      cell.classList.toggle("short", could < cellOf(cell).count);
    }
  }

  // Marks the cells that cannot be met; each problem says `where` it is: sheet, sections, 0, ask, 1.
  blame(problems) {
    for (const cell of this.sections.querySelectorAll(".cell")) cell.querySelector("input").ariaInvalid = null;
    for (const { where: [, , section, , cell] } of problems) {
      const found = this.sections.children[section]?.querySelectorAll(".cell")[cell];
      if (found) found.querySelector("input").ariaInvalid = "true";
    }
  }

  // As in a deck file: only what is not so anyway.
  get settings() {
    const { title, minutes, forms, parallel, paper } = this.form.elements;
    const kept = Object.entries(this.quiz.sheet).filter(([name]) => !SELECTION.includes(name));
    const settings = said({
      ...Object.fromEntries(kept),
      title: title.value, minutes: numberOf(minutes), forms: numberOf(forms), parallel: parallel.checked, paper: paper.value,
      sections: [...this.sections.children].map(sectionOf),
    });
    return Object.fromEntries(Object.entries(settings).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(DEFAULTS[name])));
  }

  get asked() {
    return (this.settings.sections ?? []).reduce((sum, { items = [], ask = [] }) => sum + items.length + ask.reduce((inner, { count }) => inner + count, 0), 0);
  }
}

function sectionOf(section) {
  const part = name => section.querySelector(`[name=${name}]`);
  return said({
    heading: part("heading").value, instructions: part("instructions").value, points: numberOf(part("points")),
    items: section.items, ask: [...section.querySelectorAll(".cell")].map(cellOf),
  });
}

const chosenIn = choice => Array.from(choice.querySelectorAll(":checked"), input => input.value);

function cellOf(cell) {
  const chosen = Array.from(cell.querySelectorAll(".choice"), choice => [choice.dataset.property, chosenIn(choice)]);
  const limits = chosen.filter(([, values]) => values.length).map(([property, values]) => [property, values.length === 1 ? values[0] : values]);
  return { count: Number(cell.querySelector("[name=count]").value) || 1, ...Object.fromEntries(limits) };
}

const meets = (item, { topic, kind, level, difficulty }) => [
  [topic, item.topic], [kind, item.kind], [level, item.level], [difficulty, item.difficulty],
].every(([wanted, has]) => wanted === undefined || listed(wanted).includes(has));
