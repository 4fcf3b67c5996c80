// Which view is shown, by the address's hash: #/templates/PATH, #/facts/ARTICLE/FACT, #/quiz.
import { byId } from "./dom.js";
import { words } from "./words.js";

const VIEWS = ["templates", "facts", "quiz"];

export const address = (view, path = "") => `#/${[view, ...path.split("/").filter(Boolean).map(encodeURIComponent)].join("/")}`;

// `views` has a function for each, which is called with the path behind it.
export function route(views) {
  function follow() {
    if (location.hash && !location.hash.startsWith("#/")) return; // the link to the content
    const [wanted, ...path] = location.hash.slice(2).split("/").map(decodeURIComponent);
    const view = VIEWS.includes(wanted) ? wanted : VIEWS[0];
    for (const name of VIEWS) byId(name).hidden = name !== view;
    for (const link of document.querySelectorAll(".views a")) {
      if (link.hash !== `#/${view}`) link.removeAttribute("aria-current");
      else {
        link.setAttribute("aria-current", "page");
        document.title = `${link.textContent} · ${byId("title").textContent} · quizgen ${words.studio}`;
      }
    }
    views[view](path.join("/"));
  }
  addEventListener("hashchange", follow);
  follow();
}
