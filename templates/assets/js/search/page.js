// The search page. The state is the query, as typed and as chosen; all that is shown follows from it.

import { keysAreOn, switchKeys } from "../keys.js";
import { FACETS } from "./grammar.js";
import { advice } from "./page-advice.js";
import { Archive } from "./page-archive.js";
import { Chips } from "./page-chips.js";
import { Dates } from "./page-dates.js";
import { element, pausing } from "./page-dom.js";
import { Facet } from "./page-facet.js";
import { walkResults } from "./page-keys.js";
import { ResultList } from "./page-list.js";
import { Mistakes } from "./page-mistakes.js";
import { PORTION, addressOf, readState, unfinished, whole } from "./page-state.js";
import { Taking } from "./page-taking.js";
import { isDate, kept, periodWritten, termsOf, withValue } from "./page-text.js";
import { say } from "./page-words.js";

const PAUSE = 150; // milliseconds without a keystroke before a search begins
const SETTLED = 900; // and before it is announced
const SLOW = 400; // before the page says that it is searching
const OPEN = new Set(["company", "topic", "partner", "source", "year"]);
const NARROW = matchMedia("(max-width: 43.99rem)");

const at = (name) => document.getElementById(`search-${name}`);
const [form, input, note, trouble, status, sort, list, more, filters] = ["form", "words", "note", "trouble", "status", "sort", "results", "more", "filters"].map(at);
const { root, archive: title } = at("page").dataset;
const name = document.title;

const archive = new Archive(root, OPEN);
const announce = pausing((text) => (at("said").textContent = text), SETTLED);
const results = new ResultList(list, root, (error) => explain("lost_excerpts", error));
const lostNames = (error) => explain("lost_names", error);
const chips = new Chips(at("chips"), change, () => input.focus(), lostNames);
const mistakes = new Mistakes(at("mistakes"), mend);
const taking = new Taking(at("taking"), root, title, () => shown, announce);
const dates = new Dates(at("dates"), chooseDates);
const facets = FACETS.map((name) => new Facet(name, chooseValue, OPEN.has(name), lostNames));

let state = readState(location);
let shown = null; // {answer, state, order}
let typing = false; // whether the state is that of words still being typed
let latest = 0;

// --- from the state to the page

async function run({ scroll = null } = {}) {
  const run = ++latest;
  const text = whole(state);
  document.title = [text, name].filter(Boolean).join(" · ");
  at("asked").textContent = text;
  const slow = setTimeout(() => (status.textContent = say("searching")), SLOW);
  list.setAttribute("aria-busy", "true");
  note.textContent = typing && state.q.endsWith("*") ? say("unfinished", { word: lastWord(state.q) }) : "";
  chips.show(state, null);
  try {
    const reusable = shown && !shown.answer.lacking && whole(shown.state) === text;
    const answer = reusable ? shown.answer : await archive.ask(text);
    if (run !== latest) return;
    clearTimeout(slow);
    if (answer) await show(answer, text, run, scroll);
    else fail("no_search");
  } catch (error) {
    if (run === latest) fail(navigator.onLine ? "failed" : "offline", error);
  } finally {
    clearTimeout(slow);
    if (run === latest) list.removeAttribute("aria-busy");
  }
}

async function show(answer, text, run, scroll) {
  const { library } = answer;
  const found = answer.results;
  const order = state.sort && (state.sort !== "relevance" || found.ranked) ? state.sort : found.ranked ? "relevance" : "newest";
  trouble.hidden = true;
  if (answer.lacking) explain("lost_words", answer.lacking);
  chips.show(state, library);
  mistakes.show(await completions(answer), state);
  shown = { answer, state, order };
  sort.value = order;
  sort.options[0].disabled = !found.ranked;
  status.textContent = counted(answer);
  announce(answer.mistakes.length ? at("mistakes").textContent : status.textContent);
  if (!note.textContent) advise(answer, run);
  taking.show(found.count);
  dates.show(answer, text);
  at("panel").hidden = false;
  for (const facet of facets) facet.show(answer);
  try {
    const put = await results.show(answer, order, state.n);
    if (run !== latest) return;
    put();
  } catch (error) {
    if (run !== latest) return;
    results.clear();
    explain("lost_titles", error);
  }
  more.hidden = found.count <= list.children.length;
  more.textContent = say("more", { n: Math.min(PORTION, found.count - list.children.length) });
  if (scroll !== null) scrollTo({ top: scroll, behavior: "instant" });
}

async function advise(answer, run) {
  const said = await advice(answer, state, mend).catch(() => []); // what cannot be loaded for it is no loss
  if (run !== latest || !said.length) return;
  note.replaceChildren(...said);
  announce([status.textContent, note.textContent].join(". "));
}

