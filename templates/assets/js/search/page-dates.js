// When articles were published: a histogram to draw over, its table, and dates to type.

import { dateOf, parse } from "./grammar.js";
import { element } from "./page-dom.js";
import { Histogram, keyNamed, keyWritten } from "./page-histogram.js";
import { datesOf, periodWritten } from "./page-text.js";
import { numbered, say } from "./page-words.js";

const FEW_YEARS = 3; // so many are shown by month

export class Dates {
  // `choose({from, to, certainly})` is called with dates as they are typed.
  constructor(place, choose) {
    this.choose = choose;
    this.dates = { from: "", to: "", certainly: false };
    this.pointed = element("span");
    this.histogram = new Histogram(
      (text) => (this.pointed.textContent = text || this.asked),
      (first, last = first) => this.#chosen(first === null ? "" : keyWritten(first, this.unit), first === null ? "" : keyWritten(last, this.unit)),
    );
    this.wider = element("button", { type: "button", class: "link", hidden: true, onclick: () => this.#chosen("", "") }, say("all_years"));
    this.scroll = element("div", { class: "scroll" }, this.histogram.element);
    this.remarks = element("p", { class: "rest" });
    this.body = element("tbody");
    this.unitHeading = element("th", { scope: "col" });
    const heading = (key) => element("th", { scope: "col" }, say(key));
    const head = element("thead", {}, element("tr", {}, this.unitHeading, heading("certain"), heading("possible")));
    const table = element("table", {}, element("caption", { class: "hidden" }, say("histogram")), head, this.body);
    this.table = element("details", { class: "twin" }, element("summary", {}, say("as_table")), element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": say("histogram") }, table));
    this.table.addEventListener("toggle", () => this.#fillTable());
    place.append(this.scroll, element("div", { class: "pointed" }, this.pointed, this.wider), this.remarks, this.#form(), this.table);
  }

  show(answer, text) {
    this.dates = datesOf(text);
    this.unit = "year";
    const period = this.#period();
    let { undated, bars } = answer.results.histogram("year");
    if (bars.length && (bars.length <= FEW_YEARS || this.#isShort(period))) {
      this.unit = "month";
      ({ bars } = answer.results.histogram("month"));
      if (this.#isShort(period)) bars = within(bars, period.earliest, period.latest);
    }
    this.bars = bars;
    const { from, to, certainly } = this.dates;
    this.asked = from || to ? say(certainly ? "asked_certainly" : "asked_possibly", { period: from === to ? from : `${from}–${to}` }) : "";
    this.pointed.textContent = this.asked;
    this.wider.hidden = !this.asked;
    this.histogram.show(bars, this.unit, this.#keys(period));
    this.scroll.hidden = !bars.length;
    this.table.hidden = !bars.length;
    const hatched = bars.some((bar) => bar.possible) ? say("hatched") : "";
    this.remarks.textContent = [hatched, undated ? say("undated_left_out", { n: undated }) : ""].filter(Boolean).join(" ");
    this.#fillForm();
    this.#fillTable();
  }

  #period() {
    const [period] = parse(periodWritten(this.dates)).periods;
    return period ?? { earliest: null, latest: null };
  }

  #isShort({ earliest, latest }) {
    return earliest !== null && latest !== null && latest - earliest <= FEW_YEARS * 366;
  }

  // The bars that a period stands for, as keys; null without one.
  #keys({ earliest, latest }) {
    if (earliest === null && latest === null) return null;
    const key = (day, otherwise) => (day === null ? otherwise : keyOf(day, this.unit));
    return [key(earliest, -Infinity), key(latest, Infinity)];
  }

  #chosen(from, to) {
    this.choose({ from, to, certainly: this.dates.certainly });
  }

  // --- dates to type

  #form() {
    const field = (name) => element("input", { id: `dates-${name}`, class: "date", autocomplete: "off", inputmode: "numeric", placeholder: say("date_form"), "aria-describedby": "dates-wrong", size: 10 });
    this.from = field("from");
    this.to = field("to");
    const choice = (value) => element("input", { type: "radio", name: "dates-inside", value, id: `dates-${value}` });
    this.possibly = choice("possibly");
    this.certainly = choice("certainly");
    this.wrong = element("p", { id: "dates-wrong", class: "wrong", role: "status" });
    const labelled = (input, key) => element("label", {}, input.type === "radio" ? input : null, element("span", {}, say(key)), input.type === "radio" ? null : input);
    const form = element(
      "form",
      { class: "dates" },
      element("div", { class: "ends" }, labelled(this.from, "from"), labelled(this.to, "to")),
      element("fieldset", {}, element("legend", { class: "hidden" }, say("inside")), labelled(this.possibly, "possibly"), labelled(this.certainly, "certainly")),
      this.wrong,
      element("button", { type: "submit", class: "hidden" }, say("apply")),
    );
    form.addEventListener("input", () => (this.edited = true));
    form.addEventListener("focusout", (event) => this.edited && !form.querySelector(".ends").contains(event.relatedTarget) && this.#typed());
    form.addEventListener("change", (event) => event.target.type === "radio" && this.#typed());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#typed();
    });
    return form;
  }

  // What someone is typing stays as it is.
  #fillForm() {
    if (this.edited) return;
    this.from.value = this.dates.from;
    this.to.value = this.dates.to;
    this.possibly.checked = !this.dates.certainly;
    this.certainly.checked = this.dates.certainly;
    this.#explain("");
  }

  #typed() {
    this.edited = false;
    const dates = { from: this.from.value.trim(), to: this.to.value.trim(), certainly: this.certainly.checked };
    if (JSON.stringify(dates) === JSON.stringify(this.dates)) return this.#explain("");
    const wrong = /[\s,:"]/.test(dates.from + dates.to) ? [{ code: "bad-date" }] : parse(periodWritten(dates)).mistakes;
    if (wrong.length) return this.#explain(say(`mistake.${wrong[0].code}`, { value: `${dates.from}..${dates.to}` }));
    this.#explain("");
    this.dates = dates;
    return this.choose(dates);
  }

  #explain(text) {
    this.wrong.textContent = text;
    for (const input of [this.from, this.to]) input.setAttribute("aria-invalid", String(text !== ""));
  }

  // --- the table, made when it is opened

  #fillTable() {
    if (!this.table.open) return;
    this.unitHeading.textContent = say(this.unit);
    const row = ({ key, certain, possible }) => {
      const name = element("button", { type: "button", class: "link" }, keyNamed(key, this.unit));
      name.addEventListener("click", () => this.#chosen(keyWritten(key, this.unit), keyWritten(key, this.unit)));
      return element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, numbered(certain)), element("td", {}, numbered(possible)));
    };
    const held = [...this.body.rows].findIndex((one) => one.contains(document.activeElement));
    this.body.replaceChildren(...this.bars.map(row));
    if (held >= 0) (this.body.rows[held] ?? this.body.rows[0])?.querySelector("button").focus({ preventScroll: true });
  }
}

function keyOf(day, unit) {
  const date = dateOf(day);
  return unit === "month" ? date.getUTCFullYear() * 12 + date.getUTCMonth() : date.getUTCFullYear();
}

// The bars of a period's months, also of those in which there is nothing.
function within(bars, earliest, latest) {
  const [first, last] = [keyOf(earliest, "month"), keyOf(latest, "month")];
  const known = new Map(bars.map((bar) => [bar.key, bar]));
  return Array.from({ length: last - first + 1 }, (_, i) => known.get(first + i) ?? { key: first + i, certain: 0, possible: 0 });
}
