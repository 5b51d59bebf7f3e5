// What may find something, or something else: words that look like those that no article has, and how the query is read.

import { element } from "./page-dom.js";
import { say } from "./page-words.js";
import { words } from "./words.js";

// What stands below the box when a search has ended. `change({q})` is called with the text that a piece of advice makes.
export async function advice({ library, query, mistakes, results }, state, change) {
  const operator = say("operators").split(" ").find((one) => state.q.split(/\s+/).includes(one));
  if (operator) return [say("no_operator", { word: operator })];
  if (results.count || mistakes.length) return [];
  const likely = await library.likely(query);
  const put = (written, word) => element("button", { type: "button", onclick: () => change({ q: spelt(state.q, written, word) }) }, word);
  const offered = likely.flatMap(({ written, nearest }) => nearest.map((word) => put(written, word)));
  return offered.length ? [say("did_you_mean"), ...offered.flatMap((one) => [" ", one])] : [say("find_more")];
}

// A text with another word wherever one stands.
function spelt(text, written, word) {
  const places = words(text).filter((one) => one.word === written);
  return places.reduceRight((now, { start, end }) => now.slice(0, start) + word + now.slice(end), text);
}
