"""What search knows of each article, as one digest: an article whose digest is the same needs no new search data."""

from collections.abc import Mapping

from pressmark.digest import quick
from pressmark.index import Index
from pressmark.model import Article
from pressmark.query import Row
from pressmark.searchable.catalogue import Worded
from pressmark.searchable.packing import compact

_SIZE = 16  # hexadecimal digits: enough to tell the versions of one article apart


def digests(
    index: Index, rows: tuple[Row, ...], worded: Worded, known: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """The id and the digest of each article in order of publication; those that are `known` already are taken over.

    Bodies stay packed.
    """
    return tuple([(row.id, known.get(row.id) or _digest(index.article(row.id), row, index, worded)) for row in rows])


def _digest(article: Article, row: Row, index: Index, worded: Worded) -> str:
    known = (
        article.id,
        article.title,
        article.summary,
        article.caption,
        article.url,
        article.kind,
        article.language or index.public.settings.language,
        article.published and (article.published.text, worded(article.published)),
        article.authors and index.writers_and_editors(article),
        article.identifiers,
        article.captured and article.captured.text,
        article.annotations and [(one.fragment, one.note.text, one.reading) for one in article.annotations],
        tuple(row.facets.values()),
    )
    return quick(compact(known) + article.body.packed).hex()[:_SIZE]
