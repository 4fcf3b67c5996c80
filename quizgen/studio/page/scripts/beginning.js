// A template to begin with: a question about a real fact, of a kind and relation of the author's choice.
import { byId, option } from "./dom.js";
import { project } from "./project.js";
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
  box.addEventListener("toggle", () => {
    if (!box.open) return;
    choose(kind, project.asked.kinds.map(each => option(each, named("kinds", each))));
    choose(relation, project.asked.relations.map(each => option(each)));
    name.focus();
  });
}

// What was chosen last is so again, if it is there still.
function choose(select, options) {
  const chosen = select.value;
  select.replaceChildren(option("", words.any), ...options);
  select.value = options.some(each => each.value === chosen) ? chosen : "";
}
