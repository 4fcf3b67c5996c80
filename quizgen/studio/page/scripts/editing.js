// Editors of YAML: what they all can do, and how a text becomes the state of one.
import {
  autocompletion, bracketMatching, closeBrackets, closeBracketsKeymap, completionKeymap, defaultKeymap, EditorState, EditorView,
  highlightActiveLine, highlightActiveLineGutter, highlightSelectionMatches, highlightSpecialChars, history, historyField,
  historyKeymap, indentLess, indentMore, indentOnInput, indentUnit, keymap, lineNumbers, lintGutter, lintKeymap, search,
  searchKeymap, yaml,
} from "../vendor/codemirror.js";
import { looks, nonce } from "./looks.js";
import { words } from "./words.js";

const MINUTE = 60_000;

export const basic = [
  looks,
  nonce,
  EditorState.phrases.of(words.editor),
  highlightSpecialChars(),
  EditorView.lineWrapping,
];

const yamlEditing = [
  basic,
  lineNumbers(),
  lintGutter(),
  history(),
  indentUnit.of("  "),
  EditorState.tabSize.of(2),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSelectionMatches(),
  search({ top: false }),
  yaml(),
  EditorView.domEventHandlers({
    // CodeMirror lets Tab go for two seconds after Escape; not everybody is as quick.
    keydown: (event, view) => { if (event.key === "Escape") setTimeout(() => view.setTabFocusMode(MINUTE)); },
  }),
  keymap.of([
    ...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...lintKeymap,
    { key: "Tab", run: indentMore, shift: indentLess },
    ...defaultKeymap,
  ]),
];

// Lines end as they end in the file, so that what is not edited stays as it is.
const ending = text => EditorState.lineSeparator.of(text.includes("\r\n") ? "\r\n" : "\n");

const HISTORY = { history: historyField };

// { label, complete, readOnly, also } say what is special about an editor.
export class YamlKind {
  constructor({ label, complete, also = [] }) {
    this.extensions = [
      yamlEditing,
      // So few are listed at once that the list never scrolls; a box that does would have to take the focus.
      autocompletion({ override: complete ? [complete] : [], icons: false, maxRenderedOptions: 10 }),
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
      also,
    ];
  }

  #config(text, readOnly) {
    return { extensions: [ending(text), EditorState.readOnly.of(readOnly), this.extensions] };
  }

  state(text, readOnly = false) {
    return EditorState.create({ doc: text, ...this.#config(text, readOnly) });
  }

  // With its history, as `kept` wrote it down.
  restored(json, text) {
    return EditorState.fromJSON(json, this.#config(text, false), HISTORY);
  }
}

// An editor without a text yet.
export const emptyView = parent => new EditorView({ parent, extensions: nonce });

export const kept = state => state.toJSON(HISTORY);
export const textOf = state => state.sliceDoc();

// The state with another text, of which only what differs is changed: the cursor stays, and it can be undone.
export function withText(state, text) {
  const now = textOf(state);
  const shorter = Math.min(now.length, text.length);
  let start = 0, end = 0;
  while (start < shorter && now[start] === text[start]) start++;
  while (end < shorter - start && now.at(-1 - end) === text.at(-1 - end)) end++;
  const { lineBreak } = state;
  const offset = at => at - (lineBreak.length - 1) * (now.slice(0, at).split(lineBreak).length - 1);
  return state.update({
    changes: { from: offset(start), to: offset(now.length - end), insert: state.toText(text.slice(start, text.length - end)) },
  }).state;
}
