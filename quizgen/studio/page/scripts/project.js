// The project as the server knows it; asked for anew when files change.
import { tellFailure } from "./saying.js";
import { get, latest } from "./server.js";

export const project = { templates: [], articles: [], decks: [], problems: [] };

const articles = new Map();
const listeners = new Set();
const checkListeners = new Set();

export const whenChanged = listener => listeners.add(listener);
export const whenChecked = listener => checkListeners.add(listener);

export async function refresh() {
  Object.assign(project, await get("project"));
  articles.clear();
  for (const listener of listeners) listener(project);
  check().catch(tellFailure);
}

// All that is wrong with the deck; it comes last, as it takes longest.
const check = latest(async signal => {
  Object.assign(project, await get("problems", {}, signal));
  for (const listener of checkListeners) listener();
});

// An article with its facts, asked for once.
export function article(id) {
  if (!articles.has(id)) {
    const asked = get("article", { id });
    articles.set(id, asked);
    asked.catch(() => articles.delete(id));
  }
  return articles.get(id);
}

export const templateNamed = name => project.templates.find(template => template.name === name);
