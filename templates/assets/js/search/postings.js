// Which articles hold a word, or a word that begins so: reads what `pressmark.searchable.postings` wrote.

import { Reader, remembering, unpacked } from "./packing.js";

const IN_TITLE = 16;
const utf8 = new TextEncoder();
const text = new TextDecoder();

export class Postings {
  // `address` gives the URL of a file of search data.
  constructor(entry, address) {
    this.words = entry.words;
    this.beginnings = entry.beginnings;
    this.load = remembering(async (url) => readFile(await unpacked(url)));
    this.address = address;
  }

  // All words of a word's stem; null for a word that is in no article, though others of its stem may be.
  async family(word) {
    const file = await this.#file("words", word);
    const found = file?.entries.get(word);
    if (!found) return null;
    return found.family ? file.families[found.family - 1] : [word];
  }

  // {articles, times, title} of each of some words; words that are in no article are left out.
  async lists(words) {
    const found = await Promise.all(words.map(async (word) => (await this.#file("words", word))?.read(word)));
    return found.filter(Boolean);
  }

  // The same of all words that begin so, as one list or as many.
  async beginning(start) {
    const inSeveral = this.words.some(([first, , shared]) => shared >= [...start].length && first.startsWith(start));
    if (inSeveral) return [(await this.#file("beginnings", start)).read(start)];
    const place = lastUpTo(this.words, start);
    const next = this.words[place + 1];
    const file = await this.#at("words", next?.[0].startsWith(start) ? place + 1 : Math.max(place, 0));
    if (!file) return [];
    return [...file.entries.keys()].filter((word) => word.startsWith(start)).map((word) => file.read(word));
  }

  async #file(shelf, key) {
    return this.#at(shelf, lastUpTo(this[shelf], key));
  }

  async #at(shelf, place) {
    return this[shelf][place] ? this.load(this.address(`${shelf}-${place}`, this[shelf][place][1]).href) : null;
  }
}

// The last file whose first key is not behind the one sought, by code points.
function lastUpTo(shelf, key) {
  let [low, high] = [0, shelf.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(shelf[middle][0], key) <= 0) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function compare(one, other) {
  const [a, b] = [utf8.encode(one), utf8.encode(other)]; // UTF-8 sorts as code points do, UTF-16 does not
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

function readFile(bytes) {
  const reader = new Reader(bytes);
  const entries = new Map();
  let before = new Uint8Array(0);
  for (let left = reader.number(); left > 0; left--) {
    const kept = reader.number();
    const rest = reader.slice(reader.number());
    const key = new Uint8Array(kept + rest.length);
    key.set(before.subarray(0, kept));
    key.set(rest, kept);
    const family = reader.number();
    const length = reader.number();
    entries.set(text.decode(key), { family, at: reader.at, end: reader.at + length });
    reader.slice(length);
    before = key;
  }
  const families = [];
  for (let left = reader.number(); left > 0; left--) {
    const members = [];
    for (let more = reader.number(); more > 0; more--) members.push(text.decode(reader.slice(reader.number())));
    families.push(members);
  }
  return { entries, families, read: (key) => readList(bytes, entries.get(key)) };
}

function readList(bytes, place) {
  if (!place) return null;
  const reader = new Reader(bytes, place.at);
  const count = reader.number();
  const articles = reader.ascending(count);
  const codes = reader.at < place.end ? reader.slice(count) : null;
  return {
    articles,
    times: (i) => (codes ? codes[i] % IN_TITLE : 1),
    inTitle: (i) => codes !== null && codes[i] >= IN_TITLE,
  };
}
