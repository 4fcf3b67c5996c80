// Where in a YAML file the cursor is: the keys above it, by indentation and brackets. The text is being written, so that
// it seldom parses; what stands above and to the left is enough.

// A step is a key, or ITEM for an entry of a list.
export const ITEM = Symbol("item");

const START = /^(\s*)((?:-\s+)*)(?:([\w.-]+|"[^"]*"|'[^']*')\s*:(?=\s|$))?/;
const FLOW = /"(?:[^"\\]|\\.)*"?|'[^']*'?|[[\]{},]|:(?=\s|$)|#.*|[^"'[\]{},:#]+|[:#]/g;

const bare = key => key.replace(/^(["'])(.*)\1$/, "$2");

// The entries and the key that a line begins, by their columns, and what follows them.
function begun(line) {
  const [whole, space, dashes, key] = START.exec(line);
  const steps = Array.from(dashes.matchAll(/-/g), dash => ({ step: ITEM, column: space.length + dash.index }));
  if (key !== undefined) steps.push({ step: bare(key), column: space.length + dashes.length });
  return { steps, column: space.length + dashes.length, rest: line.slice(whole.length) };
}

// { path, written, value }: what is being written, as a key there or as the value of what the path leads to.
export function yamlPath(lines, number, before) {
  const { steps, column, rest } = begun(before);
  const [inner, written, value] = flow(rest, steps.at(-1)?.step);
  const outer = above(lines, number, steps[0]?.column ?? column, steps[0]?.step);
  return { path: [...outer, ...steps.map(({ step }) => step), ...inner], written, value };
}

function above(lines, number, column, first) {
  const path = [];
  let limit = column, inItem = first === ITEM;
  for (let index = number - 1; index >= 0 && (limit > 0 || inItem); index--) {
    if (/^\s*(#|$)/.test(lines[index])) continue;
    for (const { step, column: at } of begun(lines[index]).steps.reverse()) {
      // The entries of a list may stand as far left as the key of the list.
      if (at < limit || (inItem && step !== ITEM && at === limit)) {
        path.unshift(step);
        limit = at;
        inItem = step === ITEM;
      }
    }
  }
  return path;
}

// Within the brackets of a line: { relation: population, hide: |
function flow(rest, key) {
  const path = [];
  const open = []; // the brackets, each with whether a key was pushed in it
  let text = "", value = typeof key === "string";
  for (const [token] of rest.matchAll(FLOW)) {
    if (/^[[{]$/.test(token)) {
      open.push({ list: token === "[", keyed: false });
      if (token === "[") path.push(ITEM);
      [text, value] = ["", token === "["];
    } else if (/^[\]}]$/.test(token)) {
      const closed = open.pop();
      if (closed && (closed.list || closed.keyed)) path.pop();
      [text, value] = ["", true];
    } else if (token === "," && open.length) {
      const current = open.at(-1);
      if (!current.list && current.keyed) path.pop();
      current.keyed = false;
      [text, value] = ["", current.list];
    } else if (token === ":" && open.length && !open.at(-1).list && !value) {
      path.push(bare(text.trim()));
      open.at(-1).keyed = true;
      [text, value] = ["", true];
    } else {
      text += token;
    }
  }
  return [path, text.trimStart(), value];
}
