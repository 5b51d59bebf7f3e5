"""Partners as they stood: for each company, the ends of the years at which something had changed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pressmark import routes
from pressmark.asof import Standing, snapshot_years, standing
from pressmark.index import Relation
from pressmark.model import Kind
from pressmark.pages.shelf import Shelf
from pressmark.pages.views import Crumb, Link, Page, Part, RelationRow, SnapshotView

INDEX = Crumb(routes.index_of(Kind.COMPANY), key="nav.companies")


def snapshots(shelf: Shelf, company: str) -> tuple[Part, ...]:
    """The snapshots of a company, oldest first; where nothing ever changed there is nothing to choose from."""
    relations = shelf.index.relations_of.get(company, ())
    years = snapshot_years(relations)
    if len(years) < 2:  # noqa: PLR2004
        return ()
    route = routes.page_of(Kind.COMPANY, company)
    return tuple(
        Part(routes.as_of(route, year), sum(_stood(relation, year) is not Standing.NO for relation in relations), year)
        for year in years
    )


def snapshot_pages(shelf: Shelf) -> Iterator[Page]:
    """A page for each snapshot of each company."""
    for company in shelf.public.records[Kind.COMPANY].values():
        route = routes.page_of(Kind.COMPANY, company.id)
        parts = snapshots(shelf, company.id)
        relations = shelf.index.relations_of.get(company.id, ())
        for part in parts:
            year = part.year or 0
            view = SnapshotView(
                title=company.name,
                crumbs=(INDEX, Crumb(route, company.name)),
                section="companies",
                whose=Link(company.name, route),
                day=date(year, 12, 31),
                year=year,
                years=parts,
                certain=relation_rows(shelf, company.id, _of(relations, year, Standing.CERTAIN)),
                possible=relation_rows(shelf, company.id, _of(relations, year, Standing.POSSIBLE)),
            )
            yield Page(part.route, "pages/snapshot.html", view)


def relation_rows(shelf: Shelf, company: str, relations: tuple[Relation, ...]) -> tuple[RelationRow, ...]:
    """Relations as a company's own pages show them: read from its side."""
    rows = ((relation, shelf.relation(relation)) for relation in relations)
    return tuple(row if relation.company == company else replace(row, inverse=False) for relation, row in rows)


def _of(relations: tuple[Relation, ...], year: int, wanted: Standing) -> tuple[Relation, ...]:
    return tuple(relation for relation in relations if _stood(relation, year) is wanted)


def _stood(relation: Relation, year: int) -> Standing:
    return standing(relation, date(year, 12, 31))