function counted({ mistakes: wrong, results: { count }, library, lacking }) {
  if (wrong.length) return say("not_understood");
  if (!count) return say(lacking ? "found" : "none", { n: 0 });
  return count === library.articles ? say("everything_found", { n: count }) : say("found", { n: count, of: library.articles });
}

// Mistakes; a name that is still being typed is not wrong yet, but may be completed.
function completions({ mistakes: wrong, library }) {
  const end = whole(state).length;
  return Promise.all(
    wrong.map(async (mistake) => {
      if (!typing || mistake.code !== "unknown-value" || mistake.end !== end) return mistake;
      const begun = (await library.names.beginning(mistake.values.facet, mistake.values.value)).slice(0, 6);
      if (!begun.length) return mistake;
      return { ...mistake, code: "half-typed", candidates: await Promise.all(begun.map((value) => library.names.of(mistake.values.facet, value))) };
    }),
  );
}

const lastWord = (text) => text.slice(text.search(/\S*$/));

// --- what cannot be shown

function fail(key, error) {
  shown = null;
  results.clear();
  status.textContent = "";
  more.hidden = true;
  taking.show(0);
  explain(key, error);
}

function explain(key, error) {
  if (error) console.warn(error);
  const again = element("button", { type: "button", onclick: tryAgain }, say("try_again"));
  trouble.replaceChildren(element("p", {}, say(key)), error ? again : at("instead").content.cloneNode(true));
  trouble.hidden = false;
  announce(say(key));
}

// A page loaded anew forgets what the browser remembers as failed; the address holds all of its state.
async function tryAgain() {
  try {
    const response = await fetch(`${root}search/entry.json`, { cache: "no-cache" });
    if (response.ok) return location.reload();
  } catch {
    // still not to be reached
  }
  return explain(navigator.onLine ? "failed" : "offline", new Error("search/entry.json"));
}

// --- from the reader to the state

// While words are typed, and when Enter ends them, one entry of the browser's history changes; what was asked for before
// keeps its own.
function change(changes, { typed = false, settled = false } = {}) {
  const next = { ...state, n: PORTION, ...changes };
  const address = addressOf(next);
  const replace = (typing && (typed || settled)) || address === addressOf(state);
  history[replace ? "replaceState" : "pushState"](null, "", address);
  state = next;
  typing = typed;
  if (!typed) input.value = state.q;
  run();
}

function typed() {
  const q = unfinished(input.value);
  if (q !== state.q) change({ q }, { typed: true });
}

const typedLater = pausing(typed, PAUSE);

function settle() {
  typedLater.cancel();
  change({ q: input.value.trim() }, { settled: true });
}

function mend(changes) {
  change(changes);
  input.focus();
}

async function chooseValue(facet, { value, id }, wanted) {
  typedLater.cancel();
  const { names } = shown.answer.library;
  const others = async (text) => {
    const gone = new Set();
    for (const { field, values } of termsOf(text)) {
      for (const one of field === facet ? values : []) if ((await names.find(facet, one)).includes(value)) gone.add(one);
    }
    return kept(text, (term, one) => term.field !== facet || !gone.has(one));
  };
  const [q, f] = await Promise.all([others(state.q), others(state.f)]);
  change({ q, f: wanted ? withValue(f, facet, id, wanted === "unwanted") : f });
}

function chooseDates(period) {
  const others = (text) => kept(text, (term) => !isDate(term.field) || term.excluded);
  change({ q: others(state.q), f: [others(state.f), periodWritten(period)].filter(Boolean).join(" ") });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  settle();
});
input.addEventListener("input", (event) => event.isComposing || typedLater());
input.addEventListener("compositionend", () => typedLater());
sort.addEventListener("change", () => change({ sort: sort.value === "relevance" ? "" : sort.value }));
more.addEventListener("click", async () => {
  const before = list.children.length;
  state = { ...state, n: state.n + PORTION };
  history.replaceState(null, "", addressOf(state));
  await run();
  list.children[before]?.querySelector("a").focus();
});
addEventListener("popstate", () => {
  typedLater.cancel();
  state = readState(location);
  typing = false;
  input.value = state.q;
  run({ scroll: history.state?.scroll ?? null });
});
addEventListener("scroll", pausing(() => history.replaceState({ scroll: scrollY }, ""), PAUSE), { passive: true });
walkResults(input, list);

// Beside the results there is room for the filters; else they stand folded before them.
function place() {
  if (NARROW.matches) at("columns").prepend(filters);
  else at("columns").append(filters);
  filters.open = !NARROW.matches;
}
NARROW.addEventListener("change", place);

at("facets").append(...facets.map((facet) => facet.element));
place();
at("page").hidden = false;
input.value = state.q;
input.focus({ preventScroll: true });
run({ scroll: history.state?.scroll ?? null });

const keys = at("keys");
keys.checked = keysAreOn();
keys.addEventListener("change", () => switchKeys(keys.checked));
