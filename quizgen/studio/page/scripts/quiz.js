// The view of the quiz: its blueprint as controls, and beside it the sheet that these give.
import { Blueprint } from "./blueprint.js";
import { byId, debounced, element, message, option, show } from "./dom.js";
import { Frame } from "./frames.js";
import { project, whenChanged } from "./project.js";
import { told, tell } from "./saying.js";
import { get, latest, post } from "./server.js";
import { asYaml } from "./toyaml.js";
import { counted, named, words } from "./words.js";

const PAPER = 700; // pixels: about the lines of A4 within its margins

const [decks, form, formChoice, edition, part, print, download, said, problems, yaml, copy, frameBox] = [
  "deck-choice", "blueprint", "sheet-form", "sheet-edition", "sheet-part", "print", "download", "sheet-said", "sheet-problems", "blueprint-yaml", "blueprint-copy", "sheet-frame",
].map(byId);

const ask = latest((asked, signal) => post("sheet", asked, signal));

const pane = frameBox.closest(".sheet");

let blueprint, frame;

function start() {
  frame = new Frame(frameBox, PAPER);
  blueprint = new Blueprint(form, () => { showYaml(); drawSoon(); });
  decks.addEventListener("change", told(load));
  for (const control of [formChoice, edition, part]) control.addEventListener("change", told(draw));
  print.addEventListener("click", () => frame.print());
  copy.addEventListener("click", told(async () => {
    await navigator.clipboard.writeText(yaml.textContent);
    tell(words.copied);
  }));
  whenChanged(told(() => { if (!byId("quiz").hidden) return load(); }));
}

async function load() {
  if (!blueprint.quiz) said.textContent = words.loading;
  const deck = decks.value || project.deck;
  decks.replaceChildren(...project.decks.map(path => option(path, path, path === deck)));
  show(project.decks.length > 1, decks.parentElement);
  const quiz = await get("quiz", { deck });
  edition.replaceChildren(...quiz.editions.map(name => option(name, named("editions", name))));
  download.href = `api/deck?${new URLSearchParams({ deck })}`;
  blueprint.load(quiz);
  showYaml();
  await draw();
}

const showYaml = () => { yaml.textContent = asYaml({ sheet: blueprint.settings }); };

async function draw() {
  pane.ariaBusy = "true";
  const answer = await ask({
    deck: decks.value, sheet: blueprint.changed ? blueprint.settings : null, form: formChoice.value || "A", edition: edition.value,
    key: part.value === "key", answers: part.value === "answers",
  });
  if (!answer) return;
  pane.ariaBusy = "false";
  const before = formChoice.value;
  formChoice.replaceChildren(...answer.forms.map(letter => option(letter, letter, letter === before)));
  show(answer.forms.length > 1, formChoice.parentElement);
  problems.replaceChildren(answer.problems.length ? element("ul", { class: "problems" }, answer.problems.map(({ severity, message: text, help }) => element("li", { class: severity },
    element("p", {}, message(text)), help ? element("p", { class: "soft" }, message(help)) : null))) : "");
  blueprint.blame(answer.problems);
  said.textContent = counted("asked_of", blueprint.asked);
  if (answer.html) await frame.show(answer.html);
  print.disabled = !answer.html;
}

const drawSoon = debounced(200, told(draw));

export const openQuiz = () => {
  if (!blueprint) start();
  return told(() => load());
};
