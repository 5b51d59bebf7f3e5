"""References of other programs: CSL-JSON, RIS, BibTeX. They become drafts without a text."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pressmark.drafts import records
from pressmark.drafts.decoding import decoded
from pressmark.drafts.escaping import cleaned
from pressmark.drafts.values import (
    Context,
    Credit,
    Draft,
    Evidence,
    Input,
    Proposal,
    TooMuchError,
    Unreadable,
    unreadable,
)
from pressmark.drafts.webpage import MISSING
from pressmark.drafts.wilddates import edtf_of
from pressmark.limits import IMPORT
from pressmark.links import is_external
from pressmark.model import Kind

_REPORTS = ("report", "rprt", "techreport")
_IDENTIFIERS = {"doi": "doi", "isbn": "isbn", "issn": "issn", "pmid": "pmid", "serial_number": "issn"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - reads as the months
_PUBLISHED_IN = ("journal", "journaltitle", "booktitle", "publisher", "howpublished")


def read_csl(file: Input, context: Context) -> Iterator[Draft | Unreadable]:
    """The drafts of references in CSL-JSON."""
    try:
        for number, item in enumerate(records.of_json(file.chunks), 1):
            where = f"{file.name}, reference {number}"
            yield _of_csl(item, where, context) if isinstance(item, dict) else Unreadable(where, "it is no reference")
    except ValueError as error:
        yield unreadable(file.name, error)


def read_ris(file: Input, context: Context) -> Iterator[Draft | Unreadable]:
    """The drafts of references in RIS."""
    try:
        import rispy  # noqa: PLC0415 - of an extra
    except ImportError:
        yield Unreadable(file.name, MISSING.format("RIS"))
        return
    try:
        found = rispy.loads(decoded(file.whole(IMPORT)))
    except TooMuchError as error:
        yield unreadable(file.name, error)
        return
    except Exception as error:  # noqa: BLE001 - whatever a stranger's file makes of a library is a message
        yield Unreadable(file.name, f"it is no RIS ({error})")
        return
    if not found:
        yield Unreadable(file.name, "it holds no references")
    for number, item in enumerate(found, 1):
        yield _of_ris(item, f"{file.name}, reference {number}", context)


def read_bibtex(file: Input, context: Context) -> Iterator[Draft | Unreadable]:
    """The drafts of references in BibTeX."""
    try:
        from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 - of an extra
        from bibtexparser.middlewares import LatexDecodingMiddleware  # noqa: PLC0415
    except ImportError:
        yield Unreadable(file.name, MISSING.format("BibTeX"))
        return
    try:
        found = parse_string(decoded(file.whole(IMPORT)), append_middleware=[LatexDecodingMiddleware()])
    except TooMuchError as error:
        yield unreadable(file.name, error)
        return
    except Exception as error:  # noqa: BLE001 - whatever a stranger's file makes of a library is a message
        yield Unreadable(file.name, f"it is no BibTeX ({error})")
        return
    if not found.entries and not found.failed_blocks:
        yield Unreadable(file.name, "it holds no references")
    for entry in found.entries:
        fields = {field.key.lower(): str(field.value) for field in entry.fields}
        yield _of_bibtex(fields, entry.entry_type.lower(), f"{file.name}, {entry.key}", context)
    for block in found.failed_blocks:
        yield Unreadable(f"{file.name}, line {(block.start_line or 0) + 1}", "it is no entry of BibTeX")


# --- the kinds ----------------------------------------------------------------------------------------------------


def _of_csl(item: dict[str, Any], where: str, context: Context) -> Draft | Unreadable:
    people = item.get("author") if isinstance(item.get("author"), list) else []
    names = [
        " ".join(
            filter(None, (_text(one.get("given")), _text(one.get("non-dropping-particle")), _text(one.get("family"))))
        )
        or _text(one.get("literal"))
        for one in people or ()
        if isinstance(one, dict)
    ]
    return _draft(
        where,
        context,
        title=_text(item.get("title")),
        names=names,
        date=_csl_date(item.get("issued")),
        source=_text(item.get("container-title")) or _text(item.get("publisher")),
        url=_text(item.get("URL")),
        kind=_text(item.get("type")),
        summary=_text(item.get("abstract")),
        topics=re.split(r"\s*[,;]\s*", _text(item.get("keyword"))),
        language=_text(item.get("language")),
        identifiers={key.lower(): _text(item.get(key)) for key in ("DOI", "ISBN", "ISSN", "PMID")},
    )


def _csl_date(value: Any) -> str:
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return "/".join(filter(None, (_of_parts(one) for one in parts[:2] if isinstance(one, list))))
    return _text(value.get("raw") or value.get("literal"))


def _of_parts(parts: list[Any]) -> str:
    numbers = [str(one) for one in parts[:3] if str(one).isdigit()]
    return "-".join(one.zfill(2 if place else 4) for place, one in enumerate(numbers))


def _of_ris(item: dict[str, Any], where: str, context: Context) -> Draft | Unreadable:
    def first(*keys: str) -> str:
        return next((_text(item[key]) for key in keys if _text(item.get(key))), "")

    names = [_turned(name) for key in ("first_authors", "authors") for name in item.get(key) or ()]
    urls = item.get("urls") or [first("url")]
    return _draft(
        where,
        context,
        title=first("title", "primary_title", "translated_title"),
        names=names,
        date=first("date", "year", "publication_year").strip("/").replace("/", "-"),
        source=first("journal_name", "secondary_title", "alternate_title3", "publisher"),
        url=str(urls[0]) if urls else "",
        kind=first("type_of_reference"),
        summary=first("abstract", "notes_abstract"),
        topics=[_text(one) for one in item.get("keywords") or ()],
        language=first("language"),
        identifiers={name: first(key) for key, name in _IDENTIFIERS.items() if first(key)},
    )


def _of_bibtex(fields: dict[str, str], kind: str, where: str, context: Context) -> Draft | Unreadable:
    month = fields.get("month", "").lower()[:3]
    number = str(_MONTHS.index(month) + 1) if month in _MONTHS else re.sub(r"\D", "", month)
    date = fields.get("date") or "-".join(filter(None, (fields.get("year", ""), number.zfill(2) if number else "")))
    names = re.split(r"\s+and\s+", " ".join(fields.get("author", "").split()))
    return _draft(
        where,
        context,
        title=_unbraced(fields.get("title", "")),
        names=[_turned(_unbraced(name)) for name in names if name],
        date=date,
        source=_appeared(fields),
        url=fields.get("url", ""),
        kind=kind,
        summary=_unbraced(fields.get("abstract", "")),
        topics=re.split(r"\s*[,;]\s*", fields.get("keywords", "")),
        language=fields.get("langid", fields.get("language", "")),
        identifiers={key: fields.get(key, "") for key in ("doi", "isbn", "issn", "pmid")},
    )


def _appeared(fields: dict[str, str]) -> str:
    """Where a reference in BibTeX appeared; `howpublished` is an address as often as a name."""
    named = (_unbraced(fields.get(key, "")) for key in _PUBLISHED_IN)
    return next((name for name in named if name and "://" not in name), "")


# --- what they share ----------------------------------------------------------------------------------------------


def _draft(
    where: str,
    context: Context,
    *,
    title: str,
    names: Iterable[str],
    date: str,
    source: str,
    url: str,
    kind: str,
    summary: str,
    topics: Iterable[str],
    language: str,
    identifiers: dict[str, str],
) -> Draft | Unreadable:
    if not title:
        return Unreadable(where, "it has no title")
    published = edtf_of(date) if date else ""
    given = context.published.text if context.published else ""
    remarks = [f"«{date}» is not read as a date"] if date and not published else []
    chosen = context.source or context.known.id_of(Kind.SOURCE, source) or source
    return Draft(
        title=title,
        body="",
        where=where,
        source=chosen,
        url=url if is_external(url) else "",
        authors=tuple(Credit(name) for name in names if name),
        published=given or published,
        kind="report" if kind.lower() in _REPORTS else "",
        language=language.lower() if re.fullmatch(r"[A-Za-z]{2,3}", language) else "",
        summary=summary,
        topics=tuple(dict.fromkeys(filter(None, (_text(one) for one in topics)))),
        identifiers=tuple((key, text) for key, text in identifiers.items() if text),
        proposals=(Proposal("source", chosen, Evidence(0, "where the reference says that it appeared")),)
        if chosen
        else (),
        remarks=tuple(remarks),
    )


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = next(iter(value), "")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(cleaned(str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")).split())


def _turned(name: str) -> str:
    """`First Last` of `Last, First`."""
    last, _, first = (part.strip() for part in name.partition(","))
    return f"{first} {last}".strip()


def _unbraced(text: str) -> str:
    return " ".join(cleaned(text.replace("{", "").replace("}", "")).split())
