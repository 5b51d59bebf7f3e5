"""The portable copy in a browser, from the disk: its pages are walked, and search finds what the site finds."""

import zipfile
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest
from tests.browser.conftest import Opener
from tests.browser.searching import ask, opened, settled
from tests.support.archives import NOW
from tests.support.sites import Served, SiteBuilder

from pressmark.request import Request
from pressmark.workers import Workers
from pressmark.zipping import zip_site

STEPS = 30
LINKS = "all => all.map((one) => new URL(one.getAttribute('href'), document.baseURI).href)"
QUERIES = (
    "partner",
    "partners partnership",
    "sell*",
    '"data centre"',
    '"joint venture"',
    '"only through partners"',
    "cloud -government",
    "topic:partner-model",
    "company:zoom",
    "company:zoom,apple sold",
    "partner:bizconf",
    "-company:apple data",
    "year:2020",
    "date:2019-03..2020",
    "certainly:..2018",
    "person:x",
    "place:shanghai",
    "kind:release",
    "language:en law",
    "nothing-that-stands-anywhere",
    "colour:red",
    "",
)


@pytest.fixture(scope="module")
def copy(demo: SiteBuilder, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """The demonstration archive as a copy, unpacked in a folder whose name has to be escaped in addresses."""
    folder = tmp_path_factory.mktemp("copy")
    request = Request(demo.archive, folder, NOW, with_search=True)
    with Workers(1) as workers:
        zip_site(request, folder / "copy.zip", workers, lambda *_: None)
    unpacked = folder / "Ärchive #1, 50%"
    with zipfile.ZipFile(folder / "copy.zip") as archive:
        archive.extractall(unpacked)
    return Served(f"{unpacked.as_uri()}/", [])


def test_pages_are_walked_by_their_links(copy: Served, window: Opener) -> None:
    opened_one, random = window(), Random(3)  # noqa: S311 - nobody is to be surprised by it
    page, failed = opened_one.page, []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto(f"{copy.url}index.html")
    seen: list[str] = []
    for _ in range(STEPS):
        seen.append(page.url)
        assert page.locator("main h1, main h2").count(), page.url
        assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px", "without its style sheets"
        links = page.locator("a[href]").evaluate_all(LINKS)
        inside = [link for link in links if urlsplit(link).path.endswith(".html") and link.startswith("file:")]
        assert not [link for link in links if link.startswith("file:") and link.endswith("/")], page.url
        fresh = [link for link in inside if link.partition("#")[0] not in {one.partition("#")[0] for one in seen}]
        following = random.choice(fresh or inside)
        page.locator("a[href]").nth(links.index(following)).dispatch_event("click")
        page.wait_for_url(following)
        page.wait_for_load_state()
    assert len({url.partition("#")[0] for url in seen}) >= STEPS - 3
    assert not failed
    assert not opened_one.told
    assert not opened_one.elsewhere


def test_search_finds_what_the_site_finds(copy: Served, at_root: Served, window: Opener) -> None:
    here, there = window(), window()
    opened(there.page, at_root)
    here.page.goto(f"{copy.url}index.html")
    here.page.locator("#site-search").fill("partner")
    here.page.locator("#site-search").press("Enter")
    here.page.wait_for_url("**/search/index.html?q=partner")
    settled(here.page)
    found = 0
    for query in QUERIES:
        on_disk, served = ask(here.page, query), ask(there.page, query)
        assert on_disk == served, query
        found += len(served["results"])
    assert found > 60
    assert not here.told
    assert not there.told


def test_what_was_searched_is_lit_and_taken_away(copy: Served, window: Opener, tmp_path: Path) -> None:
    one = window()
    one.page.goto(f"{copy.url}search/index.html?q=%22data+centre%22&f=language:en")
    assert len(settled(one.page)["results"]) > 1
    with one.page.expect_download() as saving:
        one.page.get_by_role("button", name="CSV").click()
    saving.value.save_as(tmp_path / "search.csv")
    assert "/index.html" not in (tmp_path / "search.csv").read_text(encoding="utf-8")
    one.page.locator("#search-results .hits a").first.click()
    one.page.wait_for_url("**/index.html?lit=*")
    assert one.page.locator("mark.hit").count() > 0
    assert not one.told
