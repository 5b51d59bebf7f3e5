// Segments as one archive: reads what `pressmark.searchable.merging` wrote. Articles are numbered in order of publication.

import { FACETS } from "./grammar.js";
import { Reader } from "./packing.js";

// {columns, place, numbers}. `place(number)` is the segment of an article and its number there; `numbers` has, for each
// segment, the articles by their numbers there, and -1 for those that are stale, or null where they are the same.
export function merged(parts, bytes) {
  if (!bytes) return { columns: parts[0], place: (number) => [0, number], numbers: [null] };
  const reader = new Reader(bytes);
  const places = placed(parts, reader);
  const numbers = parts.map(({ articles }) => new Int32Array(articles).fill(-1));
  places.forEach(([segment, n], number) => (numbers[segment][n] = number));
  const columns = { articles: places.length, facets: {} };
  for (const name of ["earliest", "latest"]) columns[name] = Uint32Array.from(places, ([segment, n]) => parts[segment][name][n]);
  columns.lengths = Float64Array.from(places, ([segment, n]) => parts[segment].lengths[n]);
  for (const facet of FACETS) {
    const renamed = parts.map((part) => valuesNow(part.facets[facet], reader));
    columns.facets[facet] = valuesOf(places, renamed);
  }
  return { columns, place: (number) => places[number], numbers };
}

// A list of articles of a segment, by the numbers of the archive, without those that are stale.
export function renumbered(list, numbers) {
  if (!numbers) return list;
  const kept = Uint32Array.from(list.articles.keys()).filter((i) => numbers[list.articles[i]] >= 0);
  return { articles: kept.map((i) => numbers[list.articles[i]]), times: (i) => list.times(kept[i]), inTitle: (i) => list.inTitle(kept[i]) };
}

function placed([base, delta], reader) {
  const stale = new Set(reader.ascending(reader.number()));
  const before = reader.ascending(delta?.articles ?? 0);
  const places = [];
  let next = 0;
  for (let n = 0; n <= base.articles; n++) {
    while (before[next] === n) places.push([1, next++]);
    if (n < base.articles && !stale.has(n)) places.push([0, n]);
  }
  return places;
}

// The values of a segment's articles as the archive numbers them now.
function valuesNow({ starts, values }, reader) {
  const now = new Int32Array(reader.number());
  let last = -1;
  for (let i = 0; i < now.length; i++) {
    const code = reader.number() - 1;
    if (code >= 0) last += code % 2 ? -(code + 1) / 2 : code / 2;
    now[i] = code < 0 ? -1 : last;
  }
  return { starts, values: Int32Array.from(values, (value) => now[value]) };
}

function valuesOf(places, segments) {
  const starts = new Uint32Array(places.length + 1);
  places.forEach(([segment, n], number) => {
    starts[number + 1] = starts[number] + segments[segment].starts[n + 1] - segments[segment].starts[n];
  });
  const values = new Uint32Array(starts.at(-1));
  places.forEach(([segment, n], number) => {
    const { starts: from, values: held } = segments[segment];
    values.set(held.subarray(from[n], from[n + 1]), starts[number]);
  });
  return { starts, values };
}
