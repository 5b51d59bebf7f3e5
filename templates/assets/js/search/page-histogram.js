// Articles by year or month as bars, of which a range is chosen by drawing over them or by arrow keys.

import { drawn } from "./page-dom.js";
import { monthNamed, say } from "./page-words.js";

const HEIGHT = 84;
const TALLEST = 66;
const LABELS = { year: 5, month: 3 };

// What a bar stands for, as the query language writes it.
export function keyWritten(key, unit) {
  const year = String(unit === "month" ? Math.floor(key / 12) : key).padStart(4, "0");
  return unit === "month" ? `${year}-${String((key % 12) + 1).padStart(2, "0")}` : year;
}

export function keyNamed(key, unit) {
  return unit === "month" ? monthNamed(Math.floor(key / 12), (key % 12) + 1) : String(key);
}

export function barSaid({ key, certain, possible }, unit) {
  const name = keyNamed(key, unit);
  return possible ? say("bar_possible", { name, n: certain, possible }) : say("bar", { name, n: certain });
}

export class Histogram {
  // `tell(text)` says what is pointed at; `choose(first, last)` is called with keys of bars, and null to choose none.
  constructor(tell, choose) {
    this.tell = tell;
    this.choose = choose;
    this.element = drawn("svg", { class: "histogram", role: "listbox", "aria-multiselectable": "true", "aria-orientation": "horizontal", "aria-label": say("histogram"), width: "100%", height: HEIGHT });
    this.element.addEventListener("pointerdown", (event) => this.#begin(event));
    this.element.addEventListener("pointermove", (event) => this.#move(event));
    this.element.addEventListener("pointerup", () => this.#end());
    this.element.addEventListener("pointercancel", () => this.#cancel());
    this.element.addEventListener("pointerleave", () => this.anchor === null && this.tell(""));
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.element.addEventListener("focusin", (event) => this.#focused(event.target));
    Object.assign(this, { bars: [], options: [], unit: "year", at: 0, anchor: null, dragging: false });
  }

  // `chosen` is the range of keys that is asked for, [first, last], or null; it is shown where it leaves bars out.
  show(bars, unit, chosen) {
    const held = this.element.contains(document.activeElement);
    const key = this.bars[this.at]?.key;
    const all = chosen && chosen[0] <= bars[0]?.key && bars.at(-1)?.key <= chosen[1];
    Object.assign(this, { bars, chosen: all ? null : chosen, anchor: null, dragging: false });
    this.at = Math.max(0, this.unit === unit ? bars.findIndex((bar) => bar.key === key) : 0);
    this.unit = unit;
    const most = Math.max(1, ...bars.map((bar) => bar.certain + bar.possible));
    this.options = bars.map((bar, i) => this.#option(bar, i, most));
    this.element.replaceChildren(hatch(), this.#labels(), ...this.options);
    this.#mark();
    if (held) this.options[this.at]?.focus({ preventScroll: true });
  }

  #option(bar, i, most) {
    const share = 100 / this.bars.length;
    const place = { x: `${i * share + share * 0.08}%`, width: `${share * 0.84}%` };
    const [certain, possible] = [bar.certain, bar.possible].map((count) => (count ? Math.max(1.5, (count / most) * TALLEST) : 0));
    return drawn(
      "g",
      { class: "bar", role: "option", tabindex: i === this.at ? "0" : "-1", "aria-selected": "false", "aria-label": barSaid(bar, this.unit) },
      drawn("rect", { class: "field", x: `${i * share}%`, y: 0, width: `${share}%`, height: TALLEST + 4 }),
      drawn("rect", { class: "certain", ...place, y: TALLEST + 4 - certain, height: certain }),
      drawn("rect", { class: "possible", ...place, y: TALLEST + 4 - certain - possible, height: possible, fill: "url(#possible)" }),
    );
  }

  #labels() {
    const { bars, unit } = this;
    const step = Math.max(1, Math.ceil(bars.length / LABELS[unit]));
    const shown = bars.map((_, i) => i).filter((i) => i % step === 0 && (i === 0 || i + step / 2 <= bars.length));
    const place = (i) => (i === 0 && bars.length > 2 ? { x: "0%", "text-anchor": "start" } : { x: `${((i + 0.5) * 100) / bars.length}%`, "text-anchor": "middle" });
    const text = (i) => drawn("text", { ...place(i), y: HEIGHT - 2 }, keyWritten(bars[i].key, unit));
    return drawn("g", { class: "labels", "aria-hidden": "true" }, ...shown.map(text));
  }

  // Shows what is chosen, or what would be.
  #mark() {
    const [first, last] = this.anchor === null ? (this.chosen ?? [Infinity, -Infinity]) : this.#range();
    this.options.forEach((option, i) => {
      const { key } = this.bars[i];
      option.setAttribute("aria-selected", String(first <= key && key <= last));
    });
    this.element.classList.toggle("choosing", first <= last);
  }

  #range() {
    return [Math.min(this.anchor, this.at), Math.max(this.anchor, this.at)].map((i) => this.bars[i].key);
  }

  #go(i) {
    this.options[this.at]?.setAttribute("tabindex", "-1");
    this.at = Math.min(Math.max(i, 0), this.bars.length - 1);
    this.options[this.at].setAttribute("tabindex", "0");
    this.#mark();
    this.#say();
  }

  #say() {
    if (this.anchor === null || this.anchor === this.at) return this.tell(barSaid(this.bars[this.at], this.unit));
    const [first, last] = this.#range();
    return this.tell(say("bars", { first: keyNamed(first, this.unit), last: keyNamed(last, this.unit) }));
  }

  #focused(target) {
    const i = this.options.indexOf(target);
    if (i >= 0 && i !== this.at) this.#go(i);
    else if (i >= 0) this.#say();
  }

