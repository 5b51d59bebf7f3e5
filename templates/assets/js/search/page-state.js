// What a search is: `q` is what was typed, `f` what was chosen, both in the query language; then the order of results,
// and how many are shown. The page's address holds exactly this.

import { parse } from "./grammar.js";

export const PORTION = 20; // results shown at first, and added each time
export const ORDERS = ["relevance", "newest", "oldest"];

export function readState(address) {
  const asked = new URL(address).searchParams;
  const [q, f] = ["q", "f"].map((name) => (asked.get(name) ?? "").trim());
  const chosen = isChosen(f);
  return {
    q: chosen ? q : `${q} ${f}`.trim(), // what nobody can choose is as good as typed
    f: chosen ? f : "",
    sort: ORDERS.includes(asked.get("sort")) ? asked.get("sort") : "",
    n: Math.max(PORTION, Number.parseInt(asked.get("n"), 10) || PORTION),
  };
}

export function addressOf({ q, f, sort, n }) {
  const asked = new URLSearchParams();
  if (q) asked.set("q", q);
  if (f) asked.set("f", f);
  if (sort) asked.set("sort", sort);
  if (n !== PORTION) asked.set("n", n);
  const written = asked.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
  return written ? `?${written}` : location.pathname;
}

// The query as one text. What was chosen comes first, so that quotation marks left open in the other end with it.
export function whole({ q, f }) {
  return [f, q].filter(Boolean).join(" ");
}

// Whose text a place in the whole query belongs to, and where that begins.
export function partAt({ f }, place) {
  return f && place <= f.length ? { part: "f", begins: 0 } : { part: "q", begins: f ? f.length + 1 : 0 };
}

// What is being typed, with the beginning of a word at its end marked as one.
export function unfinished(typed) {
  const text = typed.trim();
  if (text !== typed.trimStart()) return text; // a blank ends the word
  const last = (typing) => parse(text, { typing }).texts.at(-1);
  return last(true)?.beginning && !last(false).beginning ? `${text}*` : text;
}

function isChosen(f) {
  return !f || (parse(`${f} x`).texts.length === 1 && parse(f).texts.length === 0);
}
