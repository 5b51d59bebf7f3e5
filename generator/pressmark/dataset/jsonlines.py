"""Tables as JSON Lines: an object for each row, with every column of the table; null is what is not known."""

from collections.abc import Iterable

from msgspec.json import Encoder

from pressmark.dataset.values import Row, Table

_lines = Encoder().encode_lines


def jsonlines(table: Table, rows: Iterable[Row]) -> bytes:
    """A table, one row a line, in UTF-8."""
    names = [column.name for column in table.columns]
    return _lines(dict(zip(names, row, strict=True)) for row in rows)
