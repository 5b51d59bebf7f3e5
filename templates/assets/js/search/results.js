// The articles that a query finds: how many, in which order, and how they spread over facets and time.

import { FACETS, dateOf } from "./grammar.js";

const SATURATION = 1.2; // how soon another occurrence of a word stops to count, as in BM25
const LENGTH = 0.5; // how much the length of an article counts against it
const TITLE = 2; // how much more a word counts that stands in the title
const PHRASE = 1.5;
const OF_TEXTS = 1; // bits that say which part of a query an article fails; those of facets and dates follow
const OF_DATES = 2;
const bitOf = (facet) => 4 << FACETS.indexOf(facet);

export class Results {
  // `held` has, for each text of the query, the lists of articles that hold it.
  constructor(columns, query, held) {
    this.columns = columns;
    this.query = query;
    this.fails = new Uint16Array(columns.articles);
    this.scores = new Float64Array(columns.articles);
    query.texts.forEach((text, i) => this.#ask(text, held[i]));
    for (const facet of FACETS) this.#choose(facet);
    this.#date();
    this.numbers = this.#where(0);
    this.count = this.numbers.length;
  }

  static none(columns, query) {
    const results = new Results(columns, { texts: [], choices: [], periods: [] }, []);
    results.query = query;
    results.fails.fill(OF_TEXTS);
    results.numbers = new Uint32Array(0);
    results.count = 0;
    return results;
  }

  // Numbers of articles: by relevance, newest first, or oldest first; without a date they come last.
  ordered(order) {
    const { earliest } = this.columns;
    const newest = this.numbers.slice().reverse();
    if (order === "oldest") return Uint32Array.from([...this.numbers.filter((n) => earliest[n]), ...this.numbers.filter((n) => !earliest[n])]);
    if (order === "newest" || !this.ranked) return newest;
    return newest.sort((a, b) => this.scores[b] - this.scores[a] || b - a);
  }

  // Whether there are words to rank by.
  get ranked() {
    return this.query.texts.some((text) => !text.excluded);
  }

  // How many articles have each value of a facet, whatever is chosen in this facet itself: [{value, count}], most first.
  facet(name) {
    const { starts, values } = this.columns.facets[name];
    const counts = new Uint32Array(values.reduce((most, value) => Math.max(most, value), -1) + 1);
    for (const n of this.#where(bitOf(name))) for (let i = starts[n]; i < starts[n + 1]; i++) counts[values[i]]++;
    const found = [];
    counts.forEach((count, value) => count && found.push({ value, count }));
    return found.sort((a, b) => b.count - a.count || a.value - b.value);
  }

  // How many articles were published in each year, or month, whatever dates are asked for: [{key, certain, possible}],
  // every one between the first and the last. An article of one year is certain there; else possible in each it may be of.
  histogram(unit = "year") {
    const { earliest, latest } = this.columns;
    const place = lastKept(unit === "month" ? monthOf : yearOf);
    const bars = new Map();
    let undated = 0;
    for (const n of this.#where(OF_DATES)) {
      if (!earliest[n]) {
        undated++;
        continue;
      }
      const first = place(earliest[n]);
      const last = place(latest[n]);
      for (let key = first; key <= last; key++) {
        const bar = bars.get(key) ?? { key, certain: 0, possible: 0 };
        if (first === last) bar.certain++;
        else bar.possible++;
        bars.set(key, bar);
      }
    }
    const keys = [...bars.keys()];
    const [low, high] = [Math.min(...keys), Math.max(...keys)];
    const found = [];
    for (let key = low; key <= high; key++) found.push(bars.get(key) ?? { key, certain: 0, possible: 0 });
    return { undated, bars: found };
  }

  #where(ignored) {
    const found = new Uint32Array(this.fails.length);
    let count = 0;
    for (let n = 0; n < this.fails.length; n++) if ((this.fails[n] & ~ignored) === 0) found[count++] = n;
    return found.subarray(0, count);
  }

  #ask(text, { parts, only }) {
    const { articles, lengths } = this.columns;
    const average = lengths.reduce((sum, length) => sum + length, 0) / (articles || 1);
    const gained = new Float64Array(articles);
    const holding = new Uint8Array(articles).fill(1);
    for (const lists of parts) {
      const times = new Float64Array(articles);
      for (const list of lists) {
        list.articles.forEach((n, i) => {
          times[n] += list.times(i) * (list.inTitle(i) ? TITLE : 1);
        });
      }
      const count = times.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
      const rarity = Math.log(1 + (articles - count + 0.5) / (count + 0.5));
      for (let n = 0; n < articles; n++) {
        if (!times[n]) holding[n] = 0;
        else gained[n] += (rarity * times[n] * (SATURATION + 1)) / (times[n] + SATURATION * (1 - LENGTH + (LENGTH * lengths[n]) / average));
      }
    }
    if (only) {
      const adjacent = new Uint8Array(articles);
      for (const n of only) adjacent[n] = 1;
      for (let n = 0; n < articles; n++) holding[n] &= adjacent[n];
    }
    for (let n = 0; n < articles; n++) {
      if (Boolean(holding[n]) === text.excluded) this.fails[n] |= OF_TEXTS;
      else if (!text.excluded) this.scores[n] += gained[n] * (only ? PHRASE : 1);
    }
  }

  #choose(facet) {
    const choices = this.query.choices.filter((choice) => choice.facet === facet);
    if (!choices.length) return;
    const { starts, values } = this.columns.facets[facet];
    const of = (excluded) => new Set(choices.filter((choice) => choice.excluded === excluded).flatMap((choice) => choice.values));
    const [wanted, unwanted] = [of(false), of(true)];
    for (let n = 0; n < this.fails.length; n++) {
      let [has, hasNot] = [wanted.size === 0, true];
      for (let i = starts[n]; i < starts[n + 1]; i++) {
        if (wanted.has(values[i])) has = true;
        if (unwanted.has(values[i])) hasNot = false;
      }
      if (!has || !hasNot) this.fails[n] |= bitOf(facet);
    }
  }

  #date() {
    const { periods } = this.query;
    if (!periods.length) return;
    const { earliest, latest } = this.columns;
    const of = (certainly) => periods.filter((period) => period.certainly === certainly && !period.excluded);
    const asked = [of(false), of(true)].filter((group) => group.length);
    const unwanted = periods.filter((period) => period.excluded);
    for (let n = 0; n < this.fails.length; n++) {
      const inside = (period) => isInside(earliest[n], latest[n], period);
      if (!asked.every((group) => group.some(inside)) || unwanted.some(inside)) this.fails[n] |= OF_DATES;
    }
  }
}

function isInside(earliest, latest, period) {
  if (!earliest) return false;
  const [first, last] = period.certainly ? [earliest, latest] : [latest, earliest];
  return (period.earliest === null || first >= period.earliest) && (period.latest === null || last <= period.latest);
}

// A function that knows its last value: articles are in order of their days, and many share one.
function lastKept(compute) {
  let [known, value] = [null, null];
  return (day) => {
    if (day !== known) [known, value] = [day, compute(day)];
    return value;
  };
}

const yearOf = (day) => dateOf(day).getUTCFullYear();
const monthOf = (day) => yearOf(day) * 12 + dateOf(day).getUTCMonth();
