// Where the words that were found stand: Pagefind gives their positions in the article and those of its paragraphs.

const BEFORE = 8; // words of context
const AFTER = 16;
const NOT_ON_PAGE = new Set(["summary", "caption"]); // ids of the index that the article's page does not have

// Hits in the order of the article, one for each paragraph: {id, words: [{text, found}]}. Hits in the title or the
// summary have no paragraph and come last.
export function hitsOf(article) {
  const words = split(article.raw_content).map(unescape);
  const found = new Set(article.locations);
  const borders = [...article.anchors].sort((a, b) => a.location - b.location);
  const hits = new Map();
  for (const position of [...found].sort((a, b) => a - b)) {
    const index = borders.findLastIndex((anchor) => anchor.location <= position);
    if (hits.has(index)) continue;
    const start = index < 0 ? 0 : borders[index].location;
    const end = borders[index + 1]?.location ?? words.length;
    const id = index < 0 || NOT_ON_PAGE.has(borders[index].id) ? "" : borders[index].id;
    hits.set(index, { id, words: excerpt(words, found, position, start, end) });
  }
  return [...hits.values()].sort((a, b) => Number(a.id === "") - Number(b.id === ""));
}

function excerpt(words, found, position, start, end) {
  const first = Math.max(start, position - BEFORE);
  const last = Math.min(end, position + AFTER);
  const shown = words.slice(first, last).map((text, i) => ({ text, found: found.has(first + i) }));
  if (first > start) shown.unshift({ text: "…", found: false });
  if (last < end) shown.push({ text: "…", found: false });
  return shown;
}

// Texts that Pagefind has segmented are divided by zero-width spaces, others by white space.
function split(content) {
  return content.includes("\u200B") ? content.split("\u200B") : content.split(/[\r\n\s]+/);
}

function unescape(word) {
  return word.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
}
