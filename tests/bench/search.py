"""Measures the search page of a built site in Chromium, as a reader on a slow line meets it first.

    python -m tests.bench.search SITE

The site is served with HTTP/1.1, over which Chromium asks for six files at a time; with HTTP/2 it asks for all at once.
Each visit has a browser context of its own with an empty cache, and a line of 1.6 Mbit/s on which each answer begins
after 150 ms. Chromium gives Pagefind's worker such a line of its own; to open a connection costs nothing here, but one
to three round trips with a real host. Nothing passes or fails.

Words are chosen by how many articles hold them, so that the same site is always asked the same. Processor time is that
of the page's main thread, without the slow line: Pagefind works in a thread of its own.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright
from tests.bench.hosting import Answer, Host, hosted
from tests.browser.conftest import MISSING, launched
from tests.browser.searching import settled
from tests.support.searchfiles import Library

LATENCY = 150  # milliseconds
BYTES_PER_SECOND = 1_600_000 / 8
PATIENCE = 60_000  # milliseconds
PAUSE = 1_000  # milliseconds without a request until a page has surely all it wants
COMMONEST = "the commonest word"
LETTERS = "abcdefghi"
PAGE, OURS, PAGEFIND, TEXTS = KINDS = (
    "page, styles, scripts, entry",
    "columns, join, words, titles, names",
    "Pagefind's",
    "texts",
)
WATCHED = """(() => {
  const has = (selector) => document.querySelector(selector) !== null;
  const look = (changes) => {
    const all = has("#search-results > li a") && has(".histogram .bar") && has(".facet[open] .values > li");
    if (all) window.firstShown ??= performance.now();
    if (changes.some((one) => one.target.id === "search-results")) performance.mark("results");
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
})()"""


@dataclass(frozen=True)
class Visit:
    """A first visit: seconds until results stand beside facets and histogram, and what has been sent until then."""

    seconds: float
    found: str
    sent: tuple[Answer, ...]

    def size(self, kind: str) -> int:
        """Bytes of a kind of files."""
        return sum(answer.size for answer in self.sent if kind_of(answer.path) == kind)


def kind_of(path: str) -> str:
    """Whose a file is."""
    if "/pagefind/fragment/" in path:
        return TEXTS
    if "/pagefind/" in path:
        return PAGEFIND
    return OURS if path.startswith("search/") and path.endswith(".gz") else PAGE


# --- what is asked ----------------------------------------------------------------------------------------------------


def questions(site: Path) -> dict[str, str]:
    """Queries by what they are: nothing, words by how common they are, the pair of words most frequent in titles."""
    held = Library(site)
    words = {word: entry for segment in held.segments for word, entry in segment.words.items()}
    counts = {word: len(entry.times) for word, entry in sorted(words.items())}
    alone = [word for word in counts if re.fullmatch("[a-z]{5,}", word) and words[word].family == (word,)]
    tenth = held.entry["articles"] / 10
    pairs = Counter(pair for segment in held.segments for row in segment.titles for pair in _pairs(row[1]))
    return {
        "nothing": "",
        COMMONEST: max(counts, key=lambda word: counts[word]),
        "a word of one in ten": min(alone, key=lambda word: abs(counts[word] - tenth)),
        "a rare word": min(alone, key=lambda word: abs(counts[word] - 3)),
        "a phrase": f'"{max(sorted(pairs), key=lambda pair: pairs[pair])}"',
    }


def _pairs(title: str) -> Iterator[str]:
    found = re.findall("[a-z]{4,}", title.lower())
    return map(" ".join, pairwise(found))


# --- visits -----------------------------------------------------------------------------------------------------------


def slowed(page: Page) -> None:
    """Put a page and its workers on a slow line."""
    session = page.context.new_cdp_session(page)
    line = {"offline": False, "latency": LATENCY, "downloadThroughput": BYTES_PER_SECOND, "uploadThroughput": -1}
    asked: tuple[tuple[str, dict[str, Any]], ...] = (
        ("Network.enable", {}),
        ("Network.setCacheDisabled", {"cacheDisabled": True}),
        ("Network.emulateNetworkConditions", line),
    )

    def attached(event: Mapping[str, str]) -> None:
        for number, (method, values) in enumerate((*asked, ("Runtime.runIfWaitingForDebugger", {}))):
            message = json.dumps({"id": number, "method": method, "params": values})
            session.send("Target.sendMessageToTarget", {"sessionId": event["sessionId"], "message": message})

    session.on("Target.attachedToTarget", attached)
    session.send("Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": False})
    for method, values in asked:
        session.send(method, values)


def visited(browser: Browser, host: Host, query: str) -> Visit:
    """Open the search page with a query, as nobody has before."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    slowed(page)
    page.add_init_script(WATCHED)
    host.taken()
    page.goto(f"{host.url}search/?q={quote(query)}", wait_until="commit")
    page.wait_for_function("() => window.firstShown", timeout=PATIENCE)
    sent = tuple(host.taken())
    seconds = page.evaluate("() => window.firstShown") / 1000
    found = page.locator("#search-status").inner_text()
    context.close()
    return Visit(seconds, found, sent)


# --- processor time ---------------------------------------------------------------------------------------------------


def opened(browser: Browser, host: Host) -> Page:
    """The search page, with all that it shows at first."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(WATCHED)
    page.goto(f"{host.url}search/")
    settled(page)
    return page


def tasks(page: Page, act: Callable[[], object]) -> tuple[list[float], list[float]]:
    """The tasks that something gives the main thread of a page, in milliseconds of processor time.

    First those up to the change of the list of results, then the others, such as for excerpts.
    """
    browser = page.context.browser
    assert browser is not None
    browser.start_tracing(page=page, categories=["disabled-by-default-devtools.timeline", "blink.user_timing"])
    act()
    page.wait_for_timeout(PAUSE)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    main = {(one["pid"], one["tid"]) for one in events if one.get("args", {}).get("name") == "CrRendererMain"}
    shown = max((one["ts"] for one in events if one["name"] == "results"), default=0)
    ours = [one for one in events if one["name"] == "RunTask" and (one["pid"], one["tid"]) in main]
    spent = [(one["ts"] > shown, one.get("tdur", 0) / 1000) for one in ours]
    return [time for late, time in spent if not late], [time for late, time in spent if late]


def asked(browser: Browser, host: Host, word: str) -> list[tuple[float, float]]:
    """All tasks for a word together, before and after results stand: asked first, and again once its data are there."""
    page = opened(browser, host)

    def ask(query: str) -> tuple[float, float]:
        page.locator("#search-words").fill(query)
        before, after = tasks(page, lambda: page.locator("#search-words").press("Enter"))
        return sum(before), sum(after)

    found = [ask(word), (ask(""), ask(word))[1]]
    page.close()
    return found


def typed(browser: Browser, host: Host, facet: str) -> list[float]:
    """The longest task of each keystroke in the box that finds values of a facet."""
    page = opened(browser, host)
    place = page.locator(f"#facet-{facet}")
    place.locator("button.all").click()
    page.wait_for_timeout(PAUSE)
    keys = [key for letter in LETTERS for key in (letter, "a", "Backspace", "Backspace")]
    found = [max(tasks(page, partial(page.keyboard.press, key))[1]) for key in keys]
    page.close()
    return found


# --- the table --------------------------------------------------------------------------------------------------------


def rows_of(visits: Mapping[str, Visit]) -> Iterator[tuple[str, ...]]:
    """A row for each query."""
    yield ("", "seconds", "requests", *KINDS[:-1])
    for name, visit in visits.items():
        sizes = [f"{visit.size(kind) / 1000:,.0f} kB" for kind in KINDS[:-1]]
        yield f"{name}: {visit.found}", f"{visit.seconds:.2f}", str(len(visit.sent)), *sizes


def told(browser: Browser, host: Host, asks: Mapping[str, str], largest: tuple[int, str], times: int) -> Iterator[str]:
    """The lines that say what was measured."""
    visits = {}
    for name, query in asks.items():
        held = sorted((visited(browser, host, query) for _ in range(times)), key=lambda one: one.seconds)
        visits[f"{name} {query}".rstrip()] = held[len(held) // 2]
    rows = list(rows_of(visits))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    yield from ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
    for when, (before, after) in zip(("", ", asked again"), asked(browser, host, asks[COMMONEST]), strict=True):
        yield f"main thread for {COMMONEST}{when}: {before:.0f} ms until results stand, {after:.0f} ms for excerpts"
    count, facet = largest
    keys = sorted(typed(browser, host, facet))
    spent = f"{keys[len(keys) // 2]:.0f} ms, at most {keys[-1]:.0f} ms"
    yield f"longest task of a keystroke among {count:,} values of «{facet}»: {spent}"


def main() -> int:
    """Measure a site."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search", description="Measure the search of a site.")
    parser.add_argument("site", type=Path, metavar="SITE", help="the folder of a built site")
    parser.add_argument("--times", type=int, default=3, metavar="N", help="visits for each query; the median is shown")
    options = parser.parse_args()
    entry = json.loads((options.site / "search/entry.json").read_bytes())
    largest = max((one.get("count", 0), facet) for facet, one in entry["facets"].items())
    with sync_playwright() as playwright, hosted(options.site) as host:
        browser = launched(playwright)
        if browser is None:
            sys.stderr.write(f"{MISSING}\n")
            return 3
        for line in told(browser, host, questions(options.site), largest, options.times):
            sys.stdout.write(f"{line}\n")
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
