"""What an archive is made of: articles, the facts in them, and authority records. Frozen values without behaviour.

Reference fields hold a record's id once `resolve` has been there; before that they hold what the author wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pressmark.dates import Edtf
from pressmark.diagnostics import At

Pairs = tuple[tuple[str, str], ...]  # a small mapping of text, in the author's order; unlike a dict it is a value


class Kind(StrEnum):
    """The kinds of document; the value is what a link by hand writes before the colon."""

    ARTICLE = "article"
    COMPANY = "company"
    PERSON = "person"
    PLACE = "place"
    TOPIC = "topic"
    SOURCE = "source"
    PAGE = "page"

    @property
    def folder(self) -> str:
        """The folder below `content/`, and the first segment of the kind's addresses."""
        return _FOLDERS[self]


_FOLDERS = {
    Kind.ARTICLE: "articles",
    Kind.COMPANY: "companies",
    Kind.PERSON: "people",
    Kind.PLACE: "places",
    Kind.TOPIC: "topics",
    Kind.SOURCE: "sources",
    Kind.PAGE: "pages",
}
RECORD_KINDS = (Kind.COMPANY, Kind.PERSON, Kind.PLACE, Kind.TOPIC, Kind.SOURCE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A record named somewhere in a file. A `loose` one may stay text if no record has that name."""

    kind: str  # a `Kind`, or the name of a vocabulary
    text: str
    at: At
    loose: bool = False


# --- stand-off text -----------------------------------------------------------------------------------------------


class Zone(StrEnum):
    """What may be done to a run of text: mentions link in `PROSE` only; a `GAP` between blocks is never marked."""

    PROSE = "prose"
    QUIET = "quiet"  # headings, code, text of links
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of plain text and the markup that stands before it."""

    markup: str
    text: str
    zone: Zone = Zone.PROSE


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a body that has an address of its own (`#p3`); `start` and `end` are offsets in the plain text."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class BodyLink:
    """A link by hand to a page of the archive, as a span over the plain text."""

    start: int
    end: int
    kind: Kind
    target: str
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """Rendered text as runs: joined with their markup they are the HTML, joined without it they are the plain text."""

    runs: tuple[Run, ...] = ()
    tail: str = ""
    blocks: tuple[Block, ...] = ()
    links: tuple[BodyLink, ...] = ()
    files: tuple[str, ...] = ()
    words: int = 0

    @property
    def text(self) -> str:
        """The plain text: what was archived, without any markup."""
        return "".join(run.text for run in self.runs)

    def __bool__(self) -> bool:
        return bool(self.runs or self.tail)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stands: offsets in the plain text and the block it begins in."""

    start: int
    end: int
    block: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A W3C TextQuoteSelector, and where it was found; `anchor` is None while it is not."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    anchor: Anchor | None = None


# --- an article ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it is shown, and the record it stands for, if there is one."""

    text: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote an article, as what, and from where."""

    name: str = ""
    person: str | None = None
    role: str = ""
    place: Named | None = None


@dataclass(frozen=True, slots=True)
class Entities:
    """Whom a text or a fact is about, as ids of records."""

    companies: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    def of(self, kind: Kind) -> tuple[str, ...]:
        """The ids of one kind; articles, sources and pages are never entities."""
        match kind:
            case Kind.COMPANY:
                return self.companies
            case Kind.PERSON:
                return self.people
            case Kind.PLACE:
                return self.places
            case Kind.TOPIC:
                return self.topics
            case _:
                return ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One `partners` item: what one article says about who works with whom. `role` is what `partner` is to `company`."""

    company: str
    partner: str
    role: str
    place: str | None = None
    venture: str | None = None
    start: Edtf | None = None
    end: Edtf | None = None
    runs: bool = False  # `until: ..`, the article says that it still runs
    status: str | None = None
    quote: Quote | None = None
    id: str = ""
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One `dates` item: something that happened, and when."""

    date: Edtf
    event: str
    about: Entities = Entities()
    quote: Quote | None = None
    id: str = ""
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A margin note on the verbatim text."""

    kind: str
    note: Body
    quote: Quote | None = None
    reading: str = ""
    by: str = ""
    date: Edtf | None = None
    audience: str = "public"
    id: str = ""
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class ArchivedCopy:
    """A copy of the original kept elsewhere, in `content/files/`, or both."""

    url: str = ""
    captured: Edtf | None = None
    file: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A mistake that was mended, told to readers."""

    date: Edtf
    text: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When and why an article was taken back."""

    date: Edtf | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One archived text and everything said about it."""

    id: str
    title: str
    body: Body = Body()
    published: Edtf | None = None
    source: str | None = None
    carrier: str | None = None
    url: str = ""
    authors: tuple[Author, ...] = ()
    dateline: Named | None = None
    caption: str = ""
    captured: Edtf | None = None
    archived: tuple[ArchivedCopy, ...] = ()
    kind: str = "news"
    language: str = ""
    summary: str = ""
    topics: tuple[str, ...] = ()
    entities: Entities = Entities()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    rights: str | None = None
    status: str = "published"
    withdrawn: Withdrawal | None = None
    corrections: tuple[Correction, ...] = ()
    embargo: datetime | None = None
    identifiers: Pairs = ()
    extra: Pairs = ()
    audience: str = "public"
    redirect_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A free page, such as «About»."""

    id: str
    title: str
    body: Body = Body()
    summary: str = ""
    status: str = "published"
    embargo: datetime | None = None
    audience: str = "public"
    redirect_from: tuple[str, ...] = ()


# --- authority records --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a record. `link` says when the text may be linked: always (empty), `listed` or `never`."""

    text: str
    kind: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What all authority records share."""

    id: str
    name: str
    aliases: tuple[Alias, ...] = ()
    identifiers: Pairs = ()
    summary: str = ""
    profile: Body = field(default_factory=Body)
    extra: Pairs = ()
    audience: str | None = None
    redirect_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Company(Record):
    """A company or another body that acts like one."""

    kind: str = "company"
    country: str = ""
    parent: str | None = None
    founded: Edtf | None = None
    dissolved: Edtf | None = None
    successor: str | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person(Record):
    """A person in a public role."""


@dataclass(frozen=True, slots=True)
class Place(Record):
    """A country, region, town or any other place; coordinates are WGS 84 degrees."""

    within: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Topic(Record):
    """A subject heading; `broader` makes the tree."""

    broader: str | None = None
    related: tuple[str, ...] = ()
    scope_note: str = ""


@dataclass(frozen=True, slots=True)
class Source(Record):
    """A publisher or agency whose texts are archived."""

    publisher: str = ""
    homepage: str = ""
    rights: str | None = None
    excerpt_words: int | None = None


type_of_record: Mapping[Kind, type[Record]] = {
    Kind.COMPANY: Company,
    Kind.PERSON: Person,
    Kind.PLACE: Place,
    Kind.TOPIC: Topic,
    Kind.SOURCE: Source,
}
