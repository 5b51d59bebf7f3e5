"""Tables as one SQLite database: foreign keys, views, and a full-text index over the articles.

The database is made in memory and never touches the disk. A column of several ids becomes a table of its own
(`article_topics`); one of several texts is a JSON array, which SQLite and Datasette can look into. Articles have a
`number`, their place in the order of publication, by which the full-text index finds them; it is no id, since it
changes with every article that comes before. Equal rows give equal bytes, as long as SQLite stays the same.

The full-text index holds the texts by reference, and keeps where words stand (`detail=full`): without that it would be
a third quicker to make, but would refuse phrases, as which SQLite takes every word with a hyphen.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from pressmark.dataset.questions import QUESTIONS
from pressmark.dataset.rows import Rows
from pressmark.dataset.tables import TABLES
from pressmark.dataset.values import Column, Row, Table

PAGE = 4096  # bytes; said, since the usual size is not the same everywhere
_SQL_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT", "day": "TEXT"}
NUMBER = "number"
_encoded = json.JSONEncoder(ensure_ascii=False).encode


def database(rows: Rows) -> bytes:
    """The bytes of the database file."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        run = db.execute
        run(f"PRAGMA page_size = {PAGE}")
        run("PRAGMA journal_mode = OFF")
        run("PRAGMA synchronous = OFF")
        run("BEGIN")
        for table in TABLES:
            _fill(db, table, rows[table.name])
        for statement in _afterwards():
            run(statement)
        run("COMMIT")
        return db.serialize()
    finally:
        db.close()


def _fill(into: sqlite3.Connection, table: Table, rows: Sequence[Row]) -> None:
    for statement in schema(table):
        into.execute(statement)
    own = [number for number, column in enumerate(table.columns) if not is_link(column)]
    lists = [place for place, number in enumerate(own) if table.columns[number].many]
    places = ",".join("?" * (len(own) + bool(table.searched)))
    into.executemany(f"INSERT INTO {table.name} VALUES ({places})", _own(rows, own, lists, bool(table.searched)))  # noqa: S608 - names of ours
    for number, column in enumerate(table.columns):
        if is_link(column):
            pairs = [(row[0], one) for row in rows for one in row[number]]
            into.executemany(f"INSERT INTO {link_name(table, column)} VALUES (?, ?)", pairs)  # noqa: S608


def _own(rows: Iterable[Row], own: list[int], lists: list[int], numbered: bool) -> Iterator[list[object]]:
    for count, row in enumerate(rows, 1):
        values: list[object] = [row[number] for number in own]
        for place in lists:
            values[place] = _encoded(values[place]) if values[place] else "[]"
        if numbered:
            values.append(count)
        yield values


# --- the schema ---------------------------------------------------------------------------------------------------


def schema(table: Table) -> Iterator[str]:
    """What makes a table, and the tables of its links."""
    lines = [_column(column, table) for column in table.columns if not is_link(column)]
    lines += [f"{NUMBER} INTEGER NOT NULL UNIQUE"] if table.searched else []
    lines += [f"PRIMARY KEY ({', '.join(table.key)})"]
    lines += [_foreign(column.name, column.to) for column in table.columns if column.to and not column.many]
    ending = " WITHOUT ROWID" if len(table.key) > 1 else ""
    yield f"CREATE TABLE {table.name} (\n  " + ",\n  ".join(lines) + f"\n){ending}"
    for column in table.columns:
        if is_link(column):
            one, other = link_columns(table, column)
            lines = [f"{one} TEXT NOT NULL", f"{other} TEXT NOT NULL", f"PRIMARY KEY ({one}, {other})"]
            lines += [_foreign(one, table.name), _foreign(other, column.to)]
            yield f"CREATE TABLE {link_name(table, column)} (\n  " + ",\n  ".join(lines) + "\n) WITHOUT ROWID"


def is_link(column: Column) -> bool:
    """Whether a column becomes a table of its own."""
    return column.many and bool(column.to)


def link_name(table: Table, column: Column) -> str:
    """The table of a column of several ids."""
    return f"{table.one}_{column.name}"


def link_columns(table: Table, column: Column) -> tuple[str, str]:
    """The columns of such a table: whose ids they are, and the ids."""
    one = next(other.one for other in TABLES if other.name == column.to)
    return table.one, one if one != table.one else f"other_{one}"


def _column(column: Column, table: Table) -> str:
    needed = " NOT NULL" if column.name in table.key else ""
    return f"{column.name} {_SQL_TYPES[column.form]}{needed}"


def _foreign(column: str, to: str) -> str:
    return f"FOREIGN KEY ({column}) REFERENCES {to} (id)"


def _afterwards() -> Iterator[str]:
    """What is quicker to make once all rows are there: indexes, the full-text index, and views."""
    for table in TABLES:
        for column in table.columns:
            if is_link(column):
                name, (_, other) = link_name(table, column), link_columns(table, column)
                yield f"CREATE INDEX {name}_{other} ON {name} ({other})"
            elif column.to and column.name != table.key[0]:
                where = f"WHERE {column.name} IS NOT NULL"
                yield f"CREATE INDEX {table.name}_{column.name} ON {table.name} ({column.name}) {where}"
        if table.searched:
            yield from _full_text(table)
    for question in QUESTIONS:
        yield f"CREATE VIEW {question.name} AS{question.sql}"


def _full_text(table: Table) -> Iterator[str]:
    name, columns = f"{table.name}_fts", ", ".join(table.searched)
    yield (
        f"CREATE VIRTUAL TABLE {name} USING fts5({columns}, content=\"{table.name}\", content_rowid='{NUMBER}', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    yield f"INSERT INTO {name} ({name}) VALUES ('rebuild')"  # noqa: S608 - names of ours
