"""Serves a site as static hosts do: HTTP/1.1 that keeps connections, texts gzipped; and notes what was asked for."""

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

TEXTS = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"})
PREFIX = "/archive/"  # a site below a path is the harder case


@dataclass(frozen=True)
class Answer:
    """A file of the site as it was sent: its path in the site, and bytes without headers."""

    path: str
    size: int


@dataclass(frozen=True)
class Host:
    """Where a site is served, and all that has been sent since somebody last looked."""

    url: str
    sent: list[Answer]

    def taken(self) -> list[Answer]:
        """What was sent since the last call."""
        found = self.sent[:]
        self.sent.clear()
        return found


@contextmanager
def hosted(folder: Path) -> Iterator[Host]:
    """Serve a folder on a port of this machine."""
    sent: list[Answer] = []

    @cache
    def read(path: str) -> tuple[bytes, str, bool] | None:
        file = folder / path
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            return None
        packed = file.suffix in TEXTS
        data = file.read_bytes()
        return gzip.compress(data, 6) if packed else data, mimetypes.guess_type(file.name)[0] or "", packed

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).removeprefix(PREFIX)
            found = read(path)
            if found is None:
                self.send_error(404)
                return
            data, kind, packed = found
            sent.append(Answer(path, len(data)))
            self.send_response(200)
            self.send_header("Content-Type", kind or "application/octet-stream")
            self.send_header("Content-Length", str(len(data)))
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A browser may go away."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield Host(f"http://127.0.0.1:{server.server_port}{PREFIX}", sent)
    finally:
        server.shutdown()
        server.server_close()
