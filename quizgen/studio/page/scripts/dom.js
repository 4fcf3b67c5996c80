// Making elements. Text is put in as text, never as HTML.
export const byId = id => document.getElementById(id);

// element("a", { href: "#", onclick: go }, "text", other): true is an attribute without value, false and null none.
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return made;
}

// A message, with what stands between ` and ` in it as code.
export const message = text => text.split("`").map((part, index) => index % 2 ? element("code", {}, part) : part);

export function show(shown, ...elements) {
  for (const one of elements) one.hidden = !shown;
}

export const option = (value, label = value, selected = false) => element("option", { value, selected }, label);

// Scrolls a box to an entry of it; the page around it stays where it is.
export function reveal(box, entry) {
  const [outer, inner] = [box.getBoundingClientRect(), entry.getBoundingClientRect()];
  if (inner.top < outer.top) box.scrollTop += inner.top - outer.top;
  else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom;
}

// Calls it when nothing has called for so many milliseconds.
export function debounced(milliseconds, call) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(call, milliseconds, ...given);
  };
}
