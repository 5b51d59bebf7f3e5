"""Tables as CSV (RFC 4180, UTF-8) that spreadsheets open without running anything in it.

A text that a spreadsheet would take for a formula gets an apostrophe before it: one whose first sign, after any white
space, is `=`, `+`, `-`, `@`, `|`, `%` or a full-width form of these, and one that begins with a tab or a line end.
Where a text has a semicolon, a tab or a line end before such a sign, the apostrophe stands there: spreadsheets whose
language divides cells at semicolons do so in the middle of a quoted text, too. Numbers, dates, ids and addresses of
ours never need one. Several values in a cell are joined by `; `.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pressmark.dataset.values import Row, Table

FORMULA = re.compile(r"^(?=[\t\r\n])|(?:^|(?<=[;\t\r\n]))(?=[^\S\t\r\n]*[=+\-@|%＝＋－＠])")  # where one may begin
_SIGNS = frozenset("=+-@|%＝＋－＠")
BETWEEN = "; "


def delimited(table: Table, rows: Iterable[Row]) -> bytes:
    """A table with the names of its columns above."""
    kept = [number for number, column in enumerate(table.columns) if not column.bulky]
    heading = [table.columns[number].name for number in kept]
    return written((heading, *_cells(table, kept, rows)))


def _cells(table: Table, kept: list[int], rows: Iterable[Row]) -> Iterator[list[Any]]:
    """The cells of each row. Only what somebody has written freely can look like a formula."""
    lists = [number for number in kept if table.columns[number].many]
    free = [number for number in kept if table.columns[number].form == "text" and not table.columns[number].to]
    whole = len(kept) == len(table.columns)
    for row in rows:
        cells: list[Any] = list(row)
        for number in lists:
            cells[number] = BETWEEN.join(cells[number])
        for number in free:
            if cells[number]:
                cells[number] = harmless(cells[number])
        yield cells if whole else [cells[number] for number in kept]


def harmless(text: str) -> str:
    """A text in which no spreadsheet finds a formula. Most have no place where one could begin."""
    first = text[:1]
    begins = first in _SIGNS or first.isspace()
    divided = ";" in text or "\n" in text or "\t" in text or "\r" in text
    return FORMULA.sub("'", text) if begins or divided else text


def written(rows: Iterable[Iterable[object]]) -> bytes:
    """Cells as lines; numbers as Python writes them, None as nothing."""
    lines = _Lines()
    csv.writer(lines, lineterminator="\r\n").writerows(rows)
    return b"".join([line.encode() for line in lines])


class _Lines(list[str]):
    """What a writer of CSV writes to."""

    write = list.append
