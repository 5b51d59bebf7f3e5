"""Where a link by hand may lead: to a document of the archive, or to the web. Nothing else becomes a link."""

import re
from urllib.parse import unquote, urlsplit

from pressmark import routes
from pressmark.limits import LINK
from pressmark.model import Kind

_EXTERNAL = ("http", "https", "mailto")
_LINKED = (kind for kind in Kind if kind is not Kind.QUERY)
_INTERNAL = re.compile("(" + "|".join(_LINKED) + ")" + r":([^#\x00-\x1f]+)(?:#([a-z0-9-]+))?")


def internal(href: str) -> tuple[Kind | None, str, str]:
    """Kind and name of a document of the archive, and the fragment behind them, as in `article:2031/lamps#p3`."""
    found = _INTERNAL.fullmatch(unquote(href)) if len(href) <= LINK.most else None
    return (Kind(found[1]), found[2].strip(), found[3] or "") if found else (None, "", "")


def is_allowed(href: str) -> bool:
    """Whether an address may become a link."""
    return internal(href)[0] is not None or routes.is_file(href) or is_external(href)


def is_external(href: str) -> bool:
    """Whether an address is one of the web, or of a person."""
    if len(href) > LINK.most:
        return False
    try:
        parts = urlsplit(href)
        return parts.scheme in _EXTERNAL and bool(parts.hostname or parts.scheme == "mailto")
    except ValueError:
        return False
