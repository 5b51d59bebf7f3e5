"""Feeds of articles: those of the site, of saved queries, and of companies and topics with enough articles.

The feeds of the site hold what is published of each text; the others, of which there are many, hold summaries.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from pressmark import routes
from pressmark.model import Article, Kind, Record
from pressmark.pages.shelf import Shelf
from pressmark.pages.views import FeedEntry, FeedView, Page
from pressmark.values import replace

MOST_OF_SITE, MOST = 50, 20  # entries: the newest articles
FEWEST = 5  # articles that a record must have for a feed of its own
KINDS = (Kind.COMPANY, Kind.TOPIC)  # those that have feeds
NEVER = date(1970, 1, 1)  # when a feed without any entry was updated, since it must say something
TEMPLATE = "feeds/feed.xml"


def site_feeds(shelf: Shelf) -> Iterator[Page]:
    """The latest articles as Atom and as JSON Feed."""
    view = _view(shelf, shelf.public.settings.title, shelf.index.newest, routes.HOME, MOST_OF_SITE)
    texts = (shelf.text(shelf.index.article(entry.id).body) for entry in view.entries)
    entries = tuple(replace(entry, content=text) for entry, text in zip(view.entries, texts, strict=True))
    view = replace(view, entries=entries)
    yield Page(routes.FEED, TEMPLATE, view)
    yield Page(routes.JSON_FEED, "feeds/feed.json", view)


def feed_of(shelf: Shelf, name: str, found: Iterable[str], home: str) -> Page:
    """The first of some articles, newest first, as the Atom feed that belongs to the page `home`."""
    title = f"{shelf.public.settings.title}: {name}"
    return Page(routes.feed_of(home), TEMPLATE, _view(shelf, title, found, home, MOST))


def feed_of_record(shelf: Shelf, kind: Kind, record: Record) -> Page | None:
    """The feed of a company or topic; None without a `base_url`, which feeds need, or if it has few articles."""
    found = shelf.index.articles_on(kind, record.id)
    if not shelf.base_url or kind not in KINDS or len(found) < FEWEST:
        return None
    return feed_of(shelf, record.name, found, routes.page_of(kind, record.id))


def _view(shelf: Shelf, title: str, found: Iterable[str], home: str, most: int) -> FeedView:
    newest = (_entry(shelf, shelf.index.article(identifier)) for identifier in found)
    entries = tuple(islice(filter(None, newest), most))
    updated = max((entry.updated for entry in entries), default=NEVER)
    return FeedView(title=title, entries=entries, updated=updated, home=home)


def _entry(shelf: Shelf, article: Article) -> FeedEntry | None:
    """An article in a feed; one without any date cannot stand there, since an entry must say when it was updated."""
    first = article.published.earliest if article.published else None
    if first is None:
        return None
    corrected = (correction.date.latest for correction in article.corrections)
    source = shelf.maybe(Kind.SOURCE, article.source)
    writers, _ = shelf.index.writers_and_editors(article)
    return FeedEntry(
        id=article.id,
        title=article.title,
        route=routes.page_of(Kind.ARTICLE, article.id),
        updated=max((day for day in corrected if day), default=first),
        published=article.published.certain_day if article.published else None,
        summary=article.summary,
        authors=writers or ((source.text,) if source else (shelf.public.settings.title,)),
        original=article.url,
        language=article.language or shelf.public.settings.language,
        topics=tuple(link.text for link in shelf.links(Kind.TOPIC, article.topics)),
    )
