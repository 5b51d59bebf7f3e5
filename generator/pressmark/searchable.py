"""The small documents that full-text search indexes, one for each article; not the site's pages."""

from collections.abc import Iterator
from html import escape

from pressmark import routes
from pressmark.index import Index
from pressmark.model import Article, Kind


def documents(index: Index) -> Iterator[tuple[str, bytes]]:
    """Path and HTML of each article's document: title, summary, blocks with their ids, notes, corrected readings."""
    for article in index.public.articles.values():
        yield routes.output_path(routes.page_of(Kind.ARTICLE, article.id)), _document(article).encode()


def _document(article: Article) -> str:
    parts = ["<!doctype html><html><body>", f"<h1>{escape(article.title)}</h1>"]  # Pagefind skips files without <html>
    if article.summary:
        parts.append(f'<p id="summary">{escape(article.summary)}</p>')
    text = article.body.text
    parts += [f'<p id="{block.id}">{escape(text[block.start : block.end])}</p>' for block in article.body.blocks]
    if article.caption:
        parts.append(f'<p id="caption">{escape(article.caption)}</p>')
    for note in article.annotations:
        words = f"{note.note.text} {note.reading}".strip()
        if words:
            parts.append(f'<p id="{note.fragment}">{escape(words)}</p>')
    return "\n".join((*parts, "</body></html>"))
