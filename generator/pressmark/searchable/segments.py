"""Segments: parts of an archive that are indexed each by itself, and what is kept of them for the next build."""

from collections.abc import Sequence

from pressmark.index import Index
from pressmark.model import Article
from pressmark.query import Row
from pressmark.searchable.catalogue import Worded, details, join, titles
from pressmark.searchable.columns import Values, columns, values_of
from pressmark.searchable.packing import Packed
from pressmark.searchable.planning import Digests
from pressmark.searchable.postings import Postings, postings
from pressmark.searchable.reading import Read
from pressmark.values import Frozen
from pressmark.words import stemmer

Filed = tuple[str, int, str]  # path below `search/`, size in bytes, SHA-256
Directory = Sequence[tuple[str, int]]


class Segment(Frozen):
    """A published segment. `families` are the words of each stem, one a line: the stem, then the words."""

    folder: str
    articles: Digests
    values: Values
    families: str
    words: Directory
    beginnings: Directory
    files: Sequence[Filed]


class State(Frozen):
    """What the next build has to know: what this one was made with, its segments, and its other files but the entry."""

    key: str
    segments: tuple[Segment, ...] = ()
    loose: tuple[Filed, ...] = ()


class Made(Frozen):
    """What a new segment holds beside Pagefind's files, but for what needs the ids that Pagefind gives to texts."""

    values: Values
    postings: Postings
    files: tuple[Packed, ...]


def made(articles: Sequence[Article], rows: Sequence[Row], read: Sequence[Read], index: Index, before: str) -> Made:
    """Make a segment of articles; `before` are the families of the segment before it."""
    values = values_of(rows)
    lengths = [length for chunk in read for length in chunk.lengths]
    lists = postings(read, stemmer(index.public.settings.language), _families(before))
    files = (*columns(rows, lengths, values), *details(articles, index), *lists.words.files, *lists.beginnings.files)
    return Made(values, lists, files)


def named(articles: Sequence[Article], fragments: Sequence[str], worded: Worded) -> tuple[Packed, ...]:
    """What needs the ids of texts, which are those of the articles in their order: titles, and the join."""
    return (*titles(articles, fragments, worded), join(fragments))


def families_of(lists: Postings) -> str:
    """The words of each stem, as a segment keeps them."""
    return "\n".join(" ".join((stem, *words)) for stem, words in lists.families.items())


def _families(kept: str) -> dict[str, list[str]]:
    lines = (line.split(" ") for line in kept.split("\n"))
    return {stem: words for stem, *words in lines}
