// The server's problems, at their places in the editor.
import { EditorView, setDiagnostics } from "../vendor/codemirror.js";
import { element, message } from "./dom.js";
import { words } from "./words.js";
import { offsets } from "./offsets.js";

// The place of a problem as an offset; lines and columns count from 1, columns by code points.
function place(doc, line, column) {
  const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(found.from + offsets(found.text).here(Math.max(column, 1) - 1), found.to);
}

function range(doc, { line, column, end_line: endLine, end_column: endColumn }) {
  const from = place(doc, line, column);
  const to = endLine ? place(doc, endLine, endColumn) : from;
  return { from, to: Math.max(from, to) };
}

const rendered = problem => () => element("div", {},
  element("strong", {}, words[problem.severity]), " ", message(problem.message), " ",
  element("code", { class: "code" }, problem.code),
  problem.help ? element("div", {}, message(problem.help)) : null,
);

export function diagnose(view, problems) {
  const { doc } = view.state;
  view.dispatch(setDiagnostics(view.state, problems.map(problem => {
    const { from, to } = range(doc, problem);
    // Something has to be underlined: to the end of the word, else of the line.
    const word = /^[\w-]+|^\S/.exec(doc.sliceString(from, doc.lineAt(from).to))?.[0].length ?? 0;
    return { from, to: to > from ? to : from + word, severity: problem.severity, message: problem.message, renderMessage: rendered(problem) };
  })));
}

export function goTo(view, problem) {
  const { from } = range(view.state.doc, problem);
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
  view.focus();
}
