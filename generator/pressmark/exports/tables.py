"""What saved queries find, as tables in CSV."""

from collections.abc import Iterator

from pressmark import routes
from pressmark.dataset.delimited import harmless, written
from pressmark.index import Index
from pressmark.model import Article, Kind
from pressmark.pages import Site

HEADINGS = ("address", "title", "published", "authors", "source", "original", "kind", "language")


def tables(index: Index, site: Site) -> Iterator[tuple[str, bytes]]:
    """A table of the articles of each saved query, newest first."""
    for identifier, found in index.answers.items():
        rows = (map(harmless, _row(index, site, index.article(one))) for one in found)
        yield routes.table_of(routes.page_of(Kind.QUERY, identifier)), written((HEADINGS, *rows))


def _row(index: Index, site: Site, article: Article) -> tuple[str, ...]:
    sources = index.public.records[Kind.SOURCE]
    return (
        f"{site.base_url}{routes.page_of(Kind.ARTICLE, article.id)}",
        article.title,
        article.published.text if article.published else "",
        "; ".join(index.authors_of(article)),
        sources[article.source].name if article.source else "",
        article.url,
        article.kind,
        article.language or site.language,
    )
