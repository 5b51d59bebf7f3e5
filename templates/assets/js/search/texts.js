// The texts of articles, as Pagefind's fragments keep them, and where words stand in them.
//
// A fragment is gzipped JSON behind a signature: words at numbered positions, and anchors that say where passages begin
// (`b`) and how words were written that stand there folded (`i`); see `pressmark.searchable.feed`.

import { remembering, unpacked } from "./packing.js";
import { words } from "./words.js";

const SIGNATURE = "pagefind_dcd".length;
const BORDER = "\u00b6";
const NOT_ON_PAGE = new Set(["title", "summary", "caption"]);
const PLAIN = /^[a-z0-9]+$/;
const BEFORE = 8; // words of context
const AFTER = 16;

export class Texts {
  // `folder` is that of a segment.
  constructor(folder) {
    this.load = remembering(async (id) => {
      const bytes = await unpacked(new URL(`pagefind/fragment/${id}.pf_fragment`, folder));
      return passagesOf(JSON.parse(new TextDecoder().decode(bytes.subarray(SIGNATURE))));
    });
  }

  // The word at one of Pagefind's positions.
  async wordAt(id, location) {
    const passage = (await this.load(id)).findLast((one) => one.start <= location);
    return passage?.pieces[location - passage.start]?.word;
  }

  // Whether some passage of an article holds a sequence.
  async hold(id, sequence) {
    return (await this.load(id)).some(({ pieces }) => litIn(pieces.map((piece) => piece.word), [sequence]).size > 0);
  }

  // One hit for each passage that holds one of the sequences, in the order of the article; those that have no place
  // of their own on its page come last.
  async hits(id, sequences) {
    const found = [];
    for (const passage of await this.load(id)) {
      const lit = litIn(passage.pieces.map((piece) => piece.word), sequences);
      if (lit.size) found.push({ id: NOT_ON_PAGE.has(passage.id) ? "" : passage.id, passage: passage.id, ...excerpt(passage, lit) });
    }
    return found.sort((a, b) => Number(a.id === "") - Number(b.id === ""));
  }
}

function passagesOf({ content, anchors }) {
  const written = new Map();
  const begins = [];
  for (const { element, id, location } of anchors) {
    if (element === "i") written.set(location, decodeURIComponent(id));
    else begins.push({ id: decodeURIComponent(id), location });
  }
  const fed = content.split(" ");
  return begins.map(({ id, location }, i) => {
    const pieces = [];
    for (let place = location; place < (begins[i + 1]?.location ?? fed.length) && fed[place] !== BORDER; place++) {
      const text = written.get(place) ?? `${fed[place]} `;
      pieces.push({ word: wordIn(fed[place]), text });
    }
    return { id, start: location, pieces };
  });
}

// The word that Pagefind was fed; nearly all need no folding.
function wordIn(fed) {
  return PLAIN.test(fed) ? fed : (words(fed)[0]?.word ?? "");
}

// The places of the words that belong to a sequence.
export function litIn(held, sequences) {
  const lit = new Set();
  for (const sequence of sequences) {
    for (let start = 0; start + sequence.length <= held.length; start++) {
      if (sequence.every((one, i) => fits(held[start + i], one))) {
        for (let i = 0; i < sequence.length; i++) lit.add(start + i);
      }
    }
  }
  return lit;
}

function fits(word, { words: members, beginning }) {
  return members ? members.has(word) : word.startsWith(beginning);
}

function excerpt({ pieces }, lit) {
  const at = Math.min(...lit);
  const [first, last] = [Math.max(0, at - BEFORE), Math.min(pieces.length, at + AFTER)];
  const shown = [];
  if (first > 0) shown.push({ text: "… ", found: false });
  for (let i = first; i < last; i++) shown.push(...marked(pieces[i].text, lit.has(i)));
  if (last < pieces.length) shown.push({ text: "…", found: false });
  return { count: lit.size, pieces: shown };
}

// A word without what stands around it.
function marked(text, found) {
  const [word] = found ? words(text) : [];
  if (!word) return [{ text, found: false }];
  const parts = [
    { text: text.slice(0, word.start), found: false },
    { text: text.slice(word.start, word.end), found: true },
    { text: text.slice(word.end), found: false },
  ];
  return parts.filter((part) => part.text);
}
