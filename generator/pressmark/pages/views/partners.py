"""What the pages of relations show."""

from dataclasses import dataclass

from pressmark.dates import Edtf
from pressmark.pages.views.shared import ArticleRow, EventRow, Link, Part, Proof, RelationRow, View


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
    first_attested: Edtf | None
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
