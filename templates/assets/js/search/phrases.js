// Phrases, and the stems of words that no article has: what Pagefind knows.

import { remembering, unpacked } from "./packing.js";

export class Phrases {
  // `folder` is that of a segment, and `file` gives the URL of a file of it.
  constructor(folder, file) {
    this.opened = remembering(async () => {
      const index = await import(new URL("pagefind/pagefind.js", folder));
      await index.options({ excerptLength: 0 });
      await index.init();
      return index;
    });
    this.numbers = remembering(async () => {
      const ids = new TextDecoder().decode(await unpacked(file("join"))).split("\n");
      return new Map(ids.map((id, number) => [id, number]));
    });
    this.results = remembering(async (words) => (await (await this.opened()).search(`"${words}"`)).results);
  }

  // Where a word of the same stem stands: {fragment, location}; undefined if there is none.
  async example(word) {
    const [result] = await this.results(word);
    return result && { fragment: result.id, location: result.words[0] };
  }

  // The numbers of the articles in which words of these stems stand side by side, ascending.
  async find(words) {
    const [results, numbers] = await Promise.all([this.results(words.join(" ")), this.numbers()]);
    const found = results.map((result) => numbers.get(result.id));
    if (found.includes(undefined)) throw new Error("the parts of the search data do not belong together");
    return Uint32Array.from(found).sort();
  }
}
