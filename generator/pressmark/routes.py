"""Addresses: functions of ids alone. None begins with `/`, so that pages can link relatively (`root` + route)."""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote, unquote

from pressmark.limits import LINK, SEGMENT
from pressmark.model import Kind

ID_SEGMENT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_SEGMENT = SEGMENT.most  # bytes
PAGE_SIZE = 200  # entries before a list is split

HOME = ""
SEARCH = "search/"
PARTNERS = "partners/"
TIMELINE = "timeline/"
DAYS = "timeline/day/"
NOTES = "notes/"
ARTICLES = "articles/"
NOT_FOUND = "404.html"
FEED = "feed.xml"
JSON_FEED = "feed.json"
OPENSEARCH = "opensearch.xml"
CALENDAR = "calendar.ics"
DATA = "data/"
ANNOTATIONS = f"{DATA}annotations.jsonld"
GRAPHML = f"{DATA}network.graphml"
TOPICS = f"{DATA}topics.jsonld"
BIBTEX = f"{DATA}articles.bib"
RIS = f"{DATA}articles.ris"
CSL = f"{DATA}articles.csl.json"
DATABASE = f"{DATA}archive.sqlite"
DATASETTE = f"{DATA}metadata.json"
DATAPACKAGE = f"{DATA}datapackage.json"
SCHEMAS = f"{DATA}schemas.json"
MANIFEST = "manifest.json"
RESERVED = frozenset(  # first segments of addresses that no free page may have
    {kind.folder for kind in Kind}
    | {"assets", "changes", "corrections", "data", "files", "notes", "partners", "search", "timeline"}
)
REDIRECTS = "_redirects"
ROBOTS = "robots.txt"
SITEMAP = "sitemap.xml"
FOR_HOSTS = frozenset({NOT_FOUND, REDIRECTS, ROBOTS, SITEMAP, OPENSEARCH})  # files that nobody reads from a disk
CHANGES = "changes/"
CORRECTIONS = "corrections/"


def page_of(kind: Kind, identifier: str) -> str:
    """The address of a document's own page."""
    return f"{identifier}/" if kind is Kind.PAGE else f"{kind.folder}/{identifier}/"


def index_of(kind: Kind) -> str:
    """The address of the list of a kind."""
    return f"{kind.folder}/"


def feed_of(route: str) -> str:
    """The address of the feed that belongs to a page."""
    return f"{route}{FEED}"


def table_of(route: str) -> str:
    """The address of the table of articles that a page lists."""
    return f"{route}articles.csv"


def sitemap(number: int) -> str:
    """The address of a part of the sitemap, where it has several."""
    return f"sitemap-{number}.xml"


def dataset(table: str, ending: str) -> str:
    """The address of a table of the archive, as `csv` or as `jsonl`."""
    return f"{DATA}{table}.{ending}"


def by_initial(base: str, initial: str) -> str:
    """The part of a list of names that begins with one initial (see `initial_of`)."""
    return f"{base}by/initial/{initial}/"


def numbered(base: str, number: int) -> str:
    """Page `number` of a list; the first is the list's own address."""
    return base if number == 1 else f"{base}page/{number}/"


def year(base: str, value: int | None) -> str:
    """A list's part for one year, or for what has no year."""
    return f"{base}{value:04d}/" if value is not None else f"{base}undated/"


def month(base: str, value: int, number: int) -> str:
    """A list's part for one month."""
    return f"{year(base, value)}{number:02d}/"


def as_of(base: str, value: int) -> str:
    """How things stood at the end of a year."""
    return f"{base}as-of/{value:04d}/"


def context(base: str) -> str:
    """All mentions of a record in context."""
    return f"{base}context/"


def partners_of(base: str) -> str:
    """All relations of a company, where its own page does not hold them."""
    return f"{base}partners/"


def timeline_of(base: str) -> str:
    """The dated events of a record or pair, where its own page does not hold them."""
    return f"{base}timeline/"


def written_by(base: str) -> str:
    """The articles by a person, where their own page does not hold them."""
    return f"{base}written/"


def claims_of(base: str) -> str:
    """All that articles claim of a pair, where its own page does not hold it."""
    return f"{base}claims/"


