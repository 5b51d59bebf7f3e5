"""The pages of saved queries: what is asked, and which articles answer it; each with a feed."""

from collections.abc import Iterator

from pressmark import routes
from pressmark.model import Kind, SavedQuery
from pressmark.pages.feeds import feed_of
from pressmark.pages.lists import above_month, dated
from pressmark.pages.shelf import Shelf
from pressmark.pages.views import Counted, Crumb, Link, ListView, Page, QueriesView, QueryView

QUERIES = routes.index_of(Kind.QUERY)
CRUMB = Crumb(QUERIES, key="nav.queries")


def query_pages(shelf: Shelf) -> Iterator[Page]:
    """The index of saved queries, and each query with its list and its feed."""
    saved = shelf.public.queries.values()
    rows = tuple(
        Counted(Link(one.title, routes.page_of(Kind.QUERY, one.id)), len(shelf.index.answers[one.id])) for one in saved
    )
    view = QueriesView(title_key="nav.queries", section="queries", rows=rows)
    yield Page(QUERIES, "pages/queries.html", view)
    for one in saved:
        yield from _pages(shelf, one)


def _pages(shelf: Shelf, saved: SavedQuery) -> Iterator[Page]:
    route = routes.page_of(Kind.QUERY, saved.id)
    base = f"{route}{routes.ARTICLES}"
    found = shelf.index.answers[saved.id]
    rows = shelf.rows(found)
    listing, further = dated(base, rows)
    feed = routes.feed_of(route) if shelf.base_url else ""
    view = QueryView(
        title=saved.title,
        description=saved.summary,
        section="queries",
        crumbs=(CRUMB,),
        marks=shelf.public.marks[Kind.QUERY, saved.id],
        summary=saved.summary,
        query=saved.query,
        listing=listing,
        table=routes.table_of(route),
        feed=feed,
    )
    yield Page(route, "pages/query.html", view)
    for page in further:
        crumbs = (CRUMB, Crumb(route, saved.title), *above_month(base, page.year, page.month))
        of_page = ListView(
            title=saved.title,
            crumbs=crumbs,
            section="queries",
            listing=page.listing,
            year=page.year,
            month=page.month,
        )
        yield Page(page.route, "pages/articles.html", of_page)
    if feed:
        yield feed_of(shelf, saved.title, found, route)
