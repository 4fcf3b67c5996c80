// A template to begin with, under a name of the author's choice.
import { byId } from "./dom.js";
import { project } from "./project.js";
import { told } from "./saying.js";

const box = byId("beginning");

const TEXT = `kind: choice
language: LANGUAGE
asks:
  relation:
  hide:
stem: ""
`;

// `create` is called with a path and a text.
export function beginTemplates(create) {
  const form = box.querySelector("form");
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("submit", told(async () => {
    const { name } = form.elements;
    await create(`templates/${name.value.replace(/\.yaml$/, "")}.yaml`, TEXT.replace("LANGUAGE", project.language));
    name.value = "";
    box.open = false;
  }));
  box.addEventListener("toggle", () => { if (box.open) form.elements.name.focus(); });
}
