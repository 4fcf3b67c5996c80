// Completes keys and values by the schema, and within Jinja's braces the roles of the relation that is asked for.
import { keysAt, rolesOf, valuesAt } from "./schema.js";
import { yamlPath } from "./yamlpath.js";

const JINJA = /\{[{%](?:(?![}%]\}).)*$/; // opened in this line, and not closed
const RELATION = /(?:^|[\s{,])relation:\s*([\w-]+)/m;
const PLAIN = /^[\w-]*$/;

// `jinja` names the slots that every fact has, what may follow a slot and its dot, and the filters.
export const completions = (schema, jinja = {}) => context => {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const braces = JINJA.exec(before);
  const found = braces
    ? inJinja(braces[0], context.state.doc.toString(), schema, jinja)
    : inYaml(context.state.doc, line.number, before, schema);
  if (!found.options.length || !(context.explicit || found.written || found.eager)) return null;
  return { from: context.pos - found.written.length, options: found.options, validFor: PLAIN };
};

function inJinja(text, whole, schema, { slots = [], forms = [], filters = [] }) {
  const [, before, written] = /(.*?)([\w-]*)$/s.exec(text);
  // In the order in which they are given: the most common come first.
  const named = (labels, type) => labels.map((label, index) => ({ label, type, boost: -index }));
  if (/\w\.$/.test(before)) return { written, options: named(forms, "property"), eager: true };
  if (/\|\s*$/.test(before)) return { written, options: named(filters, "function"), eager: true };
  const roles = rolesOf(schema, RELATION.exec(whole)?.[1]).map(label => ({ label, type: "variable", boost: 1 }));
  return { written, options: [...roles, ...named(slots, "variable")] };
}

function inYaml(doc, number, before, schema) {
  const lines = doc.sliceString(0, doc.line(number).from).split("\n");
  const { path, written, value } = yamlPath(lines, number - 1, before);
  if (!PLAIN.test(written)) return { written: "", options: [] };
  const values = valuesAt(schema, path);
  const roles = path[0] === "asks" && path[1] === "hide" ? rolesOf(schema, RELATION.exec(doc.toString())?.[1]) : [];
  const options = value || values.length
    ? [...roles.map(label => ({ label, type: "variable", boost: 2 })), ...values.map(one => ({ ...one, type: "enum" }))]
    : keysAt(schema, path).map(({ label, info, more }) => ({ label, info, type: "property", apply: `${label}:${more ? "" : " "}` }));
  return { written, options, eager: value && before.endsWith(" ") };
}
