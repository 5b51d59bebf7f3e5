"""Files for programs: the feed, the sitemap, and what crawlers may do."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from pressmark import routes
from pressmark.model import Article, Kind
from pressmark.pages.shelf import Shelf
from pressmark.pages.views import FeedEntry, FeedView, OpenSearchView, Page, RobotsView, SitemapView

FEED_ENTRIES = 50


def machine_files(shelf: Shelf) -> Iterator[Page]:
    """`robots.txt`, and with a `base_url` what needs absolute addresses; but for the sitemap, which needs all pages."""
    base_url = shelf.base_url
    settings = shelf.public.settings
    public = settings.index and shelf.public.audience == "public"
    yield Page(
        "robots.txt", "feeds/robots.txt", RobotsView(index=public, sitemap=f"{base_url}sitemap.xml" if base_url else "")
    )
    if not base_url:
        return
    yield feed(shelf)
    yield Page(routes.OPENSEARCH, "feeds/opensearch.xml", opensearch(settings.title))


def sitemap(listed: Iterable[str]) -> Page:
    """The addresses of all pages, of the routes that are listed."""
    found = (route for route in listed if routes.output_path(route).endswith("/index.html") or not route)
    return Page("sitemap.xml", "feeds/sitemap.xml", SitemapView(routes=tuple(sorted(found))))


def opensearch(title: str) -> OpenSearchView:
    """What adds the search of a site to a browser; OpenSearch 1.1 allows names of 16 and of 48 characters."""
    return OpenSearchView(short_name=title[:16].strip(), long_name=title[:48].strip())


def feed(shelf: Shelf) -> Page:
    """The latest articles as an Atom feed; an article without any date cannot stand in one."""
    return feed_of(shelf, shelf.public.settings.title, shelf.index.newest, routes.FEED, routes.HOME)


def feed_of(shelf: Shelf, title: str, found: Iterable[str], route: str, home: str) -> Page:
    """The first of some articles, newest first, as an Atom feed at `route` that belongs to the page `home`."""
    newest = (_entry(shelf, shelf.index.article(identifier)) for identifier in found)
    entries = list(islice(filter(None, newest), FEED_ENTRIES))
    updated = max((entry.updated for entry in entries), default=date(1970, 1, 1))
    return Page(route, "feeds/feed.xml", FeedView(title=title, entries=tuple(entries), updated=updated, home=home))


def _entry(shelf: Shelf, article: Article) -> FeedEntry | None:
    published = article.published.earliest if article.published else None
    if published is None:
        return None
    corrected = (correction.date.latest for correction in article.corrections)
    source = shelf.maybe(Kind.SOURCE, article.source)
    return FeedEntry(
        title=article.title,
        route=routes.page_of(Kind.ARTICLE, article.id),
        updated=max((day for day in corrected if day), default=published),
        published=published,
        summary=article.summary,
        authors=shelf.index.authors_of(article) or ((source.text,) if source else (shelf.public.settings.title,)),
    )
