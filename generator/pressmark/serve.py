"""A preview on this machine: build, serve, rebuild when something changes, reload the open page."""

import json
import os
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import urlsplit

from pressmark.console import Console
from pressmark.files import MachineError, UsageError, alone, prepare_cache
from pressmark.rebuilding import Problem, rebuilder
from pressmark.watching import changed

_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
EVENTS = "/.pressmark/events"
SCRIPT = "/.pressmark/preview.js"
ENDED = "the process that builds the preview has ended; start it again."
_PREVIEW = Path(__file__).with_name("preview.js")


class _Changes:
    """A counter of builds that open pages wait on, and what kept the last one from being shown."""

    def __init__(self) -> None:
        self.count = 0
        self.problems: list[Problem] = []
        self.condition = threading.Condition()

    def announce(self, problems: list[Problem]) -> None:
        with self.condition:
            self.count += 1
            self.problems = problems
            self.condition.notify_all()

    def wait(self, seen: int, seconds: float) -> int:
        with self.condition:
            self.condition.wait_for(lambda: self.count != seen, seconds)
            return self.count


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site, with a script added to each page that reloads it after a rebuild."""

    changes: _Changes

    def parse_request(self) -> bool:
        """Refuse what names another host: a page elsewhere may have its name lead here, to read drafts."""
        if not super().parse_request():
            return False
        named = urlsplit(f"//{self.headers.get('Host', '')}")
        if named.hostname in _NAMES:
            return True
        self.send_error(403, "This preview answers on this machine only")
        return False

    def list_directory(self, path: str | os.PathLike[str]) -> None:  # noqa: ARG002 - the library's interface
        """Folders without a page of their own are not there."""
        self.send_error(404)

    def do_GET(self) -> None:
        """Answer a request."""
        path, _, seen = self.path.partition("?")
        if path == EVENTS:
            self._events(int(seen) if seen.isdecimal() else self.changes.count)
        elif path == SCRIPT:
            self._send(200, "text/javascript; charset=utf-8", _PREVIEW.read_bytes())
        else:
            seen = str(self.changes.count)  # asked first: a rebuild from now on is news to this page
            page = self._page()
            if page is None:
                super().do_GET()
            else:
                status, file = page
                script = f'<script src="{SCRIPT}?{seen}" type="module"></script></head>'
                html = file.read_bytes().replace(b"</head>", script.encode(), 1)
                self._send(status, "text/html; charset=utf-8", html)

    def _page(self) -> tuple[int, Path] | None:
        """The page that is asked for, or the one for nothing; None if another file is meant, or a redirect to one."""
        target = Path(self.translate_path(self.path))
        if target.is_dir():
            if not self.path.partition("?")[0].endswith("/"):
                return None
            target /= "index.html"
        if target.is_file():
            return (200, target) if target.suffix == ".html" else None
        missing = Path(self.directory, "404.html")
        return (404, missing) if missing.is_file() else None

    def _send(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _events(self, seen: int) -> None:
        """Tell the page when there has been a build that it has not seen, and what keeps one back."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            if self.changes.problems:
                self._tell()
            while True:
                count = self.changes.wait(seen, 15)
                if count != seen:
                    self._tell()
                else:
                    self.wfile.write(b": waiting\n\n")
                self.wfile.flush()
                seen = count
        except OSError:
            return  # the page has been closed

    def _tell(self) -> None:
        problems = self.changes.problems
        event = f"event: errors\ndata: {json.dumps(problems)}" if problems else "event: change\ndata: 1"
        self.wfile.write(f"{event}\n\n".encode())
        self.wfile.flush()

    def end_headers(self) -> None:
        """Nothing is kept by the browser: the next build may change it."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Requests are not worth a line each."""


def serve(archive: Path, port: int, *, drafts: bool, jobs: int | None) -> None:
    """Serve until interrupted.

    Raises:
        UsageError: The folder is no archive, or the port is taken.
        MachineError: Another preview of the same kind is open, or what builds it has ended.
    """
    cache, name = prepare_cache(archive), "preview-drafts" if drafts else "preview"
    with alone(cache / name, cache / f".{name}-lock"), rebuilder(archive, cache / name, drafts, jobs) as builds:
        _serve(archive, cache / name, port, builds)


def _serve(archive: Path, output: Path, port: int, builds: Connection) -> None:
    console, changes = Console(), _Changes()
    handler = partial(type("Handler", (_Handler,), {"changes": changes}), directory=str(output))
    try:
        changes.problems = builds.recv().problems
    except EOFError as error:
        raise MachineError(ENDED) from error
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise UsageError(f"port {port} cannot be used ({error.strerror}); choose another with --port.") from error
    server.daemon_threads = True
    ended = threading.Event()
    for work in (server.serve_forever, partial(_follow, builds, changes, ended)):
        threading.Thread(target=work, daemon=True).start()
    console.say(f"http://127.0.0.1:{server.server_port}/ (Ctrl+C ends it)")
    try:
        for touched in changed(archive, ended):
            builds.send(touched)
    except KeyboardInterrupt:
        console.say("")
        return
    except BrokenPipeError:
        pass
    finally:
        server.shutdown()
    raise MachineError(ENDED)


def _follow(builds: Connection, changes: _Changes, ended: threading.Event) -> None:
    """Tell open pages of each build that has changed something, or has found other mistakes than the last one."""
    try:
        while True:
            built = builds.recv()
            if built.changed or built.problems != changes.problems:
                changes.announce(built.problems)
    except (EOFError, OSError):
        ended.set()
