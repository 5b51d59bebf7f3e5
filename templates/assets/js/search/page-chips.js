// What is chosen, in words, each with a button that takes it away.

import { element } from "./page-dom.js";
import { isDate, kept, termsOf } from "./page-text.js";
import { called, say } from "./page-words.js";

export class Chips {
  // `change({q, f})` is called with what is left; `leave()` when no chip is left that could have the focus; `lost(error)`
  // when names cannot be loaded.
  constructor(place, change, leave, lost) {
    Object.assign(this, { place, change, leave, lost });
  }

  // Shows what a state chooses, at first as it is written, then by its names.
  show(state, library) {
    this.state = state;
    const chips = ["f", "q"].flatMap((part) => termsOf(state[part])).flatMap((term) => term.values.map((value) => ({ ...term, value })));
    const different = [...new Map(chips.map((chip) => [`${chip.excluded}${chip.field}:${chip.value}`, chip])).values()];
    this.#draw(different.map((chip) => ({ ...chip, name: chip.value })));
    if (!library || !different.length) return;
    Promise.all(different.map(async (chip) => ({ ...chip, name: await nameOf(library, chip) })))
      .then((named) => this.state === state && this.#draw(named))
      .catch(this.lost);
  }

  #draw(chips) {
    const held = [...this.place.querySelectorAll("button")].indexOf(document.activeElement);
    const entries = chips.map((chip) => element("li", {}, this.#button(chip)));
    if (chips.length > 1) entries.push(element("li", {}, element("button", { type: "button", class: "clear", onclick: () => this.#keep(() => false) }, say("clear"))));
    this.place.replaceChildren(...entries);
    this.place.hidden = !chips.length;
    if (held < 0) return;
    const buttons = this.place.querySelectorAll("button");
    if (buttons.length) buttons[Math.min(held, buttons.length - 1)].focus({ preventScroll: true });
    else this.leave();
  }

  #button({ field, value, excluded, name }) {
    const title = say(isDate(field) ? field : `facet.${field}`);
    const text = say(excluded ? "chip_not" : "chip", { field: title, value: called(field, name) });
    const drop = () => this.#keep((term, one) => !(term.field === field && term.excluded === excluded && one === value));
    return element("button", { type: "button", class: "chip", "aria-label": say("remove", { what: text }), onclick: drop }, element("span", { dir: "auto" }, text), element("span", { "aria-hidden": "true" }, " ×"));
  }

  #keep(keeps) {
    this.change({ q: kept(this.state.q, keeps), f: kept(this.state.f, keeps) });
  }
}

async function nameOf(library, { field, value }) {
  if (isDate(field)) return value;
  const found = await library.names.find(field, value);
  return found.length === 1 && found[0] >= 0 ? (await library.names.of(field, found[0])).name : value;
}
