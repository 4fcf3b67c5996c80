// What the page says, in its language.
export const words = JSON.parse(document.getElementById("words").textContent);
export const language = document.documentElement.lang;

const plural = new Intl.PluralRules(language);
const digits = new Intl.NumberFormat(language);

export const number = value => digits.format(value);
export const filled = (pattern, ...parts) => parts.reduce((text, part) => text.replace("{}", () => part), pattern);
export const say = (name, ...parts) => filled(words[name], ...parts);

// `1 question`, `20 questions`.
export function counted(name, count) {
  const patterns = words[name];
  return filled(patterns[plural.select(count)] ?? patterns.other, number(count));
}

// A kind, a level, an edition by its name in this language; a name of the author's own as it is.
export const named = (group, name) => words[group][name] ?? name;
