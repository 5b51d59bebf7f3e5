"""Small values that many pages share."""

from datetime import date
from typing import Protocol

from pressmark.config import Term
from pressmark.dates import Edtf
from pressmark.model import Body
from pressmark.values import Frozen
from pressmark.weave import Span


class Link(Frozen):
    """A name, and the page it leads to if there is one."""

    text: str
    route: str | None = None
    language: str = ""


class Crumb(Frozen):
    """A page above this one; `key` names a string of the catalogue, where the interface gives it its name."""

    route: str
    text: str = ""
    key: str = ""


class Counted(Frozen):
    """A name with a number, usually of articles."""

    link: Link
    count: int
    note: str = ""
    marks: tuple[str, ...] = ()


class Identifier(Frozen):
    """What something is called by others: `address` leads to what they know of it, if they have a page for it."""

    key: str
    value: str
    address: str = ""


class Text(Frozen):
    """A body and the spans to be woven into it."""

    body: Body
    spans: tuple[Span, ...] = ()


class ArticleRow(Frozen):
    """An article in a list."""

    link: Link
    date: Edtf | None
    source: str = ""
    marks: tuple[str, ...] = ()


class Proof(Frozen):
    """Where a fact is stated: the sentence in an article. `quote` is empty where its words may not be shown."""

    route: str
    article: ArticleRow
    quote: str = ""
    original: str = ""  # the original address; where its words may be shown, as a text fragment that finds them


class ContextRow(Frozen):
    """A mention in its context: key word in context, as concordances show it."""

    route: str
    article: ArticleRow
    left: str
    name: str
    right: str


class RelationRow(Frozen):
    """A relation as a table shows it. `inverse` reads it from the side of the company to that of the partner.

    `proofs` are the latest of all `proof_count`; the rest stand on the page of the `pair`. `backwards` says that its
    end as stated lies before its start.
    """

    company: Link
    partner: Link
    role: Term
    place: Link | None
    start: Edtf | None
    end: Edtf | None
    runs: bool
    status: str
    last_attested: Edtf | None
    proofs: tuple[Proof, ...]
    proof_count: int
    pair: str
    venture: Link | None = None
    backwards: bool = False
    inverse: bool = True


class EventRow(Frozen):
    """A dated event in a timeline."""

    date: Edtf
    text: str
    about: tuple[Link, ...]
    proofs: tuple[Proof, ...]
    day: str = ""  # the page of its day over all years, if it has just one and is not shown there


class Part(Frozen):
    """A part of a list that has a page of its own: a year, a month, a day, an initial, or a numbered page."""

    route: str
    count: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    initial: str = ""
    number: int = 0


class Row(Protocol):
    """What a list by date is made of."""

    @property
    def date(self) -> Edtf | None:
        """When it was published, or happened."""


class Group(Frozen):
    """Rows of one year or month; without either, those that have none."""

    rows: tuple[Row, ...]
    year: int | None = None
    month: int | None = None


class Listing(Frozen):
    """A list by date, whole in groups or split into parts; `pages` are its numbered pages, `number` the one shown.

    `latest` are the first that one sees of a list that is split and has the newest first.
    """

    groups: tuple[Group, ...] = ()
    parts: tuple[Part, ...] = ()
    pages: tuple[Part, ...] = ()
    number: int = 1
    count: int = 0
    latest: tuple[Row, ...] = ()


class Together(Frozen):
    """The records of one kind that are mentioned together with another: those with most articles, of `count`.

    `more` is the page of all of them, if there are more. `kind` is the folder of the kind.
    """

    kind: str
    rows: tuple[Counted, ...]
    count: int
    more: str = ""


class Initial(Frozen):
    """The names of a list that begin alike."""

    initial: str
    rows: tuple[Counted, ...]


class View(Frozen):
    """What every page has. `title_key` names a string of the catalogue, for pages that are titled by the interface."""

    title: str = ""
    title_key: str = ""
    description: str = ""
    crumbs: tuple[Crumb, ...] = ()
    language: str = ""
    section: str = ""
    marks: tuple[str, ...] = ()
    archived_on: date | None = None  # of a document's own page, as git tells it
    changed_on: date | None = None

    @property
    def page_number(self) -> int:
        """Which of the numbered pages of its list this is: that of the view, or of the listing that it shows."""
        own = getattr(self, "number", None)
        return own if isinstance(own, int) else getattr(getattr(self, "listing", None), "number", 1)
