"""Old addresses as hosts read them that answer with real redirects: Netlify, Cloudflare Pages, GitLab Pages."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from pressmark import routes
from pressmark.index import Index
from pressmark.pages import Shelf, Site
from pressmark.pages.former import moved


def redirects(index: Index, site: Site) -> Iterator[tuple[str, bytes]]:
    """The file, if something has moved. Its addresses count from the root of the host."""
    root = urlsplit(site.base_url).path or "/"
    lines = [f"{root}{old} {root}{target} 301\n" for old, target in moved(Shelf(index))]
    if lines:
        yield routes.REDIRECTS, "".join(lines).encode()
