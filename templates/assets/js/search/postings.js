// Which articles hold a word, or a word that begins so: reads what `pressmark.searchable.postings` wrote.

import { distance } from "./names.js";
import { Reader, remembering, unpacked } from "./packing.js";

const MOST_TIMES = 15;
const IN_TITLE = 16;
const ONCE = 2; // beginnings of so few letters count once in an article
const utf8 = new TextEncoder();
const text = new TextDecoder();

export class Postings {
  // `file` gives the URL of a file of the segment.
  constructor({ words, beginnings }, file) {
    Object.assign(this, { words, beginnings });
    this.load = remembering(async (name) => readFile(await unpacked(file(name))));
  }

  // All words of a word's stem, in this segment and those before it; null for a word that is in no article here.
  async family(word) {
    const held = await this.#file("words", word);
    const found = held?.entries.get(word);
    if (!found) return null;
    return found.family ? held.families[found.family - 1] : [word];
  }

  // {articles, times, inTitle} of each of some words; words that are in no article are left out.
  async lists(words) {
    const found = await Promise.all(words.map(async (word) => (await this.#file("words", word))?.read(word)));
    return found.filter(Boolean);
  }

  // The words that begin like a word and differ from it in at most so many letters: [{word, distance, articles}].
  async near(word, most) {
    const held = await this.#file("words", word);
    const close = [...(held?.entries.keys() ?? [])].map((other) => ({ word: other, distance: distance(word, other, most) }));
    return close.filter((one) => one.distance <= most).map((one) => ({ ...one, articles: held.read(one.word).articles.length }));
  }

  // The same of all words that begin so, as one list: none or one.
  async beginning(start) {
    const length = [...start].length;
    const inSeveral = this.words.some(([first, shared]) => shared >= length && first.startsWith(start));
    if (inSeveral) return [(await this.#file("beginnings", start)).read(start)];
    const place = lastUpTo(this.words, start);
    const next = this.words[place + 1];
    const held = await this.#at("words", next?.[0].startsWith(start) ? place + 1 : Math.max(place, 0));
    if (!held) return [];
    return [union([...held.entries.keys()].filter((word) => word.startsWith(start)).map(held.read), length <= ONCE)];
  }

  async #file(shelf, key) {
    return this.#at(shelf, lastUpTo(this[shelf], key));
  }

  async #at(shelf, place) {
    return this[shelf][place] ? this.load(`${shelf}-${place}`) : null;
  }
}

// What the lists of a beginning's words say together, as the lists of beginnings in several files do.
function union(lists, once) {
  const [sums, titles] = [new Map(), new Set()];
  for (const list of lists) {
    list.articles.forEach((article, i) => {
      sums.set(article, (sums.get(article) ?? 0) + list.times(i));
      if (list.inTitle(i)) titles.add(article);
    });
  }
  const articles = Uint32Array.from(sums.keys()).sort();
  return {
    articles,
    times: (i) => (once ? 1 : Math.min(sums.get(articles[i]), MOST_TIMES)),
    inTitle: (i) => !once && titles.has(articles[i]),
  };
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
