// The archive as search sees it: opens the search data, and answers queries by the rule that the help page states.

import { entryAt } from "../entry.js";
import { FACETS, parse } from "./grammar.js";
import { merged, renumbered } from "./merging.js";
import { Names } from "./names.js";
import { begun, remembering, unpacked } from "./packing.js";
import { Results } from "./results.js";
import { Segment } from "./segment.js";

const FORMAT = 3;
const FEW = 20; // articles whose texts are read in search of a phrase
const NEAREST = 3; // words that are proposed for one that no article has
const ALIKE = 2; // letters in which they may differ, and one in three at most
const NUMBER = /\p{N}/u;

// Opens the search data of the site at `root`; null if it was built without search.
export async function openLibrary(root) {
  const base = new URL(`${root}search/`, location.href);
  const response = await entryAt(new URL("entry.json", base));
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`search/entry.json: ${response.status}`);
  const entry = await response.json();
  if (entry.format !== FORMAT) throw new Error(`search data of format ${entry.format}`);
  return entry.segments ? new Library(entry, base) : null;
}

export class Library {
  constructor(entry, base) {
    const address = (stem, digest) => new URL(`${stem}-${digest}.gz`, base);
    this.version = entry.version;
    this.articles = entry.articles;
    this.few = FEW;
    this.segments = entry.segments.map((one) => new Segment(one, entry.blocks, base));
    this.names = new Names(entry, address);
    this.whole = remembering(async () => {
      const joining = entry.merge ? unpacked(address("merge", entry.merge)) : null;
      return merged(await Promise.all(this.segments.map((one) => one.columns())), await joining);
    });
    begun(this.whole()); // needed whatever is asked
  }

  async columns() {
    return (await this.whole()).columns;
  }

