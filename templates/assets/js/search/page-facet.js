// One facet: its most frequent values as checkboxes with counts, and on demand all of them, found by name.

import { arrange, element } from "./page-dom.js";
import { called, numbered, say } from "./page-words.js";
import { plain } from "./words.js";

const TOP = 6;
const MOST = 50; // rows on the page at once

export class Facet {
  // `choose(facet, value, state)` is called with "wanted", "unwanted" or ""; `lost(error)` when names cannot be loaded.
  constructor(name, choose, open, lost) {
    Object.assign(this, { name, choose, lost });
    this.rows = new Map();
    this.whole = false; // whether all values can be found, not only the most frequent
    const title = say(`facet.${name}`);
    this.list = element("ul", { class: "values", "aria-label": title, id: `values-${name}` });
    this.input = element("input", { type: "search", "aria-label": say("find_value", { facet: title }), placeholder: say("find_name"), autocomplete: "off", spellcheck: "false" });
    this.finder = element("div", { class: "finder", hidden: true }, this.input);
    this.rest = element("p", { class: "rest" });
    this.all = element("button", { type: "button", class: "all", "aria-expanded": "false", "aria-controls": `values-${name}` });
    this.chosen = element("span", { class: "chosen" });
    this.element = element(
      "details",
      { class: "facet", id: `facet-${name}`, open, hidden: true },
      element("summary", {}, element("h3", {}, title), this.chosen),
      this.finder,
      this.list,
      this.rest,
      this.all,
    );
    this.element.addEventListener("toggle", () => this.#draw());
    this.input.addEventListener("input", () => this.#draw());
    this.all.addEventListener("click", () => this.#expand(!this.whole));
    this.finder.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      this.#expand(false);
    });
  }

  show(answer) {
    this.answer = answer;
    this.#draw();
  }

  #expand(whole) {
    this.whole = whole;
    this.input.value = "";
    this.finder.hidden = !whole;
    this.all.setAttribute("aria-expanded", String(whole));
    this.#draw();
    (whole ? this.input : this.all).focus();
    if (whole) setTimeout(() => this.#matching("").catch(this.lost)); // the first keystroke shall not wait for names
  }

  #draw() {
    this.#drawn().catch(this.lost);
  }

  async #drawn() {
    const { answer } = this;
    if (!answer) return;
    const states = this.#states(answer.query);
    const counts = answer.counts(this.name);
    this.element.hidden = !counts.length && !states.size && !answer.mistakes.length;
    this.chosen.textContent = states.size ? say("chosen", { n: states.size }) : "";
    this.all.hidden = counts.length <= TOP && !this.whole;
    this.all.textContent = this.whole ? say("fewer") : say("all_values", { n: counts.length });
    if (!this.element.open) return;
    const byValue = answer.byValue(this.name);
    const found = await this.#found(counts, byValue, states);
    const shown = this.whole ? found.slice(0, MOST) : this.#top(counts, states);
    const named = await Promise.all(shown.map((value) => answer.library.names.of(this.name, value)));
    if (answer !== this.answer) return;
    arrange(this.list, named.map((one) => this.#row(one, byValue.get(one.value) ?? 0, states.get(one.value) ?? "")));
    this.list.classList.toggle("many", this.whole);
    this.rest.textContent = this.#remark(found.length);
  }

  #remark(found) {
    if (!this.whole) return "";
    if (!found) return say("no_value");
    return found > MOST ? say("some_values", { shown: MOST, n: found }) : "";
  }

  #states({ choices }) {
    const states = new Map();
    for (const { facet, values, excluded } of choices) {
      if (facet === this.name) values.filter((value) => value >= 0).forEach((value) => states.set(value, excluded ? "unwanted" : "wanted"));
    }
    return states;
  }

  // The most frequent values, those chosen and the one that has the focus, most frequent first; years by time.
  #top(counts, states) {
    const top = this.#ordered(counts).slice(0, TOP);
    const [focused] = [...this.rows].find(([, row]) => row.element.contains(document.activeElement)) ?? [];
    const asked = new Set([...states.keys(), ...(focused === undefined ? [] : [focused])]);
    const others = counts.filter(({ value }) => asked.has(value) && !top.some((one) => one.value === value));
    const absent = [...asked].filter((value) => !counts.some((one) => one.value === value));
    return [...this.#ordered([...top, ...others]).map(({ value }) => value), ...absent];
  }

  #ordered(counts) {
    if (this.name !== "year") return counts.toSorted((a, b) => b.count - a.count || a.value - b.value);
    const years = this.answer.library.names.facets.year.values;
    return counts.toSorted((a, b) => years[b.value].localeCompare(years[a.value]));
  }

  // All values that the typed words may mean, and that some article found has.
  async #found(counts, byValue, states) {
    if (!this.whole) return [];
    const typed = this.input.value.trim();
    if (!typed) return [...new Set([...this.#ordered(counts).map(({ value }) => value), ...states.keys()])];
    const matching = await this.#matching(typed);
    const held = matching.filter((value) => byValue.has(value) || states.has(value));
    return held.toSorted((a, b) => (byValue.get(b) ?? 0) - (byValue.get(a) ?? 0));
  }

  async #matching(typed) {
    const { names } = this.answer.library;
    const { values } = names.facets[this.name];
    if (!values) return names.beginning(this.name, typed);
    return values.map((_, value) => value).filter((value) => ` ${plain(called(this.name, values[value]))}`.includes(` ${plain(typed)}`));
  }

  #row({ value, id, name }, count, state) {
    if (!this.rows.has(value)) this.rows.set(value, this.#made(value, id, called(this.name, name)));
    const row = this.rows.get(value);
    row.count.textContent = numbered(count);
    row.box.checked = state === "wanted";
    row.not.setAttribute("aria-pressed", String(state === "unwanted"));
    row.element.classList.toggle("unwanted", state === "unwanted");
    return row.element;
  }

  #made(value, id, name) {
    const box = element("input", { type: "checkbox", value: id });
    const count = element("span", { class: "count" });
    const not = element("button", { type: "button", class: "not", "aria-pressed": "false", "aria-label": say("exclude", { name }), title: say("exclude", { name }) }, "−");
    box.addEventListener("change", () => this.choose(this.name, { value, id }, box.checked ? "wanted" : ""));
    not.addEventListener("click", () => this.choose(this.name, { value, id }, not.getAttribute("aria-pressed") === "true" ? "" : "unwanted"));
    const label = element("label", {}, box, element("span", { class: "name", dir: "auto" }, name), count);
    return { element: element("li", {}, label, not), box, count, not };
  }
}
