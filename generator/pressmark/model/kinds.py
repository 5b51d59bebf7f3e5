"""Kinds of document, and how one names another."""

from enum import StrEnum

from pressmark.diagnostics import At
from pressmark.values import Frozen

Pairs = tuple[tuple[str, str], ...]  # a small mapping of text, in the author's order; unlike a dict it is a value


class Kind(StrEnum):
    """The kinds of document; the value is what a link by hand writes before the colon."""

    ARTICLE = "article"
    COMPANY = "company"
    PERSON = "person"
    PLACE = "place"
    TOPIC = "topic"
    SOURCE = "source"
    PAGE = "page"
    QUERY = "query"

    @property
    def folder(self) -> str:
        """The folder below `content/`, and the first segment of the kind's addresses."""
        return _FOLDERS[self]


_FOLDERS = {
    Kind.ARTICLE: "articles",
    Kind.COMPANY: "companies",
    Kind.PERSON: "people",
    Kind.PLACE: "places",
    Kind.TOPIC: "topics",
    Kind.SOURCE: "sources",
    Kind.PAGE: "pages",
    Kind.QUERY: "queries",
}
RECORD_KINDS = (Kind.COMPANY, Kind.PERSON, Kind.PLACE, Kind.TOPIC, Kind.SOURCE)


class Reference(Frozen):
    """A record, term or file named somewhere in a file. A `loose` one may stay text if no record has that name."""

    kind: str  # a `Kind`, the name of a vocabulary, or «file»
    text: str
    at: At
    loose: bool = False
    fragment: str = ""  # of a link by hand: a paragraph or fact of what is named