  // Answers a query, settled or with its mistakes: {query, mistakes, results}.
  async search(text, { typing = false } = {}) {
    const asked = parse(text, { typing });
    const looking = begun(Promise.all(asked.texts.map((item) => this.#holding(item))));
    const query = await this.#settled(asked);
    const columns = await this.columns();
    if (query.mistakes.length) return { query, mistakes: query.mistakes, results: Results.none(columns, query) };
    return { query, mistakes: [], results: new Results(columns, query, await looking) };
  }

  // What the list of results shows of articles: {number, route, title, published}.
  cards(numbers) {
    return Promise.all(
      [...numbers].map(async (number) => {
        const [route, title, published, fragment] = await this.#row("titles", number);
        return { number, route, title, published, fragment };
      }),
    );
  }

  // What bibliographies hold of articles, beside what cards do.
  records(numbers) {
    return Promise.all(
      [...numbers].map(async (number) => {
        const [route, title] = await this.#row("titles", number);
        const [published, authors, url, kind, language, editors, doi, captured] = await this.#row("details", number);
        const source = await this.source(number);
        return { number, route, title, published, authors, source, url, kind, language, editors, doi, captured };
      }),
    );
  }

  // Where the words of a query stand in an article: [{id, passage, pieces: [{text, found}]}], one for each passage with a hit.
  async hits(card, query) {
    return (await this.#texts(card.number)).hits(card.fragment, await this.forms(query));
  }

  // The name of an article's source; empty if it names none.
  async source(number) {
    const { starts, values } = (await this.columns()).facets.source;
    return starts[number] < starts[number + 1] ? (await this.names.of("source", values[starts[number]])).name : "";
  }

  // The words that a query finds, as they stand in articles: sequences of {words} or {beginning}, one for each text.
  async forms(query) {
    const wanted = query.texts.filter((item) => !item.excluded);
    const sequences = await Promise.all(
      wanted.map(async ({ phrase, beginning }) => {
        const families = await Promise.all(phrase.map((word) => this.#family(word)));
        const sequence = families.map((members) => ({ words: new Set(members) }));
        return [sequence, beginning ? [{ beginning }] : []];
      }),
    );
    return sequences.flat().filter((sequence) => sequence.length);
  }

  // The words most like those of a query that no article has: [{written, nearest}].
  async likely({ texts }) {
    const written = [...new Set(texts.filter((item) => !item.excluded).flatMap(({ phrase }) => phrase))];
    const found = await Promise.all(written.map(async (word) => ({ written: word, nearest: await this.#likely(word) })));
    return found.filter(({ nearest }) => nearest.length);
  }

  async #likely(word) {
    const [first] = await this.#family(word);
    const most = NUMBER.test(word) ? 0 : Math.min(ALIKE, Math.floor(word.length / 3));
    if (!most || (await this.#known(first))) return [];
    const close = (await Promise.all(this.segments.map(({ postings }) => postings.near(word, most)))).flat();
    const ordered = close.sort((a, b) => a.distance - b.distance || b.articles - a.articles);
    return [...new Set(ordered.map((one) => one.word))].slice(0, NEAREST);
  }

  async #settled(query) {
    const mistakes = [...query.mistakes];
    const choices = [];
    for (const choice of query.choices) {
      const values = [];
      for (const written of choice.values) {
        const found = await this.names.find(choice.facet, written);
        if (found.length === 1) values.push(found[0]);
        else {
          const nearest = found.length ? [] : await this.names.nearest(choice.facet, written);
          mistakes.push({
            code: found.length ? "several" : "unknown-value",
            start: choice.start,
            end: choice.end,
            values: { facet: choice.facet, value: written },
            candidates: await Promise.all((found.length ? found : nearest).map((value) => this.names.of(choice.facet, value))),
          });
        }
      }
      choices.push({ ...choice, values });
    }
    return { ...query, choices, mistakes: mistakes.sort((a, b) => a.start - b.start) };
  }

  async #row(kind, number) {
    const [segment, place] = (await this.whole()).place(number);
    return this.segments[segment].row(kind, place);
  }

  // The articles that hold a text, as lists whose union it is; `only` narrows them to those of a phrase.
  async #holding({ phrase, beginning }) {
    if (phrase.length > 1) await Promise.allSettled(this.segments.map(({ phrases }) => phrases.begin()));
    const families = await Promise.all(phrase.map((word) => this.#family(word)));
    const [{ numbers }, ...held] = await Promise.all([this.whole(), ...this.segments.map((one) => one.holding(families, beginning))]);
    const lists = held.map((parts, i) => parts.map((part) => part.map((list) => renumbered(list, numbers[i]))));
    const parts = lists[0].map((_, i) => lists.flatMap((of) => of[i]));
    return { parts, only: phrase.length > 1 ? await this.#adjacent(phrase, families, parts) : null };
  }

  // The articles in which words of these stems stand side by side. Where few hold all of them, it takes less to read these.
  async #adjacent(phrase, families, parts) {
    const possible = inAll(parts);
    if (possible.length <= this.few) return this.#read(possible, families);
    const asked = this.segments.map(({ articles, phrases }) => (articles ? phrases.find(phrase) : []));
    const [{ numbers }, ...found] = await Promise.all([this.whole(), ...asked]);
    return found.flatMap((list, i) => Array.from(list, (n) => (numbers[i] ? numbers[i][n] : n))).filter((number) => number >= 0);
  }

  async #read(numbers, families) {
    const sequence = families.map((members) => ({ words: new Set(members) }));
    const cards = await this.cards(numbers);
    const has = await Promise.all(cards.map(async (card) => (await this.#texts(card.number)).hold(card.fragment, sequence)));
    return numbers.filter((_, i) => has[i]);
  }

  async #texts(number) {
    const [segment] = (await this.whole()).place(number);
    return this.segments[segment].texts;
  }

  // All words of a word's stem. If no article has the word itself, Pagefind knows whether one has another of its stem.
  async #family(word) {
    const known = await this.#known(word);
    if (known) return known;
    for (const { phrases, texts } of this.segments.filter(({ articles }) => articles)) {
      const example = await phrases.example(word);
      const other = example && (await texts.wordAt(example.fragment, example.location));
      if (other) return (await this.#known(other)) ?? [word];
    }
    return [word];
  }

  // The last segment that has a word knows all of its stem.
  async #known(word) {
    return (await Promise.all(this.segments.map(({ postings }) => postings.family(word)))).findLast(Boolean);
  }
}

// The articles that stand in a list of each part.
function inAll(parts) {
  const [first, ...others] = parts.map((lists) => new Set(lists.flatMap((list) => [...list.articles])));
  return [...first].filter((number) => others.every((part) => part.has(number)));
}

export { FACETS };
