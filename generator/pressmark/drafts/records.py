"""Records of a table, however it is written: CSV, JSON or JSON Lines, one after another as the bytes come."""

import codecs
import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from pressmark.drafts.values import TooMuchError
from pressmark.limits import DEPTH, IMPORT
from pressmark.values import Frozen

Record = Mapping[str, Any]
_LONGEST = 16_000_000  # characters of one record
_WHOLE = 50_000_000  # of one object that holds all records
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")  # what else Python ends lines at may stand within a text
_LISTS = ("items", "articles", "records", "data", "results", "rows", "docs", "entries", "stories")


def text_of(chunks: Iterable[bytes]) -> Iterator[str]:
    """Bytes in UTF-8 as text, piece by piece.

    Raises:
        ValueError: They are not UTF-8.
    """
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        yield from filter(None, (decoder.decode(chunk) for chunk in chunks))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not UTF-8 (byte 0x{error.object[error.start]:02x})") from error


def lines_of(chunks: Iterable[bytes]) -> Iterator[str]:
    """The lines of a text, with their ends.

    Raises:
        ValueError: It is not UTF-8, or a line is far too long.
    """
    rest = ""
    for piece in text_of(chunks):
        *lines, rest = _LINE.findall(rest + piece) or [""]
        yield from lines
        if len(rest) > _LONGEST:
            raise TooMuchError(f"one of its lines has more than {_LONGEST:,} characters", IMPORT.code)
    yield rest


class Ragged(Frozen):
    """A row with more filled cells than the table has columns: where one cell ends is not certain."""

    cells: int
    columns: int


def of_csv(chunks: Iterable[bytes]) -> Iterator[Record | Ragged]:
    """The rows of a table with names of columns in its first line; columns of one name have a list of their cells.

    Raises:
        ValueError: It is no such table.
    """
    lines = lines_of(chunks)
    head = next(lines, "")
    csv.field_size_limit(_LONGEST)  # of the whole process; the default is less than a long text has
    held: list[str] = []  # the lines of the row that is being read
    rows = csv.reader(_kept(chain([head], lines), held), delimiter=_delimiter(head))
    try:
        names = [name.strip() for name in next(rows, [])]
        if not any(names):
            raise ValueError("its first line has no names of columns")
        before: Record | Ragged | None = None  # which is yielded when it is known that the next one has begun
        held.clear()
        for row in rows:
            if before:
                yield before
            before = _record(names, row)
            last = held.copy()
            held.clear()
        if before and _is_open(last, _delimiter(head)):
            raise ValueError(f"a quotation mark in line {rows.line_num - len(last) + 1} or behind it is not closed")
        if before:
            yield before
    except csv.Error as error:
        raise ValueError(f"line {rows.line_num} is no row of a table ({error})") from error


def _kept(lines: Iterable[str], held: list[str]) -> Iterator[str]:
    for line in lines:
        held.append(line)
        yield line


def _is_open(lines: Sequence[str], delimiter: str) -> bool:
    """Whether the last cell of a table goes on to its end, since nothing closes it."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _record(names: Sequence[str], row: Sequence[str]) -> Record | Ragged | None:
    if any(cell.strip() for cell in row[len(names) :]):
        return Ragged(len(row), len(names))
    return _row(names, row) if any(cell.strip() for cell in row) else None


def _row(names: Sequence[str], cells: Sequence[str]) -> Record:
    record = dict(zip(names, cells, strict=False))
    if len(record) < min(len(names), len(cells)):
        several: dict[str, list[str]] = defaultdict(list)
        for name, cell in zip(names, cells, strict=False):
            several[name].append(cell)
        return several
    return record


def _delimiter(head: str) -> str:
    return max("\t;|,", key=lambda mark: (head.count(mark), mark == ","))


def of_json_lines(chunks: Iterable[bytes]) -> Iterator[Any]:
    """One value of JSON a line.

    Raises:
        ValueError: A line is none.
    """
    for number, line in enumerate(lines_of(chunks), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except (ValueError, RecursionError) as error:
                raise _no_json(f"line {number}", error) from error


def of_json(chunks: Iterable[bytes]) -> Iterator[Any]:
    """The items of a list in JSON, one by one; of an object its only list of records, else the object itself.

    Raises:
        ValueError: It is not JSON.
    """
    pieces = text_of(chunks)
    buffer = ""
    for piece in pieces:
        buffer = (buffer + piece).lstrip()
        if buffer:
            break
    if buffer.startswith("["):
        yield from _items(buffer[1:], pieces)
        return
    for piece in pieces:
        buffer += piece
        if len(buffer) > _WHOLE:
            raise TooMuchError(f"it is an object of more than {_WHOLE:,} characters, and no list", IMPORT.code)
    try:
        whole = json.loads(buffer)
    except (ValueError, RecursionError) as error:
        raise _no_json("it", error) from error
    listed = [whole[key] for key in _LISTS if isinstance(whole.get(key), list)] if isinstance(whole, dict) else []
    yield from listed[0] if len(listed) == 1 else [whole]


def _items(buffer: str, pieces: Iterator[str]) -> Iterator[Any]:
    decoder = json.JSONDecoder()
    while True:
        buffer = buffer.lstrip(" \t\r\n,")
        if buffer.startswith("]"):
            if buffer[1:].strip() or any(piece.strip() for piece in pieces):
                raise ValueError("something stands behind the end of its list")
            return
        try:
            item, end = decoder.raw_decode(buffer)
            if end == len(buffer):
                raise ValueError("more may follow")  # noqa: TRY301 - a number may go on in the next piece
        except (ValueError, RecursionError) as error:
            if len(buffer) > _LONGEST:
                raise TooMuchError(f"one of its records has more than {_LONGEST:,} characters", IMPORT.code) from error
            more = next(pieces, "")
            if not more or isinstance(error, RecursionError):
                raise _no_json("it", error) from error
            buffer += more
            continue
        yield item
        buffer = buffer[end:]


def _no_json(what: str, error: Exception) -> ValueError:
    if isinstance(error, RecursionError):
        return TooMuchError(f"{what} is nested too deep", DEPTH.code)
    return ValueError(f"{what} is not JSON ({error})")
