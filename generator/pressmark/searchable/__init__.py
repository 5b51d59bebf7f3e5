"""What search needs beside the pages: Pagefind's documents, posting lists, columns of facets, and blocks of titles."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pressmark import routes
from pressmark.digest import sha256
from pressmark.index import Index
from pressmark.model import Article, Kind
from pressmark.query import FACETS, OF_RECORDS, passages, rows
from pressmark.query.passages import Tally, tally
from pressmark.searchable.catalogue import details, names, titles
from pressmark.searchable.columns import columns
from pressmark.searchable.feed import document
from pressmark.searchable.packing import BLOCK, TITLES, compact, packed
from pressmark.searchable.postings import Shelf, postings
from pressmark.strings import Wording
from pressmark.words import stemmer

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Indexed:
    """One article's document for Pagefind, by the address of its page, and the count of its words."""

    route: str
    document: bytes
    tally: Tally


def indexed(articles: Iterable[Article]) -> list[Indexed]:
    """Read the words of a chunk of articles; picklable, for a pool of processes."""
    found = []
    for article in articles:
        text = tuple(passages(article))
        found.append(Indexed(routes.page_of(Kind.ARTICLE, article.id), document(text), tally(text)))
    return found


def in_order(index: Index) -> list[Article]:
    """All articles in order of publication: the place in it is an article's number."""
    return [index.article(identifier) for identifier in reversed(index.newest)]


def no_search() -> Iterator[tuple[str, bytes]]:
    """What says that a site was built without search."""
    yield "entry.json", compact({"format": FORMAT})


def search_data(
    index: Index, read: Sequence[Indexed], bundle: str, fragments: Mapping[str, str], wording: Wording
) -> Iterator[tuple[str, bytes]]:
    """Every file of search but Pagefind's, below `search/`.

    `bundle` is the folder of Pagefind's, and `fragments` are the ids of the texts in it, by address.

    The last one is `entry.json`: what the browser reads first, and the only one whose name does not change.
    """
    articles = in_order(index)
    tallies = [one.tally for one in read]
    table = columns(rows(articles, index.public.settings.language), tallies)
    lists = postings(tallies, stemmer(index.public.settings.language))
    files = {
        "columns": table.files,
        "titles": titles(articles, fragments, wording),
        "details": details(articles, index),
        "join": (packed("join-0", "\n".join(fragments.get(one.route, "") for one in read).encode()),),
    }
    named = names(table.values, index)
    everything = [
        *(file for group in (*files.values(), *named.values()) for file in group),
        *lists.words.files,
        *lists.beginnings.files,
    ]
    entry = {
        "format": FORMAT,
        "bundle": bundle,
        "version": sha256("\n".join(file.name for file in everything).encode())[:12],
        "articles": len(articles),
        "blocks": {"titles": TITLES, "details": BLOCK, "names": BLOCK},
        **{name: [file.digest for file in group] for name, group in files.items()},
        "words": _directory(lists.words),
        "beginnings": _directory(lists.beginnings),
        "facets": {
            facet: {"names": [file.digest for file in named[facet]], "count": len(table.values[facet])}
            if facet in OF_RECORDS
            else {"values": table.values[facet]}
            for facet in FACETS
        },
    }
    yield from ((file.name, file.data) for file in everything)
    yield "entry.json", compact(entry)


def _directory(shelf: Shelf) -> list[tuple[str, str, int]]:
    return [
        (first, file.digest, shared) for first, file, shared in zip(shelf.first, shelf.files, shelf.shared, strict=True)
    ]


__all__ = ["Indexed", "in_order", "indexed", "no_search", "search_data"]
