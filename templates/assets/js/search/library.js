// The archive as search sees it: opens the search data, and answers queries by the rule that the help page states.

import { loadColumns } from "./columns.js";
import { FACETS, parse } from "./grammar.js";
import { Names } from "./names.js";
import { remembering, unpackedJson } from "./packing.js";
import { Phrases } from "./phrases.js";
import { Postings } from "./postings.js";
import { Results } from "./results.js";
import { Texts } from "./texts.js";

const FORMAT = 1;

// Opens the search data of the site at `root`; null if it was built without search.
export async function openLibrary(root) {
  const base = new URL(`${root}search/`, location.href);
  const response = await fetch(new URL("entry.json", base), { cache: "no-cache" });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`search/entry.json: ${response.status}`);
  const entry = await response.json();
  if (entry.format !== FORMAT) throw new Error(`search data of format ${entry.format}`);
  return entry.columns ? new Library(entry, base) : null;
}

export class Library {
  constructor(entry, base) {
    const address = (stem, digest) => new URL(`${stem}-${digest}.gz`, base);
    this.version = entry.version;
    this.articles = entry.articles;
    this.columns = remembering(() => loadColumns(entry, address));
    this.columns(); // needed whatever is asked
    this.names = new Names(entry, address);
    this.postings = new Postings(entry, address);
    this.phrases = new Phrases(entry, base, address);
    this.texts = new Texts(entry, base);
    const json = remembering((url) => unpackedJson(url));
    this.row = async (kind, number) => {
      const size = entry.blocks[kind];
      const block = Math.floor(number / size);
      return (await json(address(`${kind}-${block}`, entry[kind][block]).href))[number % size];
    };
  }

  // Answers a query, settled or with its mistakes: {query, mistakes, results}.
  async search(text, { typing = false } = {}) {
    const query = await this.#settled(parse(text, { typing }));
    const columns = await this.columns();
    if (query.mistakes.length) return { query, mistakes: query.mistakes, results: Results.none(columns, query) };
    const found = await Promise.all(query.texts.map((item) => this.#holding(item)));
    return { query, mistakes: [], results: new Results(columns, query, found) };
  }

  // What the list of results shows of articles: {number, route, title, published}.
  cards(numbers) {
    return Promise.all(
      [...numbers].map(async (number) => {
        const [route, title, published, fragment] = await this.row("titles", number);
        return { number, route, title, published, fragment };
      }),
    );
  }

  // What bibliographies hold of articles, beside what cards do.
  records(numbers) {
    return Promise.all(
      [...numbers].map(async (number) => {
        const [route, title] = await this.row("titles", number);
        const [published, authors, source, url, kind, language, editors, doi, captured] = await this.row("details", number);
        return { number, route, title, published, authors, source, url, kind, language, editors, doi, captured };
      }),
    );
  }

  // Where the words of a query stand in an article: [{id, passage, pieces: [{text, found}]}], one for each passage with a hit.
  async hits(card, query) {
    return this.texts.hits(card.fragment, await this.forms(query));
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

  // The articles that hold a text, as lists whose union it is; `only` narrows them to those of a phrase.
  async #holding({ phrase, beginning }) {
    const parts = await Promise.all([
      ...phrase.map((word) => this.#ofStem(word)),
      ...(beginning ? [this.postings.beginning(beginning)] : []),
    ]);
    const adjacent = phrase.length > 1 && parts.every((lists) => lists.some((list) => list.articles.length));
    return { parts, only: adjacent ? await this.phrases.find(phrase) : null };
  }

  async #ofStem(word) {
    return this.postings.lists(await this.#family(word));
  }

  // All words of a word's stem. If no article has the word itself, Pagefind knows whether one has another of its stem.
  async #family(word) {
    const known = await this.postings.family(word);
    if (known) return known;
    const example = await this.phrases.example(word);
    const other = example && (await this.texts.wordAt(example.fragment, example.location));
    return (other && (await this.postings.family(other))) ?? [word];
  }
}

export { FACETS };
