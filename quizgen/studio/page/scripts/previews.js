// What comes of a template's text, beside it while it is written.
import { byId, element, message } from "./dom.js";
import { project, whenChecked } from "./project.js";
import { Questions } from "./questions.js";
import { Frame } from "./frames.js";
import { aborted, latest, post } from "./server.js";
import { tellFailure } from "./saying.js";
import { Stress } from "./stress.js";
import { Tabs } from "./tabs.js";
import { counted, number, say, words } from "./words.js";
import { address } from "./router.js";

const PAPER = 700; // pixels: about the lines of A4 within its margins

const [panes, said, without, problemPanel] = ["previews", "preview-said", "panel-without", "panel-problems"].map(byId);

const ask = latest((asked, signal) => post("preview", asked, signal));
const askPaper = latest((path, text, ids, signal) => post("paper", { path, text, ids }, signal));

export class Previews {
  // `onProblems` is called with those of the text, `onGo` with the one to go to.
  constructor({ onProblems, onGo }) {
    Object.assign(this, { onProblems, onGo });
    this.tabs = new Tabs(panes.querySelector("[role=tablist]"), () => this.#more());
    this.questions = new Questions();
    this.stress = new Stress();
    this.paper = new Frame(byId("paper-frame"), PAPER);
    whenChecked(() => { if (this.problems) this.#listProblems(); });
  }

  // Of another file, such as facts, there is nothing to see but its problems.
  ofTemplate(is) {
    this.tabs.only(is ? ["questions", "paper", "without", "problems", "stress"] : ["problems"]);
  }

  async show(path, text) {
    if (path !== this.path) this.stress.clear();
    Object.assign(this, { path, text });
    try {
      const answer = await ask({ path, text, card: this.questions.wanted });
      if (answer) this.#take(answer);
    } catch (failure) {
      if (!aborted(failure)) tellFailure(failure);
    }
  }

  #take({ questions, problems, none, counts, stopped, card }) {
    const broken = !questions.length && problems.some(({ severity }) => severity === "error");
    this.onProblems(problems.filter(({ path }) => path === this.path));
    this.problems = problems;
    this.#listProblems();
    this.tabs.count("problems", problems.length);
    panes.classList.toggle("broken", broken);
    const cut = counts.questions > questions.length;
    this.questions.note(broken ? words.broken : stopped ? words.stopped
      : cut ? say("first_of", number(questions.length), number(counts.questions)) : "");
    // What was there stays to be looked at until the text is mended.
    if (!broken) {
      this.shown = { path: this.path, text: this.text, questions, card };
      this.tabs.count("questions", counts.questions);
      this.tabs.count("without", counts.none);
      this.#listWithout(none);
      this.questions.show(this.shown);
      this.#more();
    } else if (this.shown?.path !== this.path) {
      this.questions.show({ path: this.path, text: this.text, questions: [] });
    }
    const told = [counted("made", counts.questions), problems.length && counted("problems_in", problems.length)];
    said.textContent = told.filter(Boolean).join(", ");
  }

  // What is only made when somebody looks at it.
  async #more() {
    if (!this.shown) return;
    const { path, text, questions } = this.shown;
    if (this.tabs.selected === "stress") this.stress.offer(path, this.text);
    if (this.tabs.selected !== "paper" || !questions.length) return;
    try {
      const answer = await askPaper(path, text, questions.map(({ id }) => id));
      if (answer) await this.paper.show(answer.html);
    } catch (failure) {
      tellFailure(failure);
    }
  }

  // One of this text is gone to even if the address says so already.
  #go(event, problem) {
    if (problem.path !== this.path) return;
    event.preventDefault();
    this.onGo(problem);
  }

  // Those of the text, then those of the deck's other files.
  #listProblems() {
    const elsewhere = project.problems.filter(({ path }) => path !== this.path);
    problemPanel.replaceChildren(...[
      this.problems.length ? this.#list(this.problems) : element("p", { class: "soft" }, words.no_problems),
      elsewhere.length ? element("h3", {}, words.elsewhere) : null,
      elsewhere.length ? this.#list(elsewhere) : null,
    ].filter(Boolean));
  }

  #list(problems) {
    return element("ul", { class: "problems" }, problems.map(problem => element("li", { class: problem.severity },
      element("a", { href: address("templates", `${problem.path}:${problem.line}:${problem.column}`), onclick: event => this.#go(event, problem) },
        element("span", { class: "sign" }, words[problem.severity]), " ", say("at", number(problem.line), number(problem.column)),
        problem.path === this.path ? null : ` · ${problem.path}`,
      ),
      element("p", {}, message(problem.message), " ", element("code", { class: "code" }, problem.code)),
      problem.help ? element("p", { class: "soft" }, message(problem.help)) : null,
    )));
  }

  // By their reasons, as many facts share one.
  #listWithout(none) {
    const reasons = [...Map.groupBy(none, ({ reason }) => reason)];
    without.replaceChildren(...(reasons.length ? reasons.map(([reason, refused]) => element("section", { class: "reason" },
      element("h3", {}, message(reason)),
      element("ul", {}, refused.map(({ fact }) => element("li", {}, element("a", { href: address("facts", fact) }, fact)))),
    )) : [element("p", { class: "soft" }, words.none_without)]));
  }
}
