"""JSON Feed (version 1.1, jsonfeed.org): a feed as one JSON object, for programs that would rather not read XML."""

import json
from datetime import date
from typing import Any

from pressmark import routes
from pressmark.pages.views import FeedEntry, FeedView, Site
from pressmark.weave import weave

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(view: FeedView, site: Site) -> str:
    """The feed, and its entries with what is published of their texts."""
    feed = {
        "version": VERSION,
        "title": view.title,
        "home_page_url": f"{site.base_url}{view.home}",
        "feed_url": f"{site.base_url}{routes.JSON_FEED}",
        "language": site.language,
        "items": [_item(entry, site) for entry in view.entries],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _item(entry: FeedEntry, site: Site) -> dict[str, Any]:
    """An entry: with its text, or where none is published with its summary, since the format asks for one of them."""
    address = f"{site.base_url}{entry.route}"
    text = entry.content
    item = {
        "id": address,
        "url": address,
        "external_url": entry.original,
        "title": entry.title,
        "content_html": weave(text.body, text.spans, site.base_url) if text and text.body else "",
        "content_text": "" if text and text.body else entry.summary or entry.title,
        "summary": entry.summary,
        "date_published": _moment(entry.published) if entry.published else "",
        "date_modified": _moment(entry.updated),
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.topics),
        "language": entry.language,
    }
    return {name: value for name, value in item.items() if value}


def _moment(day: date) -> str:
    """The beginning of a day, since articles have no more precise time."""
    return f"{day}T00:00:00Z"
