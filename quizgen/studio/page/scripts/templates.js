// The view of templates: the list, the editor, and beside it what comes of the text.
import { EditorView, keymap } from "../vendor/codemirror.js";
import { beginTemplates } from "./beginning.js";
import { completions } from "./completion.js";
import { solve } from "./conflict.js";
import { diagnose, goTo } from "./diagnostics.js";
import { byId, debounced, element, show } from "./dom.js";
import { emptyView, YamlKind } from "./editing.js";
import { Files } from "./files.js";
import { Previews } from "./previews.js";
import { project, refresh, whenChanged } from "./project.js";
import { address } from "./router.js";
import { told, tell } from "./saying.js";
import { put } from "./server.js";
import { TemplateList } from "./templatelist.js";
import { say, words } from "./words.js";

const KEYSTROKE = 15; // milliseconds of rest after which the text is looked at

const [heading, state, save, copy, notice] = ["file-heading", "file-state", "save", "copy-file", "file-notice"].map(byId);

let files, list, previews, view, file;

const look = () => previews.show(file.path, file.text);
const lookSoon = debounced(KEYSTROKE, look);

const KINDS = {
  deck: /^decks\//, facts: /\/facts\.yaml$/, entities: /\/entities\.yaml$/, article: /\/article\.yaml$/,
  relations: /[/:]relations\.yaml$/, defaults: /_defaults\.yaml$/,
};
const kindOf = path => Object.keys(KINDS).find(kind => KINDS[kind].test(path)) ?? "template";
const complete = context => completions(project.schema[kindOf(file.path)], project.jinja)(context);

function start() {
  files = new Files(new YamlKind({
    label: words.editor_of,
    complete,
    also: [
      keymap.of([{ key: "Mod-s", preventDefault: true, run: () => { saveFile(); return true; } }]),
      EditorView.updateListener.of(changed),
    ],
  }));
  list = new TemplateList(path => files.find(path));
  previews = new Previews({
    onProblems: problems => diagnose(view, problems),
    onGo: problem => goTo(view, problem),
  });
  view = emptyView(byId("editor"));
  save.addEventListener("click", saveFile);
  copy.addEventListener("click", told(() => create(file.path.replace("quizgen:", "templates/"), file.text)));
  beginTemplates(create);
  whenChanged(() => {
    list.update();
    if (file) look();
  });
  addEventListener("pagehide", () => { if (file) file.keep(); });
  addEventListener("beforeunload", event => { if (files.dirty.length) event.preventDefault(); });
}

function changed(update) {
  file.state = update.state;
  if (!update.docChanged) return;
  files.keepSoon(file);
  showState();
  lookSoon();
}

function showState() {
  const { dirty, writable } = file;
  state.textContent = writable ? words.unsaved : words.read_only;
  show(dirty || !writable, state);
  show(writable, save);
  show(!writable, copy);
  list.mark(file.path, dirty);
}

function showNotice() {
  show(file.changed, notice);
  if (file.changed) notice.replaceChildren(
    element("span", {}, say("changed", file.path)),
    element("button", { type: "button", onclick: told(settle) }, words.compare),
  );
}

const saveFile = told(async () => {
  const saving = file;
  if (!saving?.writable) return;
  if (!saving.dirty) return tell(words.nothing_to_save);
  try {
    await saving.save();
  } catch (failure) {
    if (failure.status !== 409) throw failure;
    saving.changed = failure.rest;
    return settle();
  }
  tell(say("saved", saving.path));
  showState();
  showNotice();
});

// The two texts side by side; what is chosen becomes the text here.
async function settle() {
  const settled = file;
  const chosen = await solve({ path: settled.path, theirs: settled.changed.text, mine: settled.text });
  if (!chosen) return showNotice();
  settled.take(chosen.text);
  if (settled === file) setFile();
  if (chosen.save) await saveFile();
  view.focus();
}

// A new file of the project; one that is there already is opened as it is.
async function create(path, text) {
  const made = await put("file", { path, text, base: "" }).catch(failure => {
    if (failure.status !== 409) throw failure;
    return null;
  });
  tell(say(made ? "created" : "is_there", path));
  await refresh();
  location.hash = address("templates", path);
  view.focus();
}

function setFile() {
  view.setState(file.state);
  showState();
  showNotice();
  look();
}

export function openTemplates() {
  if (!files) start();
  return told(async place => {
    const [, path, line, column = 1] = /^(.*?)(?::(\d+)(?::(\d+))?)?$/.exec(place);
    if (path && path !== file?.path) {
      file = await files.open(path);
      heading.textContent = path;
      show(true, byId("editor"), byId("editor-hint"), byId("previews"));
      list.select(path);
      previews.ofTemplate(kindOf(path) === "template");
      setFile();
      view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main) });
    }
    if (line) goTo(view, { line: Number(line), column: Number(column) });
  });
}

export async function templatesChanged(paths) {
  const known = paths.map(path => files?.find(path)).filter(Boolean);
  for (const one of known) {
    if (!await one.look()) continue;
    if (!one.changed) tell(say("reloaded", one.path));
    if (one === file) setFile();
  }
}

