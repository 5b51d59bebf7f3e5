// One search result as an element: the article, and its hits, each a link to the paragraph it stands in.

import { hitsOf } from "./hits.js";

const MOST_HITS = 4;

export function resultItem(article, root) {
  const page = root + article.raw_url.replace(/^\//, ""); // addresses in the index begin at the site's root
  const item = document.createElement("li");
  const heading = document.createElement("h2");
  heading.append(link(page, [article.meta.title]));
  const hits = document.createElement("ul");
  hits.className = "hits";
  for (const hit of hitsOf(article).slice(0, MOST_HITS)) {
    const entry = document.createElement("li");
    const pieces = hit.words.map((word) => (word.found ? marked(word.text) : word.text));
    entry.append(link(hit.id ? `${page}#${hit.id}` : page, pieces.flatMap((piece, i) => (i ? [" ", piece] : [piece]))));
    hits.append(entry);
  }
  item.append(heading, hits);
  return item;
}

function link(href, content) {
  const element = document.createElement("a");
  element.href = href;
  element.dir = "auto"; // a title or text may run the other way than the interface
  element.append(...content);
  return element;
}

function marked(text) {
  const mark = document.createElement("mark");
  mark.textContent = text;
  return mark;
}
