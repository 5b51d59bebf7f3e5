"""The data dictionary: a Data Package (Frictionless Data, version 1), and what Datasette shows of the tables."""

from typing import Any

from msgspec.json import encode
from msgspec.json import format as indented

from pressmark.dataset.database import is_link, link_columns, link_name
from pressmark.dataset.questions import QUESTIONS
from pressmark.dataset.tables import TABLES
from pressmark.dataset.values import Column, Table

_PACKAGE_TYPES = {"text": "string", "integer": "integer", "number": "number", "date": "string", "day": "date"}
_NEWEST = {"articles": "published_latest"}

Json = dict[str, Any]


def datapackage(title: str, homepage: str) -> bytes:
    """The tables as CSV, column by column (`datapackage.json`)."""
    package: Json = {
        "profile": "tabular-data-package",
        "name": "archive",
        "title": title,
        **({"homepage": homepage} if homepage else {}),
        "resources": [_resource(table) for table in TABLES],
    }
    return _written(package)


def _resource(table: Table) -> Json:
    columns = [column for column in table.columns if not column.bulky]
    keys = [column for column in columns if column.to and not column.many]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.about,
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": {
            "fields": [_field(column) for column in columns],
            "primaryKey": list(table.key),
            "foreignKeys": [_foreign(column, table) for column in keys],
        },
    }


def _field(column: Column) -> Json:
    said = f"{column.about} Several values, with «; » between." if column.many else column.about
    return {"name": column.name, "type": _PACKAGE_TYPES[column.form], "description": said}


def _foreign(column: Column, table: Table) -> Json:
    to = "" if column.to == table.name else column.to  # how the standard writes a table that points to itself
    return {"fields": column.name, "reference": {"resource": to, "fields": "id"}}


def metadata(title: str, homepage: str) -> bytes:
    """What Datasette shows of the database, for its option `--metadata`."""
    tables: Json = {}
    for table in TABLES:
        tables[table.name] = _shown(table)
        for column in table.columns:
            if is_link(column):
                names = dict(zip(link_columns(table, column), (f"The {table.one}.", column.about), strict=True))
                about = f"`{column.name}` of `{table.name}`: {column.about}"
                tables[link_name(table, column)] = {"description": about, "columns": names}
    tables |= {question.name: {"description": question.about} for question in QUESTIONS}
    head: Json = {"title": title, **({"source": title, "source_url": homepage} if homepage else {})}
    return _written({**head, "databases": {"archive": {"tables": tables}}})


def _shown(table: Table) -> Json:
    shown: Json = {
        "description": table.about,
        "columns": {column.name: column.about for column in table.columns if not is_link(column)},
    }
    label = next((name for name in ("title", "name", "event") if name in shown["columns"]), "")
    if label and table.key == ("id",):
        shown["label_column"] = label
    if table.name in _NEWEST:
        shown["sort_desc"] = _NEWEST[table.name]
    if table.searched:
        shown |= {"fts_table": f"{table.name}_fts", "fts_pk": "number"}
    return shown


def _written(value: Json) -> bytes:
    return indented(encode(value), indent=1) + b"\n"
