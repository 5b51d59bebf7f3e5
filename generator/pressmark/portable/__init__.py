"""The portable copy of a site: the same pages and search, opened from a disk by double click, without a server.

Under `file:` no server completes `articles/` to `articles/index.html`, module scripts do not load, and nothing can be
fetched. So links name files (`portable.pages`), modules become classic scripts (`scripts`), and each file of
search data becomes a script that hands it over (`portable.data`).
"""

from collections.abc import Iterable, Iterator
from posixpath import dirname, join

from pressmark import routes
from pressmark.portable.data import handed_over
from pressmark.portable.pages import on_disk
from pressmark.scripts import classic, closure, read_module

SCRIPTS = "assets/js/"
SEARCH = "search/"
FROM_DISK = "from-disk.js"  # what stands in for a server; beside the other scripts
LEFT_OUT = frozenset({"404.html", "manifest.json", "search/manifest.json", *routes.FOR_HOSTS})
_SITEMAPS = "sitemap-"
_WORKER = "/pagefind-worker.js"  # browsers start no worker from a file; Pagefind then does its work on the page


def server_of(script: str) -> str:
    """Where `from-disk.js` stands, which serves the data that a script (`assets/js/<digest>/…`) asks for."""
    return join(*script.split("/")[:3], FROM_DISK)


class Copy:
    """What is made of the files of a site; picklable, for a pool of processes."""

    def __init__(self, modules: Iterable[tuple[str, bytes]]) -> None:
        """Read the modules (path, text) that its pages may load.

        Raises:
            RenderingError: One of them is written in a way that cannot be made a classic script.
        """
        self.modules = {path: read_module(path, data.decode()) for path, data in modules}
        self.needed = {
            path: (server_of(path), *(one.path for one in closure(path, self.modules))) for path in self.modules
        }

    def of(self, path: str, data: bytes) -> Iterator[tuple[str, bytes]]:
        """What stands in the copy for a file of the site; nothing for files that only hosts read."""
        if path in LEFT_OUT or path.startswith(_SITEMAPS) or path.endswith(_WORKER):
            return
        if path.endswith((".html", ".htm")) and not path.startswith("files/"):
            yield path, on_disk(data.decode(), dirname(path), self.needed).encode()
        elif path in self.modules:
            yield path, classic(self.modules[path]).encode()
        elif path.startswith(SEARCH):
            yield f"{path}.js", handed_over(path, data)
        else:
            yield path, data


__all__ = ["SCRIPTS", "Copy", "server_of"]
