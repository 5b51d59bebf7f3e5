"""What the pages that stand for themselves show."""

from pressmark.dates import Edtf
from pressmark.model import Body
from pressmark.pages.views.pictures import YearBars
from pressmark.pages.views.shared import (
    ArticleRow,
    Counted,
    Link,
    Part,
    Text,
    View,
)


class HomeView(View):
    """The front page."""

    latest: tuple[ArticleRow, ...] = ()
    companies: tuple[Counted, ...] = ()
    topics: tuple[Counted, ...] = ()
    years: tuple[Part, ...] = ()
    bars: YearBars | None = None
    articles: int = 0
    company_count: int = 0
    topic_count: int = 0
    relations: int = 0
    events: int = 0
    first: Edtf | None = None
    last: Edtf | None = None
    about: Link | None = None


class FreeView(View):
    """A free page."""

    text: Text = Text(Body())
    summary: str = ""


class SearchView(View):
    """The search page."""


class NotFoundView(View):
    """What a host shows where there is no page."""


class WithdrawnView(View):
    """What is left of an article that was withdrawn."""

    published: Edtf | None = None
    source: Link | None = None
    withdrawn: Edtf | None = None
    reason: str = ""


class MovedView(View):
    """A page that leads on from an old address."""

    target: str = ""
