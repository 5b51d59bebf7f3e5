"""Citations: what is to be cited, for people and for programs that manage references (BibTeX, RIS, CSL-JSON).

Dates are given as far as they begin with digits that are known; what more they say stands beside them as EDTF. Names
of authors stay whole, since which part of one is the family's cannot be told.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape
from msgspec import json

from pressmark import routes
from pressmark.dates import Edtf, Range, Single
from pressmark.index import Index
from pressmark.languages import runs_against
from pressmark.model import Article, Kind
from pressmark.strings import Wording
from pressmark.values import Frozen, changed

_BEGINNING = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?(?![\dX])")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RIS_TYPES = {"news": "NEWS", "release": "GEN", "filing": "RPRT", "report": "RPRT"}
_CSL_TYPES = {"news": "article-newspaper", "release": "document", "filing": "report", "report": "report"}
_ISOLATE, _END = "\u2068", "\u2069"  # which no name has
_SPRING = 21  # the first of EDTF's seasons is the first of CSL's
# BibTeX counts braces, whatever stands before them: one without its like has an invisible one beside it, as in Zotero.
_ALONE = {"{": r"\{\vphantom{\}}", "}": r"\vphantom{\{}\}"}
_BIBTEX_SIGNS = str.maketrans(
    {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {sign: f"\\{sign}" for sign in "{}&%$#_"}
)
_BIBTEX_SIGN = re.compile(f"[{re.escape(''.join(map(chr, _BIBTEX_SIGNS)))}]")


class Reference(Frozen):
    """What a citation tells of an article; what is not known is empty.

    `url` is the original, `captured` the day, month or year when this copy of it was taken, and `copies` are copies of
    it elsewhere; `address` is where it is (or what of it is cited) in this archive, whose title is `archive`.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    published: Edtf | None
    source: str
    kind: str
    language: str
    url: str
    address: str
    archive: str
    editors: tuple[str, ...] = ()
    doi: str = ""
    captured: str = ""
    copies: tuple[str, ...] = ()


def reference(article: Article, index: Index, base_url: str, fragment: str = "") -> Reference:
    """What is to be cited of an article, or of the paragraph, fact or note in it that has a fragment.

    Without a `base_url` there is no address that could be cited.
    """
    writers, editors = index.writers_and_editors(article)
    source = index.public.records[Kind.SOURCE].get(article.source or "")
    route = routes.page_of(Kind.ARTICLE, article.id) + (f"#{fragment}" if fragment else "")
    return Reference(
        key=article.id.replace("/", "-"),
        title=_one_line(article.title),
        authors=tuple(map(_one_line, writers)),
        published=article.published,
        source=_one_line(source.name) if source else "",
        kind=article.kind,
        language=article.language or index.public.settings.language,
        url=article.url,
        address=f"{base_url}{route}" if base_url else "",
        archive=_one_line(index.public.settings.title),
        editors=tuple(map(_one_line, editors)),
        doi=_one_line(dict(article.identifiers).get("doi", "")),
        captured=article.captured.settled if article.captured else "",
        copies=tuple(copy.url for copy in article.archived if copy.url),
    )


def plain(cited: Reference, wording: Wording) -> str:
    """One sentence after another for people: who and what, where and when, the original, copies, and the archive."""
    title = wording.plain("quote", text=cited.title)
    when = wording.plain_date(cited.published) if cited.published else wording.plain("date.undated")
    said = (
        f"{', '.join(cited.authors)}: {title}" if cited.authors else title,
        ", ".join(filter(None, (cited.source, when))),
        wording.plain("cite.original", address=cited.url) if cited.url else "",
        *(wording.plain("cite.copy", address=copy) for copy in cited.copies),
        ", ".join(filter(None, (wording.plain("cite.archive", title=cited.archive), cited.address))),
    )
    return ". ".join(filter(None, said))


def html(cited: Reference, wording: Wording) -> Markup:
    """The same on a page, where names that run against its direction turn nothing around them (UAX 9, isolates)."""

    def isolated(name: str) -> str:
        return f"{_ISOLATE}{name}{_END}" if runs_against(name, right_to_left=wording.right_to_left) else name

    title, authors = isolated(cited.title), tuple(map(isolated, cited.authors))
    source, archive = isolated(cited.source), isolated(cited.archive)
    said = plain(changed(cited, title=title, authors=authors, source=source, archive=archive), wording)
    return Markup(str(escape(said)).replace(_ISOLATE, "<bdi>").replace(_END, "</bdi>"))  # noqa: S704 - escaped


def bibtex(cited: Reference) -> str:
    """An entry of BibTeX, with the fields that biblatex has beside it."""
    year, month, day = _beginning(cited.published)
    exact = _is_exact(cited.published)
    unsure = "" if exact or not cited.published else cited.published.text
    fields = (
        ("title", f"{{{_escaped(cited.title)}}}"),  # in braces, since its capitals are to be kept
        ("author", _bibtex_names(cited.authors)),
        ("editor", _bibtex_names(cited.editors)),
        ("year", year),
        ("date", "-".join(filter(None, (year, month, day))) if exact else ""),
        ("howpublished", _escaped(cited.source)),
        ("type", _escaped(cited.kind)),
        ("langid", _escaped(cited.language)),
        ("doi", _escaped(cited.doi)),
        ("url", cited.url or cited.address),  # what no address may hold are the signs that BibTeX minds
        ("urldate", cited.captured),
        ("note", "; ".join(filter(None, (_escaped(unsure), _escaped(cited.archive), cited.address)))),
    )
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields if value]
    if month:
        lines.append(f"  month = {_MONTHS[int(month) - 1]},\n")
    return f"@misc{{{cited.key},\n{''.join(lines)}}}\n"


