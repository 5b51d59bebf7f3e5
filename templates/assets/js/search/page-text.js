// Changes queries as text: choices, dates, and what mends a mistake.

import { DATE_FIELDS, parse } from "./grammar.js";

const QUOTE = "\"";
const NEEDS_QUOTES = /[\s,"\u201c\u201d\u201e\u00ab\u00bb]/;

// The choices and periods of a text, each as it stands there: {field, values, excluded, start, end}.
export function termsOf(text) {
  const { choices, periods } = parse(text);
  const dates = new Map();
  for (const { field, value, excluded, start, end } of periods) {
    const values = [...(dates.get(start)?.values ?? []), value];
    dates.set(start, { field, values, excluded, start, end });
  }
  return [...choices.map(({ facet, ...rest }) => ({ field: facet, ...rest })), ...dates.values()].sort((a, b) => a.start - b.start);
}

export function written({ field, values, excluded }) {
  const listed = values.map((value) => (NEEDS_QUOTES.test(value) ? QUOTE + value.replaceAll(QUOTE, "") + QUOTE : value));
  return `${excluded ? "-" : ""}${field}:${listed.join(",")}`;
}

// A text with other words from one place to another.
export function replaced(text, start, end, instead) {
  return [text.slice(0, start).trim(), instead, text.slice(end).trim()].filter(Boolean).join(" ");
}

// A text without those values of its terms that are not to be kept.
export function kept(text, keeps) {
  let left = text;
  for (const term of termsOf(text).reverse()) {
    const values = term.values.filter((value) => keeps(term, value));
    if (values.length === term.values.length) continue;
    left = replaced(left, term.start, term.end, values.length ? written({ ...term, values }) : "");
  }
  return left;
}

// A text with one more value of a field.
export function withValue(text, field, value, excluded) {
  const term = termsOf(text).find((one) => one.field === field && one.excluded === excluded);
  const all = { field, excluded, values: [...(term?.values ?? []), value] };
  return term ? replaced(text, term.start, term.end, written(all)) : [text, written(all)].filter(Boolean).join(" ");
}

// A text with another value in the term that begins at a place.
export function mended(text, start, wrong, right) {
  const term = termsOf(text).find((one) => one.start === start);
  return replaced(text, start, term.end, written({ ...term, values: term.values.map((value) => (value === wrong ? right : value)) }));
}

// A text that only chooses, without the words that are looked for.
export function choicesOf(text) {
  return termsOf(text).map(written).join(" ");
}

export const isDate = (field) => DATE_FIELDS.includes(field);

// The dates that a query asks for, if they are one period: {from, to, certainly}.
export function datesOf(text) {
  const terms = termsOf(text).filter((term) => isDate(term.field) && !term.excluded);
  const [value, ...others] = terms.flatMap((term) => term.values);
  if (value === undefined || others.length) return { from: "", to: "", certainly: false };
  const [from, to = from] = value.split("..");
  return { from, to, certainly: terms[0].field === "certainly" };
}

export function periodWritten({ from, to, certainly }) {
  if (!from && !to) return "";
  const period = from === to ? from : `${from}..${to}`;
  return `${certainly ? "certainly" : "date"}:${period}`;
}
