"""Tables: each record becomes a draft, its fields by a mapping of columns."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pressmark.drafts import records
from pressmark.drafts.codes import coded
from pressmark.drafts.escaping import as_body, cleaned, wired_paragraphs
from pressmark.drafts.records import Ragged, Record
from pressmark.drafts.values import MAPPED, Context, Credit, Draft, Evidence, Input, Proposal, Unreadable, unreadable
from pressmark.drafts.wilddates import edtf_of
from pressmark.links import is_external
from pressmark.model import Kind
from pressmark.routes import slugify

_WORDS = 3  # that are more than a code
FIRST_WORDS = 10  # of a text that has no title
_ANY_TABLES = frozenset({"id", "no", "nr", "number", "key", "row", "record", "uid"})  # keys that tell only its own rows
_SEVERAL = re.compile(r"\s*[;|]\s*")


def read_csv(file: Input, context: Context) -> Iterator[Draft | Unreadable]:
    """The drafts of a table in CSV."""
    yield from _drafts(file, context, records.of_csv)


def read_json(file: Input, context: Context) -> Iterator[Draft | Unreadable]:
    """The drafts of a table in JSON."""
    yield from _drafts(file, context, records.of_json)


def read_json_lines(file: Input, context: Context) -> Iterator[Draft | Unreadable]:
    """The drafts of a table in JSON Lines."""
    yield from _drafts(file, context, records.of_json_lines)


def _drafts(
    file: Input, context: Context, records_of: Callable[[Iterable[bytes]], Iterator[Any]]
) -> Iterator[Draft | Unreadable]:
    columns: dict[str, list[str]] = defaultdict(list)
    for field, column in context.mapping:
        columns[field].append(column)
    for field in MAPPED:
        columns.setdefault(field, [field])
    number = 0
    try:
        for number, record in enumerate(records_of(file.chunks), 1):
            where = f"{file.name}, record {number}"
            yield (
                _draft(record, number, where, columns, context)
                if isinstance(record, dict)
                else Unreadable(where, _why_none(record))
            )
    except ValueError as error:
        behind = f", behind record {number}" if number else ""
        yield unreadable(f"{file.name}{behind}", error)
        return
    if not number:
        yield Unreadable(file.name, "it holds no records")


def _why_none(found: Any) -> str:
    if isinstance(found, Ragged):
        return (
            f"it has {found.cells} cells, but the table {found.columns} columns: a cell that holds the sign between "
            "cells stands in quotation marks"
        )
    return "it is no record with named fields"


def _draft(
    record: Record, number: int, where: str, columns: dict[str, list[str]], context: Context
) -> Draft | Unreadable:
    row = _Row(record, columns)
    paragraphs = wired_paragraphs("\n\n".join(row.texts("body")))
    title = row.first("title") or _beginning(paragraphs)
    if not title:
        left = row.left()
        if left or not row.says_anything():
            wanted = " or ".join(f"«{column}»" for field in ("title", "body") for column in columns[field])
            hint = f"; text stands in «{left}»: name the columns with --map" if left else ""
            return Unreadable(where, f"it has no text in {wanted}{hint}")
        title = f"Untitled record {number}"
    remarks: list[str] = []
    codes = list(_codes("\n\n".join((title, *paragraphs)), context))
    url = row.first("url")
    if url and not is_external(url):
        remarks.append(f"«{url}» is no web address")
        url = ""
    return Draft(
        title=title,
        body=as_body(paragraphs),
        where=where,
        source=context.source or row.first("source"),
        carrier=row.first("carrier"),
        url=url,
        authors=tuple(Credit(name) for name in row.names("authors")),
        dateline=row.first("dateline"),
        caption=row.first("caption"),
        published=_date(row.first("published"), remarks) or (context.published.text if context.published else ""),
        captured=_date(row.first("captured"), remarks),
        kind=row.first("kind"),
        language=row.first("language"),
        summary=row.first("summary"),
        topics=row.names("topics"),
        companies=tuple(dict.fromkeys((*row.names("companies"), *(company for company, _ in codes)))),
        people=row.names("people"),
        places=row.names("places"),
        identifiers=tuple(row.identifiers(context.source)),
        extra=tuple((key, text) for key, text in row.pairs("extra") if re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", key)),
        proposals=tuple(proposal for _, proposal in codes),
        remarks=tuple(remarks),
    )


def _beginning(paragraphs: Iterable[str]) -> str:
    words = next(iter(paragraphs), "").split()
    return " ".join(words[:FIRST_WORDS]) + ("…" if len(words) > FIRST_WORDS else "")


def _date(written: str, remarks: list[str]) -> str:
    date = edtf_of(written) if written else ""
    if written and not date:
        remarks.append(f"«{written}» is not read as a date")
    return date


def _codes(text: str, context: Context) -> Iterator[tuple[str, Proposal]]:
    """Companies by their codes. A table has many stories of one company, each under another name: the code stays."""
    for one in {one.code: one for one in coded(text)}.values():
        company = context.known.coded(one.code) or context.known.id_of(Kind.COMPANY, one.written) or one.written
        yield company, Proposal("entities.companies", company, Evidence(0, f"the code {one.written} in its text"))


class _Row:
    """A record under the names of our fields."""

    def __init__(self, record: Record, columns: dict[str, list[str]]) -> None:
        self.record = record
        self.columns = columns

    def pairs(self, field: str) -> Iterator[tuple[str, str]]:
        """The columns of a field with their text."""
        for column in self.columns[field]:
            for text in _texts(self._value(column)):
                yield column, text

    def texts(self, field: str) -> Iterator[str]:
        """The texts of a field."""
        return (text for _, text in self.pairs(field))

    def first(self, field: str) -> str:
        """The first text of a field."""
        return next((" ".join(cleaned(text).split()) for text in self.texts(field)), "")

    def names(self, field: str) -> tuple[str, ...]:
        """The names in a field, each once; in one text they are kept apart by `;` or `|`."""
        names = (" ".join(cleaned(name).split()) for text in self.texts(field) for name in _SEVERAL.split(text))
        return tuple(dict.fromkeys(filter(None, names)))

    def identifiers(self, source: str) -> Iterator[tuple[str, str]]:
        """Identifiers under the names of their columns; one of the table's own under the name of the source."""
        for column, text in self.pairs("identifiers"):
            key = slugify(column)
            if key in _ANY_TABLES:
                key = slugify(source)
            if key:
                yield key, text

    def left(self) -> str:
        """A column with words in it that no field takes."""
        taken = {column.partition(".")[0] for columns in self.columns.values() for column in columns}
        others = (key for key, value in self.record.items() if key not in taken and isinstance(value, str))
        return next((key for key in others if len(self.record[key].split()) >= _WORDS), "")

    def says_anything(self) -> bool:
        """Whether any field has a text."""
        return any(text for field in self.columns for text in self.texts(field))

    def _value(self, column: str) -> Any:
        """The value of a column; dots lead into nested fields."""
        if column in self.record:
            return self.record[column]
        value: Any = self.record
        for part in column.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        yield from _texts(value.get("name") or value.get("title") or value.get("id"))
    elif isinstance(value, bool) or value is None:
        return
    else:
        whole = str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if cleaned(whole).strip():
            yield whole