def _bibtex_names(names: Iterable[str]) -> str:
    return " and ".join(f"{{{_escaped(name)}}}" for name in names)


def ris(cited: Reference) -> str:
    """A record of RIS, whose lines end as the format wants it."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _ris_fields(cited) if value) + "ER  - \r\n"


def _ris_fields(cited: Reference) -> Iterator[tuple[str, str]]:
    year, month, day = _beginning(cited.published)
    yield "TY", _RIS_TYPES.get(cited.kind, "GEN")
    yield "ID", cited.key
    yield "TI", cited.title
    for author in cited.authors:
        yield "AU", author
    for editor in cited.editors:
        yield "A2", editor
    yield "PY", year
    yield "DA", _ris_date(year, month, day)
    yield "Y2", _ris_date(*_digits(cited.captured))
    yield "N1", cited.published.text if cited.published and not _is_exact(cited.published) else ""
    yield "T2", cited.source
    yield "M3", cited.kind
    yield "LA", cited.language
    yield "DO", cited.doi
    yield "UR", cited.url
    yield "L2", cited.address
    yield "DB", cited.archive


def csl(cited: Reference) -> dict[str, Any]:
    """An item of CSL-JSON (1.0.2), ready to be written as JSON."""
    item = {
        "id": cited.key,
        "type": _CSL_TYPES.get(cited.kind, "document"),
        "title": cited.title,
        "author": [{"literal": author} for author in cited.authors],
        "editor": [{"literal": editor} for editor in cited.editors],
        "issued": _issued(cited.published) if cited.published else None,
        "container-title": cited.source,
        "genre": cited.kind,
        "language": cited.language,
        "DOI": cited.doi,
        "URL": cited.url,
        "accessed": {"date-parts": [[int(part) for part in cited.captured.split("-")]]} if cited.captured else None,
        "archive": cited.archive,
        "archive_location": cited.address,
    }
    return {key: value for key, value in item.items() if value}


def csl_json(cited: Reference) -> str:
    """An item of CSL-JSON as it is written."""
    return json.format(json.encode(csl(cited)), indent=0).decode()


def _issued(date: Edtf) -> dict[str, Any]:
    """A date of CSL-JSON: the numbers that are known, the words of EDTF where numbers would say too much."""
    match date.value:
        case Single() as one if numbers := _numbers(one):
            issued: dict[str, Any] = {"date-parts": [numbers]}
            if one.season and one.season.number:
                issued["season"] = one.season.number - _SPRING + 1
        case Range(Single() as start, Single() as end) if (first := _numbers(start)) and (last := _numbers(end)):
            issued = {"date-parts": [first, last]}
        case _:
            return {"literal": date.text}
    return issued | {"circa": True} if date.uncertain else issued


def _numbers(date: Single) -> list[int]:
    """Year, month and day, as far as each and all before it are known."""
    found: list[int] = []
    for part in (date.year, date.month, date.day):
        if part is None or part.number is None:
            break
        found.append(part.number)
    return found


def _beginning(date: Edtf | None) -> tuple[str, str, str]:
    """The digits of year, month and day that a date begins with."""
    return _digits(date.text if date else "")


@lru_cache(maxsize=10_000)  # the same days are cited in several formats
def _digits(text: str) -> tuple[str, str, str]:
    found = _BEGINNING.match(text)
    year, month, day = found.groups(default="") if found else ("", "", "")
    return year, month, day


def _ris_date(year: str, month: str, day: str) -> str:
    return f"{year}/{month}/{day}/" if year else ""


def _is_exact(date: Edtf | None) -> bool:
    """Whether year, month and day say all that the date does."""
    return date is not None and "-".join(filter(None, _digits(date.text))) == date.text


def _escaped(text: str) -> str:
    if not _BIBTEX_SIGN.search(text):
        return text
    alone = _braces_alone(text) if "{" in text or "}" in text else frozenset()
    if not alone:
        return text.translate(_BIBTEX_SIGNS)
    return "".join(_ALONE[c] if n in alone else c.translate(_BIBTEX_SIGNS) for n, c in enumerate(text))


def _braces_alone(text: str) -> frozenset[int]:
    """Where the braces of a text stand that nothing opens or closes."""
    opened: list[int] = []
    closing: list[int] = []
    for number, sign in enumerate(text):
        if sign == "{":
            opened.append(number)
        elif sign == "}":
            if opened:
                opened.pop()
            else:
                closing.append(number)
    return frozenset((*opened, *closing))


def _one_line(text: str) -> str:
    return " ".join(text.split())
