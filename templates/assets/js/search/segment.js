// One segment of the archive: its columns, titles, words, phrases and texts, all by its own numbers.

import { readColumns } from "./columns.js";
import { remembering, unpacked, unpackedJson } from "./packing.js";
import { Phrases } from "./phrases.js";
import { Postings } from "./postings.js";
import { Texts } from "./texts.js";

export class Segment {
  constructor(entry, blocks, base) {
    const folder = new URL(entry.folder, base);
    const file = (stem) => new URL(`${stem}.gz`, folder);
    const json = remembering((url) => unpackedJson(url));
    this.articles = entry.articles;
    this.columns = async () => {
      const parts = Array.from({ length: entry.columns }, (_, i) => unpacked(file(`columns-${i}`)));
      return readColumns(entry.articles, await Promise.all(parts));
    };
    this.postings = new Postings(entry, file);
    this.phrases = new Phrases(folder, file);
    this.texts = new Texts(folder);
    this.row = async (kind, number) => (await json(file(`${kind}-${Math.floor(number / blocks[kind])}`).href))[number % blocks[kind]];
  }

  // The lists of the articles that hold each word of a text, or words that begin so: [lists, …]; `families` are those of its words.
  holding(families, beginning) {
    const parts = families.map((members) => this.postings.lists(members));
    if (beginning) parts.push(this.postings.beginning(beginning));
    return Promise.all(parts);
  }
}
