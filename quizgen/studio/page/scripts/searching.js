// Which entries hold all words that are looked for, without regard to capitals and accents.
const folded = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export function searched(entries, text, textOf) {
  const wanted = folded(text).split(/\s+/).filter(Boolean);
  return wanted.length ? entries.filter(entry => wanted.every(word => folded(textOf(entry)).includes(word))) : entries;
}
