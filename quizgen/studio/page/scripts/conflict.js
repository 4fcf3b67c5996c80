// Two texts of a file side by side: the one on disk, and the one here. Nothing is lost until somebody chooses.
import { EditorState, EditorView, lineNumbers, MergeView, yaml } from "../vendor/codemirror.js";
import { byId, element } from "./dom.js";
import { basic } from "./editing.js";
import { say, words } from "./words.js";

const dialog = byId("conflict");

const side = (doc, label, ...also) => ({
  doc,
  extensions: [basic, lineNumbers(), yaml(), EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }), ...also],
});

// { text, save } of what was chosen; null if the dialog was left.
export function solve({ path, theirs, mine }) {
  const merge = new MergeView({
    a: side(theirs, words.theirs, EditorState.readOnly.of(true)),
    b: side(mine, words.mine),
    gutter: true,
  });
  const edited = () => merge.b.state.sliceDoc();
  return new Promise(resolve => {
    let chosen = null;
    const button = (label, choice, attributes) => element("button", {
      type: "button", onclick: () => { chosen = choice(); dialog.close(); }, ...attributes,
    }, label);
    dialog.replaceChildren(
      element("h2", { id: "conflict-heading" }, say("conflict", path)),
      element("p", {}, words.conflict_task),
      element("div", { class: "sides" }, element("h3", {}, words.theirs), element("h3", {}, words.mine)),
      element("div", { class: "merge" }, merge.dom),
      element("div", { class: "bar choices" },
        button(words.keep_mine, () => ({ text: edited(), save: true }), { class: "main", autofocus: true }),
        button(words.take_theirs, () => ({ text: theirs, save: false })),
        button(words.edit_on, () => ({ text: edited(), save: false })),
      ),
    );
    dialog.addEventListener("close", () => {
      merge.destroy();
      dialog.replaceChildren();
      resolve(chosen);
    }, { once: true });
    dialog.showModal();
  });
}
