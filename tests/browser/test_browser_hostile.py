"""A site of all that strangers may write, in a real browser: no script of theirs runs, and nothing is asked elsewhere.

The policy stands in each page, and is sent as a header too, as `docs/deployment.md` tells hosts to.
"""

import re
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Opener
from tests.support.cases import cases
from tests.support.hostile import archive, texts
from tests.support.sites import REPOSITORY, Served, SiteBuilder, served

from pressmark.rendering import CONTENT_SECURITY_POLICY

CANARY = "window.canary = () => { window.sang = true; console.error('the canary sang'); }; window.alert = window.canary"
BRACES, CELLS = cases("citations")["braces"], cases("dataset")["cells"]
DEPLOYMENT = (REPOSITORY / "docs" / "deployment.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> SiteBuilder:
    builder = SiteBuilder.of_files(tmp_path_factory.mktemp("hostile"), archive())
    builder.with_search = True
    return builder.build()


@pytest.fixture(scope="module")
def host(hostile: SiteBuilder) -> Iterator[Served]:
    original = SimpleHTTPRequestHandler.end_headers

    def with_policy(self: SimpleHTTPRequestHandler) -> None:
        self.send_header("Content-Security-Policy", f"{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'")
        self.send_header("X-Content-Type-Options", "nosniff")
        original(self)

    with pytest.MonkeyPatch.context() as patch, served(hostile.output) as serving:
        patch.setattr(SimpleHTTPRequestHandler, "end_headers", with_policy)
        yield serving


def test_every_page_of_a_hostile_site_is_quiet(hostile: SiteBuilder, host: Served, window: Opener) -> None:
    opened = window()
    opened.page.add_init_script(CANARY)
    sang = []
    for route in hostile.site.routes():
        opened.page.goto(urljoin(host.url, route), wait_until="load")
        if opened.page.evaluate("window.sang === true"):
            sang.append(route)
    assert sang == []
    assert opened.told == []
    assert opened.elsewhere == []
    assert len(hostile.site.routes()) > len(texts("shown"))


@pytest.mark.parametrize("asked", ["canary", "<script>canary()</script>", '"canary"', "title:<img", "=1+1", "passwd"])
def test_search_shows_hostile_texts_as_text(asked: str, host: Served, window: Opener) -> None:
    opened = window()
    opened.page.add_init_script(CANARY)
    opened.page.goto(urljoin(host.url, "search/"), wait_until="networkidle")
    opened.page.fill("#search-words", asked)
    expect(opened.page.locator("#search-status")).not_to_be_empty()
    opened.page.wait_for_load_state("networkidle")
    assert opened.page.evaluate("window.sang === true") is False
    assert opened.page.locator("#search-page :is(script, img, iframe, [onclick], [onerror])").count() == 0
    assert [line for line in opened.told if "404" not in line] == []
    assert opened.elsewhere == []


def test_words_to_light_are_text(host: Served, window: Opener) -> None:
    opened = window()
    opened.page.add_init_script(CANARY)
    for lit in ("%3Cimg%20src=x%20onerror=canary()%3E", "canary*", "*", ",-,", "%00", "(" * 500):
        opened.page.goto(urljoin(host.url, f"articles/2031/text-0/?lit={lit}#%3Cscript%3E"), wait_until="load")
    assert opened.page.evaluate("window.sang === true") is False
    assert opened.told == []


def test_the_header_for_hosts_is_the_policy_of_the_pages() -> None:
    headers = re.findall(r"Content-Security-Policy[\"']?[:=]? *[\"']?(default-src[^\"\n]+)", DEPLOYMENT)
    assert headers
    assert {header.strip().rstrip(";") for header in headers} == {f"{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'"}


def test_a_cell_that_spreadsheets_would_compute_leaves_the_search_page_as_text(host: Served, window: Opener) -> None:
    opened, shown = window(), list(texts("shown"))
    opened.page.goto(urljoin(host.url, "search/?q=calc"), wait_until="networkidle")
    module = opened.page.evaluate("document.querySelector('script[src*=\"search/page.js\"]').src")
    written = opened.page.evaluate(
        """async ([source, titles]) => {
            const { FORMATS } = await import(source);
            const record = (title) => ({ title, authors: [title], editors: [title], published: "2031-08-03",
              source: title, kind: "news", language: "en", url: "https://example.org/",
              address: "https://x.example/", archive: title, key: "k",
              doi: "", captured: "" });
            return titles.map((title) => ["csv", "ris", "bib"].map((one) => FORMATS[one].write(record(title))));
        }""",
        [
            module.replace("page.js", "page-exports.js"),
            [*shown, *(one["title"] for one in BRACES), *(one["text"] for one in CELLS)],
        ],
    )
    titles, cells = written[len(shown) : len(shown) + len(BRACES)], written[len(shown) + len(BRACES) :]
    for one, (_, _, bibtex) in zip(BRACES, titles, strict=True):
        assert f"  title = {{{{{one['written']}}}}},\n" in bibtex
    for one, (row, _, _) in zip(CELLS, cells, strict=True):
        quoted = one["cell"].replace('"', '""')
        assert row.startswith(f'"{quoted}",')
    for text, (row, ris, _) in zip(shown, written[: len(shown)], strict=True):
        assert not re.search(r'(^|",)"\s*[=+\-@|%＝]', row), text
        assert [line for line in ris.split("\r\n") if line and not re.match(r"[A-Z][A-Z0-9]  - ", line)] == [], text
        assert ris.count("\r\nER  - ") == 1, text
