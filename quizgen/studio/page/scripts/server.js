// Asking the server. Addresses are relative, so that the token before them goes along.
import { words } from "./words.js";

export class Failure extends Error {
  constructor(status, { error, help = "", ...rest } = {}) {
    super([error, help].filter(Boolean).join("; "));
    Object.assign(this, { status, rest });
  }
}

export const aborted = failure => failure.name === "AbortError";

async function asked(address, options) {
  let response;
  try {
    response = await fetch(address, { cache: "no-store", ...options });
  } catch (failure) {
    throw aborted(failure) ? failure : new Failure(0, { error: words.lost });
  }
  const body = await response.json().catch(failure => {
    if (aborted(failure)) throw failure;
    return { error: `${response.status} ${response.statusText}` };
  });
  if (!response.ok) throw new Failure(response.status, body);
  return body;
}

const sent = method => (what, body, signal) => asked(`api/${what}`, {
  method, signal, body: JSON.stringify(body), headers: { "Content-Type": "application/json" },
});

export const get = (what, parameters = {}, signal) => asked(`api/${what}?${new URLSearchParams(parameters)}`, { signal });
export const post = sent("POST");
export const put = sent("PUT");

// Of what is asked in a row, only the last is answered: each call aborts the one before, and gives null then.
export function latest(ask) {
  let running;
  return async (...given) => {
    running?.abort();
    const mine = running = new AbortController();
    try {
      const answer = await ask(...given, mine.signal);
      return mine.signal.aborted ? null : answer;
    } catch (failure) {
      if (mine.signal.aborted) return null;
      throw failure;
    }
  };
}

// Calls with the paths that changed on disk, none if only more is known now; and when the connection is lost or found again.
export function listen({ changed, lost, back }) {
  const events = new EventSource("api/events");
  let open = true;
  events.addEventListener("message", event => changed(JSON.parse(event.data).changed ?? []));
  events.addEventListener("error", () => {
    if (open) lost();
    open = false;
  });
  events.addEventListener("open", () => {
    if (!open) back();
    open = true;
  });
}
