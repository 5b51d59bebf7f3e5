"""A saved query: a search that an archive keeps asking."""

from datetime import datetime

from pressmark.values import Frozen


class SavedQuery(Frozen):
    """A query in the language of search, with a page, a feed and a table of what it finds."""

    id: str
    title: str
    query: str
    summary: str = ""
    status: str = "published"
    embargo: datetime | None = None
    audience: str = "public"
    redirect_from: tuple[str, ...] = ()
