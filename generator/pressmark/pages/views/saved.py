"""What the pages of saved queries show."""

from pressmark.pages.views.shared import Counted, Listing, View


class QueryView(View):
    """A saved query and the articles that it finds."""

    summary: str = ""
    query: str = ""
    listing: Listing = Listing()
    table: str = ""
    feed: str = ""


class QueriesView(View):
    """All saved queries, with how many articles each finds."""

    rows: tuple[Counted, ...] = ()
