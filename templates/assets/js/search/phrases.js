// Phrases, and the stems of words that no article has: what Pagefind knows.

import { begun, remembering, unpacked } from "./packing.js";

export class Phrases {
  // `folder` is that of a segment, and `file` gives the URL of a file of it.
  constructor(folder, file) {
    this.code = remembering(() => import(new URL("pagefind/pagefind.js", folder)));
    this.opened = remembering(async () => {
      const index = await this.code();
      await index.options({ excerptLength: 0 });
      await index.init();
      return index;
    });
    this.numbers = remembering(async () => numbersOf(new TextDecoder().decode(await unpacked(file("join")))));
    this.results = remembering(async (words) => (await (await this.opened()).search(`"${words}"`)).results);
  }

  // Loads Pagefind's code before all else, since it leads to one file after the other, and goes on with these.
  async begin() {
    await this.code();
    begun(this.opened());
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

// The articles by the ids of their texts: reads what `pressmark.searchable.catalogue.join` wrote.
function numbersOf(join) {
  const border = join.indexOf("\n");
  const [, beginning, width] = /(.*) (\d+)$/.exec(join.slice(0, border));
  const numbers = new Map();
  for (let at = border + 1; at < join.length; at += Number(width)) {
    numbers.set(beginning + join.slice(at, at + Number(width)).trimEnd(), numbers.size);
  }
  return numbers;
}
