// The form of a new fact: what it says, from a passage of the article. Its YAML is shown before it is written.
import { completions } from "./completion.js";
import { byId, element, message, option, show } from "./dom.js";
import { emptyView, YamlKind } from "./editing.js";
import { factYaml } from "./factyaml.js";
import { project } from "./project.js";
import { told } from "./saying.js";
import { post } from "./server.js";
import { filled, say, words } from "./words.js";

const form = byId("fact-form");
const ROLE = "role-";
const UNCHECKED = { autocomplete: "off", spellcheck: "false" };

// What is written for a role that is no entity.
const WRITTEN = { number: "{exactly: 5, unit: …}", date: "2022-05-03" };

const field = (label, control) => element("label", { class: "field" }, element("span", {}, label), control);

export class FactForm {
  // `onDone` is called with the new fact's id, or nothing if there is none.
  constructor({ onDone, onConflict }) {
    Object.assign(this, { onDone, onConflict });
    this.kind = new YamlKind({ label: words.yaml, complete: context => completions(project.schema.facts.properties.facts)(context) });
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("submit", told(() => this.#write()));
    form.addEventListener("input", event => {
      if (event.target.closest(".cm-editor")) return;
      if (event.target.name === "relation") this.#roles();
      this.#rewrite();
    });
  }

  async open({ article, start, end, version }) {
    Object.assign(this, { article, version });
    this.draft = await post("fact/draft", { article, start, end });
    this.#build();
    this.#rewrite();
    show(true, form);
    form.elements.relation.focus();
  }

  close() {
    show(false, form);
    form.replaceChildren();
  }

  #build() {
    const { quotes, again = [], dates, relations, entities, yaml } = this.draft;
    this.roles = element("div", { class: "roles" });
    this.failed = element("div", { role: "alert" });
    this.yaml = element("div", { class: "editor small" });
    form.replaceChildren(
      ...quotes.map(quote => element("blockquote", {}, quote)),
      ...again.map(quote => element("p", { class: "caution" }, say("quote_again", quote))),
      field(words.relation, element("input", { name: "relation", list: "relations", required: true, ...UNCHECKED })),
      element("datalist", { id: "relations" }, relations.map(({ name, reads }) => option(name, reads || name))),
      this.roles,
      element("datalist", { id: "entities" }, entities.map(({ id, name, type }) => option(id, `${name} · ${type}`))),
      this.#dates(dates),
      field(words.id, element("input", { name: "id", required: true, value: yaml.slice(0, yaml.indexOf(":")), ...UNCHECKED })),
      element("h3", {}, words.yaml),
      this.yaml,
      this.failed,
      element("div", { class: "bar" },
        element("button", { class: "main" }, words.add_fact),
        element("button", { type: "button", onclick: () => { this.close(); this.onDone(); } }, words.cancel),
      ),
    );
    this.view = emptyView(this.yaml);
    this.#roles();
  }

  // A field for each role of the relation; what was written stays.
  #roles() {
    const before = this.#given;
    const relation = this.draft.relations.find(({ name }) => name === form.elements.relation.value);
    const guess = this.draft.entities.find(({ here = true }) => here)?.id ?? "";
    const roles = [{ name: "subject", optional: false }, ...(relation?.roles ?? []).filter(({ name }) => name !== "subject")];
    this.roles.replaceChildren(...roles.map(({ name, types, optional, many }) => field(
      [name, optional && ` (${words.optional})`, many && ` (${words.several})`].filter(Boolean).join(""),
      element("input", {
        name: ROLE + name, list: "entities", required: !optional, placeholder: types?.map(type => WRITTEN[type] ?? type).join(", "),
        value: before[ROLE + name] ?? (name === "subject" ? guess : ""), ...UNCHECKED,
      }),
    )));
  }

  // What the passage's dates mean; it is for the author to say what they are of the fact.
  #dates(dates) {
    return element("fieldset", { class: "dates" },
      element("legend", {}, words.dates),
      element("p", { class: "soft" }, dates.length ? words.dates_task : words.no_dates),
      dates.map(({ text, means, said, against }, index) => element("div", { class: "date" },
        element("p", {}, element("q", {}, text), ` ${words.means} ${said}`, against ? element("span", { class: "soft" }, ` ${filled(words.against, against)}`) : null),
        element("input", { name: `means-${index}`, value: means, "aria-label": `${text} ${words.means}`, ...UNCHECKED }),
        element("select", { name: `is-${index}`, "aria-label": `${text}: ${words.date_is}`, autocomplete: "off" },
          option("", words.date_none), option("time", words.date_time), option("as_of", words.date_as_of)),
      )),
    );
  }

  get #given() {
    return Object.fromEntries(new FormData(form));
  }

  #rewrite() {
    const given = this.#given;
    const { [`${ROLE}subject`]: subject = "", ...others } = given;
    const roles = Object.entries(others).filter(([name, text]) => name.startsWith(ROLE) && text.trim());
    const dates = this.draft.dates.map((_, index) => [given[`is-${index}`], given[`means-${index}`]]).filter(([name]) => name);
    this.view.setState(this.kind.state(factYaml({
      id: given.id.trim(), subject: subject.trim(), relation: given.relation.trim(), quotes: this.draft.quotes,
      roles: Object.fromEntries(roles.map(([name, text]) => [name.slice(ROLE.length), text.trim()])),
      dates: Object.fromEntries(dates),
    })));
  }

  async #write() {
    const answer = await post("fact", { article: this.article, yaml: this.view.state.sliceDoc(), base: this.version })
      .catch(failure => {
        if (failure.status !== 409) throw failure;
        return this.onConflict(failure.rest);
      });
    if (answer?.problems?.length) this.#fail(answer.problems);
    else if (answer) {
      this.close();
      await this.onDone(answer.id);
    }
  }

  #fail(problems) {
    this.failed.replaceChildren(element("ul", { class: "problems" }, problems.map(({ line, column, message: text, help }) => element("li", { class: "error" },
      element("p", {}, `${filled(words.at, line, column)}: `, message(text)), help ? element("p", { class: "soft" }, message(help)) : null))));
  }
}
