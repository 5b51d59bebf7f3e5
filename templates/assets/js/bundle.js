// Opens the search index that `search/manifest.json` names; null if the site was built without one.

let opened;

export function openIndex(root) {
  opened ??= load(root).catch((error) => {
    opened = undefined; // the next search tries again
    throw error;
  });
  return opened;
}

async function load(root) {
  const base = new URL(`${root}search/`, location.href);
  const response = await fetch(new URL("manifest.json", base), { cache: "no-cache" });
  if (!response.ok) throw new Error(`search/manifest.json: ${response.status}`);
  const { bundle } = await response.json();
  if (!bundle) return null;
  const index = await import(new URL(`${bundle}pagefind.js`, base));
  await index.init();
  return index;
}
