// All results to take away, as files and as a citation of the search itself.

import { citedAt, element } from "./page-dom.js";
import { FORMATS } from "./page-exports.js";
import { whole } from "./page-state.js";
import { say } from "./page-words.js";

const EXACT = /^(\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?)?$/; // no season, and nothing open, unknown or unsure
const BATCH = 256; // records loaded at a time, which stand in one file
const LATER = 60_000; // milliseconds until the browser has surely taken a file

export class Taking {
  // `shown()` gives {answer, state, order} of what the page shows; `told(text)` announces.
  constructor(place, root, archive, shown, told) {
    Object.assign(this, { root, archive, shown, told, run: 0 });
    const button = (text, act) => element("button", { type: "button", onclick: act }, text);
    this.files = Object.keys(FORMATS).map((format) => button(say(`format.${format}`), () => this.#save(format)));
    this.progress = element("progress", { "aria-label": say("collecting"), hidden: true });
    this.cite = button(say("cite"), () => this.#cite());
    this.citation = element("textarea", { readonly: true, rows: 3, hidden: true, "aria-label": say("citation_label") });
    this.said = element("span", { class: "said" });
    this.label = element("span", { class: "label" });
    place.append(element("p", { class: "take" }, this.label, ...this.files, this.cite, this.progress, this.said), this.citation);
    this.place = place;
  }

  show(count) {
    this.run++;
    this.place.classList.toggle("nothing", count === 0); // its room stays
    this.label.textContent = say("all_as", { n: count });
    this.citation.hidden = true;
    this.progress.hidden = true;
    this.said.textContent = "";
  }

  async #save(format) {
    const run = ++this.run;
    const { answer, order } = this.shown();
    const { type, head, write } = FORMATS[format];
    const numbers = answer.results.ordered(order);
    const parts = [head];
    this.#say("");
    this.progress.max = numbers.length;
    this.progress.value = 0;
    this.progress.hidden = false;
    try {
      for (let at = 0; at < numbers.length; at += BATCH) {
        const records = await answer.library.records(numbers.slice(at, at + BATCH));
        if (run !== this.run) return;
        parts.push(records.map((record) => write(this.#completed(record))).join(""));
        this.progress.value = at + records.length;
        await new Promise((later) => setTimeout(later)); // the page stays answerable
      }
      save(new Blob(parts, { type: `${type};charset=utf-8` }), `${say("file_name")}.${format}`);
      this.#say(say("saved", { n: numbers.length }));
    } catch (error) {
      console.warn(error);
      this.#say(say("not_saved"));
    } finally {
      if (run === this.run) this.progress.hidden = true;
    }
  }

  #completed(record) {
    const address = citedAt(`${this.root}${record.route}`);
    const key = record.route.split("/").slice(1, -1).join("-");
    return { ...record, address, key, archive: this.archive, uncertain: !EXACT.test(record.published) };
  }

  async #cite() {
    const { answer, state } = this.shown();
    const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(new Date());
    const query = whole(state) || say("everything");
    this.citation.value = say("citation", { archive: this.archive, version: answer.library.version, query, n: answer.results.count, day, address: citedAt(location.search) });
    this.citation.hidden = false;
    try {
      await navigator.clipboard.writeText(this.citation.value);
      this.#say(say("copied"));
    } catch {
      this.citation.focus(); // pages that are not served securely may not write to the clipboard
      this.citation.select();
      this.#say(say("to_copy"));
    }
  }

  #say(text) {
    this.said.textContent = text;
    if (text) this.told(text);
  }
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = element("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), LATER);
}
