// The questions of a template: their stems, and the one that is chosen as a card, with the passage it rests on.
import { byId, element, message, reveal, show } from "./dom.js";
import { Frame } from "./frames.js";
import { quoted } from "./quotes.js";
import { Roving } from "./roving.js";
import { tellFailure } from "./saying.js";
import { latest, post } from "./server.js";
import { named, words } from "./words.js";

const WIDTHS = { desktop: 640, phone: 390 };

const [panel, note, list, shown, about, flaws, quotes] = ["panel-questions", "question-note", "question-list", "question-shown", "question-about", "flaws", "quotes"].map(byId);

const askCard = latest((asked, signal) => post("card", asked, signal));
const askQuotes = latest(({ quotes: every, facts }) => Promise.all(every.map(quote => quoted(quote, facts))));

const dark = matchMedia("(prefers-color-scheme: dark)");
const chosen = name => panel.querySelector(`[name=${name}]:checked`).value;

export class Questions {
  #made = { questions: [] };

  constructor() {
    this.frame = new Frame(byId("card-frame"), WIDTHS.desktop);
    this.roving = new Roving(list, "button", { onMove: button => this.#select(button.value) });
    panel.querySelector(`[name=light][value=${dark.matches ? "night" : "day"}]`).checked = true;
    for (const radio of panel.querySelectorAll("[name=light]")) radio.addEventListener("change", () => this.#card());
    for (const radio of panel.querySelectorAll("[name=width]")) {
      radio.addEventListener("change", () => this.frame.resize(WIDTHS[chosen("width")]));
    }
    list.addEventListener("click", event => {
      const button = event.target.closest("button");
      if (button) this.#select(button.value);
    });
  }

  // The card that is looked at.
  get wanted() {
    return { id: this.selected, night: chosen("light") === "night" };
  }

  note(text) {
    note.textContent = text;
    show(text, note);
  }

  show(made) {
    const before = JSON.stringify(this.#made.questions);
    this.#made = made;
    if (JSON.stringify(made.questions) !== before) this.#list();
    const id = made.questions.some(question => question.id === this.selected) ? this.selected : made.questions[0]?.id;
    this.#select(id);
  }

  #list() {
    const { questions } = this.#made;
    const focused = list.contains(document.activeElement);
    list.replaceChildren(...questions.map(({ id, stem, flaws: found }) => element("li", {},
      element("button", { type: "button", value: id },
        element("span", { class: "stem" }, stem),
        found.length ? element("span", { class: "badge", title: words.flaws }, String(found.length)) : null,
      ))));
    if (!questions.length && !note.textContent) this.note(words.no_questions);
    if (focused) (this.#button(this.selected) ?? list.querySelector("button"))?.focus();
  }

  #button(id) {
    return [...list.querySelectorAll("button")].find(button => button.value === id);
  }

  #select(id) {
    this.selected = id;
    for (const button of list.querySelectorAll("button")) {
      if (button.value === id) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    const button = this.#button(id);
    this.roving.settle(button);
    show(button, shown);
    if (!button) return;
    reveal(list, button);
    this.#card();
    this.#reasons();
  }

  async #card() {
    const { path, text, card } = this.#made;
    const { id, night } = this.wanted;
    try {
      // Most often it has come with the questions.
      const answer = card?.id === id && card.night === night ? card : await askCard({ path, text, id, night });
      if (answer) await this.frame.show(answer.html);
    } catch (failure) {
      tellFailure(failure);
    }
  }

  async #reasons() {
    const question = this.#made.questions.find(({ id }) => id === this.selected);
    const { kind, level, difficulty } = question;
    about.textContent = [named("kinds", kind), named("levels", level), named("difficulties", difficulty)].join(" · ");
    flaws.querySelector("ul").replaceChildren(...question.flaws.map(flaw => element("li", {},
      message(flaw.message), " ", element("code", { class: "code" }, flaw.code),
      flaw.help ? element("p", { class: "soft" }, message(flaw.help)) : null,
    )));
    show(question.flaws.length, flaws);
    try {
      const found = await askQuotes(question);
      if (!found) return;
      quotes.querySelector("div").replaceChildren(...found);
      show(found.length, quotes);
    } catch (failure) {
      tellFailure(failure);
    }
  }
}
