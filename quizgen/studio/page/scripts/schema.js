// What a JSON Schema allows at a path: keys and values, with their descriptions.
import { ITEM } from "./yamlpath.js";

const branches = node => [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])];

// A node and all that it refers to or is made of.
function* spread(node, root, depth = 0) {
  if (!node || typeof node !== "object" || depth > 8) return;
  if (node.$ref) yield* spread(node.$ref.slice(2).split("/").reduce((at, name) => at?.[name], root), root, depth + 1);
  yield node;
  for (const branch of branches(node)) yield* spread(branch, root, depth + 1);
}

const inner = (node, step) => step === ITEM ? node.items
  : node.properties?.[step] ?? (typeof node.additionalProperties === "object" ? node.additionalProperties : undefined);

function at(schema, path) {
  let nodes = [...spread(schema, schema)];
  for (const step of path) nodes = nodes.flatMap(node => [...spread(inner(node, step), schema)]);
  return nodes;
}

// [{ label, info }], each once.
const once = found => [...new Map(found.map(one => [one.label, one])).values()];

export function keysAt(schema, path) {
  return once(at(schema, path).flatMap(node => Object.entries(node.properties ?? {})).map(([label, node]) => ({
    label, info: node.description, more: node.type === "object" || node.type === "array",
  })));
}

export function valuesAt(schema, path) {
  return once(at(schema, path).flatMap(node => {
    const values = node.enum ?? (node.const === undefined ? [] : [node.const]);
    return values.map((value, index) => ({ label: String(value), info: node.enumDescriptions?.[index] }));
  }));
}

// The roles of a relation, which its description begins with: "subject, city – …".
export function rolesOf(schema, relation) {
  const found = valuesAt(schema, ["asks", "relation"]).find(({ label }) => label === relation);
  return found?.info?.split(" – ")[0].split(", ") ?? [];
}
