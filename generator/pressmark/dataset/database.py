"""Tables as one SQLite database: foreign keys, views, and a full-text index over the articles.

The database is made in memory and never touches the disk. A column of several ids becomes a table of its own
(`article_topics`); one of several texts is a JSON array, which SQLite and Datasette can look into. Articles have a
`number`, their place in the order of publication, by which the full-text index finds them; it is no id, since it
changes with every article that comes before. Equal rows give equal bytes, as long as SQLite stays the same: at the end
all tables are written anew, each in its order (`VACUUM`), so that one that was amended is as one made at once.

The full-text index holds the texts by reference, and keeps where words stand (`detail=full`): without that it would be
a third quicker to make, but would refuse phrases, as which SQLite takes every word with a hyphen.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter

from pressmark.dataset.questions import QUESTIONS
from pressmark.dataset.rows import Rows
from pressmark.dataset.tables import NAMED, TABLES
from pressmark.dataset.values import Column, Row, Table

PAGE = 4096  # bytes; said, since the usual size is not the same everywhere
_SQL_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT", "day": "TEXT"}
NUMBER = "number"
_encoded = json.JSONEncoder(ensure_ascii=False).encode


def database(rows: Rows) -> bytes:
    """The bytes of the database file."""

    def fill(db: sqlite3.Connection) -> None:
        for table in TABLES:
            _fill(db, table, rows[table.name])
        for statement in _afterwards():
            db.execute(statement)

    return _written(fill)


def with_rows(standing: bytes, found: Iterable[Rows]) -> bytes | None:
    """A database in which some articles have these rows in the place of as many others; None if they have not as many.

    The full-text index alone is made anew, which takes half of the time or, where texts are short, a third.
    """

    def amend(db: sqlite3.Connection) -> None:
        for rows in found:
            for name, some in rows.items():
                if some:
                    _put(db, NAMED[name], some)
        for table in TABLES:
            if table.searched:
                db.execute(_indexed(table))

    try:
        return _written(amend, standing)
    except (_OtherRowsError, sqlite3.DatabaseError):
        return None


class _OtherRowsError(Exception):
    """A table has not the rows that others are to take the place of."""


def _written(make: Callable[[sqlite3.Connection], None], standing: bytes | None = None) -> bytes:
    """The bytes of what is made of an empty database, or of one that stands."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        if standing is not None:
            db.deserialize(standing)
        for pragma in (f"page_size = {PAGE}", "journal_mode = OFF", "synchronous = OFF", "temp_store = MEMORY"):
            db.execute(f"PRAGMA {pragma}")
        db.execute("BEGIN")
        make(db)
        db.execute("COMMIT")
        db.execute("VACUUM")
        data = db.serialize()
    finally:
        db.close()
    return _steady(data)  # of which there are two copies then, and not three


def _steady(data: bytes) -> bytes:
    """A database whose header does not count how often it was changed (SQLite's file format, 1.3)."""
    once = (1).to_bytes(4, "big")
    major, minor, patch = sqlite3.sqlite_version_info
    version = (major * 1_000_000 + minor * 1_000 + patch).to_bytes(4, "big")
    return b"".join((data[:24], once, data[28:40], once, data[44:92], once, version, memoryview(data)[100:]))


def _fill(into: sqlite3.Connection, table: Table, rows: Sequence[Row]) -> None:
    for statement in schema(table):
        into.execute(statement)
    own, numbered = _own_columns(table), bool(table.searched)
    places = ",".join("?" * (len(own) + numbered))
    values = ((*some, count) for count, some in enumerate(_own(table, rows), 1)) if numbered else _own(table, rows)
    into.executemany(f"INSERT INTO {table.name} VALUES ({places})", values)  # noqa: S608 - names of ours
    _fill_links(into, table, rows)


def _fill_links(into: sqlite3.Connection, table: Table, rows: Sequence[Row]) -> None:
    for number, column in enumerate(table.columns):
        if is_link(column):
            pairs = [(row[0], one) for row in rows for one in row[number]]
            into.executemany(f"INSERT INTO {link_name(table, column)} VALUES (?, ?)", pairs)  # noqa: S608


def _put(into: sqlite3.Connection, table: Table, rows: Sequence[Row]) -> None:
    """Put rows where those with the same keys stand; where a key is of several columns, of all with the same first.

    Raises:
        _OtherRowsError: Others stand there.
    """
    firsts = [(one,) for one in dict.fromkeys(row[0] for row in rows)]
    places = ", ".join("?" * len(_own_columns(table)))
    if len(table.key) > 1:
        gone = into.executemany(f"DELETE FROM {table.name} WHERE {table.key[0]} = ?", firsts)  # noqa: S608
        into.executemany(f"INSERT INTO {table.name} VALUES ({places})", _own(table, rows))  # noqa: S608
    else:
        names = ", ".join(table.columns[number].name for number in _own_columns(table))
        statement = f"UPDATE {table.name} SET ({names}) = ({places}) WHERE {table.key[0]} = ?"  # noqa: S608
        gone = into.executemany(statement, ((*some, some[0]) for some in _own(table, rows)))
    if gone.rowcount != len(rows):
        raise _OtherRowsError
    for column in filter(is_link, table.columns):
        one, _ = link_columns(table, column)
        into.executemany(f"DELETE FROM {link_name(table, column)} WHERE {one} = ?", firsts)  # noqa: S608
    _fill_links(into, table, rows)


def _own_columns(table: Table) -> list[int]:
    """The numbers of the columns that make no table of their own."""
    return [number for number, column in enumerate(table.columns) if not is_link(column)]


def _own(table: Table, rows: Iterable[Row]) -> Iterator[Sequence[object]]:
    """The values of these columns."""
    own = _own_columns(table)
    lists = [place for place, number in enumerate(own) if table.columns[number].many]
    picked = itemgetter(*own)
    for row in rows:
        values: list[object] = list(picked(row))
        for place in lists:
            values[place] = _encoded(values[place]) if values[place] else "[]"
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
    yield _indexed(table)


def _indexed(table: Table) -> str:
    """What makes the full-text index of a table from its rows."""
    return f"INSERT INTO {table.name}_fts ({table.name}_fts) VALUES ('rebuild')"  # noqa: S608 - names of ours
