// The names of facets' values: what a value is called, and what a name may mean.

import { begun, remembering, unpackedJson } from "./packing.js";
import { plain } from "./words.js";

const KINDS = ["news", "release", "filing", "report"];
const NEAREST = 3;

export class Names {
  constructor(entry, address) {
    this.facets = entry.facets;
    this.block = entry.blocks.names;
    this.load = remembering((url) => unpackedJson(url));
    this.part = (facet, i) => this.load(address(`names-${facet}-${i}`, this.facets[facet].names[i]).href);
    this.table = remembering(async (facet) => tableOf((await Promise.all(this.facets[facet].names.map((_, i) => this.part(facet, i)))).flat()));
  }

  // Begins to load the names of the commonest values of facets.
  ahead(facets) {
    for (const facet of facets) if (this.facets[facet].names?.length) begun(this.part(facet, 0));
  }

  // A value by its number: {value, id, name, aliases}.
  async of(facet, value) {
    const { values } = this.facets[facet];
    if (values) return { value, id: values[value], name: values[value], aliases: [] };
    const [id, name, aliases] = (await this.part(facet, Math.floor(value / this.block)))[value % this.block];
    return { value, id, name, aliases };
  }

  // The values that a name may mean: by id, else by name, else by alias.
  async find(facet, written) {
    const { values } = this.facets[facet];
    if (values) {
      const text = written.toLowerCase();
      const value = values.findIndex((one) => one.toLowerCase() === text);
      if (value >= 0) return [value];
      return facet === "kind" && !KINDS.includes(text) ? [] : [-1]; // a value that no article has finds nothing
    }
    const { tables } = await this.table(facet);
    const text = plain(written);
    return tables.map((table) => table.get(text)).find(Boolean) ?? [];
  }

  // The values whose names come nearest to what was written.
  async nearest(facet, written) {
    if (this.facets[facet].values) return [];
    const { rows } = await this.table(facet);
    const text = plain(written);
    const most = Math.max(2, Math.floor(text.length / 3));
    return rows
      .map(({ texts }, value) => ({ value, distance: Math.min(...texts.map((one) => distance(text, one, most))) }))
      .filter(({ distance }) => distance <= most)
      .sort((a, b) => a.distance - b.distance || a.value - b.value)
      .slice(0, NEAREST)
      .map(({ value }) => value);
  }

  // The values with a word in their names that begins as typed; those with such a first word come first.
  async beginning(facet, typed) {
    const text = plain(typed);
    if (this.facets[facet].values) {
      return this.facets[facet].values.map((_, value) => value).filter((value) => this.facets[facet].values[value].startsWith(text));
    }
    const { written } = await this.table(facet);
    const [first, others] = [[], []];
    written.forEach((one, value) => {
      if (one.includes(`\n${text}`)) first.push(value);
      else if (one.includes(` ${text}`)) others.push(value);
    });
    return [...first, ...others];
  }
}

function tableOf(names) {
  const tables = [new Map(), new Map(), new Map()];
  const rows = [];
  names.forEach(([id, name, aliases], value) => {
    const texts = [[id], [name], aliases].map((group) => [...new Set(group.map(plain))]);
    texts.forEach((group, i) => {
      for (const text of group) tables[i].set(text, [...(tables[i].get(text) ?? []), value]);
    });
    rows.push({ texts: texts.flat() });
  });
  return { tables, rows, written: rows.map(({ texts }) => ["", ...texts].join("\n")) };
}

// How many letters have to be changed, added, removed or turned with the next; more than `most` is as good as endless.
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let [before, row] = [[], Array.from({ length: other.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const turned = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const changed = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, changed, turned ? before[j - 2] + 1 : Infinity));
    }
    [before, row] = [row, next];
  }
  return row[other.length];
}
