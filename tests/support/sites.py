"""Archives in a temporary folder, built as a user builds them; their sites, read and served as others would."""

import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib

from pressmark.build import build
from pressmark.cache import Cache
from pressmark.edit import init
from pressmark.inspecting import Inspecting
from pressmark.lastrun import Seen
from pressmark.request import Outcome, Request
from pressmark.routes import output_path
from pressmark.workers import Workers

REPOSITORY = Path(__file__).parents[2]
EVERYTHING = REPOSITORY / "tests" / "golden" / "everything"
NOW = datetime(2032, 1, 1, 12, tzinfo=UTC)


class Site:
    """A built site, read from the disk; each page is parsed once, strictly."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._parsed: dict[str, Element] = {}

    def files(self) -> list[str]:
        """Every file but those whose names begin with a dot."""
        found = (path.relative_to(self.folder) for path in self.folder.rglob("*") if path.is_file())
        return sorted(path.as_posix() for path in found if not path.name.startswith("."))

    def routes(self) -> list[str]:
        """The addresses of all pages."""
        return sorted(name.removesuffix("index.html") for name in self.files() if name.endswith(".html"))

    def text(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def page(self, route: str) -> Element:
        """A page as a browser reads it.

        Raises:
            html5lib.html5parser.ParseError: It is not what the standard calls valid.
        """
        if route not in self._parsed:
            parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
            self._parsed[route] = parser.parse(self.text(output_path(route)))
            for element in self._parsed[route].iter():  # parts of pictures come with their namespace
                element.tag = str(element.tag).rpartition("}")[2]
        return self._parsed[route]

    def pages(self) -> Iterator[tuple[str, Element]]:
        return ((route, self.page(route)) for route in self.routes())

    def main(self, route: str) -> Element:
        """What a page says for itself."""
        return next(self.page(route).iter("main"))


@dataclass
class SiteBuilder:
    """An archive in a folder and the site built from it, as often as it is changed; changes can be chained."""

    folder: Path
    base_url: str | None = None
    audience: str | None = None
    with_search: bool = False
    jobs: int = 1
    keeps: bool = True
    hasty: bool = False
    touched: frozenset[str] = frozenset()
    held: Cache | None = None
    seen: Seen | None = None
    inspected: Inspecting | None = None
    outcomes: list[Outcome] = field(default_factory=list)
    site: Site = field(init=False)

    @classmethod
    def of_starter(cls, folder: Path) -> "SiteBuilder":
        """What `pressmark init` makes."""
        init(folder / "archive")
        return cls(folder)

    @classmethod
    def of_folder(cls, folder: Path, archive: Path) -> "SiteBuilder":
        """A copy of an archive of this repository."""
        (folder / "archive").mkdir(parents=True)
        shutil.copytree(archive / "content", folder / "archive" / "content")
        shutil.copy(archive / "pressmark.yaml", folder / "archive")
        return cls(folder)

    @classmethod
    def of_files(cls, folder: Path, files: Mapping[str, str]) -> "SiteBuilder":
        """Given files by path."""
        builder = cls(folder)
        for path, text in files.items():
            builder.write(path, text)
        return builder

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    @property
    def output(self) -> Path:
        return self.folder / "site"

    @property
    def written(self) -> set[str]:
        """The files that the last build wrote or removed."""
        published = self.outcomes[-1].published
        assert published is not None
        return {*published.written, *published.removed}

    def try_to_build(self) -> Outcome:
        """Build, whatever comes of it."""
        request = Request(
            self.archive,
            self.output,
            NOW,
            base_url=self.base_url,
            audience=self.audience,
            with_search=self.with_search,
            hasty=self.hasty,
            touched=self.touched,
            seen=self.seen,
            inspected=self.inspected,
            cache=self._cache() if self.keeps else None,
        )
        with Workers(self.jobs) as workers:
            self.outcomes.append(build(request, workers, lambda *_: None, self.held))
        self.site = Site(self.output)
        return self.outcomes[-1]

    def _cache(self) -> Path:
        (self.folder / "cache").mkdir(exist_ok=True)
        return self.folder / "cache"

    def build(self) -> "SiteBuilder":
        """Build an archive that must have no errors."""
        outcome = self.try_to_build()
        assert outcome.published is not None, "\n".join(map(str, outcome.diagnostics))
        return self

    def write(self, path: str, text: str) -> "SiteBuilder":
        file = self.archive / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return self

    def edit(self, path: str, old: str, new: str) -> "SiteBuilder":
        """Replace a text that stands in a file once."""
        text = (self.archive / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"«{old}» stands {text.count(old)} times in {path}"
        return self.write(path, text.replace(old, new))

    def rename(self, old: str, new: str) -> "SiteBuilder":
        (self.archive / new).parent.mkdir(parents=True, exist_ok=True)
        (self.archive / old).rename(self.archive / new)
        return self

    def remove(self, path: str) -> "SiteBuilder":
        (self.archive / path).unlink()
        return self


# --- serving ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Served:
    """A folder on a port of this machine; `missed` are the addresses that were asked for and are not there."""

    url: str
    missed: list[str]


@contextmanager
def served(folder: Path, prefix: str = "/") -> Iterator[Served]:
    """Serve a folder at a path such as `/deep/path/`, as a static host does; nothing is there outside of it."""
    missed: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def translate_path(self, path: str) -> str:
            asked = urlsplit(path).path
            if asked.startswith(prefix):
                return super().translate_path("/" + asked.removeprefix(prefix))
            return str(folder / "there is no such file")

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            missed.append(self.path)
            page = folder / "404.html"
            if code != 404 or not page.is_file():
                super().send_error(code, message, explain)
                return
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(page.stat().st_size))
            self.end_headers()
            self.wfile.write(page.read_bytes())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *args: Handler(*args, directory=str(folder)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield Served(f"http://127.0.0.1:{server.server_port}{prefix}", missed)
    finally:
        server.shutdown()
        server.server_close()


# --- reading pages ------------------------------------------------------------------------------------------------


def text_of(element: Element) -> str:
    """The words of an element, white space collapsed."""
    return " ".join("".join(element.itertext()).split())


def with_class(root: Element, name: str) -> Iterable[Element]:
    """The elements of a class."""
    return (element for element in root.iter() if name in (element.get("class") or "").split())


def by_id(root: Element, identifier: str) -> Element | None:
    """The element with an id."""
    return next((element for element in root.iter() if element.get("id") == identifier), None)
