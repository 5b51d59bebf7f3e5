"""What the pages of articles and margin notes show."""

from datetime import datetime

from pressmark.citations import Reference
from pressmark.config import Term
from pressmark.dates import Edtf
from pressmark.model import Body
from pressmark.pages.views.shared import (
    ArticleRow,
    Identifier,
    Link,
    Listing,
    Part,
    Text,
    View,
)
from pressmark.values import Frozen, field


class ListView(View):
    """Articles by date: all of them, or those of one record."""

    listing: Listing = Listing()
    whose: Link | None = None
    year: int | None = None
    month: int | None = None


class ClaimRow(Frozen):
    """A claim in its own article."""

    fragment: str
    anchored: bool
    company: Link
    partner: Link
    role: Term
    place: Link | None
    venture: Link | None
    start: Edtf | None
    end: Edtf | None
    runs: bool
    status: str
    quote: str
    original: str
    pair: str


class ArticleEventRow(Frozen):
    """A dated event in its own article."""

    fragment: str
    anchored: bool
    date: Edtf
    text: str
    about: tuple[Link, ...]
    quote: str
    original: str


class NoteRow(Frozen):
    """A margin note; `route` leads to the words it is about."""

    fragment: str
    block: str  # the block that its words begin in; empty where they are not shown
    kind: str
    note: Text
    quote: str
    reading: str
    by: str
    date: Edtf | None
    internal: bool
    route: str
    article: ArticleRow
    companies: tuple[Link, ...] = ()


class AuthorRow(Frozen):
    """Who wrote an article."""

    link: Link
    role: str
    place: Link | None
    edits: bool = False


class RelatedRow(Frozen):
    """A related article, and what the two have in common."""

    row: ArticleRow
    shared: tuple[Link, ...]


class CopyRow(Frozen):
    """An archived copy of an original."""

    url: str
    captured: Edtf | None
    file: str
    sha256: str


class ArticleView(View):
    """An article: its text, and everything said about it."""

    text: Text = Text(Body())
    kind: str = "news"
    rights: str = "full"
    summary: str = ""
    caption: str = ""
    published: Edtf | None = None
    captured: Edtf | None = None
    source: Link | None = None
    carrier: Link | None = None
    url: str = ""
    authors: tuple[AuthorRow, ...] = ()
    dateline: Link | None = None
    archived: tuple[CopyRow, ...] = ()
    companies: tuple[Link, ...] = ()
    people: tuple[Link, ...] = ()
    places: tuple[Link, ...] = ()
    topics: tuple[Link, ...] = ()
    mentioned: tuple[tuple[str, Link], ...] = ()  # (section, record): named in the text, which is not about them
    claims: tuple[ClaimRow, ...] = ()
    events: tuple[ArticleEventRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    related: tuple[RelatedRow, ...] = ()
    corrections: tuple[tuple[Edtf, str], ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    cited: Reference | None = None
    embargo: datetime | None = None
    extra: dict[str, str] = field(default_factory=dict)


class NotesView(View):
    """Margin notes by kind, company and author; in numbered pages where they are many."""

    kinds: tuple[tuple[str, tuple[NoteRow, ...]], ...] = ()
    companies: tuple[tuple[Link, tuple[NoteRow, ...]], ...] = ()
    authors: tuple[tuple[Link, tuple[NoteRow, ...]], ...] = ()
    pages: tuple[Part, ...] = ()
    number: int = 1
    count: int = 0
