"""What saved queries find, as tables: CSV (RFC 4180) that spreadsheets open without running anything in it."""

import csv
from collections.abc import Iterable, Iterator

from pressmark import routes
from pressmark.index import Index
from pressmark.model import Article, Kind
from pressmark.pages import Site

HEADINGS = ("address", "title", "published", "authors", "source", "original", "kind", "language")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets take for the beginning of a formula


def tables(index: Index, site: Site) -> Iterator[tuple[str, bytes]]:
    """A table of the articles of each saved query, newest first."""
    for identifier, found in index.answers.items():
        rows = (_row(index, site, index.article(one)) for one in found)
        yield routes.table_of(routes.page_of(Kind.QUERY, identifier)), table((HEADINGS, *rows))


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


def table(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as CSV in UTF-8; what a spreadsheet would take for a formula gets an apostrophe before it."""
    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    return "".join(lines).encode()


class _Lines(list[str]):
    """What a writer of CSV writes to."""

    write = list.append
