"""An article, the facts in it, and free pages."""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import chain

from pressmark.dates import Edtf
from pressmark.model.kinds import Kind, Pairs
from pressmark.model.text import Body, Quote
from pressmark.values import Frozen

ENTITY_KINDS = (Kind.COMPANY, Kind.PERSON, Kind.PLACE, Kind.TOPIC)


class Named(Frozen):
    """A name as it is shown, and the record it stands for, if there is one."""

    text: str
    id: str | None = None


class Author(Frozen):
    """Who wrote an article, as what, and from where."""

    name: str = ""
    person: str | None = None
    role: str = ""
    place: Named | None = None

    @property
    def edits(self) -> bool:
        """Whether they edited what others wrote; any other role, a section's editor among them, is an author's."""
        return self.role.casefold() in {"editor", "additional editor"}


class Entities(Frozen):
    """Whom a text or a fact is about, as ids of records."""

    companies: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    def each(self, change: "Callable[[Kind, tuple[str, ...]], tuple[str, ...]]") -> "Entities":
        """These with the ids of each kind changed."""
        old = self.by_kind
        new = [change(kind, ids) if ids else ids for kind, ids in old]
        return self if new == [ids for _, ids in old] else Entities(*new)

    @property
    def by_kind(self) -> tuple[tuple[Kind, tuple[str, ...]], ...]:
        """The ids of each kind, in the order of `ENTITY_KINDS`."""
        return (
            (Kind.COMPANY, self.companies),
            (Kind.PERSON, self.people),
            (Kind.PLACE, self.places),
            (Kind.TOPIC, self.topics),
        )

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


def together(several: Iterable[Entities]) -> Entities:
    """All entities of several, each once, in order."""
    alike = zip(*((one.companies, one.people, one.places, one.topics) for one in several), strict=True)
    return Entities(*(tuple(dict.fromkeys(chain.from_iterable(ids))) for ids in alike))


class Claim(Frozen):
    """One `partners` item: what one article says of who works with whom. `role` is what `partner` is to `company`."""

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

    @property
    def parties(self) -> Entities:
        """The companies and the place that the claim names."""
        companies = (self.company, self.partner, self.venture)
        return Entities(companies=tuple(filter(None, companies)), places=(self.place,) if self.place else ())


class Event(Frozen):
    """One `dates` item: something that happened, and when."""

    date: Edtf
    event: str
    about: Entities = Entities()
    quote: Quote | None = None
    id: str = ""
    fragment: str = ""


class Annotation(Frozen):
    """A margin note on the verbatim text; `source` is the Markdown that the note was made from."""

    kind: str
    note: Body
    quote: Quote | None = None
    reading: str = ""
    by: str = ""
    date: Edtf | None = None
    audience: str = "public"
    id: str = ""
    fragment: str = ""
    source: str = ""


class ArchivedCopy(Frozen):
    """A copy of the original kept elsewhere, in `content/files/`, or both."""

    url: str = ""
    captured: Edtf | None = None
    file: str = ""
    sha256: str = ""


class Correction(Frozen):
    """A mistake that was mended, told to readers."""

    date: Edtf
    text: str


class Withdrawal(Frozen):
    """When and why an article was taken back."""

    date: Edtf | None = None
    reason: str = ""


class Article(Frozen):
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

    @property
    def about(self) -> Entities:
        """Whom the article is about: its entities and topics, and all that its claims and events name."""
        listed = self.entities
        if self.topics:
            listed = together((Entities(topics=self.topics), listed))
        if not (self.claims or self.events):
            return listed
        parties = (claim.parties for claim in self.claims)
        return together((listed, *(event.about for event in self.events), *parties))


class Page(Frozen):
    """A free page, such as «About»."""

    id: str
    title: str
    body: Body = Body()
    summary: str = ""
    status: str = "published"
    embargo: datetime | None = None
    audience: str = "public"
    redirect_from: tuple[str, ...] = ()
