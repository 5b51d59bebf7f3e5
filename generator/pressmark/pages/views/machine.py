"""What files for programs hold."""

from datetime import date

from pressmark.pages.views.shared import Text, View
from pressmark.values import Frozen


class FeedEntry(Frozen):
    """An article in a feed. `updated` is a day: articles have no more precise time; `published` one that is certain.

    `content` is what is published of its text, in feeds that hold texts.
    """

    id: str
    title: str
    route: str
    updated: date
    published: date | None
    summary: str
    authors: tuple[str, ...]
    original: str = ""
    language: str = ""
    topics: tuple[str, ...] = ()
    content: Text | None = None


class FeedView(View):
    """A feed of articles that belongs to the page `home`: Atom (RFC 4287), or JSON Feed."""

    entries: tuple[FeedEntry, ...] = ()
    updated: date = date.min
    home: str = ""


class OpenSearchView(View):
    """An OpenSearch description (1.1)."""

    short_name: str = ""
    long_name: str = ""


class PortableView(View):
    """What the README of a portable copy says."""

    articles: int = 0
    search: bool = True


class SitemapView(View):
    """The addresses of pages, or of other sitemaps (sitemaps.org)."""

    routes: tuple[str, ...] = ()


class RobotsView(View):
    """What crawlers may do."""

    index: bool = True
    sitemap: str = ""
