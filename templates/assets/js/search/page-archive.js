// Asks the library, and goes on with what is there when a part of the search data cannot be loaded.

import { openLibrary } from "./library.js";
import { choicesOf } from "./page-text.js";

export class Archive {
  // `facets` are those whose values are shown from the beginning.
  constructor(root, facets) {
    Object.assign(this, { root, facets, opened: null });
  }

  open() {
    this.opened ??= openLibrary(this.root).catch((error) => {
      this.opened = null; // the next search tries again
      throw error;
    });
    return this.opened;
  }

  // What a query finds: {library, query, mistakes, results, lacking}; null if the site has no search data. Where words
  // cannot be looked up, it is what was chosen that finds, and `lacking` is the error.
  async ask(text) {
    const library = await this.open();
    if (!library) return null;
    try {
      const searching = library.search(text);
      library.names.ahead(this.facets); // after what is needed first
      return answered(library, await searching);
    } catch (error) {
      const renewed = await this.#renewed(library);
      if (renewed) return answered(renewed, await renewed.search(text));
      return answered(library, await library.search(choicesOf(text)), error);
    }
  }

  // The library anew, if the site has been built again since it was opened: the old files may be gone.
  async #renewed(library) {
    try {
      const now = await openLibrary(this.root);
      if (!now || now.version === library.version) return null;
      this.opened = Promise.resolve(now);
      return now;
    } catch {
      return null;
    }
  }
}

function answered(library, { query, mistakes, results }, lacking = null) {
  const counts = once((facet) => results.facet(facet));
  const byValue = once((facet) => new Map(counts(facet).map(({ value, count }) => [value, count])));
  return { library, query, mistakes, results, counts, byValue, lacking };
}

// A function that computes what it gives for a key only once.
function once(compute) {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key);
  };
}
