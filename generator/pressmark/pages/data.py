"""The data page: everything that the archive gives to other programs, with the meaning of every column."""

from collections.abc import Iterator

from pressmark import routes
from pressmark.dataset.questions import QUESTIONS
from pressmark.dataset.tables import TABLES
from pressmark.index import Index
from pressmark.pages.shelf import Shelf
from pressmark.pages.views import DataFile, DataTable, DataView, Page

JSON_LD = "application/ld+json"


def data_pages(shelf: Shelf) -> Iterator[Page]:
    """The page on all files to take away."""
    view = DataView(
        title_key="nav.data",
        section="data",
        files=tuple(_files(shelf.index)),
        tables=tuple(DataTable(table, _files_of(table.name)) for table in TABLES),
        questions=QUESTIONS,
        manifest=routes.MANIFEST,
    )
    yield Page(routes.DATA, "pages/data.html", view)


def _files(index: Index) -> Iterator[DataFile]:
    """What is there beside the tables. Two files are not written where there is nothing for them."""
    yield DataFile("database", routes.DATABASE, "application/vnd.sqlite3")
    yield DataFile("datasette", routes.DATASETTE, "application/json")
    yield DataFile("datapackage", routes.DATAPACKAGE, "application/json")
    yield DataFile("bibtex", routes.BIBTEX, "application/x-bibtex")
    yield DataFile("ris", routes.RIS, "application/x-research-info-systems")
    yield DataFile("csl", routes.CSL, "application/vnd.citationstyles.csl+json")
    yield DataFile("annotations", routes.ANNOTATIONS, JSON_LD)
    if index.relations:
        yield DataFile("network", routes.GRAPHML, "application/graphml+xml")
    yield DataFile("topics", routes.TOPICS, JSON_LD)
    if any(happening.date.named for happening in index.happenings):
        yield DataFile("calendar", routes.CALENDAR, "text/calendar")
    yield DataFile("schemas", routes.SCHEMAS, "application/schema+json")


def _files_of(table: str) -> tuple[DataFile, ...]:
    kinds = (("csv", "text/csv"), ("jsonl", "application/jsonl"))
    return tuple(DataFile(ending, routes.dataset(table, ending), media) for ending, media in kinds)
