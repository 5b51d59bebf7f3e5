// The query language; the same as `pressmark.query.grammar`, with the same cases to prove it.

import { words } from "./words.js";

export const FACETS = ["company", "topic", "partner", "person", "place", "source", "year", "language", "kind"];
export const DATE_FIELDS = ["date", "certainly"]; // possibly, or certainly, inside
export const FIELDS = [...FACETS, ...DATE_FIELDS];
const QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb';
const FIELD = /([A-Za-z]+):(?:(?!\/\/|\s|$)|(?=\s|$)())/y;
const SPACE = /\s/;
const DAY = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/;

// {texts, choices, periods, mistakes}. While someone is typing, a word at the very end is read as a beginning.
export function parse(text, { typing = false } = {}) {
  const query = { texts: [], choices: [], periods: [], mistakes: [] };
  let at = 0;

  while (at < text.length) {
    if (SPACE.test(text[at])) {
      at++;
      continue;
    }
    const start = at;
    const excluded = text[at] === "-";
    if (excluded) at++;
    FIELD.lastIndex = at;
    const named = FIELD.exec(text);
    const name = named?.[1].toLowerCase();
    if (named && (named[2] === undefined || FIELDS.includes(name))) {
      at = FIELD.lastIndex;
      field(name, start, excluded);
    } else if (at < text.length && QUOTES.includes(text[at])) {
      addText(quoted(), excluded, false);
    } else {
      const written = bare("");
      const unfinished = typing && at === text.length && !excluded;
      addText(written, excluded, written.endsWith("*") || unfinished);
    }
  }
  return query;

  function quoted() {
    const start = ++at;
    while (at < text.length && !QUOTES.includes(text[at])) at++;
    return text.slice(start, at++);
  }

  function bare(ends) {
    const start = at;
    while (at < text.length && !SPACE.test(text[at]) && !ends.includes(text[at])) at++;
    return text.slice(start, at);
  }

  function values() {
    const found = [];
    for (;;) {
      found.push((at < text.length && QUOTES.includes(text[at]) ? quoted() : bare(",")).trim());
      if (text[at] !== ",") return found.filter(Boolean);
      at++;
    }
  }

  function addText(written, excluded, begins) {
    const found = words(written).map((one) => one.word);
    if (!found.length) return;
    const beginning = begins ? found.pop() : "";
    query.texts.push({ phrase: found, beginning, excluded });
  }

  function field(name, start, excluded) {
    const found = values();
    const end = Math.min(at, text.length);
    if (!FIELDS.includes(name)) query.mistakes.push({ code: "unknown-field", start, end, values: { field: name } });
    else if (!found.length) query.mistakes.push({ code: "no-value", start, end, values: { field: name } });
    else if (DATE_FIELDS.includes(name)) {
      for (const value of found) {
        const read = period(value, name, excluded);
        if (read.code) query.mistakes.push({ ...read, start, end, values: { value } });
        else query.periods.push({ ...read, field: name, value, start, end });
      }
    } else query.choices.push({ facet: name, values: found, excluded, start, end });
  }
}

// A period in days since 1 January 1, or {code} of a mistake; an absent end is null.
function period(written, name, excluded) {
  const dots = written.indexOf("..");
  const first = dots < 0 ? written : written.slice(0, dots);
  const last = dots < 0 ? written : written.slice(dots + 2);
  const [earliest, latest] = [days(first), days(last)];
  if ((first && !earliest) || (last && !latest) || !(first || last)) return { code: "bad-date" };
  const found = {
    certainly: name === "certainly",
    earliest: earliest ? earliest[0] : null,
    latest: latest ? latest[1] : null,
    excluded,
  };
  const reversed = found.earliest !== null && found.latest !== null && found.earliest > found.latest;
  return reversed ? { code: "reversed-dates" } : found;
}

const BEFORE_1970 = 719163; // days from 1 January 1, which is day 1, to 1 January 1970

export function dayNumber(year, month, day) {
  const time = new Date(Date.UTC(2000, month - 1, day));
  time.setUTCFullYear(year, month - 1, day);
  return Math.round(time.getTime() / 86400000) + BEFORE_1970;
}

export function dateOf(dayNumber) {
  return new Date((dayNumber - BEFORE_1970) * 86400000);
}

// The first and last day of a year, month or day; null if it is none.
function days(written) {
  const found = DAY.exec(written);
  if (!found || found[1] === "0000") return null;
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1)];
  const lastMonth = found[2] ? month : 12;
  const lastOf = (m) => dateOf(dayNumber(m === 12 ? year + 1 : year, m === 12 ? 1 : m + 1, 1) - 1).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > lastOf(month)) return null;
  return [dayNumber(year, month, day), dayNumber(year, lastMonth, found[3] ? day : lastOf(lastMonth))];
}
