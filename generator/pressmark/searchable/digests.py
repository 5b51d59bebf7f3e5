"""What search knows of each article, as one digest: an article whose digest is the same needs no new search data."""

from functools import partial
from hashlib import blake2b

from pressmark.index import Index
from pressmark.model import Article
from pressmark.query import Row
from pressmark.searchable.catalogue import Worded

_SIZE = 8  # bytes: enough to tell the versions of one article apart
_hash = partial(blake2b, digest_size=_SIZE)


def digests(index: Index, rows: tuple[Row, ...], worded: Worded) -> tuple[tuple[str, str], ...]:
    """The id and the digest of each article in order of publication; bodies stay packed."""
    return tuple([(row.id, _digest(index.article(row.id), row, index, worded)) for row in rows])


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
    return _hash(repr(known).encode("utf-8", "surrogatepass") + article.body.packed).hexdigest()
