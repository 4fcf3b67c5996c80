// A fact as it is written into facts.yaml.
const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N} _./~?%-]*$/u;
const SPECIAL = /^(?:true|false|yes|no|on|off|null)$/i;
const BRACKETS = /^(?:\{.*\}|\[.*\])$/;

// A quote is to be read beside the article: nothing in it is escaped but the quotation mark itself.
const quoted = text => `'${text.replaceAll("'", "''")}'`;

// What somebody wrote into a field; in brackets it is a list or a quantity already.
const value = text => BRACKETS.test(text) || (PLAIN.test(text) && !SPECIAL.test(text) && !text.endsWith(" ")) ? text : quoted(text);

// `roles` and `dates` are {name: text}.
export function factYaml({ id, subject, relation, roles, dates, quotes }) {
  const filled = Object.entries(roles).map(([name, text]) => `${name}: ${value(text)}`);
  return [
    `${id}:`,
    `  subject: ${value(subject)}`,
    `  relation: ${relation}`,
    filled.length ? `  roles: {${filled.join(", ")}}` : null,
    ...Object.entries(dates).map(([name, text]) => `  ${name}: ${value(text)}`),
    "  quotes:",
    ...quotes.map(quote => `    - ${quoted(quote)}`),
  ].filter(line => line !== null).map(line => `${line.trimEnd()}\n`).join("");
}
