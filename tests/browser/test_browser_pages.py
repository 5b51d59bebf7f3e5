"""Every kind of page in a real browser: quiet, whole at every width, accessible, and without scripts."""

from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.browser.conftest import Opener
from tests.browser.kinds import KINDS, LONG, examples, kinds_of
from tests.support.sites import Served, SiteBuilder, served, text_of

WIDTHS = (320, 768, 1280)
ALIKE = [
    [f"{rows}:nth-child(n + 21)"]
    for rows in ("tbody > tr", ".events > li", ".rows > li", ".counted > li", ".claims > li")
]
SETTLED = "document.fonts.ready.then(() => new Promise(requestAnimationFrame))"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(params=KINDS)
def route(request: pytest.FixtureRequest, demo: SiteBuilder) -> str:
    """One page of each kind, the largest of the demonstration archive."""
    found = examples(demo.site)
    if request.param not in found:
        pytest.skip("the demonstration archive has no page of this kind")
    return found[request.param]


def test_every_page_is_of_one_kind(demo: SiteBuilder, everything: SiteBuilder, crowd: SiteBuilder) -> None:
    led_on = {"house-rules/", "colophon.html"}  # a free page, and an old address
    routes = {*demo.site.routes(), *everything.site.routes(), *crowd.site.routes()} - led_on
    assert {route: kinds for route in routes if len(kinds := kinds_of(route)) != 1} == {}


def test_page_is_quiet_and_asks_nothing_of_other_hosts(
    route: str, at_root: Served, at_depth: Served, window: Opener
) -> None:
    host = at_root if route == "404.html" else at_depth  # without a base_url that page must name the root of its host
    opened = window()
    opened.page.goto(urljoin(host.url, route), wait_until="networkidle")
    assert opened.told == []
    assert opened.elsewhere == []
    assert host.missed == []


def test_page_fits_every_width(route: str, at_root: Served, window: Opener) -> None:
    page = window().page
    page.goto(urljoin(at_root.url, route))
    assert too_wide(page) == []


def too_wide(page: Page) -> list[int]:
    """The widths at which a page scrolls sideways."""
    wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(SETTLED)
        if page.evaluate(TOO_WIDE):
            wide.append(width)
    return wide


def violations(page: Page, *tags: str) -> list[str]:
    """What axe finds wrong, by all rules or those of some tags, and where."""
    page.evaluate(SETTLED)
    options = {"resultTypes": ["violations"]} | ({"runOnly": {"type": "tag", "values": tags}} if tags else {})
    found = Axe().run(page, {"exclude": ALIKE}, options).response["violations"]  # on hundreds of rows it takes a minute
    return [f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']][:5]}" for one in found]


def test_axe_finds_no_violation(route: str, at_root: Served, window: Opener) -> None:
    page = window().page
    page.goto(urljoin(at_root.url, route), wait_until="networkidle")
    assert violations_at_all_sizes(page) == []


@pytest.mark.parametrize("kind", LONG)
def test_pages_of_long_lists_are_as_good(kind: str, crowd: SiteBuilder, window: Opener) -> None:
    with served(crowd.output) as host:
        page = window().page
        page.goto(urljoin(host.url, examples(crowd.site)[kind]), wait_until="networkidle")
        assert too_wide(page) == []
        assert violations_at_all_sizes(page) == []


def violations_at_all_sizes(page: Page) -> list[str]:
    """What axe finds wrong on a small and on a large screen, in light and in dark."""
    found = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="light")
        found += [f"light, {width} px: {one}" for one in violations(page)]
        page.emulate_media(color_scheme="dark")
        found += [f"dark, {width} px: {one}" for one in violations(page, "cat.color")]  # no other rule can differ
    return found


def test_page_says_the_same_without_scripts(route: str, demo: SiteBuilder, at_root: Served, window: Opener) -> None:
    if route == "search/":
        pytest.skip("search needs scripts, and says so: see below")
    shown = []
    for scripts in (True, False):
        page = window(scripts=scripts).page
        page.goto(urljoin(at_root.url, route), wait_until="networkidle")
        shown.append(" ".join(page.locator("main").inner_text().split()))
    assert shown[0] == shown[1]
    assert text_of(next(demo.site.main(route).iter("h1"))) in shown[1]


def test_search_page_says_that_it_needs_scripts_and_where_to_go_instead(at_root: Served, window: Opener) -> None:
    page = window(scripts=False).page
    page.goto(urljoin(at_root.url, "search/?q=lamp"))
    notice = page.locator("noscript .notice")
    expect(notice).to_contain_text("needs JavaScript")
    notice.get_by_role("link", name="Articles").click()
    expect(page).to_have_url(urljoin(at_root.url, "articles/"))
