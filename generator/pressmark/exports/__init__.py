"""What the archive knows, to take away: files for other programs, most of them below `data/`."""

from collections.abc import Iterator

from pressmark import routes
from pressmark.exports.annotations import annotations
from pressmark.exports.calendar import calendar
from pressmark.exports.graphml import graphml
from pressmark.exports.redirects import redirects
from pressmark.exports.tables import tables
from pressmark.index import Index
from pressmark.pages import Site
from pressmark.strings import Wording

__all__ = ["all_exports"]


def all_exports(index: Index, site: Site, wording: Wording) -> Iterator[tuple[str, bytes]]:
    """Every export of the site: its address, and its bytes. Words for people are those of the interface."""
    yield routes.ANNOTATIONS, annotations(index, site)
    yield from calendar(index, site, wording)
    yield from redirects(index, site)
    yield from tables(index, site)
    if index.relations:
        yield routes.GRAPHML, graphml(index, site)
