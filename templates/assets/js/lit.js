// Lights the words of a search in an article: those that `?lit=` names, with a bar that leads from one to the next.
//
// `?lit=` holds sequences divided by blanks; each is made of words divided by hyphens, and each word of its forms,
// divided by commas; `word*` is the beginning of one.

import { onKey } from "./keys.js";
import { litIn } from "./search/texts.js";
import { words } from "./search/words.js";

const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, pre, figcaption, dd, dt, blockquote, div";
const TEXTS = ".clipping > header > :is(h1, .deck), .clipping > .text > :is(.caption, .prose, .loose-notes)";
const UNREAD = "details.cite"; // how to cite a note is not searched, and folded

export function lightAsked(bar) {
  const sequences = sequencesOf(new URL(location.href).searchParams.get("lit") ?? "");
  if (!sequences.length) return;
  const marks = [...document.querySelectorAll(TEXTS)].flatMap((text) => blocksIn(text).flatMap((nodes) => light(nodes, sequences)));
  const hits = grouped(marks);
  const said = bar.querySelector("[data-place]");
  const asked = location.hash && document.getElementById(location.hash.slice(1));
  let here = hits.findIndex(([mark]) => asked && asked.contains(mark));

  const tell = () => {
    said.textContent = (here < 0 ? said.dataset.all : said.dataset.place).replace("{number}", here + 1).replace("{count}", hits.length);
  };
  const go = (step) => {
    hits[here]?.forEach((mark) => mark.classList.remove("here"));
    here = here < 0 && step < 0 ? hits.length - 1 : (here + step + hits.length) % hits.length;
    hits[here].forEach((mark) => mark.classList.add("here"));
    hits[here][0].scrollIntoView({ block: "center" });
    tell();
  };
  const leave = () => {
    marks.forEach((mark) => mark.replaceWith(...mark.childNodes));
    hits.length = 0;
    bar.remove();
    const address = new URL(location.href);
    address.searchParams.delete("lit");
    history.replaceState(history.state, "", address);
    document.getElementById("content").focus({ preventScroll: true });
  };

  if (!hits.length) said.textContent = said.dataset.none;
  else tell();
  for (const [name, act] of [["previous", () => go(-1)], ["next", () => go(1)], ["off", leave]]) {
    const button = bar.querySelector(`[data-act="${name}"]`);
    button.hidden = name !== "off" && !hits.length;
    button.addEventListener("click", act);
  }
  onKey("n", () => hits.length && go(1));
  onKey("p", () => hits.length && go(-1));
  bar.hidden = false;
  if (here >= 0) hits[here].forEach((mark) => mark.classList.add("here"));
}

function sequencesOf(asked) {
  const member = (written) => (written.endsWith("*") ? { beginning: written.slice(0, -1) } : { words: new Set(written.split(",")) });
  return asked.split(" ").filter(Boolean).map((sequence) => sequence.split("-").map(member));
}

// The text nodes of an element, block by block.
function blocksIn(element) {
  const blocks = new Map();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const around = walker.currentNode.parentElement;
    if (around.closest(UNREAD)) continue;
    const block = around.closest(BLOCKS);
    blocks.set(block, [...(blocks.get(block) ?? []), walker.currentNode]);
  }
  return [...blocks.values()];
}

// Marks the words of a block that belong to one of the sequences; gives the marks in order.
function light(nodes, sequences) {
  const found = words(nodes.map((node) => node.data).join(""));
  const lit = [...litIn(found.map((one) => one.word), sequences)].sort((a, b) => b - a);
  const marks = [];
  for (const place of lit) marks.unshift(...marked(nodes, found[place]));
  return marks;
}

// Marks a stretch of text, which may run over several nodes. Later stretches are marked first, so that what is before
// them keeps its place.
function marked(nodes, { start, end }) {
  const marks = [];
  let at = 0;
  for (const node of nodes) {
    const [first, last] = [Math.max(start - at, 0), Math.min(end - at, node.data.length)];
    at += node.data.length;
    if (first >= last) continue;
    const range = document.createRange();
    range.setStart(node, first);
    range.setEnd(node, last);
    const mark = document.createElement("mark");
    mark.className = "hit";
    range.surroundContents(mark);
    marks.push(mark);
  }
  return marks;
}

// Marks that stand side by side are one hit.
function grouped(marks) {
  const hits = [];
  for (const mark of marks) {
    const before = hits.at(-1)?.at(-1);
    if (before && adjacent(before, mark)) hits.at(-1).push(mark);
    else hits.push([mark]);
  }
  return hits;
}

function adjacent(one, other) {
  if (one.closest(BLOCKS) !== other.closest(BLOCKS)) return false;
  const range = document.createRange();
  range.setStartAfter(one);
  range.setEndBefore(other);
  return words(range.toString()).length === 0;
}
