"""What the archive knows, to take away: files for other programs, most of them below `data/`."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

from pressmark import routes
from pressmark.dataset.rows import Rows, all_rows
from pressmark.exports.amending import AMENDED, amended
from pressmark.exports.annotations import annotations
from pressmark.exports.bibliographies import bibliographies
from pressmark.exports.calendar import calendar
from pressmark.exports.datasets import csv_files, database_file, descriptions, jsonl_files
from pressmark.exports.graphml import graphml
from pressmark.exports.redirects import redirects
from pressmark.exports.tables import tables
from pressmark.exports.topics import topics
from pressmark.index import Index
from pressmark.pages import Site
from pressmark.strings import Wording
from pressmark.values import Frozen

__all__ = ["AMENDED", "EXPORTS", "ROWS", "WORDY", "Told", "all_exports", "amended"]

Files: TypeAlias = Iterator[tuple[str, bytes]]
"""Addresses, each with the bytes of the file there."""


class Told(Frozen, dict=True):
    """What exports are made from. Words for people are those of the interface."""

    index: Index
    site: Site
    wording: Wording

    @cached_property
    def rows(self) -> Rows:
        """The rows of all tables, which several exports share."""
        return all_rows(self.index, self.site.base_url)


def _annotations(told: Told) -> Files:
    yield routes.ANNOTATIONS, annotations(told.index, told.site)


def _network(told: Told) -> Files:
    if told.index.relations:
        yield routes.GRAPHML, graphml(told.index, told.site)


def _topics(told: Told) -> Files:
    yield routes.TOPICS, topics(told.index, told.site)


EXPORTS: Mapping[str, Callable[[Told], Files]] = {
    "database": lambda told: database_file(told.rows),  # which takes longest
    "bibliographies": lambda told: bibliographies(told.index, told.site),
    "jsonl": lambda told: jsonl_files(told.rows),
    "csv": lambda told: csv_files(told.rows),
    "annotations": _annotations,
    "calendar": lambda told: calendar(told.index, told.site, told.wording),
    "redirects": lambda told: redirects(told.index, told.site),
    "queries": lambda told: tables(told.index, told.site),
    "network": _network,
    "topics": _topics,
    "descriptions": lambda told: descriptions(told.site, told.index.public.settings.vocabularies),
}
"""Every export by a name. None needs another, so that they may be made in any order and in several processes."""
ROWS = frozenset({"database", "jsonl", "csv"})  # those that are made of the same rows
WORDY = frozenset({"annotations", "queries", "csv", "jsonl", "database"})  # those that depend on the words of texts


def all_exports(index: Index, site: Site, wording: Wording) -> Files:
    """Every export of the site: its address, and its bytes."""
    told = Told(index, site, wording)
    for export in EXPORTS.values():
        yield from export(told)
