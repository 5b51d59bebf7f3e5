"""Partners as they stood: for each company, the ends of the years at which something had changed."""

from collections.abc import Iterable, Iterator
from datetime import date

from pressmark import routes
from pressmark.asof import STATUSES, Standing
from pressmark.index import Relation
from pressmark.model import Kind
from pressmark.pages.lists import numbered
from pressmark.pages.shelf import Shelf
from pressmark.pages.views import Crumb, Page, Part, RelationRow, SnapshotView
from pressmark.values import replace

INDEX = Crumb(routes.index_of(Kind.COMPANY), key="nav.companies")


def snapshots(shelf: Shelf, company: str) -> tuple[Part, ...]:
    """The snapshots of a company, oldest first; where nothing ever changed there is nothing to choose from."""
    stood = shelf.standings(company)
    if len(stood) < 2:  # noqa: PLR2004
        return ()
    route = routes.page_of(Kind.COMPANY, company)
    return tuple(
        Part(routes.as_of(route, year), len(now) - now.count(Standing.NO), year) for year, now in stood.items()
    )


def snapshot_pages(shelf: Shelf, company: str) -> Iterator[Page]:
    """The pages of each snapshot of a company, numbered where it has many partners."""
    parts = snapshots(shelf, company)
    for part in parts:
        yield from _pages(shelf, company, part, parts)


def _pages(shelf: Shelf, company: str, part: Part, parts: tuple[Part, ...]) -> Iterator[Page]:
    whose = shelf.link(Kind.COMPANY, company)
    year = part.year or 0
    standing = shelf.standings(company)[year]
    relations = tuple(zip(shelf.index.relations_of[company], standing, strict=True))
    wanted = (Standing.CERTAIN, Standing.POSSIBLE)
    shown = [(relation, stood) for one in wanted for relation, stood in relations if stood is one]
    for page, pages, some in list(numbered(part.route, shown)) or [(part, (), ())]:
        certain, possible = (
            relation_rows(shelf, company, (relation for relation, stood in some if stood is one)) for one in wanted
        )
        view = SnapshotView(
            title=whose.text,
            crumbs=(INDEX, Crumb(whose.route or "", whose.text)),
            section="companies",
            whose=whose,
            day=date(year, 12, 31),
            year=year,
            years=parts,
            certain=certain,
            possible=possible,
            pages=pages,
            number=page.number,
        )
        yield Page(page.route, "pages/snapshot.html", view)


def in_order(relations: Iterable[Relation]) -> list[Relation]:
    """Relations as a company's own pages list them: what may stand before what has ended, the last attested first."""

    def key(relation: Relation) -> tuple[int, int, str, str]:
        attested = relation.last_attested.sort_key[0].toordinal() if relation.last_attested else 0
        return (STATUSES.index(relation.status), -attested, relation.company, relation.partner)

    return sorted(relations, key=key)


def relation_rows(shelf: Shelf, company: str, relations: Iterable[Relation]) -> tuple[RelationRow, ...]:
    """Relations as a company's own pages show them: read from its side."""
    rows = ((relation, shelf.relation(relation)) for relation in relations)
    return tuple(row if relation.company == company else replace(row, inverse=False) for relation, row in rows)
