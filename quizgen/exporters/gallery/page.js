// Chooses which items are shown. Without it all are.
"use strict";

const form = document.forms[0];
const { search, count, dark } = form.elements;
const selects = [...form.querySelectorAll("select")];
const items = [...document.querySelectorAll(".item")];
let texts; // of the items, as they are searched; made when somebody first searches

const folded = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function update() {
  const words = folded(search.value).split(/\s+/).filter(Boolean);
  if (words.length) texts ??= items.map(item => folded(item.textContent));
  const wanted = selects.filter(select => select.value);
  let shown = 0;
  items.forEach((item, index) => {
    const fits = wanted.every(({ name, value }) => item.dataset[name].split("\n").includes(value))
      && words.every(word => texts[index].includes(word));
    if (item.hidden === fits) item.hidden = !fits;
    shown += fits;
  });
  count.value = `${shown.toLocaleString("en")} of ${items.length.toLocaleString("en")} items`;
}

form.querySelector(".choices").hidden = false;
dark.checked = matchMedia("(prefers-color-scheme: dark)").matches;
form.addEventListener("input", update);
form.addEventListener("submit", event => event.preventDefault());
form.addEventListener("reset", event => {
  event.preventDefault(); // it would also switch the light
  search.value = "";
  for (const select of selects) select.value = "";
  update();
});
