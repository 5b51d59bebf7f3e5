"""A real Chromium: `$CHROMIUM`, one on the PATH, or Playwright's own.

Without one these tests are skipped and say how to get it; with `PRESSMARK_REQUIRE_BROWSER=1` they fail instead.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, sync_playwright
from tests.support.sites import Served, SiteBuilder, served

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MISSING = (
    "no Chromium: install one («apt install chromium», or «python -m playwright install chromium») or set $CHROMIUM"
)
PATIENCE = 20_000  # milliseconds until something that must happen is given up


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@cache
def chromium(own: str) -> str | None:
    """The path of a Chromium; `own` is where Playwright would have put its."""
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    return found or (own if Path(own).is_file() else None)


def launched(playwright: Playwright) -> Browser | None:
    """A browser; None if there is none."""
    path = chromium(playwright.chromium.executable_path)
    if path is None:
        return None
    as_root = getattr(os, "geteuid", lambda: 1)() == 0  # its sandbox refuses to work for root
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if as_root else [])


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = launched(playwright)
    if started is None and os.environ.get("PRESSMARK_REQUIRE_BROWSER") == "1":
        pytest.fail(MISSING, pytrace=False)
    if started is None:
        pytest.skip(MISSING)
    yield started
    started.close()


# --- sites --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def hosts(demo: SiteBuilder) -> Iterator[tuple[Served, Served]]:
    with served(demo.output) as at_root, served(demo.output, "/deep/path/") as at_depth:
        yield at_root, at_depth


@pytest.fixture
def at_root(hosts: tuple[Served, Served]) -> Served:
    """The demonstration archive at the root of a host."""
    hosts[0].missed.clear()
    return hosts[0]


@pytest.fixture
def at_depth(hosts: tuple[Served, Served]) -> Served:
    """The same below a path."""
    hosts[1].missed.clear()
    return hosts[1]


# --- windows ------------------------------------------------------------------------------------------------------


@dataclass
class Window:
    """A page of a browser, what it told its console, and what it asked of other hosts."""

    page: Page
    told: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._told)
        self.page.on("pageerror", lambda error: self.told.append(f"{self.page.url}: {error}"))
        self.page.on("request", self._asked)

    def _told(self, message: ConsoleMessage) -> None:
        self.told.append(f"{self.page.url}: {message.text}")

    def _asked(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.hostname != "127.0.0.1" and url.scheme in {"http", "https", "ws", "wss"}:
            self.elsewhere.append(f"{self.page.url}: {request.url}")


Opener = Callable[..., Window]


@pytest.fixture
def window(browser: Browser) -> Iterator[Opener]:
    """Opens windows, with scripts or without."""
    contexts = []

    def open_one(*, scripts: bool = True) -> Window:
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=scripts))
        contexts[-1].set_default_timeout(PATIENCE)
        return Window(contexts[-1].new_page())

    yield open_one
    for context in contexts:
        context.close()
