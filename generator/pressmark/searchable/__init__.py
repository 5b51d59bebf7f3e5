"""What search needs beside the pages: Pagefind's documents, posting lists, columns of facets, and blocks of titles."""

from collections.abc import Sequence
from typing import Any

from pressmark.digest import sha256
from pressmark.index import Index
from pressmark.model import Article
from pressmark.query import FACETS, OF_RECORDS
from pressmark.searchable.catalogue import names
from pressmark.searchable.columns import Values
from pressmark.searchable.merging import merge
from pressmark.searchable.packing import BLOCK, TITLES, Packed, compact
from pressmark.searchable.planning import Delta
from pressmark.searchable.segments import Segment

FORMAT = 3


def in_order(index: Index) -> list[Article]:
    """All articles in order of publication, first those without two days: the place in it is an article's number."""
    return sorted([index.article(identifier) for identifier in reversed(index.newest)], key=_has_days)


def _has_days(article: Article) -> bool:
    """Whether there is a first and a last day on which it may have been published, as columns want them."""
    return bool(article.published and article.published.earliest and article.published.latest)


def layout() -> str:
    """What segments must have in common to be read together."""
    return f"{FORMAT} {TITLES} {BLOCK}"


def no_search() -> bytes:
    """The `entry.json` of a site that was built without search."""
    return compact({"format": FORMAT})


def loose(segments: Sequence[Segment], delta: Delta, values: Values, index: Index) -> dict[str, tuple[Packed, ...]]:
    """The files that speak of the whole archive: the names of each facet, and what joins segments if that is needed."""
    joined = delta != Delta() or len(segments) > 1
    merged = (merge(delta, [one.values for one in segments], values),) if joined else ()
    return {**names(values, index), "merge": merged}


def entry(segments: Sequence[Segment], files: dict[str, tuple[Packed, ...]], values: Values, articles: int) -> bytes:
    """`entry.json`: what the browser reads first, and the only file whose name does not change."""
    digests = {name: [file.digest for file in group] for name, group in files.items()}
    facets: dict[str, Any] = {
        facet: {"names": digests[facet], "count": len(values[facet])}
        if facet in OF_RECORDS
        else {"values": values[facet]}
        for facet in FACETS
    }
    told = {
        "format": FORMAT,
        "articles": articles,
        "blocks": {"titles": TITLES, "details": BLOCK, "names": BLOCK},
        "segments": [_told(one) for one in segments],
        "merge": next(iter(digests["merge"]), None),
        "facets": facets,
    }
    return compact({"version": sha256(compact(told))[:12], **told})


def _told(segment: Segment) -> dict[str, Any]:
    return {
        "folder": segment.folder,
        "articles": len(segment.articles),
        "columns": sum("/columns-" in path for path, _, _ in segment.files),
        "words": segment.words,
        "beginnings": segment.beginnings,
    }


def loose_name(file: Packed) -> str:
    """The name of a file that stands in no segment, below `search/`."""
    return f"{file.stem}-{file.digest}.gz"


__all__ = ["entry", "in_order", "layout", "loose", "loose_name", "no_search"]
