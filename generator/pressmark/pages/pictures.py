"""What the pictures of a page show: chosen so that they stay readable, whatever the size of the archive."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from pressmark import routes
from pressmark.asof import NEVER_CERTAIN, extent_of
from pressmark.dates import Extent
from pressmark.index import Relation
from pressmark.model import Kind
from pressmark.pages.shelf import Shelf
from pressmark.pages.views import ArticleRow, Network, Period, RelationRow, Tie, YearBars, YearCount

MOST_COMPANIES = 60  # in the picture of the whole archive
MOST_PAIRS = 64  # that work together there
MOST_PARTNERS = 18  # in that around a company
MOST_PERIODS = 40
FEWEST = 2  # what is worth a picture


def year_bars(rows: Iterable[ArticleRow], route_of: Callable[[int], str]) -> YearBars | None:
    """Articles by year; None where a sentence says as much as a picture."""
    years: dict[int, list[bool]] = {}
    elsewhere = undated = 0
    for row in rows:
        year = row.date.year if row.date else None
        if row.date and year is not None:
            years.setdefault(year, []).append(row.date.uncertain)
        elif row.date and (row.date.earliest or row.date.latest):
            elsewhere += 1
        else:
            undated += 1
    if len(years) < FEWEST:
        return None
    counts = (YearCount(year, len(some), sum(some), route_of(year)) for year, some in sorted(years.items()))
    return YearBars(tuple(counts), elsewhere, undated)


def periods(relations: Sequence[Relation], rows: Sequence[RelationRow]) -> tuple[Period, ...]:
    """When the relations of a company stood, in the order in which they began; of many, those last attested."""
    found = [Period(row, _extent(relation)) for relation, row in zip(relations, rows, strict=True)]
    found.sort(key=lambda period: period.row.last_attested.sort_key if period.row.last_attested else (), reverse=True)
    return tuple(sorted(found[:MOST_PERIODS], key=_beginning))


def _extent(relation: Relation) -> Extent:
    """When a relation stood, as an as-of table has it."""
    possible, certain = extent_of(relation)
    return Extent(possible, None if relation.status in NEVER_CERTAIN or relation.status == "denied" else certain)


def _beginning(period: Period) -> tuple[date, str, str]:
    certain = period.extent.certain
    first = period.extent.possible.first or (certain.first if certain else None)
    return (first or date.max, period.row.company.text.casefold(), period.row.partner.text.casefold())


# --- networks -----------------------------------------------------------------------------------------------------


def neighbourhood(shelf: Shelf, company: str) -> Network | None:
    """A company, its partners, and what ties them to one another; of many, those with most relations to it."""
    counts: dict[str, int] = {}
    for relation in shelf.index.relations_of.get(company, ()):
        other = relation.partner if relation.company == company else relation.company
        counts[other] = counts.get(other, 0) + 1
    if len(counts) < FEWEST:
        return None
    ranked = sorted(counts, key=lambda other: (-counts[other], shelf.link(Kind.COMPANY, other).text.casefold(), other))
    return _network(shelf, (company, *ranked[:MOST_PARTNERS]), 1 + len(counts), around=True)


def whole_network(shelf: Shelf) -> Network | None:
    """The companies of an archive that have most partners, as many as can be read at once; None if none of them can."""
    partners: dict[str, set[str]] = {}
    for relation in shelf.index.relations:
        partners.setdefault(relation.company, set()).add(relation.partner)
        partners.setdefault(relation.partner, set()).add(relation.company)
    tied = _tied(partners) if len(partners) > FEWEST else ()
    return _network(shelf, tuple(tied), len(partners)) if tied else None


def _tied(partners: Mapping[str, set[str]]) -> list[str]:
    """The companies with most partners, as far as they have any among themselves."""
    ranked = sorted(partners, key=lambda company: (-len(partners[company]), company))
    seen: set[str] = set()
    tied: set[str] = set()
    pairs = 0
    for company in ranked:
        known = partners[company] & seen
        more = tied | known | ({company} if known else set())
        pairs += len(known)
        if len(more) > MOST_COMPANIES or pairs > MOST_PAIRS:
            break
        seen.add(company)
        tied = more
    return [company for company in ranked if company in tied]


def _network(shelf: Shelf, companies: tuple[str, ...], of: int, *, around: bool = False) -> Network:
    number = {company: position for position, company in enumerate(companies)}
    ties = tuple(_ties(shelf, number))
    return Network(shelf.links(Kind.COMPANY, companies), ties, of, around)


def _ties(shelf: Shelf, number: Mapping[str, int]) -> Iterator[Tie]:
    for company in number:
        for relation in shelf.index.relations_of.get(company, ()):
            if relation.company == company and relation.partner in number:
                yield Tie(
                    number[company],
                    number[relation.partner],
                    shelf.role(relation.role),
                    shelf.maybe(Kind.PLACE, relation.place),
                    relation.start,
                    relation.end,
                    relation.runs,
                    relation.status,
                    routes.pair(company, relation.partner),
                )
