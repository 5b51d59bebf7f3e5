// One search result as an element: the article, and its hits with links to their paragraphs.

const MOST_HITS = 4;

export function resultItem(article, root) {
  const item = document.createElement("li");
  const heading = document.createElement("h2");
  heading.append(link(address(article.url, root), article.meta.title));
  const hits = document.createElement("ul");
  hits.className = "hits";
  for (const hit of hitsOf(article).slice(0, MOST_HITS)) {
    const entry = document.createElement("li");
    const to = link(address(hit.url, root));
    to.append(...marked(hit.excerpt));
    entry.append(to);
    hits.append(entry);
  }
  item.append(heading, hits);
  return item;
}

// Pagefind divides a document at its headings and anchors; without any hit in a paragraph the excerpt stands alone.
function hitsOf(article) {
  const inside = article.sub_results.filter((hit) => hit.url.includes("#"));
  return inside.length ? inside : [{ url: article.url, excerpt: article.excerpt }];
}

// Addresses in the index begin at the site's root, wherever the site is served.
function address(url, root) {
  return root + url.replace(/^\//, "");
}

function link(href, text) {
  const element = document.createElement("a");
  element.href = href;
  if (text) element.textContent = text;
  return element;
}

// Pagefind marks words in its excerpts with <mark> and escapes the rest; only these two are taken from it.
function marked(excerpt) {
  const parsed = new DOMParser().parseFromString(excerpt, "text/html");
  return [...parsed.body.childNodes].map((node) => {
    if (node.nodeName !== "MARK") return document.createTextNode(node.textContent);
    const mark = document.createElement("mark");
    mark.textContent = node.textContent;
    return mark;
  });
}
