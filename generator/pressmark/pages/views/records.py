"""What the pages of authority records show."""

from pressmark.config import Term
from pressmark.dates import Edtf
from pressmark.model import Body
from pressmark.pages.views.pictures import Network, Period, YearBars
from pressmark.pages.views.shared import (
    ContextRow,
    Counted,
    EventRow,
    Identifier,
    Initial,
    Link,
    Listing,
    Part,
    RelationRow,
    Text,
    Together,
    View,
)
from pressmark.values import Frozen, field


class RecordView(View):
    """What the pages of all authority records have."""

    name_language: str = ""
    aliases: tuple[tuple[str, str, str], ...] = ()  # (name, kind, language)
    identifiers: tuple[Identifier, ...] = ()
    summary: str = ""
    profile: Text = Text(Body())
    extra: dict[str, str] = field(default_factory=dict)
    listing: Listing = Listing()
    feed: str = ""
    together: tuple[Together, ...] = ()
    events: tuple[EventRow, ...] = ()  # the latest of `event_count`; if there are more, `event_years` have all
    event_count: int = 0
    event_years: tuple[Part, ...] = ()
    contexts: tuple[ContextRow, ...] = ()
    context_count: int = 0
    bars: YearBars | None = None
    periods: tuple[Period, ...] = ()
    below_count: int = 0  # subsidiaries, inner places or narrower topics; of many, `all_below` leads to all
    all_below: str = ""


class ContextView(View):
    """All mentions of a record in context, in numbered pages, in order of publication."""

    whose: Link = Link("")
    rows: tuple[ContextRow, ...] = ()
    pages: tuple[Part, ...] = ()
    number: int = 1
    count: int = 0


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
    ventures: tuple[Link, ...] = ()  # the pairs whose joint venture it is
    relations: tuple[RelationRow, ...] = ()  # the first of `relation_count`
    relation_count: int = 0
    snapshots: tuple[Part, ...] = ()
    network: Network | None = None


class PersonView(RecordView):
    """A person; `written` are the articles by them."""

    written: Listing = Listing()


class PlaceView(RecordView):
    """A place."""

    within: tuple[Link, ...] = ()
    places: tuple[Link, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    relations: tuple[RelationRow, ...] = ()  # the first of `relation_count`; `all_relations` is the page of all
    relation_count: int = 0
    all_relations: str = ""


class TopicView(RecordView):
    """A subject heading."""

    scope_note: str = ""
    broader: tuple[Link, ...] = ()
    narrower: tuple[Counted, ...] = ()
    related: tuple[Link, ...] = ()
    business: tuple[Link, ...] = ()
    business_count: int = 0
    all_business: str = ""  # where there are more


class SourceView(RecordView):
    """A publisher."""

    publisher: str = ""
    homepage: str = ""
    rights: str = ""
    years: tuple[Part, ...] = ()


class NamesView(View):
    """Records of one kind by name."""

    initials: tuple[Initial, ...] = ()
    parts: tuple[Part, ...] = ()
    pages: tuple[Part, ...] = ()
    number: int = 1
    initial: str = ""
    count: int = 0
    whose: Link | None = None  # the record that these are mentioned together with


class Branch(Frozen):
    """A topic and what is narrower."""

    topic: Counted
    scope_note: str
    narrower: "tuple[Branch, ...]"


class TopicsView(View):
    """The tree of topics; where they are many, the topmost, and `parts` with all from A to Z."""

    tree: tuple[Branch, ...] = ()
    parts: tuple[Part, ...] = ()
    count: int = 0
