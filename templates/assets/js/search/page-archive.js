// Asks the library, and goes on with what is there when a part of the search data cannot be loaded.

import { openLibrary } from "./library.js";
import { choicesOf } from "./page-text.js";

export class Archive {
  constructor(root) {
    this.root = root;
    this.opened = null;
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
      return answered(library, await library.search(text));
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
  const facets = new Map();
  const counts = (facet) => {
    if (!facets.has(facet)) facets.set(facet, results.facet(facet));
    return facets.get(facet);
  };
  return { library, query, mistakes, results, counts, lacking };
}
