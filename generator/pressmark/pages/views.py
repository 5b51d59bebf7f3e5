"""What templates see: one frozen view for each page template, made of a few small values that partials share.

Views hold values, never wording: dates stay EDTF and labels stay terms; the strings catalogue and the locale come in
while rendering. Routes are relative to the site's root.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from pressmark.config import Term
from pressmark.dates import Edtf
from pressmark.model import Body
from pressmark.weave import Span

# --- shared by many pages -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """A name, and the page it leads to if there is one."""

    text: str
    route: str | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A page above this one; `key` names a string of the catalogue, where the interface gives it its name."""

    route: str
    text: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A name with a number, usually of articles."""

    link: Link
    count: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A body and the spans to be woven into it."""

    body: Body
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list."""

    link: Link
    date: Edtf | None
    source: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a fact is stated: the sentence in an article, and the words. `quote` is empty where they may not be shown."""

    route: str
    article: ArticleRow
    quote: str = ""
    original: str = ""  # the article's original address, where its text is not published


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation as a table shows it. `inverse` reads it from the side of the company to that of the partner."""

    company: Link
    partner: Link
    role: Term
    place: Link | None
    start: Edtf | None
    end: Edtf | None
    runs: bool
    status: str
    last_attested: date | None
    proofs: tuple[Proof, ...]
    pair: str
    inverse: bool = True


@dataclass(frozen=True, slots=True)
class EventRow:
    """A dated event in a timeline."""

    date: Edtf
    text: str
    about: tuple[Link, ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list that has a page of its own: a year, a month, an initial, or a numbered page."""

    route: str
    count: int
    year: int | None = None
    month: int | None = None
    initial: str = ""
    number: int = 0


Row = ArticleRow | EventRow


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one year or month; without either, those that have none."""

    rows: tuple[Row, ...]
    year: int | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list by date, whole in groups or split into parts; `pages` are its numbered pages and `number` the one shown."""

    groups: tuple[Group, ...] = ()
    parts: tuple[Part, ...] = ()
    pages: tuple[Part, ...] = ()
    number: int = 1
    count: int = 0


@dataclass(frozen=True, slots=True)
class Initial:
    """The names of a list that begin alike."""

    initial: str
    rows: tuple[Counted, ...]


# --- pages --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class View:
    """What every page has. `title_key` names a string of the catalogue, for pages that are titled by the interface."""

    title: str = ""
    title_key: str = ""
    description: str = ""
    crumbs: tuple[Crumb, ...] = ()
    language: str = ""
    section: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HomeView(View):
    """The front page."""

    latest: tuple[ArticleRow, ...] = ()
    companies: tuple[Counted, ...] = ()
    topics: tuple[Counted, ...] = ()
    years: tuple[Part, ...] = ()
    articles: int = 0
    company_count: int = 0
    relations: int = 0
    events: int = 0
    first: Edtf | None = None
    last: Edtf | None = None
    about: Link | None = None


@dataclass(frozen=True, slots=True)
class ListView(View):
    """Articles by date: all of them, or those of one record."""

    listing: Listing = Listing()
    base: str = ""
    whose: Link | None = None
    year: int | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimRow:
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
    pair: str