def together(base: str, kind: Kind) -> str:
    """All records of a kind that are mentioned together with one, where its own page does not hold them."""
    return f"{base}with/{kind.folder}/"


def below(base: str) -> str:
    """All subsidiaries, inner places or narrower topics of a record, where its own page does not hold them."""
    return f"{base}below/"


def business(base: str) -> str:
    """All companies whose business a topic is, where its own page does not hold them."""
    return f"{base}business/"


def partners_by(facet: str, value: str) -> str:
    """The relations with one role, place or status."""
    return f"{PARTNERS}by/{facet}/{value}/"


def day(month_number: int, number: int) -> str:
    """The page of one day of the calendar, over all years."""
    return f"{DAYS}{month_number:02d}-{number:02d}/"


def pair(one: str, other: str) -> str:
    """The page of an unordered pair of companies: their ids in code-point order."""
    first, second = sorted((one, other))
    return f"{PARTNERS}{first}/{second}/"


def file(name: str) -> str:
    """The address of a file of `content/files/`; what a host might serve as a page is published gzipped."""
    return f"files/{quote(name)}" if is_served_plain(name) else f"files/{quote(name)}.gz"


def is_served_plain(name: str) -> bool:
    """Whether a file may be published as it is: pictures and PDF, which run nothing in the site's origin."""
    return name.lower().endswith((*PICTURES, ".pdf"))


PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")


def former(kind: Kind, old: str) -> str:
    """The address of something renamed: of an old id, or an old address that begins with `/`; still percent-encoded."""
    return old[1:] if old.startswith("/") else page_of(kind, old)


def stub(route: str) -> str | None:
    """Where a page that leads on from an old address stands; None where hosts would not serve it as a page."""
    name = unquote(route)
    if route.endswith("/") or "." not in name.rpartition("/")[2]:
        return name.rstrip("/") + "/"
    return name if name.endswith((".html", ".htm")) else None


def output_path(route: str) -> str:
    """The file that answers an address."""
    return f"{route}index.html" if route == "" or route.endswith("/") else route


def on_disk(route: str) -> str:
    """The file that answers an address, as systems know it that tell neither capitals nor normal forms apart."""
    path = output_path(route)
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


def above(path: str) -> list[str]:
    """The folders that a file stands in, the outermost first."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: n + 1]) for n in range(len(parts))]


def folders(paths: Iterable[str]) -> set[str]:
    """All folders that some files stand in."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def is_segment(text: str) -> bool:
    """Whether a text is one segment of an id."""
    return ID_SEGMENT.fullmatch(text) is not None and len(text) <= MAX_SEGMENT and text not in _DEVICES


def is_device(name: str) -> bool:
    """Whether Windows takes a name for that of a device, whatever its ending is: no file there can be called so."""
    return name.partition(".")[0].lower() in _DEVICES


_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})


def file_name(name: str) -> str:
    """The nearest name of a file of `content/files/` to one that cannot be such."""
    stem, dot, ending = name.replace("/", "-").rpartition(".")
    slug = slugify(stem if dot else ending, "file") or "file"
    ending = re.sub(r"[^A-Za-z0-9]", "", plain(ending)) if dot else ""
    return f"{slug}{'.' + ending if ending else ''}"


def slugify(text: str, kind: str = "name") -> str:
    """The nearest id segment to a text; empty where nothing of it can stand in one.

    `kind` is put behind a name that Windows keeps for a device.
    """
    slug = "-".join(re.findall(r"[a-z0-9]+", plain(text.replace("'", "").replace("’", ""))))
    slug = slug[:MAX_SEGMENT].strip("-")
    return f"{slug}-{kind}" if slug in _DEVICES else slug


def plain(text: str) -> str:
    """A text in lower-case letters without marks; what has no counterpart in ASCII is left out."""
    return unicodedata.normalize("NFKD", text.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()


# Latin letters that no normalization takes apart.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
)


def is_file(name: str) -> bool:
    """Whether a text is a name in `content/files/`, written `files/x.png`."""
    return len(name) <= LINK.most and re.fullmatch(r"files/[A-Za-z0-9_-][A-Za-z0-9._-]*", name) is not None
