// What is wrong in a query, where, and what would mend it.

import { FIELDS } from "./grammar.js";
import { distance } from "./names.js";
import { element } from "./page-dom.js";
import { partAt, whole } from "./page-state.js";
import { mended, replaced } from "./page-text.js";
import { called, say } from "./page-words.js";

const ALIKE = 2; // letters that a mistyped field may differ in

export class Mistakes {
  // `change({q} or {f})` is called with the text that mends a mistake.
  constructor(place, change) {
    this.place = place;
    this.change = change;
  }

  show(mistakes, state) {
    this.place.replaceChildren(...mistakes.map((mistake) => this.#explained(mistake, state)));
  }

  #explained({ code, start, end, values, candidates = [] }, state) {
    const text = whole(state);
    const { part, begins } = partAt(state, start);
    const own = state[part];
    const put = (label, now) => element("button", { type: "button", onclick: () => this.change({ [part]: now }) }, label);
    const instead = (now) => replaced(own, start - begins, end - begins, now);
    const means = [];
    if (code === "unknown-field") {
      means.push(...alike(values.field).map((field) => put(`${field}:`, instead(text.slice(start, end).replace(/[A-Za-z]+/, field)))));
      means.push(put(say("as_words"), instead(quoted(text.slice(start, end)))));
    }
    if (code === "reversed-dates") {
      const [first, last] = values.value.split("..");
      means.push(put(`${last}..${first}`, instead(text.slice(start, end).replace(values.value, `${last}..${first}`))));
    }
    const known = candidates.map((one) => put(called(values.facet, one.name) + (code === "several" ? ` (${one.id})` : ""), mended(own, start - begins, values.value, one.id)));
    const said = say(`mistake.${code}`, { ...values, facet: values.facet ? say(`facet.${values.facet}`) : "", fields: FIELDS.join(", ") });
    const asks = known.length && code === "unknown-value" ? say("did_you_mean") : "";
    return element(
      "div",
      { class: "mistake" },
      element("p", { class: "query", dir: "auto" }, text.slice(0, start), element("u", {}, text.slice(start, end)), text.slice(end)),
      element("p", {}, [said, asks].filter(Boolean).join(" ")),
      element("p", { class: "means" }, ...known, ...means, put(say("leave_out"), instead(""))),
    );
  }
}

function quoted(text) {
  return `"${text.replaceAll("\"", "")}"`;
}

function alike(field) {
  return FIELDS.filter((one) => distance(field, one, ALIKE) <= ALIKE);
}