@dataclass(frozen=True, slots=True)
class ArticleEventRow:
    """A dated event in its own article."""

    fragment: str
    anchored: bool
    date: Edtf
    text: str
    about: tuple[Link, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A margin note; `route` leads to the words it is about."""

    fragment: str
    anchored: bool
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


@dataclass(frozen=True, slots=True)
class AuthorRow:
    """Who wrote an article."""

    link: Link
    role: str
    place: Link | None


@dataclass(frozen=True, slots=True)
class CopyRow:
    """An archived copy of an original."""

    url: str
    captured: Edtf | None
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
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
    claims: tuple[ClaimRow, ...] = ()
    events: tuple[ArticleEventRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    corrections: tuple[tuple[Edtf, str], ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    embargo: datetime | None = None
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordView(View):
    """What the pages of all authority records have."""

    aliases: tuple[tuple[str, str], ...] = ()  # (name, kind)
    identifiers: tuple[tuple[str, str], ...] = ()
    summary: str = ""
    profile: Text = Text(Body())
    extra: dict[str, str] = field(default_factory=dict)
    listing: Listing = Listing()
    base: str = ""
    companies: tuple[Counted, ...] = ()
    people: tuple[Counted, ...] = ()
    topics: tuple[Counted, ...] = ()
    sources: tuple[Counted, ...] = ()
    events: tuple[EventRow, ...] = ()
    event_count: int = 0


@dataclass(frozen=True, slots=True)
class CompanyView(RecordView):
    """A company."""

    kind: Term = Term("company")
    country: str = ""
    parent: Link | None = None
    subsidiaries: tuple[Link, ...] = ()
    successor: Link | None = None
    founded: Edtf | None = None
    dissolved: Edtf | None = None
    subjects: tuple[Link, ...] = ()
    relations: tuple[RelationRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonView(RecordView):
    """A person; `written` are the articles by them."""

    written: tuple[ArticleRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceView(RecordView):
    """A place."""

    within: tuple[Link, ...] = ()
    places: tuple[Link, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    relations: tuple[RelationRow, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicView(RecordView):
    """A subject heading."""

    scope_note: str = ""
    broader: tuple[Link, ...] = ()
    narrower: tuple[Counted, ...] = ()
    related: tuple[Link, ...] = ()
    business: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceView(RecordView):
    """A publisher."""

    publisher: str = ""
    homepage: str = ""
    rights: str = ""
    years: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class NamesView(View):
    """Records of one kind by name."""

    initials: tuple[Initial, ...] = ()
    parts: tuple[Part, ...] = ()
    pages: tuple[Part, ...] = ()
    number: int = 1
    initial: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Branch:
    """A topic and what is narrower."""

    topic: Counted
    scope_note: str
    narrower: "tuple[Branch, ...]"


@dataclass(frozen=True, slots=True)
class TopicsView(View):
    """The tree of topics."""

    tree: tuple[Branch, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class PartnersView(View):
    """All relations, or those whose company begins with one initial."""

    relations: tuple[RelationRow, ...] = ()
    parts: tuple[Part, ...] = ()
    pages: tuple[Part, ...] = ()
    number: int = 1
    initial: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class PairClaim:
    """One claim on the page of a pair."""

    start: Edtf | None
    end: Edtf | None
    runs: bool
    status: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class PairRelation:
    """A relation of a pair, with each of its claims."""

    row: RelationRow
    first_attested: date | None
    claims: tuple[PairClaim, ...]
    disagreements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairView(View):
    """What the archive says of two companies."""

    one: Link = Link("")
    other: Link = Link("")
    relations: tuple[PairRelation, ...] = ()
    events: tuple[EventRow, ...] = ()
    articles: tuple[ArticleRow, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineView(View):
    """Dated events: all, or those of one year or month."""

    listing: Listing = Listing()
    year: int | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class NotesView(View):
    """All margin notes by kind."""

    kinds: tuple[tuple[str, tuple[NoteRow, ...]], ...] = ()
    companies: tuple[Counted, ...] = ()
    authors: tuple[Counted, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class FreeView(View):
    """A free page."""

    text: Text = Text(Body())
    summary: str = ""


@dataclass(frozen=True, slots=True)
class SearchView(View):
    """The search page."""


@dataclass(frozen=True, slots=True)
class NotFoundView(View):
    """What a host shows where there is no page."""


# --- machine files ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article in a feed. `updated` is a day: articles have no more precise time."""

    title: str
    route: str
    updated: date
    published: date
    summary: str
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedView(View):
    """An Atom feed (RFC 4287)."""

    entries: tuple[FeedEntry, ...] = ()
    updated: date = date.min
    route: str = ""


@dataclass(frozen=True, slots=True)
class SitemapView(View):
    """The addresses of all pages (sitemaps.org)."""

    routes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RobotsView(View):
    """What crawlers may do."""

    index: bool = True
    sitemap: str = ""


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A section in the site's navigation."""

    key: str
    route: str


@dataclass(frozen=True, slots=True)
class Site:
    """What is the same on every page of a site."""

    title: str
    base_url: str
    language: str
    audience: str
    index: bool
    nav: tuple[NavEntry, ...]
    pages: tuple[Link, ...]
    feed: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a complete value: where it goes, which template renders it, and all that the template sees."""

    route: str
    template: str
    view: View
