// The list of templates by topic, and the search in it.
import { byId, debounced, element, reveal } from "./dom.js";
import { project } from "./project.js";
import { Roving } from "./roving.js";
import { address } from "./router.js";
import { searched } from "./searching.js";
import { counted, named, words } from "./words.js";

const [box, search, count] = ["template-list", "template-search", "template-count"].map(byId);

// The author's own come first, then those that come with quizgen.
const byTopic = templates => [...Map.groupBy(templates, one => one.topic)].sort(([one], [other]) => one.localeCompare(other));

const wrong = problems => problems ? element("span", { class: "wrong" }, counted("problems_in", problems)) : null;

export class TemplateList {
  #selected;
  #shown;
  #links = new Map(); // by path

  // `opened` gives the open file of a path, if there is one.
  constructor(opened) {
    this.opened = opened;
    this.roving = new Roving(box, "a");
    search.addEventListener("input", debounced(80, () => this.update()));
    search.addEventListener("keydown", event => {
      if (event.key === "ArrowDown") box.querySelector("a[tabindex='0']")?.focus();
    });
    this.update();
  }

  // Only if something is other than it was, as somebody may be about to click.
  update() {
    const templates = searched(project.templates, search.value, one => `${one.name} ${one.kind} ${named("kinds", one.kind)} ${one.stem}`);
    const files = searched([...project.decks.map(path => ({ path })), ...project.articles], search.value, ({ path }) => path);
    const before = this.#shown;
    this.#shown = JSON.stringify([templates, files]);
    if (this.#shown === before) return;
    const focused = [...this.#links].find(([, link]) => link === document.activeElement)?.[0];
    this.#links.clear();
    this.#list(templates, files);
    count.textContent = templates.length || files.length ? counted("found", templates.length) : words.none_found;
    this.select(this.#selected);
    this.#links.get(focused)?.focus();
  }

  #list(found, files) {
    const [own, curated] = [false, true].map(readonly => byTopic(found.filter(one => one.readonly === readonly)));
    const sections = [...own, ...curated].map(([topic, templates]) => [
      [topic || words.no_topic, templates[0].readonly && element("span", { class: "kind" }, ` ${words.curated}`)],
      templates.map(template => this.#template(template)),
    ]);
    if (files.length) sections.push([[words.files], files.map(({ path, problems }) => this.#link(path, path, wrong(problems)))]);
    box.replaceChildren(...sections.map(([title, links], index) => element("section", { "aria-labelledby": `topic-${index}` },
      element("h3", { id: `topic-${index}` }, title),
      element("ul", {}, links.map(link => element("li", {}, link))),
    )));
  }

  #template({ path, name, kind, stem, problems }) {
    const link = this.#link(path, name.split("/").at(-1),
      element("span", { class: "kind" }, named("kinds", kind)),
      wrong(problems),
    );
    link.title = stem;
    return link;
  }

  #link(path, name, ...more) {
    const link = element("a", { href: address("templates", path) },
      element("span", { class: "name" }, name), more,
      element("span", { class: "unsaved", hidden: !this.opened(path)?.dirty }, words.unsaved),
    );
    this.#links.set(path, link);
    return link;
  }

  select(path) {
    this.#selected = path;
    for (const link of box.querySelectorAll("[aria-current]")) link.removeAttribute("aria-current");
    const link = this.#links.get(path);
    link?.setAttribute("aria-current", "true");
    if (link) reveal(box, link);
    this.roving.settle(link);
  }

  // Whether it has unsaved changes.
  mark(path, dirty) {
    const unsaved = this.#links.get(path)?.querySelector(".unsaved");
    if (unsaved) unsaved.hidden = !dirty;
  }
}
