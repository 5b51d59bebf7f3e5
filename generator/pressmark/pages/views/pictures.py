"""What pictures show: the facts that are drawn, not where. They become coordinates while rendering."""

from pressmark.config import Term
from pressmark.dates import Edtf, Extent
from pressmark.pages.views.shared import Link, RelationRow
from pressmark.values import Frozen


class YearCount(Frozen):
    """How many articles there are of a year, and of how many of these the date carries a mark (`~ ? %`)."""

    year: int
    count: int
    unsure: int = 0
    route: str = ""


class YearBars(Frozen):
    """Articles by year, as far as they have one: `elsewhere` may be of several years, `undated` are of any."""

    years: tuple[YearCount, ...]
    elsewhere: int = 0
    undated: int = 0


class Period(Frozen):
    """A relation and when it may have stood, and certainly did."""

    row: RelationRow
    extent: Extent


class Tie(Frozen):
    """A relation between two companies of a network, by their positions in it."""

    company: int
    partner: int
    role: Term
    place: Link | None
    start: Edtf | None
    end: Edtf | None
    runs: bool
    status: str
    pair: str


class Network(Frozen):
    """Companies and the relations between them; `of` is how many companies there would be with all of them.

    Around a company it stands first.
    """

    companies: tuple[Link, ...]
    ties: tuple[Tie, ...]
    of: int
    around: bool = False
