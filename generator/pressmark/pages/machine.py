"""Files for programs: the feeds of the site, the sitemap, and what crawlers may do."""

from collections.abc import Iterable, Iterator

from pressmark import routes
from pressmark.pages.feeds import site_feeds
from pressmark.pages.shelf import Shelf
from pressmark.pages.views import OpenSearchView, Page, RobotsView, SitemapView

MOST_ADDRESSES = 50_000  # in one sitemap (sitemaps.org)


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
    yield from site_feeds(shelf)
    yield Page(routes.OPENSEARCH, "feeds/opensearch.xml", opensearch(settings.title))


def sitemaps(listed: Iterable[str]) -> Iterator[Page]:
    """The addresses of all pages, of the routes that are listed; of very many, in parts that `sitemap.xml` names."""
    found = sorted(route for route in listed if routes.output_path(route).endswith("/index.html") or not route)
    if len(found) <= MOST_ADDRESSES:
        yield Page(routes.SITEMAP, "feeds/sitemap.xml", SitemapView(routes=tuple(found)))
        return
    parts = [tuple(found[start : start + MOST_ADDRESSES]) for start in range(0, len(found), MOST_ADDRESSES)]
    names = tuple(routes.sitemap(number) for number in range(1, len(parts) + 1))
    for name, part in zip(names, parts, strict=True):
        yield Page(name, "feeds/sitemap.xml", SitemapView(routes=part))
    yield Page(routes.SITEMAP, "feeds/sitemaps.xml", SitemapView(routes=names))


def opensearch(title: str) -> OpenSearchView:
    """What adds the search of a site to a browser; OpenSearch 1.1 allows names of 16 and of 48 characters."""
    return OpenSearchView(short_name=title[:16].strip(), long_name=title[:48].strip())
