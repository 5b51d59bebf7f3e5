// The list of results: titles first; excerpts come into the room kept for them, those in view first.

import { arrange, element, marked, pageAt } from "./page-dom.js";
import { say } from "./page-words.js";
import { litIn } from "./texts.js";
import { words } from "./words.js";

const PLACES = 2; // shown of each article; the others on demand
const NEAR = "100px";
const AHEAD = 20; // excerpts loaded before anyone scrolls to them
const AT_ONCE = 4; // of these, so that the next search need not wait for them

export class ResultList {
  // `lost(error)` is called when excerpts cannot be loaded.
  constructor(list, root, lost) {
    Object.assign(this, { list, root, lost, answer: null });
    this.near = new IntersectionObserver((entries) => entries.filter((one) => one.isIntersecting).forEach((one) => this.#fill(one.target)), { rootMargin: NEAR });
    this.waiting = new Map();
  }

  // Shows the first `n` results of an answer in an order.
  async show(answer, order, n) {
    const again = this.answer === answer && this.order === order;
    const numbers = answer.results.ordered(order).slice(again ? this.list.children.length : 0, n);
    const { library, query } = answer;
    const [cards, forms] = await Promise.all([library.cards(numbers), library.forms(query)]);
    const sources = await Promise.all(cards.map((card) => library.source(card.number)));
    return () => {
      Object.assign(this, { answer, order, lit: litAsked(forms) });
      if (!again) this.clear();
      const items = cards.map((card, i) => this.#item(card, sources[i], forms));
      arrange(this.list, [...this.list.children, ...items].slice(0, n));
      this.#fillAhead(items.slice(0, AHEAD));
    };
  }

  clear() {
    this.near.disconnect();
    this.waiting.clear();
    this.list.replaceChildren();
  }

  #item(card, source, forms) {
    const page = pageAt(this.root, card.route) + this.lit;
    const title = element("a", { href: page, dir: "auto" }, ...marked(pieces(card.title, forms)));
    const more = element("button", { type: "button", class: "link", "aria-expanded": "false", hidden: true });
    const about = [card.published || say("undated"), source].filter(Boolean).join(" · ");
    const item = element("li", {}, element("h2", {}, title), element("p", { class: "meta" }, element("span", { dir: "auto" }, about), more));
    if (!forms.length) return item;
    const hits = element("ul", { class: "hits", "aria-busy": "true" });
    item.append(hits);
    this.waiting.set(item, { card, page, hits, more, answer: this.answer });
    this.near.observe(item);
    return item;
  }

  // In their order, so that those in view come first.
  #fillAhead(items) {
    const left = items.values();
    const fill = async () => {
      for (const item of left) await this.#fill(item);
    };
    for (let i = 0; i < AT_ONCE; i++) fill();
  }

  async #fill(item) {
    const { card, page, hits, more, answer } = this.waiting.get(item) ?? {};
    if (!card) return;
    this.near.unobserve(item);
    this.waiting.delete(item);
    try {
      const found = (await answer.library.hits(card, answer.query)).filter((hit) => hit.passage !== "title");
      hits.append(...found.map((hit, i) => hitItem(hit, page, i >= PLACES)));
      if (found.length > PLACES) this.#offer(more, hits, found.length - PLACES);
    } catch (error) {
      if (answer === this.answer) this.lost(error);
    }
    hits.removeAttribute("aria-busy");
  }

  #offer(more, hits, n) {
    const label = () => (more.textContent = say(more.getAttribute("aria-expanded") === "true" ? "fewer_places" : "more_places", { n }));
    more.addEventListener("click", () => {
      const open = more.getAttribute("aria-expanded") !== "true";
      more.setAttribute("aria-expanded", String(open));
      hits.classList.toggle("whole", open);
      [...hits.children].slice(PLACES).forEach((hit) => (hit.hidden = !open));
      label();
    });
    label();
    more.hidden = false;
  }
}

function hitItem(hit, page, hidden) {
  const link = element("a", { href: hit.id ? `${page}#${hit.id}` : page, dir: "auto" }, ...marked(hit.pieces));
  return element("li", { hidden }, link);
}

// A title, divided where words of the query stand.
function pieces(title, forms) {
  const found = words(title);
  const lit = litIn(found.map((one) => one.word), forms);
  const parts = [];
  let at = 0;
  for (const place of [...lit].sort((a, b) => a - b)) {
    parts.push({ text: title.slice(at, found[place].start), found: false }, { text: title.slice(found[place].start, found[place].end), found: true });
    at = found[place].end;
  }
  return [...parts, { text: title.slice(at), found: false }].filter((part) => part.text);
}

// What tells the article's page which words to light: sequences of words, each in all its forms; see `lit.js`.
function litAsked(forms) {
  const written = forms.map((sequence) => sequence.map(({ words: members, beginning }) => (members ? [...members].join(",") : beginning + "*")).join("-"));
  return written.length ? `?lit=${written.map(encodeURIComponent).join("+").replaceAll("%2C", ",")}` : "";
}
