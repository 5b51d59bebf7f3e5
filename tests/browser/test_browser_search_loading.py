"""What the search page loads before results stand: how much, and in how many rounds that each wait for the last."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect
from tests.bench.hosting import Host, hosted
from tests.bench.search import OURS, PAGE, kind_of
from tests.browser.conftest import Opener
from tests.browser.searching import RESULTS, settled
from tests.support.sites import SiteBuilder

QUIET = 150  # milliseconds without a request until a page that is not busy waits for answers
TURNS = 40  # at most; few of them are rounds, unless the machine is busy
DIGEST = re.compile(r"(?<=[.-])[0-9a-f]{8}(?=\.)|(?<=-)\d+(?=\.gz)|en_[0-9a-f]+")


@pytest.fixture(scope="module")
def host(demo: SiteBuilder) -> Iterator[Host]:
    """The demonstration archive on a host that gzips, and knows what it sent."""
    with hosted(demo.output) as one:
        yield one


def rounds(page: Page, url: str) -> list[Counter[str]]:
    """What a page asks for until it shows results: everything at once that it can ask for before it has an answer."""
    held: list[Route] = []
    found: list[Counter[str]] = []

    def hold(route: Route) -> None:
        if route.request.is_navigation_request():
            route.continue_()
        else:
            held.append(route)

    page.route("**/*", hold)
    page.goto(url, wait_until="commit")
    for _ in range(TURNS):
        if page.locator(RESULTS).count():
            break
        for _ in range(2):
            page.evaluate("() => new Promise((done) => setTimeout(done))")
            page.wait_for_timeout(QUIET)
        now, held[:] = held[:], []
        found += [Counter(named(route.request.url) for route in now)] if now else []
        for route in now:
            route.continue_()
    page.unroute_all(behavior="ignoreErrors")
    return found


def named(url: str) -> str:
    """What a file is, without its digest and number."""
    return DIGEST.sub("*", urlsplit(url).path.rpartition("/")[2])


STYLES = {f"{name}.*.css" for name in ("base", "layout", "components", "search", "print")}
FIRST = [{"entry.js", "page.js", "keys.js", *STYLES}, {"entry.json", "pressmark.*.svg"}]
SHOWN = {"columns-*.gz", *(f"names-{facet}-0-*.gz" for facet in ("company", "topic", "partner", "source"))}
TITLES = {"titles-*.gz"}
PAGEFIND = [
    {"pagefind-worker.js", "words-*.gz"},
    {"pagefind-entry.json", "join.gz"},
    {"pagefind.*.pf_meta", "wasm.en.pagefind"},
    {"*.pf_index"},
]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [*FIRST, SHOWN, TITLES]),
        ("?q=china", [*FIRST, SHOWN | {"words-*.gz"}, TITLES]),
        ("?f=company:zoom+date:2019..2021&sort=oldest", [*FIRST, SHOWN, TITLES]),
        ("?q=%22in+the%22", [*FIRST, SHOWN | {"pagefind.js"}, *PAGEFIND, TITLES]),
    ],
)
def test_all_is_asked_for_as_soon_as_it_is_known(
    query: str, expected: list[set[str]], host: Host, window: Opener
) -> None:
    found = rounds(window().page, f"{host.url}search/{query}")
    assert [set(one) for one in found[: len(expected)]] == expected
    assert all(set(one) <= {"*.pf_fragment"} for one in found[len(expected) :])
    assert {count for one in found[:3] for count in one.values()} == {1}


BUDGETS = {  # bytes and requests, until results stand
    "": (52_000, 8_000, 19),
    "?q=china": (52_000, 26_000, 20),
    "?q=%22in+the%22": (52_000, 30_000, 28),
}


@pytest.mark.parametrize("query", BUDGETS)
def test_first_results_cost_little(query: str, host: Host, window: Opener) -> None:
    """A budget for the page with its scripts, one for our own data, and one for requests."""
    page = window().page
    page.route("**/fragment/**", lambda route: route.abort())  # excerpts come later
    host.taken()
    page.goto(f"{host.url}search/{query}")
    expect(page.locator(f"{RESULTS} h2 a").first).to_be_visible()
    sent = host.taken()
    frame, ours, requests = BUDGETS[query]
    assert sum(one.size for one in sent if kind_of(one.path) == PAGE) < frame
    assert sum(one.size for one in sent if kind_of(one.path) == OURS) < ours
    assert len(sent) <= requests


def test_excerpts_leave_room_for_the_next_search(host: Host, window: Opener) -> None:
    page = window().page
    held: list[Route] = []
    page.route("**/fragment/**", lambda route: held.append(route))  # noqa: PLW0108 - Playwright takes no built-in
    page.goto(f"{host.url}search/?q=china")
    settled(page)
    assert len(held) == 4
    page.locator("#search-words").fill("zoom")
    page.locator("#search-words").press("Enter")
    expect(page.locator("#search-status")).to_contain_text(" of ")
    expect(page).to_have_url(re.compile("zoom"))
    page.unroute_all(behavior="ignoreErrors")


def test_phrase_of_few_articles_does_not_wait_for_pagefind(host: Host, window: Opener) -> None:
    page = window().page
    page.route("**/*.pf_meta", lambda route: held.append(route))  # noqa: PLW0108 - Playwright takes no built-in
    held: list[Route] = []
    page.goto(f"{host.url}search/?q=%22data+centre%22")
    expect(page.locator(RESULTS).first).to_be_visible()
    assert "data centre" in page.locator(f"{RESULTS} .hits").first.inner_text().lower()
