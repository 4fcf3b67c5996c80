// A quote in its article: the paragraph it stands in, with the quote marked.
import { element } from "./dom.js";
import { offsets } from "./offsets.js";
import { article } from "./project.js";
import { address } from "./router.js";
import { words } from "./words.js";

const BREAK = "\n";

// `facts` are those of the question; one of them says it.
export async function quoted({ article: id, start, end }, facts) {
  const { text, title, language } = await article(id);
  const { here } = offsets(text);
  const [from, to] = [here(start), here(end)];
  const begin = text.lastIndexOf(BREAK, from - 1) + 1;
  const close = text.indexOf(BREAK, to);
  return element("figure", { class: "quote" },
    element("blockquote", { lang: language },
      text.slice(begin, from), element("mark", {}, text.slice(from, to)), text.slice(to, close < 0 ? undefined : close)),
    element("figcaption", {}, title, " · ", element("a", { href: address("facts", facts.find(fact => fact.startsWith(`${id}/`)) ?? id) }, words.open_fact)),
  );
}
