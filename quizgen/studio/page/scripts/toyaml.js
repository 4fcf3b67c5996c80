// A small value as YAML, as a person would write it in a deck file.
const PLAIN = /^[\p{L}][\p{L}\p{N} _.,’–?!()/-]*$/u;
const SPECIAL = /^(?:true|false|yes|no|on|off|null|~)$/i;

const scalar = value => typeof value !== "string" || (PLAIN.test(value) && !SPECIAL.test(value) && !value.endsWith(" "))
  ? String(value) : JSON.stringify(value);

const inBrackets = value => /[,?]/.test(value) ? JSON.stringify(value) : scalar(value);

const flow = value => Array.isArray(value) ? `[${value.map(flow).join(", ")}]`
  : typeof value === "object" ? `{${Object.entries(value).map(([key, inner]) => `${key}: ${flow(inner)}`).join(", ")}}`
  : inBrackets(value);

const small = value => typeof value !== "object" || !JSON.stringify(value).slice(1).includes("{");

export function asYaml(value, indent = "") {
  return Object.entries(value).map(([key, inner]) => {
    if (typeof inner !== "object") return `${indent}${key}: ${scalar(inner)}\n`;
    if (small(inner) && (!Array.isArray(inner) || typeof inner[0] !== "object")) return `${indent}${key}: ${flow(inner)}\n`;
    if (!Array.isArray(inner)) return `${indent}${key}:\n${asYaml(inner, `${indent}  `)}`;
    return `${indent}${key}:\n${inner.map(entry => small(entry) || Object.values(entry).every(one => typeof one !== "object" || Array.isArray(one) && one.every(it => typeof it !== "object"))
      ? `${indent}  - ${flow(entry)}\n` : `${indent}  - ${asYaml(entry, `${indent}    `).trimStart()}`).join("")}`;
  }).join("");
}
