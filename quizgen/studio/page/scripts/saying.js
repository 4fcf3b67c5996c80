// Tells what was done, to eyes and to screen readers; what failed stays until it is read.
import { byId, element } from "./dom.js";
import { say, words } from "./words.js";

const said = byId("said");
let timer;

export function tell(text) {
  clearTimeout(timer);
  said.className = "said";
  said.replaceChildren(text);
  timer = setTimeout(() => said.replaceChildren(), 6000);
}

export function warn(text) {
  clearTimeout(timer);
  said.className = "said failed";
  said.replaceChildren(text, element("button", { type: "button", onclick: () => said.replaceChildren() }, words.close));
}

export const tellFailure = failure => warn(say("failed", failure.message));

// An event handler whose failures are told.
export const told = act => async (...given) => {
  try {
    await act(...given);
  } catch (failure) {
    tellFailure(failure);
  }
};
