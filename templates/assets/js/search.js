// The search page: words in, articles out. Pagefind finds; this module words, lists and links.

import { openIndex } from "./bundle.js";
import { resultItem } from "./results.js";

const PAGE = 20;
const PAUSE = 150; // milliseconds without a keystroke before a search begins

const form = document.getElementById("search-form");
const input = document.getElementById("search-words");
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");
const root = list.dataset.root;

let latest = 0;
let waiting = [];

function say(count) {
  status.textContent =
    count === 0 ? status.dataset.none : count === 1 ? status.dataset.one : status.dataset.many.replace("{count}", count.toLocaleString(document.documentElement.lang));
}

async function show(results) {
  const run = latest;
  waiting = results.slice(PAGE);
  const loaded = await Promise.all(results.slice(0, PAGE).map((result) => result.data()));
  if (run !== latest) return;
  list.append(...loaded.map((article) => resultItem(article, root)));
  more.hidden = waiting.length === 0;
}

async function search(words) {
  const run = ++latest;
  if (!words.trim()) {
    status.textContent = "";
    list.replaceChildren();
    more.hidden = true;
    return;
  }
  status.textContent = status.dataset.searching;
  try {
    const index = await openIndex(root);
    if (index === null) {
      status.textContent = status.dataset.missing;
      return;
    }
    const found = await index.search(words);
    if (run !== latest) return;
    list.replaceChildren();
    say(found.results.length);
    await show(found.results);
  } catch (error) {
    if (run === latest) status.textContent = status.dataset.failed;
    console.warn(error);
  }
}

function remember(words) {
  const address = new URL(location.href);
  if (words) address.searchParams.set("q", words);
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
}

let timer = 0;
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    remember(input.value.trim());
    search(input.value);
  }, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  remember(input.value.trim());
  search(input.value);
});
more.addEventListener("click", () => show(waiting));

input.value = new URL(location.href).searchParams.get("q") ?? "";
input.focus();
search(input.value);
