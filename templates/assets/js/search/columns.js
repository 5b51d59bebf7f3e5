// What filtering, counting and sorting need of every article: reads what `pressmark.searchable.columns` wrote.

import { FACETS } from "./grammar.js";
import { Reader } from "./packing.js";

const FORMAT = 2;

// {articles, earliest, latest, lengths, facets: {company: {starts, values}}}; the values of article n are
// values[starts[n]] to values[starts[n + 1]]. Days count from 1 January 1; 0 is no date.
export function readColumns(articles, files) {
  const parts = files.map(readPart);
  const columns = {
    articles,
    earliest: new Uint32Array(articles),
    latest: new Uint32Array(articles),
    lengths: new Float64Array(articles),
    facets: {},
  };
  for (const part of parts) {
    for (const name of ["earliest", "latest", "lengths"]) columns[name].set(part[name], part.first);
  }
  for (const facet of FACETS) columns.facets[facet] = joined(parts.map((one) => one.facets[facet]), articles);
  return columns;
}

function readPart(bytes) {
  const border = bytes.indexOf(10);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, border)));
  if (head.format !== FORMAT) throw new Error(`columns of format ${head.format}`);
  const reader = new Reader(bytes, border + 1);
  const earliest = reader.ascending(head.articles);
  const latest = reader.numbers(head.articles).map((span, i) => earliest[i] + span);
  const lengths = Float64Array.from(reader.numbers(head.articles), (steps) => 2 ** (steps / 2));
  const facets = {};
  for (const facet of FACETS) {
    const counts = reader.numbers(head.articles);
    const values = new Uint32Array(counts.reduce((sum, count) => sum + count, 0));
    let place = 0;
    for (const count of counts) {
      values.set(reader.ascending(count), place);
      place += count;
    }
    facets[facet] = { counts, values };
  }
  return { ...head, earliest, latest, lengths, facets };
}

function joined(parts, articles) {
  const starts = new Uint32Array(articles + 1);
  const values = new Uint32Array(parts.reduce((sum, part) => sum + part.values.length, 0));
  let [article, place] = [0, 0];
  for (const part of parts) {
    values.set(part.values, place);
    for (const count of part.counts) {
      place += count;
      starts[++article] = place;
    }
  }
  return { starts, values };
}