  // --- the pointer

  #barAt(event) {
    const box = this.element.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.min(Math.max(Math.floor(share * this.bars.length), 0), this.bars.length - 1);
  }

  #begin(event) {
    if (event.button !== 0 || !this.bars.length) return;
    event.preventDefault();
    this.element.setPointerCapture(event.pointerId);
    this.dragging = true;
    this.anchor = this.#barAt(event);
    this.#go(this.anchor);
  }

  #move(event) {
    if (this.dragging) this.#go(this.#barAt(event));
    else if (this.bars.length) this.tell(barSaid(this.bars[this.#barAt(event)], this.unit));
  }

  #end() {
    if (!this.dragging) return;
    this.dragging = false;
    this.#choose();
  }

  #cancel() {
    Object.assign(this, { dragging: false, anchor: null });
    this.#mark();
  }

  #choose() {
    const [first, last] = this.#range();
    const again = this.chosen && this.chosen[0] === first && this.chosen[1] === last;
    this.anchor = null;
    if (again) this.choose(null);
    else this.choose(first, last);
  }

  // --- keys: arrows move, with Shift they draw over the bars, Enter chooses

  #key(event) {
    const places = { ArrowLeft: this.at - 1, ArrowRight: this.at + 1, Home: 0, End: this.bars.length - 1 };
    if (event.key in places) {
      this.anchor = event.shiftKey ? (this.anchor ?? this.at) : null;
      this.#go(places[event.key]);
      this.options[this.at].focus({ preventScroll: true });
    } else if (event.key === "Enter" || event.key === " ") {
      this.anchor ??= this.at;
      this.#choose();
    } else if (event.key === "Escape" && this.anchor !== null) {
      this.#cancel();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

// Hatching, so that what is only possible is not told by its colour.
function hatch() {
  const pattern = { id: "possible", width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  return drawn("defs", {}, drawn("pattern", pattern, drawn("rect", { class: "hatch-ground", width: 4, height: 4 }), drawn("rect", { class: "hatch-line", width: 1.6, height: 4 })));
}
