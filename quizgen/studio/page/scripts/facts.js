// The view of facts: the article with its facts marked, what rests on the passage at the cursor, and new facts.
import { Decoration, EditorState, EditorView, keymap, search, searchKeymap, StateEffect, StateField } from "../vendor/codemirror.js";
import { byId, element, option, show } from "./dom.js";
import { basic, emptyView } from "./editing.js";
import { FactForm } from "./factform.js";
import { offsets } from "./offsets.js";
import { article, project, refresh, templateNamed, whenChanged } from "./project.js";
import { Roving } from "./roving.js";
import { address } from "./router.js";
import { tell, tellFailure, told, warn } from "./saying.js";
import { get } from "./server.js";
import { searched } from "./searching.js";
import { counted, say, words } from "./words.js";

const [choice, finding, count, list, heading, make, box, detailsHeading, details] = [
  "article-choice", "fact-search", "fact-count", "fact-list", "article-heading", "new-fact", "article-text", "details-heading", "fact-details",
].map(byId);

let view, form, shown, roving, selected, passage;

// What is marked in the text: the passages of facts, those of the chosen fact stronger.
const setMarks = StateEffect.define();
const marks = StateField.define({
  create: () => Decoration.none,
  update: (set, transaction) => transaction.effects.find(effect => effect.is(setMarks))?.value ?? set,
  provide: field => EditorView.decorations.from(field),
});

const mark = Decoration.mark({ class: "fact-mark" });
const passageMark = Decoration.mark({ class: "passage" });
const chosenMark = Decoration.mark({ class: "fact-mark chosen" });

const passages = fact => fact.quotes.map(({ start, end }) => [shown.offsets.here(start), shown.offsets.here(end)]);

function markAll() {
  const ranges = shown.facts.flatMap(fact => passages(fact).map(([from, to]) => (fact === selected ? chosenMark : mark).range(from, to)));
  if (passage) ranges.push(passageMark.range(passage.from, passage.to));
  view.dispatch({ effects: setMarks.of(Decoration.set(ranges, true)) });
}

function start() {
  view = emptyView(box);
  form = new FactForm({ onDone: done, onConflict: conflict });
  roving = new Roving(list, "a");
  choice.addEventListener("change", () => { location.hash = address("facts", choice.value); });
  finding.addEventListener("input", listFacts);
  make.addEventListener("click", told(newFact));
  // While a fact is being written, what it is written from stays.
  whenChanged(() => { if (shown && byId("fact-form").hidden) load(shown.id).catch(tellFailure); });
}

function state(text, title) {
  return EditorState.create({
    doc: text,
    extensions: [
      basic,
      EditorState.readOnly.of(true),
      EditorView.contentAttributes.of({ "aria-label": say("article_text", title), "aria-describedby": "article-hint", tabindex: "0" }),
      marks,
      search(),
      keymap.of([{ key: "Mod-Enter", run: () => { told(newFact)(); return true; } }, ...searchKeymap]),
      EditorView.updateListener.of(update => { if (update.selectionSet) moved(); }),
    ],
  });
}

async function open(id, name) {
  await load(id);
  const fact = shown.facts.find(one => one.name === name);
  if (fact) select(fact);
}

async function load(id) {
  const asked = await article(id);
  if (asked === shown) return;
  const { text, title, published, language, facts } = asked;
  shown = asked;
  shown.offsets = offsets(text);
  selected = facts.find(fact => fact.id === selected?.id);
  heading.textContent = title;
  choice.replaceChildren(...project.articles.map(one => option(one.id, one.title, one.id === id)));
  if (view.state.doc.toString() !== text) view.setState(state(text, title));
  box.lang = language;
  byId("article-hint").textContent = `${say("published", published.said)} · ${words.article_task}`;
  listFacts();
  markAll();
  moved();
}

function listFacts() {
  const facts = searched(shown.facts, finding.value, ({ id, relation }) => `${id} ${relation}`);
  list.replaceChildren(element("ul", {}, facts.map(fact => element("li", {}, element("a", {
    href: address("facts", fact.id), "aria-current": fact === selected ? "true" : null,
  }, element("span", { class: "name" }, fact.name), element("span", { class: "kind" }, fact.relation))))));
  count.textContent = counted("facts_there", facts.length);
  roving.settle(list.querySelector("[aria-current]"));
}

function select(fact) {
  selected = fact;
  passage = null;
  form.close();
  const [[from]] = passages(fact);
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
  markAll();
  listFacts();
  describe([fact]); // others may rest on the same passage
}

// The cursor moved, or a passage was selected.
function moved() {
  const { from, to, empty } = view.state.selection.main;
  make.disabled = empty;
  if (!empty) return;
  const here = shown.facts.filter(fact => passages(fact).some(([start, end]) => start <= from && to < end));
  if (byId("fact-form").hidden) describe(here);
}

function describe(facts) {
  detailsHeading.textContent = words.facts_here;
  details.replaceChildren(...(facts.length ? facts.map(described) : [element("p", { class: "soft" }, words.no_facts_here)]));
  show(true, details);
}

function described({ id, name, relation, says, status, ask, line, quotes, items }) {
  const special = [status, ask].filter(one => !["asserted", "freely"].includes(one));
  return element("section", { class: "fact" },
    element("h3", {}, element("a", { href: address("facts", id) }, name), " ", element("span", { class: "kind" }, [relation, ...special].join(" · "))),
    element("p", { class: "soft" }, element("a", { href: address("templates", `${shown.path}:${line}`) }, words.edit)),
    says ? element("p", {}, says) : null,
    ...quotes.map(({ start, end }) => element("blockquote", { lang: shown.language }, shown.text.slice(shown.offsets.here(start), shown.offsets.here(end)))),
    items.length
      ? [element("p", { class: "soft" }, counted("items_of", items.length)), element("ul", { class: "items" }, items.map(asked))]
      : element("p", { class: "soft" }, words.no_items_of),
  );
}

function asked({ template, stem }) {
  const path = templateNamed(template)?.path;
  return element("li", {}, stem, " ", path
    ? element("a", { href: address("templates", path) }, template) : element("span", { class: "soft" }, template));
}

async function newFact() {
  const { from, to, empty } = view.state.selection.main;
  if (empty) return tell(words.nothing_selected);
  detailsHeading.textContent = words.new_fact_title;
  show(false, details);
  passage = { from, to };
  markAll();
  const { version } = await get("file", { path: shown.path });
  await form.open({ article: shown.id, start: shown.offsets.there(from), end: shown.offsets.there(to), version });
}

// Somebody else wrote facts meanwhile: what is to be written stays, and goes on top of theirs.
function conflict({ version }) {
  form.version = version;
  warn(words.facts_changed);
}

async function done(id) {
  passage = null;
  markAll();
  detailsHeading.textContent = words.facts_here;
  show(true, details);
  if (!id) return view.focus();
  tell(say("added", id));
  await refresh();
  location.hash = address("facts", `${shown.id}/${id}`);
}

export const openFacts = () => {
  if (!view) start();
  return told(async path => {
    const [wanted, ...rest] = path.split("/");
    const id = wanted || shown?.id || project.articles[0]?.id;
    if (id) await open(id, rest.join("/"));
  });
};
