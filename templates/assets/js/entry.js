// `search/entry.json`, which names all that the search page loads: it is asked for while the other scripts are on their way.

const early = new Map();

// The answer to a request for it, always fresh.
export function entryAt(address) {
  const answer = early.get(address.href) ?? ask(address);
  early.delete(address.href);
  return answer;
}

function ask(address) {
  return fetch(address, { cache: "no-cache" });
}

const here = new URL("entry.json", location.href);
early.set(here.href, ask(here));
early.get(here.href).catch(() => {}); // whoever takes it is told
