// Files that are open: what is on disk, what is written here, and what is kept of it over a reload.
import { debounced } from "./dom.js";
import { get, put } from "./server.js";
import { kept, textOf, withText } from "./editing.js";

const KEPT = "quizgen-file:";

class OpenFile {
  constructor(path, { text, version, readonly = false }, kind) {
    Object.assign(this, { path, kind, writable: !readonly });
    this.#settle(text, version);
    this.state = kind.state(text, readonly);
    this.#restore();
  }

  get text() {
    return textOf(this.state);
  }

  get dirty() {
    return this.text !== this.saved;
  }

  #settle(text, version) {
    this.saved = text;
    this.version = version;
  }

  // After a reload: the history, if the file is as it was; what was not saved in any case.
  #restore() {
    const { version, saved, state } = JSON.parse(sessionStorage.getItem(KEPT + this.path) ?? "{}");
    if (!state || !this.writable) return;
    if (version === this.version) this.state = this.kind.restored(state, this.saved);
    else if (state.doc !== saved) {
      this.changed = { text: this.saved, version: this.version };
      this.#settle(saved, version);
      this.state = this.kind.restored(state, saved);
    }
  }

  // For as long as the tab is open; without room for it, undo ends at a reload.
  keep() {
    if (!this.writable) return;
    try {
      sessionStorage.setItem(KEPT + this.path, JSON.stringify({ version: this.version, saved: this.saved, state: kept(this.state) }));
    } catch {
      sessionStorage.removeItem(KEPT + this.path);
    }
  }

  // Throws a Failure of status 409 with what is on disk, if somebody else changed it.
  async save() {
    const { text } = this;
    const { version } = await put("file", { path: this.path, text, base: this.version });
    this.#settle(text, version);
    this.changed = null;
    this.keep();
  }

  // What is on disk now: loaded if nothing is lost by it, else noted as `changed`. Says whether there was news.
  async look() {
    const { text, version } = await get("file", { path: this.path });
    if (version === this.version) return false;
    this.changed = { text, version };
    if (this.dirty) return true;
    this.take(text);
    return true;
  }

  // The text on disk that was noted becomes what was last saved; `text` is what stands here.
  take(text) {
    this.#settle(this.changed.text, this.changed.version);
    this.changed = null;
    this.state = withText(this.state, text);
    this.keep();
  }
}

export class Files {
  #open = new Map();

  constructor(kind) {
    this.kind = kind;
    this.keepSoon = debounced(400, file => file.keep());
  }

  async open(path) {
    const file = this.#open.get(path) ?? new OpenFile(path, await get("file", { path }), this.kind);
    this.#open.set(path, file);
    return file;
  }

  find(path) {
    return this.#open.get(path);
  }

  get dirty() {
    return [...this.#open.values()].filter(file => file.dirty);
  }
}
