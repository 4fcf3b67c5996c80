// The report of trying a template hard, when it is asked for.
import { byId, element } from "./dom.js";
import { latest, post } from "./server.js";
import { counted, number, words } from "./words.js";

const [run, report] = ["stress-run", "stress-report"].map(byId);
const FOUND = ["crashes", "leaks", "duplicates", "long"];

const ask = latest((path, text, signal) => post("stress", { path, text }, signal));

export class Stress {
  constructor() {
    run.addEventListener("click", () => this.#run());
  }

  offer(path, text) {
    Object.assign(this, { path, text });
  }

  clear() {
    report.replaceChildren();
    run.textContent = words.stress_run;
  }

  async #run() {
    report.replaceChildren(words.stress_runs);
    run.setAttribute("aria-disabled", "true");
    try {
      const answer = await ask(this.path, this.text);
      if (answer) report.replaceChildren(...reported(answer));
    } catch (failure) {
      report.replaceChildren(element("p", {}, failure.message));
    } finally {
      run.removeAttribute("aria-disabled");
      run.textContent = words.stress_again;
    }
  }
}

function reported(answer) {
  const { made, seeds, refused, positions } = answer;
  const found = FOUND.filter(name => answer[name]?.length);
  return [
    element("p", {}, `${counted("stress_made", made)} ${counted("stress_seeds", seeds)}.`),
    found.length ? null : element("p", { class: "right" }, words.nothing_wrong),
    ...found.map(name => part(words[name], element("ul", {}, answer[name].map(one => element("li", {}, one))))),
    Object.keys(refused).length ? part(words.refused, table([words.reason, words.times], Object.entries(refused).map(([reason, times]) => [reason, number(times)]))) : null,
    positions.length ? part(words.positions, element("ul", {}, positions.map(({ options, counts, beyond_chance: beyond }) => element("li", {},
      `${counted("options", options)}: ${counts.map(number).join(" · ")}, ${beyond ? words.beyond_chance : words.by_chance}`)))) : null,
  ].filter(Boolean);
}

const part = (title, content) => element("section", {}, element("h3", {}, title), content);

const table = (heads, rows) => element("table", {},
  element("thead", {}, element("tr", {}, heads.map(head => element("th", { scope: "col" }, head)))),
  element("tbody", {}, rows.map(cells => element("tr", {}, cells.map(cell => element("td", {}, cell))))),
);
