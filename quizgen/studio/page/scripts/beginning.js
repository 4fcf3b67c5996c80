// A template to begin with: a question about a real fact, of a kind and relation of the author's choice.
import { byId, option } from "./dom.js";
import { project, whenChanged } from "./project.js";
import { told } from "./saying.js";
import { post } from "./server.js";
import { named, words } from "./words.js";

const box = byId("beginning");

// `create` is called with a path and a text.
export function beginTemplates(create) {
  const form = box.querySelector("form");
  const { name, kind, relation } = form.elements;
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("submit", told(async () => {
    const wish = { name: name.value.replace(/\.yaml$/, ""), kind: kind.value, relation: relation.value };
    const { path, text } = await post("begin", wish);
    await create(path, text);
    name.value = "";
    box.open = false;
  }));
  box.addEventListener("toggle", () => { if (box.open) name.focus(); });
  whenChanged(() => {
    choose(kind, project.asked.kinds.map(each => [each, named("kinds", each)]));
    choose(relation, project.asked.relations.map(each => [each, each]));
  });
}

// What is chosen stays so, as long as there is it.
function choose(select, entries) {
  const chosen = select.value;
  const all = [["", words.any], ...entries];
  select.replaceChildren(...all.map(([value, label]) => option(value, label, value === chosen)));
}
