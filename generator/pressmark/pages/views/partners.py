"""What the pages of relations show."""

from datetime import date

from pressmark.config import Term
from pressmark.dates import Edtf
from pressmark.pages.views.pictures import Network
from pressmark.pages.views.shared import EventRow, Link, Listing, Part, Proof, RelationRow, View
from pressmark.values import Frozen


class FacetValue(Frozen):
    """A role, place or status, with the list of its relations: `term`, `place` or `status` says which it is."""

    route: str
    count: int
    term: Term | None = None
    place: Link | None = None
    status: str = ""


class PartnersView(View):
    """All relations, or those whose company begins with one initial."""

    relations: tuple[RelationRow, ...] = ()
    parts: tuple[Part, ...] = ()
    pages: tuple[Part, ...] = ()
    number: int = 1
    initial: str = ""
    count: int = 0
    facets: tuple[tuple[str, tuple[FacetValue, ...]], ...] = ()  # role, place, status: lists by these
    facet: str = ""
    value: FacetValue | None = None
    network: Network | None = None
    whose: Link | None = None  # the company whose relations these are
    graphml: str = ""  # the address of the whole network for programs


class SnapshotView(View):
    """A company's partners as they stood on a day; `years` are all its snapshots."""

    whose: Link = Link("")
    day: date = date.min
    year: int = 0
    years: tuple[Part, ...] = ()
    certain: tuple[RelationRow, ...] = ()
    possible: tuple[RelationRow, ...] = ()
    pages: tuple[Part, ...] = ()
    number: int = 1


class PairClaim(Frozen):
    """One claim of a relation."""

    relation: RelationRow
    start: Edtf | None
    end: Edtf | None
    runs: bool
    status: str
    proof: Proof

    @property
    def date(self) -> Edtf | None:
        """When the article that makes it was published."""
        return self.proof.article.date


class PairRelation(Frozen):
    """A relation of a pair, with its claims: all, or the latest of `claim_count`."""

    row: RelationRow
    first_attested: Edtf | None
    claims: tuple[PairClaim, ...]
    claim_count: int
    disagreements: tuple[str, ...]


class PairView(View):
    """What the archive says of two companies."""

    one: Link = Link("")
    other: Link = Link("")
    relations: tuple[PairRelation, ...] = ()
    claim_years: tuple[Part, ...] = ()
    events: tuple[EventRow, ...] = ()
    event_years: tuple[Part, ...] = ()
    articles: Listing = Listing()


class ClaimsView(View):
    """What articles of a year or month claim of two companies, where their page does not hold it."""

    whose: Link = Link("")
    listing: Listing = Listing()
    year: int | None = None
    month: int | None = None
