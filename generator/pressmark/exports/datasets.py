"""The tables of the archive as files: CSV, JSON Lines, SQLite, and what describes them."""

from collections.abc import Iterator

from msgspec.json import encode
from msgspec.json import format as indented

from pressmark import routes
from pressmark.config import Vocabularies
from pressmark.dataset.database import database
from pressmark.dataset.delimited import delimited
from pressmark.dataset.dictionary import datapackage, metadata
from pressmark.dataset.jsonlines import jsonlines
from pressmark.dataset.rows import Rows
from pressmark.dataset.tables import TABLES
from pressmark.fields import json_schemas
from pressmark.pages import Site


def csv_files(rows: Rows) -> Iterator[tuple[str, bytes]]:
    """A file for each table, those without rows too: what reads them may count on them."""
    return ((routes.dataset(table.name, "csv"), delimited(table, rows[table.name])) for table in TABLES)


def jsonl_files(rows: Rows) -> Iterator[tuple[str, bytes]]:
    """The same as JSON Lines."""
    return ((routes.dataset(table.name, "jsonl"), jsonlines(table, rows[table.name])) for table in TABLES)


def database_file(rows: Rows) -> Iterator[tuple[str, bytes]]:
    """The same as one database."""
    yield routes.DATABASE, database(rows)


def descriptions(site: Site, vocabularies: Vocabularies) -> Iterator[tuple[str, bytes]]:
    """What the tables hold, for programs; and the form of the files that an archive is made of."""
    yield routes.DATAPACKAGE, datapackage(site.title, site.base_url)
    yield routes.DATASETTE, metadata(site.title, site.base_url)
    yield routes.SCHEMAS, indented(encode(json_schemas(vocabularies))) + b"\n"
